"""What the command line writes: results on stdout, progress and refusals on stderr."""

import json
import sys
from dataclasses import dataclass
from typing import Protocol

from data.receipts import Progress

WIDTH = 24  # of the bar


class Speaker(Protocol):
    """What `words.Say` does; the language itself is chosen outside this room."""

    def __call__(self, key: str, **blanks: object) -> str:
        """Return a sentence."""

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number in the reader's digits."""

    def digits(self, text: object) -> str:
        """Return a text with the reader's digits."""

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """Return a share of one as per cent."""

    def month(self, month: int) -> str:
        """Return a Jalali month (year × 100 + month) in words."""

    def pick(self, fa: str, en: str | None) -> str:
        """Return the name in the reader's language."""


@dataclass(frozen=True)
class Teller:
    """Speaks to whoever typed the command.

    Parameters
    ----------
    say : Speaker
        `words.Say` of their language.
    as_json : bool
        Results as JSON instead of sentences.
    """

    say: Speaker
    as_json: bool = False

    def result(self, values: dict, lines: list[str]) -> None:
        """Write a result: as JSON where that was asked for, else as sentences."""
        text = (
            json.dumps(values, ensure_ascii=False, indent=1) if self.as_json else "\n".join(lines)
        )
        sys.stdout.write(text + "\n")

    def error(self, text: str) -> None:
        """Write a line for people on stderr."""
        sys.stderr.write(text + "\n")

    def progress(self, now: Progress) -> None:
        """Draw how far an intake has come; only where somebody watches."""
        if not sys.stderr.isatty():
            return
        stage = self.say(f"intake.stage_{now.stage}")
        if now.expected and now.seconds_left is not None:
            line = self.say(
                "intake.progress_left",
                stage=stage,
                rows=now.rows,
                expected=now.expected,
                seconds=round(now.seconds_left),
            )
        else:
            line = self.say("intake.progress", stage=stage, rows=now.rows)
        self.bar(now.rows / now.expected if now.expected else 0.0, line)

    def bar(self, share: float, line: str) -> None:
        """Draw a bar with a line beside it, over the one before."""
        if sys.stderr.isatty():
            full = round(WIDTH * min(max(share, 0.0), 1.0))
            sys.stderr.write(f"\r\x1b[2K{'█' * full}{'░' * (WIDTH - full)} {line}")
            sys.stderr.flush()

    def done(self) -> None:
        """Leave the bar's line."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")
