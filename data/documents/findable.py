"""A PDF in which a search finds Persian names: its maps from glyphs to letters, written anew.

A glyph that stands for several letters is read backwards in a line from right to left; so لا and
الله become the one letter that Unicode has for each, and the half-space, which a reader's search
passes over as well, is left out. The page's pixels stay as they are.
"""

import io
import re

import pikepdf

FORMS = {
    "لا": "ﻻ",
    "لأ": "ﻷ",
    "لإ": "ﻹ",
    "لآ": "ﻵ",
    "الله": "ﷲ",
}
HALF_SPACE = "\u200c"
_MAPPED = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")
_ACTUAL = re.compile(rb"/Span\s*<<\s*/ActualText\s*<[0-9A-Fa-f]*>\s*>>\s*BDC")


def rewritten(pdf: bytes, ground: bytes | None = None) -> bytes:
    """Return the document with its text as a search understands it; the same for the same.

    Parameters
    ----------
    pdf : bytes
    ground : bytes, optional
        A document of one page, to be laid under each.
    """
    document = pikepdf.open(io.BytesIO(pdf))
    if "/ViewerPreferences" in document.Root:  # else lines of Latin are read backwards
        del document.Root.ViewerPreferences
    for held in document.objects:
        if isinstance(held, pikepdf.Dictionary) and "/ToUnicode" in held:
            told = held.ToUnicode.read_bytes().decode("ascii")
            held.ToUnicode.write(_MAPPED.sub(_told, told).encode("ascii"))
    under = _ground_of(document, ground) if ground else None
    for page in document.pages:
        drawn = page.Contents.read_bytes()
        if under is not None:
            page.add_resource(under, pikepdf.Name.XObject, pikepdf.Name.Ground)
            drawn = b"q /Ground Do Q\n" + drawn
        page.Contents.write(_ACTUAL.sub(b"/Span BMC", drawn))
    file = io.BytesIO()
    document.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _ground_of(document: pikepdf.Pdf, ground: bytes) -> pikepdf.Object:
    """Return a page as one thing that others are drawn over, once in the document."""
    with pikepdf.open(io.BytesIO(ground)) as held:
        return document.copy_foreign(held.pages[0].as_form_xobject())


def _told(match: re.Match[str]) -> str:
    """Return a line of a map: a glyph, and what it stands for."""
    stands = bytes.fromhex(match[2]).decode("utf-16-be")
    plain = stands.replace(HALF_SPACE, "") or stands
    told = FORMS.get(plain, plain).encode("utf-16-be").hex().upper()
    return f"<{match[1]}> <{told}>"
