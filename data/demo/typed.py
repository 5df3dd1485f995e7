"""Names of neighbourhoods as people type them: mostly right, sometimes misspelt."""

import numpy as np

from data import areas
from data.gazetteer import Gazetteer

HALF_SPACE = "\u200c"
# How often a name is typed as it is, with Arabic letters, with spaces for half-spaces, without any,
# with the word for neighbourhood, with a slip of the finger.
SHARES = (0.58, 0.15, 0.08, 0.06, 0.08, 0.05)
TO_ARABIC = str.maketrans("یک", "يك")


def names(layer: areas.Layer, generator: np.random.Generator) -> np.ndarray:
    """Return each neighbourhood's name in the ways in which it is typed and understood at intake.

    Parameters
    ----------
    layer : Layer
        Its areas.
    generator : Generator
        Draws where a finger slips.

    Returns
    -------
    ndarray of str, shape (neighbourhoods, 6)
        In the order of `SHARES`; a way that nobody would understand gives way to the proper name.
        None in the whole row where even that is not understood, as of two places of one name.
    """
    table = areas.at_level(layer, "neighbourhood")
    counties = layer.table["name_fa"].reindex(table["county"]).fillna("")
    gazetteer = Gazetteer(layer)
    ways = np.full((len(table), len(SHARES)), None, dtype=object)
    for place, (name, county) in enumerate(zip(table["name_fa"], counties, strict=True)):
        typed = _ways(name, generator)
        told = [gazetteer.find(text, "", county)[0] == place for text in typed]
        if told[0]:
            ways[place] = [text if ok else name for text, ok in zip(typed, told, strict=True)]
    return ways


def _ways(name: str, generator: np.random.Generator) -> list[str]:
    return [
        name,
        name.translate(TO_ARABIC),
        name.replace(HALF_SPACE, " "),
        name.replace(HALF_SPACE, "").replace(" ", ""),
        f"محله {name}",
        _slipped(name, generator),
    ]


def _slipped(name: str, generator: np.random.Generator) -> str:
    """Return the name with one letter left out or two in each other's place."""
    if len(name) < 5:
        return name
    at = int(generator.integers(1, len(name) - 2))
    if generator.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
