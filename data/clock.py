"""What time it is: one place, so that a test may put another clock there."""

import datetime
import time
import zoneinfo

TEHRAN = zoneinfo.ZoneInfo("Asia/Tehran")


def now() -> float:
    """Return the seconds since 1970 in UTC."""
    return time.time()


def day() -> datetime.date:
    """Return the day it is in Tehran."""
    return datetime.datetime.fromtimestamp(now(), TEHRAN).date()
