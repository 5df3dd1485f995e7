"""How far the whole has come: two exports written, then two taken in."""

import time
from collections.abc import Callable
from dataclasses import replace

from data.receipts import Progress

# Where each step begins, of the whole; and each stage of taking in, of that.
WRITING, FIRST, SECOND, END = 0.0, 0.36, 0.68, 1.0
TAKING_IN = {"reading": (0.0, 0.72), "settling": (0.72, 0.76), "keeping": (0.76, 0.9)}
LAST = (0.9, 1.0)


class Whole:
    """Tells of the progress with the seconds that are left until all is done.

    Parameters
    ----------
    tell : callable, optional
        Given a `Progress`; what it raises ends the work.
    """

    def __init__(self, tell: Callable[[Progress], None] | None) -> None:
        self._tell = tell or (lambda _: None)
        self._begun = time.monotonic()

    def write(self, rows: int, expected: int) -> None:
        """Tell that so many rows of both exports are written."""
        self._at(FIRST * rows / expected, Progress("writing", rows, expected))

    def take_in(self, begins: float, ends: float) -> Callable[[Progress], None]:
        """Return what an intake tells its progress to; it goes from one share to another."""

        def tell(now: Progress) -> None:
            first, last = TAKING_IN.get(now.stage, LAST)
            within = now.rows / now.expected if now.stage == "reading" and now.expected else 0
            self._at(begins + (ends - begins) * (first + (last - first) * within), now)

        return tell

    def _at(self, share: float, now: Progress) -> None:
        left = (time.monotonic() - self._begun) * (1 - share) / share if share else None
        self._tell(replace(now, seconds_left=left))
