"""What people are called in one round: codes that can be read out, and lead to nobody.

A code is of one round: the same person has another in the next, so that published lists of two
rounds do not tell who stands in both.
"""

import hmac
import re
from collections.abc import Sequence

import numpy as np

from data import persian
from data.keys import Key, derived

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O and U
LENGTH, HALF, BITS = 10, 5, 5
TAKEN_FOR = str.maketrans("ILO", "110")  # as people read them
_CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
_FILLING = re.compile(r"[\s\-‐-―_.]+")


def of(key: Key, round_name: str, pseudonyms: Sequence[str]) -> np.ndarray:
    """Return the codes of people in a round, such as K7Q2M-9MXPA.

    The first 50 bits of HMAC-SHA256, with a key made from the newest for this purpose alone, of
    the round's name, a comma and the pseudonym.

    Parameters
    ----------
    key : Key
    round_name : str
        `awards.rounds.Round.name`.
    pseudonyms : sequence of str, shape (n,)

    Returns
    -------
    ndarray of str, shape (n,)

    Raises
    ------
    ValueError
        If two people have the same code; of a million, they do in 1 of 2,000 rounds.
    """
    own, before = derived(key.masters[key.id], "award"), f"{round_name},"
    digests = b"".join(hmac.digest(own, f"{before}{one}".encode(), "sha256") for one in pseudonyms)
    numbers = np.frombuffer(digests, ">u8").reshape(-1, 4)[:, 0] >> np.uint64(64 - LENGTH * BITS)
    shifts = np.arange(LENGTH - 1, -1, -1, dtype=np.uint64) * np.uint64(BITS)
    places = (numbers[:, None] >> shifts) & np.uint64(len(LETTERS) - 1)
    letters = np.array(list(LETTERS))[places.astype(np.intp)]
    whole = np.insert(letters, HALF, "-", axis=1)
    found = np.ascontiguousarray(whole).view(f"<U{LENGTH + 1}")[:, 0].astype(object)
    if len(set(found)) < len(set(pseudonyms)):
        raise ValueError(f"two people have the same code in round {round_name}")
    return found


def read(text: str) -> str | None:
    """Return a code as it is written, of what somebody typed; None if it is none.

    Small letters, spaces, other dashes and digits, and letters that look like a digit will do.
    """
    plain = _FILLING.sub("", persian.digits(persian.tidy(text)).upper()).translate(TAKEN_FOR)
    return f"{plain[:HALF]}-{plain[HALF:]}" if _CODE.fullmatch(plain) else None
