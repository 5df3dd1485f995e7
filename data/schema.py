"""What a report is: the vocabulary, the columns that may come in, and the tables that are kept.

A column that is not named here never gets past the door.
"""

import numpy as np
import pyarrow as pa

KINDS = ("call", "tip")
OUTCOMES = ("useful", "no_action", "unfounded", "abusive", "pending")
CHANNELS = ("phone", "sms", "app", "web", "in_person", "other")
CATEGORIES = (
    "rescue",
    "traffic",
    "fire",
    "theft",
    "violence",
    "family",
    "missing_person",
    "disorder",
    "suspicious",
    "drugs",
    "fraud",
    "environment",
    "cyber",
    "other",
)
PRECISIONS = ("time", "day", "month")
PLACED = ("placed", "outside", "none")
FEEDBACK = ("yes", "no", "unknown")  # whether whoever made the report got an answer
LEVELS = ("province", "county", "district", "neighbourhood")

VOCABULARY = {
    "kind": KINDS,
    "channel": CHANNELS,
    "category": CATEGORIES,
    "outcome": OUTCOMES,
    "precision": PRECISIONS,
    "placed": PLACED,
    "feedback": FEEDBACK,
}
DEFAULTS = {"kind": "call", "channel": "other", "category": "other", "outcome": "pending"}
DEFAULTS |= {"feedback": "unknown"}
INSTANTS = ("answered_at", "dispatched_at", "arrived_at")
COMING_IN = (
    "report",
    "received_at",
    "kind",
    "channel",
    "category",
    "outcome",
    "feedback",
    *INSTANTS,
    "caller",
    "longitude",
    "latitude",
    "code",
    "place",
    "district",
    "county",
)
# From one instant to another. What cannot be a time that somebody waited is counted apart.
STAGES = {
    "whole": ("received_at", "arrived_at"),
    "answer": ("received_at", "answered_at"),
    "dispatch": ("answered_at", "dispatched_at"),
    "travel": ("dispatched_at", "arrived_at"),
}
APART = ("negative", "over_a_day")
TARGETS = (5, 7, 10, 12, 15, 20, 30)  # minutes from report to arrival that may be promised
JUDGED = ("outcome", "feedback")  # later rows change them, unless they say the default
UPDATED_BY_LATER_ROWS = (*JUDGED, *INSTANTS)

WORD = pa.dictionary(pa.int32(), pa.string())
INSTANT = pa.timestamp("ms", tz="UTC")
REPORTS = pa.schema(
    [
        pa.field("report", pa.string(), nullable=False),
        *[pa.field(name, WORD, nullable=False) for name in ("kind", "channel", "category")],
        pa.field("outcome", WORD, nullable=False),
        pa.field("received_at", INSTANT, nullable=False),
        pa.field("precision", WORD, nullable=False),
        *[pa.field(name, INSTANT) for name in INSTANTS],
        pa.field("neighbourhood", WORD),
        pa.field("placed", WORD, nullable=False),
        pa.field("layer", WORD, nullable=False),
        pa.field("intake", pa.int32(), nullable=False),
        pa.field("day", pa.date32(), nullable=False),  # in Asia/Tehran, as is the hour
        pa.field("hour", pa.int8()),  # null unless the precision is "time"
        pa.field("feedback", WORD, nullable=False),
    ]
)
CALLERS = pa.schema(
    [pa.field("report", pa.string(), nullable=False), pa.field("caller", pa.string())]
)
COUNTED = ("kind", "category", "outcome")
QUANTILES = tuple(
    f"{name}{end}" for name in ("median", "ninetieth") for end in ("", "_low", "_high")
)
# Figures as they are shown: rounded, and only those. A cell that has no row is hidden. Of kind,
# category and outcome none means all; the areas are those of every level, see data.release.places.
RELEASED = {
    "monthly": pa.schema(
        [
            pa.field("area", WORD, nullable=False),
            pa.field("month", pa.int32(), nullable=False),
            *[pa.field(name, WORD) for name in COUNTED],
            pa.field("reports", pa.int64(), nullable=False),
        ]
    ),
    "weekly": pa.schema(
        [
            pa.field("area", WORD, nullable=False),
            pa.field("week", pa.date32(), nullable=False),
            pa.field("kind", WORD),
            pa.field("reports", pa.int64(), nullable=False),
        ]
    ),
    "hourly": pa.schema(
        [
            pa.field("area", WORD, nullable=False),
            pa.field("month", pa.int32(), nullable=False),
            pa.field("weekday", pa.int8(), nullable=False),
            pa.field("hour", pa.int8(), nullable=False),
            pa.field("reports", pa.int64(), nullable=False),
        ]
    ),
    # Seconds, with the ends of 95 % intervals; the stage is one of STAGES or of APART.
    "response": pa.schema(
        [
            pa.field("area", WORD, nullable=False),
            pa.field("month", pa.int32(), nullable=False),
            pa.field("stage", WORD, nullable=False),
            pa.field("hour", pa.int8()),  # null: all hours
            *[pa.field(name, pa.int32()) for name in QUANTILES],
            *[pa.field(f"within_{target}", pa.float32()) for target in TARGETS],
            pa.field("reports", pa.int64(), nullable=False),
        ]
    ),
    # Tips of which it is known whether they were answered: all of them (none), "yes" and "no".
    "feedback": pa.schema(
        [
            pa.field("area", WORD, nullable=False),
            pa.field("month", pa.int32(), nullable=False),
            pa.field("feedback", WORD),
            pa.field("reports", pa.int64(), nullable=False),
        ]
    ),
}
# What names one figure.
KEYS = ("area", "month", "week", *COUNTED, "weekday", "hour", "stage", "feedback")


def word(texts: object, name: str) -> pa.DictionaryArray:
    """Return positions in a vocabulary as a column of words.

    Parameters
    ----------
    texts : ndarray of int, shape (n,)
        Positions in `VOCABULARY[name]`.
    name : str
        A vocabulary.
    """
    return pa.DictionaryArray.from_arrays(
        pa.array(texts, pa.int32()), pa.array(VOCABULARY[name], pa.string())
    )


def filled(table: pa.Table, names: list[str]) -> pa.Table:
    """Return the table with these columns; of one kept before there were such, what is usual."""
    for name in set(names) - set(table.column_names):
        usual = np.full(len(table), VOCABULARY[name].index(DEFAULTS[name]), np.int32)
        table = table.append_column(name, word(usual, name))
    return table.select(names)


def require(table: pa.Table, what: pa.Schema) -> pa.Table:
    """Return the table with exactly these columns, in order and type, nothing missing that must be.

    Raises
    ------
    ValueError
        If a column is not of its type or holds nulls where it must not.
    """
    table = table.select(what.names).cast(what)
    for field in what:
        if not field.nullable and table[field.name].null_count:
            raise ValueError(f"nothing in column {field.name}, which must be full")
    return table
