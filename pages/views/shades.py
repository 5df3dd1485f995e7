"""Numbers to shades: one character an area, what it means, and how many areas share it."""

from dataclasses import dataclass, field

from words import Say

# ColorBrewer YlGnBu and PuOr: told apart by readers who do not see red or green
RISING = ("#ffffd9", "#e0f3b2", "#aadeb7", "#5fc0c0", "#2a9fc1", "#2163aa", "#112f70")
PARTING = ("#7f3b08", "#d0771c", "#fbc178", "#f4f2ef", "#c2bddb", "#8473ad", "#3a1258")
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
NO_DATA, TOO_FEW, OUTSIDE = "x", "f", "."
SPECIAL = {NO_DATA: "#d3d9de", TOO_FEW: "hatch #ffffff #93a1ac"}


@dataclass(frozen=True)
class OnTop:
    """Discs on the areas of an upper level, each with a few words; their borders are drawn, too.

    Parameters
    ----------
    level : {"county", "district"}
    discs : dict
        Area code to what its disc shows and what is told of it.
    marked : str or None
        The area whose disc stands out.
    """

    level: str
    discs: dict[str, tuple[str, str]]
    marked: str | None = None


@dataclass(frozen=True)
class Shades:
    """One map's colours.

    Parameters
    ----------
    title : str
        What the colours measure, in the reader's words.
    characters : str, length n
        A shade's character for each area, in the map's order.
    palette : dict
        Character to colour; `hatch GROUND LINE` is hatched.
    legend : list of (character, label, count)
    values : list of int or None, length n
        Each area's number times ten to the power `decimals`, None where it is not told.
    between : pair of such lists, optional
        The ends of each number's 95 % interval.
    special : dict
        Character to what is told in a number's place, besides those of every map.
    on_top : OnTop, optional
    """

    title: str
    characters: str
    palette: dict[str, str]
    legend: list[tuple[str, str, str]]
    values: list[int | None]
    decimals: int = 0
    unit: str = ""
    between: tuple[list[int | None], list[int | None]] | None = None
    special: dict[str, str] = field(default_factory=dict)
    on_top: OnTop | None = None

    def message(self, say: Say) -> dict[str, object]:
        """Return what map.js needs to paint them."""
        return {
            "measure": self.title,
            "colours": self.characters,
            "palette": self.palette,
            "legend": self.legend,
            "values": packed(self.values),
            "decimals": self.decimals,
            "unit": self.unit,
            "special": {NO_DATA: say("map.no_data"), TOO_FEW: say("map.too_few")} | self.special,
            **self._interval(say),
        }

    def _interval(self, say: Say) -> dict[str, object]:
        if self.between is None:
            return {}
        return {"between": say("map.between"), "ends": [packed(end) for end in self.between]}


def packed(values: list[int | None]) -> str:
    """Return whole numbers as text, as many letters for each: a third of what digits would take.

    Parameters
    ----------
    values : list of int or None, length n

    Returns
    -------
    str
        The width as one digit, then each number plus half the range in base 64; `~` for none.
    """
    furthest = max((abs(value) for value in values if value is not None), default=0)
    width = next(letters for letters in range(1, 10) if 64**letters > 2 * furthest + 1)
    half = 64**width // 2
    return str(width) + "".join(
        "~" * width if value is None else _letters(value + half, width) for value in values
    )


def _letters(number: int, width: int) -> str:
    return "".join(LETTERS[number >> 6 * place & 63] for place in range(width - 1, -1, -1))
