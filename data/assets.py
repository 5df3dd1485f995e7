"""What a browser needs and must find offline, from installed packages: Leaflet and Persian faces.

Two faces are made of Noto Sans Arabic (SIL Open Font License 1.1). "Mahalleh" holds Persian and
Latin. "Mahalleh Digits" holds ASCII digits drawn as Persian ones: named first for Persian readers,
it shows Persian digits in charts, tables and tooltips while the values stay ASCII.
"""

import base64
import hashlib
import shutil
import tempfile
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

CACHE = Path(__file__).parents[1] / ".cache" / "assets"
PACKAGES = ("XStatic-Leaflet", "justmytype-intl-rtl", "fonttools")
NOTO = "fonts/ofl/notosansarabic"
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x600, 0x700),
    *range(0x2000, 0x2070),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC),
)
PERSIAN = {ord(plain): ord(own) for plain, own in zip("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪", strict=True)}
MARKS = {".": "٫", ",": "٬"}  # only between digits: elsewhere they end a sentence or a clause

_FACE = (
    '@font-face{{font-family:"{family}";font-weight:100 900;font-display:block;{more}'
    'src:url({url}) format("woff")}}\n'
)


def prepare(folder: Path | None = None) -> Path:
    """Return a folder of files to serve, built where missing.

    Parameters
    ----------
    folder : Path, optional
        Where the folders of all versions lie; `.cache/assets` beside the program where not given.

    Returns
    -------
    Path
        Holds leaflet.js, leaflet.css, images/, mahalleh.woff, digits.woff, fonts.css (both faces),
        digits.css (the digits alone, the face inside it) and OFL.txt. Its name tells what it was
        made from, so that a new release of a package makes a new folder.
    """
    folder = folder or CACHE
    made = folder / _version()
    if made.is_dir():
        return made
    folder.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=folder, prefix="half-"))
    half.chmod(0o755)
    try:
        _take_leaflet(half)
        _make_faces(half)
        half.replace(made)
    except OSError:
        if not made.is_dir():  # else somebody else was quicker
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return made


def index() -> str:
    """Return the page that Streamlit's browser side begins with, as it is installed."""
    page = resources.files("streamlit") / "static" / "index.html"
    return page.read_text(encoding="utf-8")


def _version() -> str:
    releases = "".join(f"{name}{metadata.version(name)}" for name in PACKAGES)
    return hashlib.sha256(releases.encode() + Path(__file__).read_bytes()).hexdigest()[:12]


def _take_leaflet(folder: Path) -> None:
    leaflet = resources.files("xstatic.pkg.leaflet") / "data"
    script = (leaflet / "leaflet.js").read_text(encoding="utf-8")
    script = script.partition("//# sourceMappingURL")[
        0
    ]  # a developer's browser would ask for the map
    (folder / "leaflet.js").write_text(script, encoding="utf-8")
    shutil.copyfile(str(leaflet / "leaflet.css"), folder / "leaflet.css")
    shutil.copytree(str(leaflet / "images"), folder / "images")


def _make_faces(folder: Path) -> None:
    noto = resources.files("justmytype_intl_rtl") / NOTO
    source = (noto / "NotoSansArabic[wdth,wght].ttf").read_bytes()
    shutil.copyfile(str(noto / "OFL.txt"), folder / "OFL.txt")
    letters, digits = _letters(source), _digits(source)
    (folder / "mahalleh.woff").write_bytes(letters)
    (folder / "digits.woff").write_bytes(digits)

    held = "U+25,U+2C,U+2E,U+30-39"
    inside = f"data:font/woff;base64,{base64.b64encode(digits).decode()}"
    own = _FACE.format(family="Mahalleh Digits", url=inside, more=f"unicode-range:{held};")
    both = _FACE.format(family="Mahalleh", url="mahalleh.woff", more="") + own
    (folder / "digits.css").write_text(own, encoding="utf-8")
    (folder / "fonts.css").write_text(both, encoding="utf-8")


def _letters(source: bytes) -> bytes:
    font = _cut(source, LETTERS, features=["*"])
    return _written(font)


def _digits(source: bytes) -> bytes:
    marks = {ord(mark) for pair in MARKS.items() for mark in pair}
    font = _cut(source, {*PERSIAN.values(), *marks}, features=[])
    glyphs = font.getBestCmap()
    for table in font["cmap"].tables:
        own = {plain: glyphs[persian] for plain, persian in PERSIAN.items()}
        table.cmap = own | {ord(mark): glyphs[ord(mark)] for mark in MARKS}
    addOpenTypeFeaturesFromString(font, _between_digits(glyphs))
    return _written(font)


def _between_digits(glyphs: dict[int, str]) -> str:
    digits = " ".join(glyphs[0x6F0 + number] for number in range(10))
    rules = "".join(
        f"  sub @digits {glyphs[ord(plain)]}' @digits by {glyphs[ord(own)]};\n"
        for plain, own in MARKS.items()
    )
    scripts = "".join(f"languagesystem {script} dflt;\n" for script in ("DFLT", "arab", "latn"))
    return f"{scripts}@digits = [{digits}];\nfeature calt {{\n{rules}}} calt;\n"


def _cut(source: bytes, letters: object, *, features: list[str]) -> TTFont:
    options = subset.Options(layout_features=features, glyph_names=True, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    font = TTFont(BytesIO(source))
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wdth": 100})


def _written(font: TTFont) -> bytes:
    font.flavor = "woff"
    held = BytesIO()
    font.save(held)
    return held.getvalue()
