"""One date, one time of the day, as people and machines write them."""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from data import jalali, persian
from data.patterns import DATE, NAMED, TIME, compiled

EPOCH = datetime.date(1970, 1, 1)
DAY = 86_400_000  # milliseconds
CALENDARS = ("auto", "jalali", "gregorian")
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
    def in_parts(self) -> list[re.Pattern]:
        """Patterns of a date and of the time after it; none where the text is read as one."""
        if self.format in NAMED:
            return [re.compile(DATE), re.compile(TIME)]
        if self.format.count(" ") != 1 or re.search(r"%[HIMSfpz].* ", self.format):
            return []
        date, time = self.format.split(" ")
        return [compiled(date), compiled(time)]

    @cached_property
    def whole(self) -> re.Pattern:
        """The pattern of a date with its time, if it has any."""
        if self.format in NAMED:
            return re.compile(rf"{DATE}(?:[T\s]\s*{TIME})?")
        return compiled(self.format)


def date(matched: re.Match | None, calendar: str) -> tuple[int, str]:
    """Return days since 1970 and how much is known: "day" or "month".

    Parameters
    ----------
    matched : Match or None
        With groups Y, m, d, b.
    calendar : {"auto", "jalali", "gregorian"}

    Raises
    ------
    ValueError
        If there is no such day.
    """
    found = groups(matched)
    name, number = found.get("b"), found.get("m") or found.get("m2")
    month = MONTHS.get(persian.key(name)[:3], 0) if name else int(number or 1)
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


def groups(matched: re.Match | None) -> dict[str, str]:
    """Return what the groups of a pattern matched; raise `ValueError` if it did not match."""
    if matched is None:
        raise ValueError("not of this pattern")
    return matched.groupdict()


def time(matched: re.Match | None) -> tuple[int, int | None]:
    """Return milliseconds since midnight, and minutes east of Greenwich where they are told.

    Raises
    ------
    ValueError
        If there is no such time; 24:00 is the midnight that ends the day.
    """
    found = groups(matched)
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
