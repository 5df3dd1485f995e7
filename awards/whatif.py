"""What a change would change: who would come in, who would go out."""

from dataclasses import dataclass

from awards.choosing import Choice


@dataclass(frozen=True)
class Change:
    """Codes of those who come in and go out, in order."""

    come_in: list[str]
    go_out: list[str]


def compared(before: Choice, after: Choice) -> Change:
    """Return who is chosen in the one and not in the other."""
    old, new = set(before.chosen.index), set(after.chosen.index)
    return Change(sorted(new - old), sorted(old - new))
