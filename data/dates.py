"""One date, one time of the day, as people and machines write them."""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from data import jalali, persian
from data.refusal import Refusal

EPOCH = datetime.date(1970, 1, 1)
DAY = 86_400_000  # milliseconds
CALENDARS = ("auto", "jalali", "gregorian")
NAMED = ("iso", "auto", "jalali", "gregorian")
DATE = (
    r"(?P<Y>\d{4})(?:(?P<mark>[-/.])(?P<m>\d{1,2})(?:(?P=mark)(?P<d>\d{1,2}))?"
    r"|(?P<m2>\d\d)(?P<d2>\d\d)?)"
)
TIME = (
    r"(?:(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"|(?P<H2>\d{1,2})(?P<M2>\d\d)(?P<S2>\d\d)?)"
    r"(?:\s*(?P<p>[AaPp]\.?[Mm]\.?|[قب]\.?\s?ظ\.?))?(?:\s*(?P<z>Z|[+-]\d\d:?\d\d))?"
)
DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": r"(?P<b>[^\W\d_]+)",
    "B": r"(?P<b>[^\W\d_]+)",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<H>\d{1,2})",
    "M": r"(?P<M>\d{1,2})",
    "S": r"(?P<S>\d{1,2})",
    "f": r"(?P<f>\d{1,9})",
    "p": r"(?P<p>[AaPp]\.?[Mm]\.?|[قب]\.?\s?ظ\.?)",
    "z": r"(?P<z>Z|[+-]\d\d:?\d\d)",
    "%": "%",
}
GREGORIAN_MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
JALALI_MONTHS = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
]
MONTHS = {
    persian.key(name)[:3]: 1 + place
    for names in (GREGORIAN_MONTHS, JALALI_MONTHS)
    for place, name in enumerate(names)
}


@dataclass(frozen=True)
class Manner:
    """The manner in which a file writes its times.

    Parameters
    ----------
    format : str
        "iso" or "auto": year first, Jalali or Gregorian by the year; "jalali", "gregorian": year
        first, of that calendar alone; else a pattern of `%Y %m %d %b %H %I %M %S %f %p %z`.
    calendar : {"auto", "jalali", "gregorian"}
        The calendar of a pattern.
    zone : str
        The zone whose clocks show these times.
    precision : {"time", "day", "month"}
        What is known at best; anything finer in the file is not to be trusted.

    Raises
    ------
    Refusal
        "mapping.pattern" if the pattern holds what cannot be read.
    """

    format: str = "auto"
    calendar: str = "auto"
    zone: str = "Asia/Tehran"
    precision: str = "time"

    @cached_property
    def of_calendar(self) -> str:
        """The calendar that dates must be of, or "auto"."""
        return self.format if self.format in ("jalali", "gregorian") else self.calendar

    @cached_property
    def in_parts(self) -> tuple[re.Pattern, re.Pattern] | None:
        """Patterns of a date and of the time after it; None where the text is read as one."""
        if self.format in NAMED:
            return re.compile(DATE), re.compile(TIME)
        if self.format.count(" ") != 1 or re.search(r"%[HIMSfpz].* ", self.format):
            return None
        date, time = self.format.split(" ")
        return compiled(date), compiled(time)

    @cached_property
    def whole(self) -> re.Pattern:
        """The pattern of a date with its time, if it has any."""
        if self.format in NAMED:
            return re.compile(rf"{DATE}(?:[T\s]\s*{TIME})?")
        return compiled(self.format)


def compiled(pattern: str) -> re.Pattern:
    """Return a pattern such as `%d/%m/%Y` as a regular expression with a group per directive."""
    found = re.split(r"%(.)", pattern)
    unknown = [name for name in found[1::2] if name not in DIRECTIVES]
    if unknown:
        raise Refusal("mapping.pattern", pattern=pattern, directive=f"%{unknown[0]}")
    texts = [
        DIRECTIVES[part] if place % 2 else re.sub(r"\\?\s+", r"\\s+", re.escape(part))
        for place, part in enumerate(found)
    ]
    return re.compile("".join(texts))


def date(found: dict[str, str], calendar: str) -> tuple[int, str]:
    """Return days since 1970 and how much is known: "day" or "month".

    Parameters
    ----------
    found : dict of str
        What the groups Y, m, d, b of a pattern matched.
    calendar : {"auto", "jalali", "gregorian"}

    Raises
    ------
    ValueError
        If there is no such day.
    """
    name, month = found.get("b"), found.get("m") or found.get("m2")
    month = MONTHS.get(persian.key(name)[:3], 0) if name else int(month or 1)
    day = found.get("d") or found.get("d2")
    return days(int(found["Y"]), month, int(day or 1), calendar), "day" if day else "month"


def days(year: int, month: int, day: int, calendar: str) -> int:
    """Return days since 1970 of a date; in calendar "auto" its year tells Jalali from Gregorian.

    Raises
    ------
    ValueError
        If there is no such day in the years 1200-1500 (Jalali) or 1900-2100 (Gregorian).
    """
    if calendar == "jalali" or (calendar == "auto" and year <= jalali.LAST_YEAR):
        return (jalali.day(year, month, day) - EPOCH).days
    if not 1900 <= year <= 2100:
        raise ValueError(f"no such year: {year}")
    return (datetime.date(year, month, day) - EPOCH).days


def time(found: dict[str, str]) -> tuple[int, int | None]:
    """Return milliseconds since midnight, and minutes east of Greenwich where they are told.

    Raises
    ------
    ValueError
        If there is no such time; 24:00 is the midnight that ends the day.
    """
    hour, minute, second = (
        int(found.get(name) or found.get(f"{name}2") or 0) for name in ("H", "M", "S")
    )
    half = (found.get("p") or "")[:1].casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"no such hour: {hour}")
        hour = hour % 12 + (12 if half in {"p", "ب"} else 0)
    fraction = int((found.get("f") or "0").ljust(3, "0")[:3])
    of_day = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    if minute > 59 or second > 60 or of_day > DAY:
        raise ValueError(f"no such time: {hour}:{minute}:{second}")
    return of_day, _east(found.get("z"))


def _east(zone: str | None) -> int | None:
    if zone is None or zone == "Z":
        return None if zone is None else 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes
