"""What stands in one field of a survey's file: a wave, a weight, an answer on its scale."""

import re

import numpy as np
import pyarrow as pa

from data import persian
from data.survey.questions import Item

WAVE = re.compile(r"(1[34]\d\d|20\d\d)(?:[-/ ](\d{1,2}))?")
BLANK = float("nan")


def wave(text: str) -> str:
    """Return a wave as it is kept, `1404` or `1404-2`; "" for what is none."""
    found = WAVE.fullmatch(persian.digits(text).strip())
    return "-".join(part for part in found.groups() if part) if found else ""


def weights(texts: pa.Array | None, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights, all 1 where there is no such column, and which of them are none."""
    if texts is None:
        return np.ones(count), np.zeros(count, bool)
    found = np.array([_number(text) for text in texts.to_pylist()], float)
    return found, ~(np.isfinite(found) & (found > 0))


def scaled(texts: pa.Array, item: Item) -> tuple[np.ndarray, np.ndarray]:
    """Return answers on 0 to 100, and which of them are not on the scale."""
    encoded = texts.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    keys = [persian.key(word) for word in words]
    blank = np.array([not word or key in item.none for word, key in zip(words, keys, strict=True)])
    read = [item.values.get(key, _number(word)) for word, key in zip(words, keys, strict=True)]
    scaled = 100 * (np.array(read, float) - item.low) / (item.high - item.low)
    off = ~blank.astype(bool) & ~((scaled >= 0) & (scaled <= 100))
    scaled = np.where(blank.astype(bool) | off, BLANK, scaled)
    which = encoded.indices.to_numpy()
    return scaled[which], off[which]


def _number(text: str) -> float:
    try:
        return float(persian.digits(text).replace(",", "."))
    except ValueError:
        return BLANK
