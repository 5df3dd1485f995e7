"""Everything of an evening in one ZIP, for the day on which the machine fails."""

import datetime
import io
import zipfile
from typing import Any

from data import lists
from data.documents.paper import pdf, slides_pptx

PAPERS = {
    "slides.pdf": "slides",
    "running-order.pdf": "order",
    "roll-call.pdf": "roll",
    "certificates.pdf": "certificates",
    "name-cards.pdf": "cards",
    "invitations.pdf": "invitations",
}
HEADINGS = ("row", "name", "said", "county", "seat", "number", "present")


def package(content: dict[str, Any], *, readme: str, at: float) -> bytes:
    """Return the papers of a ceremony: slides, lists, certificates, cards, what each is for.

    Parameters
    ----------
    content : dict
        Of a `Ceremony`; see `data.documents.content.plain`.
    readme : str
        What each file is for.
    at : float
        Seconds since 1970, UTC.

    Raises
    ------
    Refusal
        As `pdf`: then there is no package, rather than one that lacks somebody.
    """
    held = {name: pdf(kind, content, at=at) for name, kind in PAPERS.items() if _has(kind, content)}
    held |= {"slides.pptx": slides_pptx(content), "roll-call.xlsx": roll_xlsx(content)}
    held["README.txt"] = readme.encode("utf-8-sig")
    moment = datetime.datetime.fromtimestamp(at, datetime.UTC).timetuple()[:6]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, one in sorted(held.items()):
            whole.writestr(zipfile.ZipInfo(name, moment), one, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def roll_xlsx(content: dict[str, Any]) -> bytes:
    """Return the roll call as a workbook, right to left in Persian; every name a text."""
    texts, fields = content["texts"], ("name", "said", "county", "seat", "number")
    rows = [
        [place, *(person[field] for field in fields), ""]
        for place, person in enumerate(content["people"], start=1)
    ]
    headings = [texts[one] for one in HEADINGS]
    return lists.workbook(texts["roll_title"], headings, rows, content["direction"] == "rtl")


def _has(kind: str, content: dict[str, Any]) -> bool:
    """Return whether there is anything to print: nobody's certificates are none."""
    return bool(content["people"]) or kind in {"slides", "order"}
