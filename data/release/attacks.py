"""A release attacks itself before it is published: what it finds keeps it from being published."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data import schema
from data.release.monthly import AREA, Figures
from data.release.places import DISTRICTS, Places
from data.release.response import Response
from data.release.weekly import TIME, Weeks
from geo import attack, privacy
from geo.cubes import Line, Lines
from geo.privacy import Floor

ASKED = 6  # hidden cells that a linear program is asked for, the narrowest first
ATTACKS = (
    "subtraction",
    "nested_bins",
    "hours",
    "response",
    "feedback",
    "two_releases",
    "two_roles",
    "one_caller",
    "solver",
)


@dataclass
class Attacks:
    """What the attacks on a release came to.

    Parameters
    ----------
    hidden, shown : int
        Cells.
    narrowest : float or None
        Width of the narrowest interval that a hidden figure could be told to.
    solved : int
        Hidden cells that the linear program was asked for.
    found : dict
        Attack to how many hidden figures it found; nothing where the release may be published.
    """

    hidden: int = 0
    shown: int = 0
    narrowest: float | None = None
    solved: int = 0
    found: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, count: int) -> None:
        """Add what one attack found."""
        if count:
            self.found[name] = self.found.get(name, 0) + count

    def narrow(self, widths: np.ndarray) -> None:
        """Remember the narrowest width."""
        if widths.size and widths.min() < attack.ANY:
            least = round(float(widths.min()), 2)
            self.narrowest = least if self.narrowest is None else min(self.narrowest, least)

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return dict(vars(self))


def on_month(under: Attacks, made: Figures, places: Places, floor: Floor, seed: int) -> None:
    """Attack a month: its margins, its callers, and one district by linear programming."""
    least, most = attack.subtracted(made.shown, made.published, made.lines, floor)
    hidden, told = ~made.shown, made.shown & (made.published > 0)
    under.hidden += int(hidden.sum())
    under.shown += int(told.sum())
    under.narrow((most - least)[hidden])
    under.note("subtraction", int(attack.found(made.shown, least, most).sum()))
    counts = made.counts
    alone = ~privacy.passes(counts.reports, counts.callers, counts.most, floor)
    under.note("one_caller", int((told & alone).sum()))
    district = _district(made, places, seed)
    if district is not None:
        _solve(under, made, district, floor, most - least)


def _district(made: Figures, places: Places, seed: int) -> Line | None:
    """Return a district of which something is shown and something hidden, drawn by the seed."""
    lines = [line for line in places.lines if places.depth[line.total] == DISTRICTS]
    mixed = [
        line for line in lines if 0 < made.shown[line.parts].sum() < made.shown[line.parts].size
    ]
    return mixed[seed % len(mixed)] if mixed else None


def _solve(under: Attacks, made: Figures, district: Line, floor: Floor, width: np.ndarray) -> None:
    cells = np.append(district.total, district.parts)
    shown, published = made.shown[cells], made.published[cells]
    lines: Lines = {**made.lines, AREA: [Line(0, np.arange(1, len(cells)))]}
    widths = np.where(shown, np.inf, width[cells])
    limit = np.partition(widths.ravel(), ASKED - 1)[ASKED - 1]
    asked = widths <= limit
    asked &= np.cumsum(asked.ravel()).reshape(asked.shape) <= ASKED
    ends = [high - low for _, low, high in attack.solved(shown, published, lines, floor, asked)]
    under.solved += len(ends)
    under.narrow(np.array(ends))
    under.note("solver", sum(width < attack.NARROWEST for width in ends))


def on_hours(under: Attacks, made: Figures, floor: Floor) -> None:
    """Attack the hours of a month by subtraction from its totals."""
    least, most = attack.subtracted(made.shown, made.published, made.lines, floor)
    cells = np.s_[:, 1:-1]
    under.narrow((most - least)[cells][~made.shown[cells]])
    under.note("hours", int(attack.found(made.shown, least, most)[cells].sum()))


def on_response(under: Attacks, took: Response, floor: Floor) -> None:
    """Attack by subtraction how many times of response stand behind what is told of them."""
    for made in (took.by_area, took.by_hour, took.apart):
        _subtract(under, "response", made, floor)


def on_feedback(under: Attacks, made: Figures, floor: Floor) -> None:
    """Attack how many tips were answered by subtraction, and count each figure's callers again."""
    _subtract(under, "feedback", made, floor)
    counts = made.counts
    alone = ~privacy.passes(counts.reports, counts.callers, counts.most, floor)
    under.note("one_caller", int((made.shown & (counts.reports > 0) & alone).sum()))


def _subtract(under: Attacks, name: str, made: Figures, floor: Floor) -> None:
    least, most = attack.subtracted(made.shown, made.published, made.lines, floor)
    under.narrow((most - least)[~made.shown])
    under.note(name, int(attack.found(made.shown, least, most).sum()))


def on_weeks(under: Attacks, made: Weeks, months: np.ndarray, floor: Floor) -> None:
    """Attack the months by the weeks that lie in them, and the pieces of both.

    Parameters
    ----------
    under : Attacks
    made : Weeks
    months : ndarray of bool, shape (areas, kinds, months)
        Which figures of months are shown.
    floor : Floor
    """
    axis, ends = made.times, made.times.length
    weeks = [axis.pieces[axis.weeks == week] for week in made.weeks]
    none = made.pieces & (made.counts.reports == 0)  # known to be empty
    shown = np.concatenate([none, made.shown], axis=TIME)
    shown[:, :, : len(axis.months)] = months
    published = np.concatenate(
        [privacy.rounded(made.counts.reports, floor), made.published], axis=TIME
    )
    lines: Lines = {
        **made.lines,
        TIME: [Line(ends + place, cells) for place, cells in enumerate(weeks)] + axis.lines,
    }
    least, most = attack.subtracted(shown, published, lines, floor)
    counts = made.counts
    secret = ~privacy.passes(counts.reports, counts.callers, counts.most, floor)
    secret[:, :, axis.rest] = False  # nobody is in them: a file that tells no day
    targets = ~shown & np.concatenate([secret, ~made.shown], axis=TIME)
    found = attack.found(shown, least, most) & targets
    under.narrow((most - least)[targets])
    under.note("nested_bins", int(found.sum()))


def on_tables(under: Attacks, tables: dict[str, pa.Table]) -> None:
    """See that there is one figure of each cell, whoever asks: two roles read the same rows."""
    for table in tables.values():
        keys = table.select(
            [name for name in table.column_names if name in schema.KEYS]
        ).to_pandas()
        under.note("two_roles", int(keys.duplicated().sum()))


def on_two_releases(under: Attacks, before: Figures, after: Figures, floor: Floor) -> None:
    """Attack two releases of one month together, as if nothing had changed between them."""
    shown = before.shown | after.shown
    published = np.where(before.shown, before.published, after.published)
    least, most = attack.subtracted(shown, published, after.lines, floor)
    changed = most < least
    found = attack.found(shown, least, most) & ~changed
    under.note("two_releases", int(found.sum()))
