"""The names of places as people type them, to the neighbourhoods that they mean."""

import functools

import rapidfuzz

from data import areas, persian

SURE, APART = 80, 6  # of 100: how alike a name must be, and how much more than the next one
NEAREST = 3
OF_A_PLACE = {"محله", "شهر", "روستای", "روستا", "کوی", "ناحیه", "شهرک"}
OF_MORE = {"شهرستان", "بخش", "استان", "منطقه"}
KNOWN = 100_000  # names as typed that are remembered


class Gazetteer:
    """Finds neighbourhoods by their names.

    Parameters
    ----------
    layer : areas.Layer
    """

    def __init__(self, layer: areas.Layer) -> None:
        table = areas.at_level(layer, "neighbourhood")
        self._titles = list(table["name_fa"])
        self._above = table[["district", "county"]].to_dict("list")
        self._places: dict[str, list[int]] = {}
        self._spelt: dict[str, list[int]] = {}
        for column in ("name_fa", "name_en"):
            for place, name in enumerate(table[column].fillna("")):
                if name:
                    self._remember(persian.key(name), place)
        self._coarse: dict[str, set[str]] = {}
        for level in ("district", "county", "province"):
            for code, area in areas.at_level(layer, level).iterrows():
                for name in (area["name_fa"], area["name_en"]):
                    if name:
                        self._coarse.setdefault(_joined(persian.key(name)), set()).add(str(code))
        self.find = functools.lru_cache(maxsize=KNOWN)(self._find)

    def _remember(self, key: str, place: int) -> None:
        for table, name in ((self._spelt, key), (self._places, _joined(key))):
            known = table.setdefault(name, [])
            if place not in known:
                known.append(place)

    def _find(self, name: str, district: str, county: str) -> tuple[int, str, str]:
        """Return a neighbourhood's position, or -1 with a reason's code and the nearest names.

        Parameters
        ----------
        name : str
            As typed; may hold the names of what it lies in, set off by a comma or a dash.
        district, county : str
            What it lies in, to tell two of one name apart; "" where nothing is told.
        """
        parts = [part for part in map(persian.key, _pieces(name)) if part]
        above = [part for part in (*parts[:-1], persian.key(district), persian.key(county)) if part]
        for key in dict.fromkeys([persian.key(name), *parts[-1:]]):
            found = self._narrowed(self._named(key), above)
            if len(found) == 1:
                return found[0], "", ""
            if found:
                return -1, "place_ambiguous", self._told(found)
        if any(_joined(_without(part, OF_MORE)) in self._coarse for part in parts[-1:]):
            return -1, "place_too_coarse", ""
        return self._alike(parts[-1] if parts else "", above)

    def _named(self, key: str) -> list[int]:
        return self._places.get(_joined(key)) or self._places.get(
            _joined(_without(key, OF_A_PLACE)), []
        )

    def _narrowed(self, found: list[int], above: list[str]) -> list[int]:
        """Return those that lie in what is told, where any does."""
        for text in above:
            codes = self._coarse.get(_joined(_without(text, OF_MORE)), set())
            inside = [
                place
                for place in found
                if codes & {column[place] for column in self._above.values()}
            ]
            found = inside or found
        return found

    def _alike(self, key: str, above: list[str]) -> tuple[int, str, str]:
        alike = rapidfuzz.process.extract(
            key, list(self._spelt), scorer=rapidfuzz.fuzz.WRatio, limit=NEAREST + 3
        )
        scores: dict[int, float] = {}
        for name, score, _ in alike:
            for place in self._narrowed(self._spelt[name], above):
                scores.setdefault(place, score)
        best = sorted(scores, key=lambda place: (-scores[place], place))
        if not best:
            return -1, "place_unknown", ""
        gap = scores[best[0]] - scores[best[1]] if len(best) > 1 else 100
        if scores[best[0]] >= SURE and gap >= APART:
            return best[0], "", ""
        return -1, "place_unknown", self._told(best[:NEAREST])

    def _told(self, places: list[int]) -> str:
        return "، ".join(dict.fromkeys(self._titles[place] for place in places[:NEAREST]))


def _pieces(name: str) -> list[str]:
    for mark in ("،", ",", "/", "-", "–", "(", ")", ";", "؛"):
        name = name.replace(mark, "\n")
    return name.split("\n")


def _without(key: str, words: set[str]) -> str:
    first, _, rest = key.partition(" ")
    return rest if first in words and rest else key


def _joined(key: str) -> str:
    return key.replace(" ", "")
