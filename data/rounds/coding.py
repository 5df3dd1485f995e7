"""What people are called in a round of a store."""

from pathlib import Path

from data import codes, secrets


def codes_of(directory: Path, name: str, who: list[str]) -> list[str]:
    """Return the codes of people in a round; see `codes.of`.

    Raises
    ------
    Refusal
        "key.…".
    """
    return list(codes.of(secrets.key(directory), name, who))
