"""What the command line writes: results on stdout, progress and refusals on stderr."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

from data.receipts import Progress

WIDTH = 24  # of the bar


@dataclass(frozen=True)
class Teller:
    """Speaks to whoever typed the command.

    Parameters
    ----------
    say : callable
        `words.Say` of their language.
    as_json : bool
        Results as JSON instead of sentences.
    """

    say: Callable[..., str]
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
