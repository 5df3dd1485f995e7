"""What time it is: one place, so that a test may put another clock there."""

import time


def now() -> float:
    """Return the seconds since 1970 in UTC."""
    return time.time()
