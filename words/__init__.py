"""Every sentence, number and day in the reader's language; Persian and English side by side.

Two mouths speak to readers, the pages and the command line, and both say it from here. The
sentences stand in the TOML files of this folder, `fa` beside `en`, with the same blanks.
"""

import datetime
import functools
import math
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data import jalali

LANGUAGES = ("fa", "en")
PERSIAN_MARKS = str.maketrans("0123456789,.%", "۰۱۲۳۴۵۶۷۸۹٬٫٪")
ISOLATE, END = "\u2066", "\u2069"  # keep a code or a file's name in one piece in a Persian line


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every sentence: key to language to text.

    Raises
    ------
    ValueError
        If two files hold the same key.
    """
    sentences: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for room, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for name, languages in entries.items():
                key = f"{room}.{name}"
                if key in sentences:
                    raise ValueError(f"sentence told twice: {key} in {path.name}")
                sentences[key] = languages
    return sentences


@dataclass(frozen=True)
class Say:
    """Speaks one language: `say("intake.taken_in", reports=3)`.

    Parameters
    ----------
    language : {"fa", "en"}
    """

    language: str

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"no such language: {self.language}")

    def __call__(self, key: str, **blanks: object) -> str:
        """Return the sentence for `key`; numbers and days in `blanks` are put in words first."""
        return catalogue()[key][self.language].format_map(
            {name: self._put(value) for name, value in blanks.items()}
        )

    def knows(self, key: str) -> bool:
        """Return whether there is a sentence for `key`."""
        return key in catalogue()

    def _put(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float, datetime.date)):
            return str(value)
        if isinstance(value, datetime.date):
            return self.day(value)
        small = isinstance(value, float) and abs(value) < 10 and not value.is_integer()
        return self.number(value, 2 if small else 0)

    def digits(self, text: object) -> str:
        """Return the text with the reader's digits: `1404/01` as ۱۴۰۴/۰۱ in Persian."""
        plain = str(text)
        return plain.translate(PERSIAN_MARKS) if self.language == "fa" else plain

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number with thousands set apart: ۱٬۲۳۴٫۵ or 1,234.5; a dash for none."""
        if value is None or math.isnan(value):
            return "—"
        return self.digits(f"{value:z,.{decimals}f}".replace("-", "−"))

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """Return a share of one as per cent: ۱۲٪ or 12%; a dash for none."""
        if share is None or math.isnan(share):
            return "—"
        return self.digits(f"{100 * share:z.{decimals}f}%".replace("-", "−"))

    def day(self, day: datetime.date) -> str:
        """Return a day in the Jalali calendar: ۵ فروردین ۱۴۰۴ or 5 Farvardin 1404."""
        month = jalali.month_of(day)
        number = jalali.parts_of(day)[2]
        return f"{self.digits(number)} {self.month(month)}"

    def short_day(self, day: datetime.date) -> str:
        """Return a day without its year: ۵ فروردین or 5 Farvardin."""
        _, month, number = jalali.parts_of(day)
        return f"{self.digits(number)} {self.month_name(month)}"

    def month(self, month: int) -> str:
        """Return a Jalali month (year × 100 + month) as فروردین ۱۴۰۴ or Farvardin 1404."""
        return f"{self.month_name(month % 100)} {self.digits(month // 100)}"

    def month_name(self, number: int) -> str:
        """Return the name of a Jalali month, 1 to 12."""
        return self(f"calendar.month_{number}")

    def weekday(self, number: int) -> str:
        """Return the name of a weekday, 0 (Saturday) to 6 (Friday)."""
        return self(f"calendar.weekday_{number}")

    def pick(self, fa: str, en: str | None) -> str:
        """Return the name in the reader's language, the Persian one where there is no English."""
        return fa if self.language == "fa" or not en else en


def speaker(language: str | None) -> Callable[..., str]:
    """Return a `Say` for a language, Persian where none or an unknown one is named."""
    return Say(language if language in LANGUAGES else "fa")
