"""Whether the senders of made-up tips got an answer, as the clerks wrote it down."""

import numpy as np
import pyarrow as pa

from data.demo import clerks
from data.demo.reports import HalfYear, Reports
from data.schema import KINDS, OUTCOMES

# Judgement.
UNTOLD = 0.03  # tips of which nobody wrote it down
OPEN = 0.3  # times the chance of an answer while the outcome is pending
BEGUN = 3  # the month of the earlier year from which on it is written down at all
YES, NO, BLANK = range(len(clerks.ANSWERS))


def written(half: HalfYear, drawn: Reports, generator: np.random.Generator) -> pa.Array:
    """Return what stands in the column of feedback for some reports; blank for calls."""
    chance = half.places.answered[drawn.place]
    chance = chance * np.where(drawn.outcome == OUTCOMES.index("pending"), OPEN, 1)
    count = len(drawn.day)
    answer = np.where(generator.random(count) < chance, YES, NO)
    silent = (drawn.kind != KINDS.index("tip")) | (generator.random(count) < UNTOLD)
    if not half.later:
        silent |= half.days.month[drawn.day] < BEGUN
    return pa.array(clerks.ANSWERS).take(pa.array(np.where(silent, BLANK, answer)))
