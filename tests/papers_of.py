"""Papers for tests: made-up people, a brief, and a page as a picture.

`python -m tests.papers_of` draws the kept pictures anew; look at them before they are committed.
"""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from data import certificates, documents
from data.documents import Brief, Ceremony, Figure, Occasion, Person, Step, letters, printing
from pages.views import paper_texts
from words import LANGUAGES, Say

PICTURES = Path(__file__).parent / "pictures"
AT, SCALE, TILE = 1_790_000_000, 0.4, 16
NAMES = [
    *("محمدرضا لاهیجانی", "علی‌اکبر رضایی‌نیا", "عبدالله الله‌وردی", "لأ لإ لآ سلام", "گیلان ژاله"),
    *("مینا پژمان‌فر", "ملامحمد سلطانعلی", "فاطمه‌زهرا بی‌بی‌شهربانو", "میر‌هادی", "فتح‌الله نعمت‌اللهی"),
    *("طه یاسین کلثوم", "مؤمن رئوف هیأت", "شهلا لاله‌زار", "Ali رضا", "سعید ۴۵", "زهرا ساداتی"),
    *("حجت‌الاسلام طلاچی", "کلاله بلالی", "سیف‌الله الله‌یاری", "چنگیز قهرمان‌پور", "آرزو آقاجانی"),
    *("ثریا ضیائی", "ظریفه عطار", "غلام‌حسین خلیل‌زاده", "ذبیح‌الله صالحی", "هما همایون‌فر"),
    *("ییلاق یوسفی", "نیلوفر ننه‌کران", "پروین پاپلی", "لیلا للـهی", "یاسمن سمیعی", "ملیحه فلاح"),
    *("بهمن بهبهانی", "خجسته حاج‌خلیلی", "سلام‌الله اسلامی", "اللهیار والله", "لاله لادن لایق"),
    *("بلال جلالی لالایی", "رضا رضا", "جمیله محمدجمالی", "کامران یگانه", "Jane O'Neill"),
]
TEXTS = {
    "fa": ("آیین تجلیل از شهروندان نمونه", "تالار مرکزی رشت", "۵ مهر ۱۴۰۵", "۱۸:۳۰", "رشت"),
    "en": ("ceremony for exemplary citizens", "Central Hall", "5 Mehr 1405", "18:30", "Rasht"),
}


def ceremony(
    language: str = "fa", names: list[str] = NAMES, *, made_up: bool = False
) -> dict[str, Any]:
    """Return a ceremony's content with these people."""
    title, place, day, hour, county = TEXTS[language]
    host = {"fa": "حسین گیلانی", "en": "Hossein Gilani"}[language]
    say = Say(language)
    occasion = Occasion(title, place, day, hour, host, say.month(140506), made_up)
    people = [
        Person(certificates.made_up(at), name, "said so", county, f"A-{at}")
        for at, name in enumerate(names, start=1)
    ]
    steps = [Step("opening", title, day), Step("county", county)]
    steps += [Step("person", one.name, one.county, one.said, one.number) for one in people]
    steps += [Step("private", say("ceremony.private", number=3)), Step("closing", title)]
    texts = paper_texts.sentences(say, occasion)
    return documents.plain(Ceremony(language, occasion, people, steps, texts))


def brief(language: str = "fa", *, notes: int = 3, said: str = "", filled: bool = True) -> dict:
    """Return a brief's content, with so many notes that say so; not filled: with nothing else."""
    title, place, day, _, county = TEXTS[language]
    said = said or title
    shape = '<path d="M1 1h7v7h-5z"/>'
    square = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    figure = Figure(county, "57", "52-61", place)
    one = Brief(
        language=language,
        title=county,
        place_line=place,
        map_svg=square if filled else "",
        figures=[figure] * (6 if filled else 0),
        trend_title=title,
        trend=[(day, None if at == 3 else 10.0 * at) for at in range(13 if filled else 0)],
        worries_title=title,
        worries=[(title, "23%")] * (5 if filled else 0),
        priorities_title=title,
        priorities=[said] * (4 if filled else 0),
        notes_title=title,
        notes=[(day, said, said, county)] * notes,
        footer=[title, place],
        made_up_mark=Say(language)("papers.made_up"),
        notes_heads=(county, county, county, county),
        map_caption=place,
        worries_bars=[0.23] * (5 if filled else 0),
        nothing_said=place,
    )
    return documents.plain(one)


def printed(kind: str, content: dict[str, Any]) -> pypdfium2.PdfDocument:
    """Return a paper as it is printed, in this process."""
    return pypdfium2.PdfDocument(printing.printed(kind, letters.ready(content), AT))


def text(page: pypdfium2.PdfPage) -> str:
    """Return all the text of a page."""
    read = page.get_textpage()
    told = read.get_text_range()
    read.close()
    return told


def picture(kind: str, language: str, **told: Any) -> Image.Image:
    """Return a page of a paper as a small picture: of slides a name, else the first."""
    content = brief(language) if kind == "brief" else ceremony(language, NAMES[:8], **told)
    document = printed(kind, content)
    drawn = document[2 if kind == "slides" else 0].render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    return drawn


def kept(kind: str, language: str) -> Image.Image:
    """Return the kept picture of that page."""
    return Image.open(io.BytesIO((PICTURES / f"{kind}-{language}.png").read_bytes())).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ where they differ most: 0-255, mean of a tile."""
    if one.size != other.size:
        return 255.0
    apart = np.abs(np.asarray(one, float) - np.asarray(other, float)).mean(axis=2)
    high, wide = (size // TILE * TILE for size in apart.shape)
    tiles = apart[:high, :wide].reshape(high // TILE, TILE, wide // TILE, TILE)
    return float(tiles.mean(axis=(1, 3)).max())


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for kind in documents.KINDS:
            drawn = picture(kind, language).quantize(64)
            drawn.save(PICTURES / f"{kind}-{language}.png", optimize=True)
