"""What the audit may tell: a fixed list of acts, and no fact that could name a caller."""

import json
import re
import secrets

from data import callers, clock, persian
from data.secrets import PSEUDONYM

ACTS = (
    *("sign_in", "sign_in_refused", "locked", "sign_out", "sessions_ended"),
    *("account_added", "role_changed", "password_reset", "password_changed"),
    *("account_disabled", "account_enabled", "totp_added", "totp_removed"),
    *("intake", "survey", "areas", "re_placed", "release"),
    *("export", "upload", "refused", "consent", "approval", "policy"),
    *("round_begun", "round_policy", "pool_fixed", "pool_reopened", "proposed", "settled"),
    *(
        "people",
        "consent_withdrawn",
        "called_back",
        "set_aside",
        "announced",
        "amended",
        "nominated",
        "reviewed",
        "stepped_aside",
    ),
    *("ceremony_made", "ceremony_set", "ceremony_begun", "ceremony_ended", "console_taken"),
    *("checked_in", "check_in_undone"),
    *("note_added", "note_changed", "note_removed"),
    *("erased", "retained", "key_rotated", "backed_up", "restored"),
)
LONGEST = 80  # characters of a fact
_NUMBER = re.compile(r"(?<![0-9a-z])(?:(?:\+|00)?98|0)?9\d{9}(?![0-9a-z])", re.IGNORECASE)
_FILLING = re.compile(r"(?<=\d)[\s()\-_.]+(?=\d)")
_PSEUDONYM = re.compile(PSEUDONYM)


def sound(act: str, by: str, facts: dict[str, object]) -> str:
    """Return the facts of an act as JSON, having made sure that it may be told.

    Raises
    ------
    ValueError
        If the act is unknown; if a fact is neither a number, a code nor a list of these; if one
        looks like a caller's number or pseudonym.
    """
    if act not in ACTS:
        raise ValueError(f"no such act: {act}")
    for name, value in {"by": by, **facts}.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            _sound(name, one)
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sound(name: str, fact: object) -> None:
    if not isinstance(fact, (str, int, float, type(None))):
        raise ValueError(f"{name} is neither a number nor a code")
    share = isinstance(fact, float) and not fact.is_integer()  # with a fraction: nobody's number
    text = f"{fact:.0f}" if isinstance(fact, float) else str(fact)
    if not share and names_a_caller(text):
        raise ValueError(f"{name} could name a caller")
    if len(str(fact)) > LONGEST:
        raise ValueError(f"{name} is longer than a code")


def noted(act: str, by: str, facts: dict[str, object]) -> dict[str, object]:
    """Return an act of the store as its manifest holds it until the audit does. Raises as above."""
    sound(act, by, facts)
    return {"id": secrets.token_hex(16), "at": clock.now(), "act": act, "by": by, "facts": facts}


def names_a_caller(text: str) -> bool:
    """Return whether a text looks like a telephone number or a caller's pseudonym, or holds one."""
    if _PSEUDONYM.search(text) or callers.number(text):
        return True
    return bool(_NUMBER.search(_FILLING.sub("", persian.digits(text))))
