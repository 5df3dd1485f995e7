"""Rows of a survey's file to answers on scales of 0 to 100; what cannot be read stands aside."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import headers, persian, repeated, schema
from data.batches import Batch
from data.placing import INSIDE, Placer, Places
from data.refused import Refused
from data.survey import scales
from data.survey.mapping import PLACES, SurveyMapping
from data.survey.questions import MARGINS


@dataclass
class Answers:
    """Answers that can be used, in the file's order.

    Parameters
    ----------
    wave : ndarray of str, shape (n,)
    position : ndarray of int, shape (n,)
        Row of the neighbourhood in `Placer.codes`.
    weight : ndarray of float, shape (n,)
    groups : dict of str to ndarray of str
        Keys of the groups of each margin, "" where it is not told.
    items : dict of str to ndarray of float
        0 (least safe) to 100; missing where somebody gave no answer.
    worry : ndarray of str, shape (n,)
        Words of `schema.CATEGORIES`, "" for none.
    """

    wave: np.ndarray
    position: np.ndarray
    weight: np.ndarray
    groups: dict[str, np.ndarray]
    items: dict[str, np.ndarray]
    worry: np.ndarray

    def only(self, kept: np.ndarray) -> "Answers":
        """Return some of them."""
        return Answers(
            self.wave[kept],
            self.position[kept],
            self.weight[kept],
            {name: told[kept] for name, told in self.groups.items()},
            {name: told[kept] for name, told in self.items.items()},
            self.worry[kept],
        )


class Reading:
    """Reads the rows of one survey.

    Parameters
    ----------
    held : SurveyMapping
    used : dict of str to int
        Header to its column's position.
    placer : Placer
    today : str
        The day by which refused rows are let go of.
    """

    def __init__(
        self, held: SurveyMapping, used: dict[str, int], placer: Placer, today: str
    ) -> None:
        self.held, self.used, self.placer, self.today = held, used, placer, today
        self.places = [name for name in PLACES if name in held.columns]
        self._worries = {persian.key(word): word for word in schema.CATEGORIES}
        for word, synonyms in headers.synonyms_of("values", "category").items():
            self._worries |= dict.fromkeys(synonyms, word)
        self._worries |= held.values.get("worry", {})

    def read(self, batch: Batch) -> tuple[Answers, list[Refused]]:
        """Return a batch's answers, and its rows that cannot be used with the reasons."""
        texts = self._texts(batch)
        named = {name: texts[header] for name, header in self.held.columns.items()}
        count, wrong = len(batch.rows), {}
        wave, wrong["wave_unreadable"] = self._waves(named.get("wave"), count)
        placed = self._placed(named, count)
        wrong |= placed.wrong
        wrong["place_missing"] = (placed.placed != INSIDE) & ~_any(placed.wrong, count)
        weight, wrong["weight_unreadable"] = scales.weights(named.get("weight"), count)
        groups = {name: self._groups(name, named.get(name), count) for name in MARGINS}
        for name, margin in self.held.margins.items():
            told = groups[name]
            wrong[f"{name}_unknown"] = (told != "") & ~np.isin(told, list(margin))
        items, off = self._items(texts, count)
        worry = self._worried(named.get("worry"), count)
        silent = np.logical_and.reduce([np.isnan(told) for told in items.values()])
        wrong |= {"answer_off_scale": off, "no_answers": silent & (worry == "") & ~off}
        answers = Answers(wave, placed.position, weight, groups, items, worry)
        return answers.only(~_any(wrong, count)), list(self._refused(batch, named, wrong, placed))

    def _texts(self, batch: Batch) -> dict[str, pa.Array]:
        order = sorted(set(self.used.values()))
        return {
            header: pc.utf8_trim_whitespace(pc.fill_null(batch.columns[order.index(place)], ""))
            for header, place in self.used.items()
        }

    def _items(
        self, texts: dict[str, pa.Array], count: int
    ) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """Return the answers to each item, and the rows with any that is off its scale."""
        items, off = {}, np.zeros(count, bool)
        for name, item in self.held.items.items():
            items[name], bad = scales.scaled(texts[item.column], item)
            off |= bad
        return items, off

    def _waves(self, texts: pa.Array | None, count: int) -> tuple[np.ndarray, np.ndarray]:
        told = [self.held.wave] * count if texts is None else texts.to_pylist()
        found = np.array([scales.wave(text) for text in told], object)
        return found, found == ""

    def _placed(self, named: dict[str, pa.Array], count: int) -> Places:
        texts = {name: named[name] for name in self.places}
        known = self.held.values.get("place", {})
        if known and "place" in texts:
            told = texts["place"].to_pylist()
            texts["place"] = pa.array([known.get(persian.key(one), one) for one in told])
        return self.placer.place(texts, count)

    def _groups(self, name: str, texts: pa.Array | None, count: int) -> np.ndarray:
        if texts is None:
            return np.full(count, "", object)
        known = self.held.values.get(name, {})
        keys = map(persian.key, texts.to_pylist())
        return np.array([persian.key(known.get(key, key)) for key in keys], object)

    def _worried(self, texts: pa.Array | None, count: int) -> np.ndarray:
        if texts is None:
            return np.full(count, "", object)
        keys = map(persian.key, texts.to_pylist())
        return np.array([self._worries.get(key, "other") if key else "" for key in keys], object)

    def _refused(
        self, batch: Batch, named: dict[str, pa.Array], wrong: dict, placed: Places
    ) -> Iterator[Refused]:
        """Yield rows as they are kept: where they are from, and nothing of what was answered."""
        for row in np.flatnonzero(_any(wrong, len(batch.rows))):
            told = [named[name][row].as_py() for name in self.places]
            told = [text if repeated.may_be(text) else repeated.UNTOLD for text in told]
            reasons = [code for code, rows in wrong.items() if rows[row]]
            nearest = placed.nearest.get(int(row), "")
            yield Refused(int(batch.rows[row]), told, reasons, nearest, self.today)
        for ragged in batch.ragged:
            many = len(ragged.fields) > ragged.wanted
            why = "fields_too_many" if many else "fields_too_few"
            yield Refused(ragged.row, [""] * len(self.places), [why], "", self.today)


def _any(wrong: dict[str, np.ndarray], count: int) -> np.ndarray:
    return np.logical_or.reduce([np.zeros(count, bool), *wrong.values()])
