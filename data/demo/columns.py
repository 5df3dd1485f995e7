"""The columns of the made-up export: what the 110 centre's clerks would have written down."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo import clerks, feedback, names, response, typed
from data.demo.drawing import pick
from data.demo.people import NOBODY
from data.demo.reports import HalfYear, Reports
from data.schema import CATEGORIES, CHANNELS, KINDS, OUTCOMES

NAMED, ADDRESSED, NOTED = 0.2, 0.4, 0.25
# How the place is told: by coordinates in the province, outside it, by a typed name, not at all.
POINT, FAR, NAME, NOWHERE = range(4)
PLACE_TOLD = ((0.951, 0.004, 0.025, 0.020), (0.46, 0.004, 0.486, 0.05))  # calls, tips
FAR_AWAY = (5.0, 0.4)  # degrees east and spread: Mazandaran and beyond


class Columns:
    """Writes the reports of one half-year.

    Parameters
    ----------
    half : HalfYear
    """

    def __init__(self, half: HalfYear) -> None:
        self.half = half
        self.named = np.array([name is not None for name in half.typed[:, 0]])
        seconds = np.arange(86_400)
        hours, minutes = seconds // 3600, seconds // 60 % 60
        clock = [
            f"{h:02d}:{m:02d}:{s:02d}" for h, m, s in zip(hours, minutes, seconds % 60, strict=True)
        ]
        self.clock = pa.array(clock)
        self.dates = pa.array([*half.days.text, f"{half.year}/07/01"])

    def table(self, drawn: Reports, serial: int, generator: np.random.Generator) -> pa.Table:
        """Return the rows of some reports; `serial` reports of the half-year came before them."""
        texts = [
            pc.cast(
                pa.array(self.half.year * 10**8 + serial + np.arange(len(drawn.day))), pa.string()
            ),
            _words(clerks.KINDS, KINDS, drawn.kind),
            _words(clerks.CHANNELS, CHANNELS, drawn.channel),
            _words(clerks.CATEGORIES, CATEGORIES, drawn.category),
            _words(clerks.OUTCOMES, OUTCOMES, drawn.outcome),
            self.dates.take(pa.array(drawn.day)),
            self.clock.take(pa.array(drawn.second)),
            *self._caller(drawn, generator),
            *self._place(drawn, generator),
        ]
        return pa.table(texts, names=list(clerks.HEADERS))

    def _caller(self, drawn: Reports, generator: np.random.Generator) -> list[pa.Array]:
        known = drawn.caller != NOBODY
        number = self.half.people.numbers.take(pa.array(drawn.caller, mask=~known))
        told = known & (generator.random(len(known)) < NAMED)
        name = names.full(pa.array(drawn.caller, mask=~told))
        return [number, name]

    def _place(self, drawn: Reports, generator: np.random.Generator) -> list[pa.Array]:
        here, count = self.half.places, len(drawn.day)
        told = pick(np.array(PLACE_TOLD), drawn.kind, generator)
        told[(told == NAME) & ~self.named[drawn.place]] = POINT
        point = generator.integers(0, here.points.longitude.shape[1], count)
        longitude, latitude = here.points.some(drawn.place, point, generator)
        far = told == FAR
        longitude[far] += FAR_AWAY[0] + generator.normal(0, FAR_AWAY[1], far.sum())
        mapped = (told == POINT) | far
        variant = pick(np.array([typed.SHARES]), np.zeros(count, int), generator)
        named = told == NAME
        name = np.where(named, self.half.typed[drawn.place, variant], None)
        county = np.where(named, here.counties[drawn.place], None)
        return [
            _degrees(longitude, mapped),
            _degrees(latitude, mapped),
            pa.array(name, pa.string()),
            pa.array(county, pa.string()),
            *self._instants(drawn, here.kilometres[drawn.place, point], generator),
            feedback.written(self.half, drawn, generator.spawn(1)[0]),
            *_remarks(count, generator),
        ]

    def _instants(
        self, drawn: Reports, kilometres: np.ndarray, generator: np.random.Generator
    ) -> list[pa.Array]:
        written = []
        for seconds in response.instants(self.half.places, drawn, kilometres, generator):
            never = seconds == response.NEVER
            later, second = np.divmod(np.where(never, 0, seconds), 86_400)
            day = np.minimum(drawn.day + later, len(self.dates) - 1)
            date = self.dates.take(pa.array(day, mask=never))
            written.append(
                pc.binary_join_element_wise(date, self.clock.take(pa.array(second)), " ")
            )
        return written


def _words(written: dict[str, str], vocabulary: tuple[str, ...], positions: np.ndarray) -> pa.Array:
    return pa.array([written[word] for word in vocabulary]).take(pa.array(positions))


def _degrees(values: np.ndarray, told: np.ndarray) -> pa.Array:
    return pc.cast(pa.array(values.round(6), mask=~told), pa.string())


def _remarks(count: int, generator: np.random.Generator) -> list[pa.Array]:
    streets = pa.array(
        [f"خیابان {street}، کوچه {number}" for street in clerks.STREETS for number in range(1, 31)]
    )
    remarks = []
    for choices, share in ((streets, ADDRESSED), (pa.array(clerks.NOTES), NOTED)):
        silent = generator.random(count) >= share
        drawn = generator.integers(0, len(choices), count)
        remarks.append(choices.take(pa.array(drawn, mask=silent)))
    return remarks
