"""Persian as people type it: tidied to be shown, folded to be compared, in alphabetic order."""

import functools
import re
import unicodedata

ZWNJ = "\u200c"  # the half-space: spelling, kept in what is shown
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
_LETTERS = str.maketrans("يىےكةۀﮥ", "یییکههه")
_UNSEEN = dict.fromkeys(
    [
        *(0x0640, 0x00AD, 0x061C, 0x200B, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_MARKS = dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x06D6])
_SHOWN: dict[int, int | str | None] = {**str.maketrans("يىك", "ییک"), **_UNSEEN}
_COMPARED = str.maketrans("آأإٱٲٳؤئ", "ااااااوی") | _LETTERS | DIGITS | _UNSEEN | _MARKS
_ALPHABET = "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_ORDER: dict[int, str | None] = {
    ord(letter): chr(0x0700 + place) for place, letter in enumerate(_ALPHABET)
}
_ORDER |= {ord(letter): _ORDER[ord("ء")] for letter in "أإؤئ"} | {ord(ZWNJ): None, 0x0671: "ا"}
_SPACES = re.compile(r"\s+")
_APART = re.compile(r"[\W_]+")


def digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as 0-9, a Persian decimal mark as a dot."""
    return text if text.isascii() else text.translate(DIGITS)


def tidy(text: str) -> str:
    """Return a text as it may be shown: one spelling per letter, its half-spaces kept."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", text).translate(_SHOWN)
    text = "".join(c for c in text if c == ZWNJ or c.isspace() or c.isprintable())
    return _SPACES.sub(" ", re.sub(f" *{ZWNJ}+ +| +{ZWNJ}+", " ", text)).strip(f" {ZWNJ}")


@functools.lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """Return what a text is compared by: two that people take for the same have the same key.

    ي ك ة and the forms of alef are folded, digits are 0-9, diacritics and tatweel dropped,
    half-spaces and punctuation become one space, Latin letters small.
    """
    if text.isascii():
        return _APART.sub(" ", text).strip().casefold()
    text = unicodedata.normalize("NFKC", text).translate(_COMPARED)
    return _APART.sub(" ", text).strip().casefold()


def sort_key(text: str) -> str:
    """Return what texts are put in order by, so that پ follows ب and گ follows ک."""
    return unicodedata.normalize("NFC", tidy(text)).translate(_ORDER).casefold()
