"""Numbers to shades: one character an area, what it means, and how many areas share it."""

from dataclasses import dataclass, field

from words import Say

# ColorBrewer YlGnBu and PuOr: told apart by readers who do not see red or green
RISING = ("#ffffd9", "#e0f3b2", "#aadeb7", "#5fc0c0", "#2a9fc1", "#2163aa", "#112f70")
PARTING = ("#7f3b08", "#d0771c", "#fbc178", "#f4f2ef", "#c2bddb", "#8473ad", "#3a1258")
NO_DATA, TOO_FEW, OUTSIDE = "x", "f", "."
SPECIAL = {NO_DATA: "#d3d9de", TOO_FEW: "hatch #ffffff #93a1ac"}


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
        Each area's number times `scale`, None where it is not told.
    """

    title: str
    characters: str
    palette: dict[str, str]
    legend: list[tuple[str, str, str]]
    values: list[int | None]
    scale: int = 1
    decimals: int = 0
    unit: str = ""
    note: str = ""
    special: dict[str, str] = field(default_factory=dict)

    def message(self, say: Say) -> dict[str, object]:
        """Return what map.js needs to paint them."""
        return {
            "measure": self.title,
            "colours": self.characters,
            "palette": self.palette,
            "legend": self.legend,
            "values": self.values,
            "scale": self.scale,
            "decimals": self.decimals,
            "unit": self.unit,
            "note": self.note,
            "special": self.special or {NO_DATA: say("map.no_data"), TOO_FEW: say("map.too_few")},
        }
