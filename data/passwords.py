"""Passwords: what they must be, how they are kept, and that few are tried at once."""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data import persian
from data.refusal import Refusal

SHORTEST, LONGEST = 12, 256  # characters
FEWEST_DIFFERENT, FEWEST_BESIDE_NAME = 5, 8
HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)  # RFC 9106, second choice
# Of nothing that anybody knows: what an unknown name's password is tried against.
DUMMY = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
AT_ONCE, PATIENCE = 2, 20.0  # hashes of 64 MiB; seconds that one waits for its turn
_turns = threading.BoundedSemaphore(AT_ONCE)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def hashed(password: str) -> str:
    """Return what a password is kept as: an Argon2id hash with its own salt."""
    with _turns:
        return HASHER.hash(_typed(password))


def matches(kept: str | None, password: str) -> tuple[bool, str | None]:
    """Return whether a password is the kept one, and a new hash where the old one is too weak.

    Parameters
    ----------
    kept : str or None
        None where there is no such account: the same work is done, and the answer is no.
    password : str
    """
    if len(password) > LONGEST or not _turns.acquire(timeout=PATIENCE):
        return False, None
    try:
        right = _verified(kept or DUMMY, _typed(password)) and kept is not None
        weak = right and kept is not None and HASHER.check_needs_rehash(kept)
        return right, HASHER.hash(_typed(password)) if weak else None
    finally:
        _turns.release()


def _verified(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def require(password: str, name: str) -> None:
    """Refuse a password that is easily guessed, for the account of that name.

    Raises
    ------
    Refusal
        "password.too_short", "password.too_long", "password.is_name", "password.too_plain".
    """
    if len(password) > LONGEST:
        raise Refusal("password.too_long", most=LONGEST)
    typed = _typed(password)
    if min(len(password), len(typed)) < SHORTEST:
        raise Refusal("password.too_short", fewest=SHORTEST)
    told, own = (persian.key(text).replace(" ", "") for text in (typed, name))
    if len(told.replace(own, "")) < FEWEST_BESIDE_NAME < len(told):
        raise Refusal("password.is_name")
    if len(set(typed)) < FEWEST_DIFFERENT:
        raise Refusal("password.too_plain")


def first() -> str:
    """Return a new first password, easily typed: 16 letters and digits, 79 bits."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)]
    return "-".join(groups)


def _typed(password: str) -> str:
    """Return a password as every keyboard writes it."""
    return unicodedata.normalize("NFKC", password)
