"""Where a report belongs: by its coordinates, else by a code, else by a place's name as typed."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyproj

from data import areas, persian, schema
from data.gazetteer import Gazetteer
from data.mapping import WGS84
from geo.locate import Locator

INSIDE, OUTSIDE, NONE = (schema.PLACED.index(word) for word in ("placed", "outside", "none"))
APART = "\x1f"
Known = Callable[[str], tuple[int, str, str]]  # position or -1, reason's code, nearest names
PLAIN = r"^[+-]?[0-9]+(\.[0-9]*)?$"


@dataclass
class Places:
    """Where each row of a batch belongs.

    Parameters
    ----------
    position : ndarray of int32, shape (n,)
        Row of the neighbourhood in `Placer.codes`; -1 where there is none.
    placed : ndarray of int8, shape (n,)
        Position in `schema.PLACED`.
    wrong : dict of str to ndarray of bool
        Reason's code to the rows that it stops.
    nearest : dict of int to str
        Row to the known names nearest to what was typed there.
    """

    position: np.ndarray
    placed: np.ndarray
    wrong: dict[str, np.ndarray] = field(default_factory=dict)
    nearest: dict[int, str] = field(default_factory=dict)


class Placer:
    """Places reports in the neighbourhoods of one layer.

    Parameters
    ----------
    layer : areas.Layer
    crs : str
        What the coordinates are in, as `pyproj` understands it.
    """

    def __init__(self, layer: areas.Layer, crs: str = WGS84) -> None:
        table = areas.at_level(layer, "neighbourhood")
        self.codes = list(table.index.astype(str))
        self._at = {persian.key(code): place for place, code in enumerate(self.codes)}
        self._above = {
            persian.key(str(code)) for code in layer.table.index if str(code) not in set(self.codes)
        }
        self._locator = Locator(table)
        self._gazetteer = Gazetteer(layer)
        self._turn = None
        if crs != WGS84:
            given = pyproj.CRS.from_user_input(int(crs) if crs.isdigit() else crs)
            self._turn = pyproj.Transformer.from_crs(given, WGS84, always_xy=True)

    def place(self, texts: dict[str, pa.Array], rows: int) -> Places:
        """Return where the rows belong.

        Parameters
        ----------
        texts : dict of str to Array of string, each of shape (n,)
            Those of longitude, latitude, code, place, district, county that the file has.
        rows : int
            How many there are.
        """
        places = Places(np.full(rows, -1, np.int32), np.full(rows, NONE, np.int8))
        if {"longitude", "latitude"} <= texts.keys():
            self._by_point(texts, places)
        if "code" in texts:
            self._by_code(texts["code"], places)
        if "place" in texts:
            self._by_name(texts, places)
        return places

    def _by_point(self, texts: dict[str, pa.Array], places: Places) -> None:
        x, no_x, wrong_x = numbers(texts["longitude"])
        y, no_y, wrong_y = numbers(texts["latitude"])
        nowhere = (x == 0) & (y == 0)  # what a device without a fix sends
        told = ~(no_x & no_y) & ~nowhere
        wrong = told & (no_x | no_y | wrong_x | wrong_y)
        told &= ~wrong
        x, y = x[told], y[told]
        if self._turn is not None:
            x, y = self._turn.transform(x, y)
        else:
            beyond = (np.abs(x) > 180) | (np.abs(y) > 90)
            wrong[np.flatnonzero(told)[beyond]] = True
        position = self._locator.codes(x, y)
        places.position[told] = position
        places.placed[told] = np.where(position < 0, OUTSIDE, INSIDE)
        places.wrong["coordinates_unreadable"] = wrong

    def _by_code(self, texts: pa.Array, places: Places) -> None:
        def known(code: str) -> tuple[int, str, str]:
            place = self._at.get(persian.key(code), -1)
            coarse = persian.key(code) in self._above
            return place, "" if place >= 0 else "place_too_coarse" if coarse else "code_unknown", ""

        rows = _left(texts, places)
        _fill(rows, texts.take(pa.array(rows)), known, places)

    def _by_name(self, texts: dict[str, pa.Array], places: Places) -> None:
        rows = _left(texts["place"], places)
        at, nothing = pa.array(rows), pa.array([""] * len(rows), pa.string())
        told = [
            pc.fill_null(texts[name].take(at), "") if name in texts else nothing for name in _NAMES
        ]
        joined = pc.binary_join_element_wise(*told, APART)
        _fill(rows, joined, lambda text: self._gazetteer.find(*text.split(APART)), places)


def _left(texts: pa.Array, places: Places) -> np.ndarray:
    """Return the rows that have a text and no place yet, and nothing wrong with theirs."""
    told = pc.fill_null(pc.not_equal(texts, ""), False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(
        np.logical_and.reduce(
            [told, places.placed == NONE, *(~rows for rows in places.wrong.values())]
        )
    )


def _fill(rows: np.ndarray, texts: pa.Array, known: Known, places: Places) -> None:
    """Place some rows by their texts; note the reasons of those that fail."""
    encoded = texts.dictionary_encode()
    found = [known(text) for text in encoded.dictionary.to_pylist()]
    which = encoded.indices.to_numpy()
    position = np.array([place for place, _, _ in found], np.int32)[which]
    places.position[rows] = position
    places.placed[rows[position >= 0]] = INSIDE
    reasons = np.array([reason for _, reason, _ in found], object)[which]
    for reason in {reason for _, reason, _ in found if reason}:
        wrong = places.wrong.setdefault(reason, np.zeros(len(places.placed), bool))
        wrong[rows[reasons == reason]] = True
    for row, place in zip(rows[reasons != ""], which[reasons != ""], strict=True):
        places.nearest[int(row)] = found[place][2]


_NAMES = ("place", "district", "county")


def numbers(texts: pa.Array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return numbers, which are missing, which cannot be read; a decimal comma is a dot.

    Parameters
    ----------
    texts : Array of string, shape (n,)
        Trimmed.
    """
    blank = pc.fill_null(pc.equal(texts, ""), True)
    texts = pc.if_else(blank, None, texts)
    missing = blank.to_numpy(zero_copy_only=False)
    for given in (texts, pc.replace_substring(texts, ",", ".")):
        try:
            values = pc.cast(given, pa.float64()).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:
            continue
        return values, missing, ~missing & ~np.isfinite(values)
    plain = pc.fill_null(pc.match_substring_regex(given, PLAIN), False)
    values = pc.cast(pc.if_else(plain, given, None), pa.float64()).to_numpy(zero_copy_only=False)
    values = values.copy()
    others = ~missing & ~plain.to_numpy(zero_copy_only=False)
    encoded = texts.filter(pa.array(others)).dictionary_encode()
    read = np.array([_number(text) for text in encoded.dictionary.to_pylist()], float)
    values[others] = read[encoded.indices.to_numpy()]
    return values, missing, ~missing & ~np.isfinite(values)


def _number(text: str) -> float:
    try:
        return float(persian.digits(text).replace(",", ".").replace("٬", "").replace(" ", ""))
    except ValueError:
        return float("nan")
