"""The faces that papers are printed in, from installed packages; which letters they have.

Names are in Amiri, a Naskh: its letters keep their dots, so that a search finds them. Noto Sans
Arabic is for small headings. Both under the SIL Open Font License 1.1.
"""

import functools
from importlib import resources
from pathlib import Path

from fontTools.ttLib import TTFont

AMIRI = ("fontpkg_amiri", "files")
NOTO = ("justmytype_intl_rtl", "fonts/ofl/notosansarabic")
NAMES, HEADINGS = "Amiri", "Noto Sans Arabic"


def folders() -> list[Path]:
    """Return where the faces lie."""
    return [Path(str(resources.files(package))) / inside for package, inside in (AMIRI, NOTO)]


@functools.cache
def letters() -> frozenset[int]:
    """Return the code points that can be printed: those that Amiri has in both its weights."""
    found = []
    for weight in ("Regular", "Bold"):
        with TTFont(folders()[0] / f"Amiri-{weight}.ttf", lazy=True) as face:
            found.append(frozenset(face["cmap"].getBestCmap()))
    return found[0] & found[1]
