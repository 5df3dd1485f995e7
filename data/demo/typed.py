"""Names of neighbourhoods as people type them: mostly right, sometimes misspelt."""

import numpy as np

HALF_SPACE = "\u200c"
# How often a name is typed so; the last is a slip that cannot always be understood.
AS_IS, ARABIC, SPACED, JOINED, WITH_WORD, SLIP = range(6)
SHARES = (0.58, 0.15, 0.08, 0.06, 0.08, 0.05)
TO_ARABIC = str.maketrans("یک", "يك")


def variants(names: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return each name in the ways in which it is typed.

    Parameters
    ----------
    names : ndarray of str, shape (n,)
        As they are written properly.
    generator : Generator
        Draws where a finger slips.

    Returns
    -------
    ndarray of str, shape (n, 6)
        In the order of `SHARES`.
    """
    return np.array([_typed(str(name), generator) for name in names], dtype=object)


def _typed(name: str, generator: np.random.Generator) -> list[str]:
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
