"""Of which months and weeks figures are told."""

from data.periods import Period
from pages.views.frame import Visit


def whole_with_year_before(visit: Visit, period: Period) -> bool:
    """Return whether every month or week of the period, and of the one a year before, is told."""
    return all(of(visit, one) == one.bins_in() for one in (period, period.year_before()))


def of(visit: Visit, period: Period) -> list:
    """Return which months or weeks of the period are told of; months as year × 100 + month."""
    known = set(visit.months if period.bins == "months" else visit.weeks)
    return [one for one in period.bins_in() if one in known]
