"""A county's total as it may stand on the wall: of whole months, never one that is hidden."""

from data import access, jalali, rounds
from pages.views import cached_figures
from pages.views.visit import Visit

FEWEST = 100  # useful reports: less is nothing to read out before a hall


def useful(visit: Visit, name: str | None, county: str) -> tuple[int, int] | None:
    """Return a round's month, and how many useful reports came from a county in it.

    Parameters
    ----------
    visit : Visit
    name : str or None
        The round's; None for a rehearsal, which tells of the newest month.
    county : str
        Its code.

    Returns
    -------
    tuple of int, or None
        The month as year × 100 + month; the number, rounded as it is released. None for a week
        (outcomes are told by months alone), a month that is not told of, a figure that is hidden,
        and one below `FEWEST`.

    Raises
    ------
    access.Refused
        If the reader may not stage a ceremony.
    """
    access.require(visit.access, "ceremony")
    month = _month(visit, name)
    if month is None or month not in visit.months:
        return None
    when, words = ("months", month), (None, None, None)
    table = cached_figures.counts(visit.version, visit.directory, when, words)
    value = table["useful"].get(county)
    return None if value is None or not value >= FEWEST else (month, int(value))


def _month(visit: Visit, name: str | None) -> int | None:
    if name is None:
        return visit.months[-1] if visit.months else None
    one = rounds.named(visit.directory, name)
    return jalali.month_of(one.first) if one.kind == "month" else None
