"""The papers of a ceremony: taken away one by one or all at once; their numbers verified."""

import functools
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from data import ceremonies, certificates, clock, documents, exports
from data.ceremonies import Ceremony
from data.documents import letters
from data.documents.package import roll_xlsx
from data.refusal import Refusal
from pages.views import handing_out, paper_texts, staging
from pages.views.visit import Visit
from words import LANGUAGES

ABILITY = "ceremony"
PDF, ZIP = "application/pdf", "application/zip"
OFFICE = "application/vnd.openxmlformats-officedocument."
PPTX, XLSX = f"{OFFICE}presentationml.presentation", f"{OFFICE}spreadsheetml.sheet"
SHEETS = ("certificates", "cards", "invitations", "order", "roll", "slides")
ACROSS = 4  # buttons
ENDINGS = {"package": "zip", "slides_pptx": "pptx", "roll_xlsx": "xlsx"}  # of others: pdf
MEDIA = {"pdf": PDF, "zip": ZIP, "pptx": PPTX, "xlsx": XLSX}


def draw(visit: Visit, ceremony: Ceremony) -> None:
    """Draw the papers of a ceremony, its numbers, and where one is verified."""
    say = visit.say
    st.caption(say("papers.means"))
    cast = staging.cast(visit.directory, ceremony)
    language = _language(visit, ceremony)
    if cast[1]:
        _files(visit, ceremony, paper_texts.made(visit, language, ceremony, cast))
    else:
        st.info(say("papers.nobody"))
    if ceremony.round is not None and cast[2]:
        _button(visit, ceremony, "private", functools.partial(_private, visit, ceremony, language))
    st.subheader(say("papers.verify_title"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _verify(visit)
    with right:
        if ceremony.round is not None:
            _published(visit, ceremony.round)


def _language(visit: Visit, ceremony: Ceremony) -> str:
    first = LANGUAGES.index(ceremony.settings["language"])
    return st.radio(
        visit.say("papers.language"),
        LANGUAGES,
        index=first,
        format_func=lambda one: visit.say(f"ceremony.language_{one}"),
        horizontal=True,
        key=f"papers.language.{visit.say.language}",
    )


def _files(visit: Visit, ceremony: Ceremony, content: dict[str, Any]) -> None:
    """Draw a button for each file; none if somebody's name could not be printed whole."""
    try:
        letters.ready(content)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    fresh = functools.partial(_fresh, visit, ceremony.name, content["language"])
    _button(visit, ceremony, "package", lambda: _package(fresh()))
    makes: dict[str, Callable[[], bytes]] = {
        kind: functools.partial(_sheet, kind, fresh) for kind in SHEETS
    }
    makes["slides_pptx"] = lambda: documents.slides_pptx(fresh())
    makes["roll_xlsx"] = lambda: roll_xlsx(fresh())
    cells = [cell for _ in range(0, len(makes), ACROSS) for cell in st.columns(ACROSS)]
    for cell, (kind, make) in zip(cells, makes.items(), strict=False):
        with cell:
            _button(visit, ceremony, kind, make)


def _private(visit: Visit, ceremony: Ceremony, language: str) -> bytes:
    held = paper_texts.in_private(visit, language, ceremony)
    return documents.pdf("certificates", held, at=clock.now())


def _fresh(visit: Visit, name: str, language: str) -> dict[str, Any]:
    """Return the content as it is at the moment of taking: consents may have gone since."""
    one = ceremonies.of(visit.directory, name)
    return paper_texts.made(visit, language, one, staging.cast(visit.directory, one))


def _package(content: dict[str, Any]) -> bytes:
    readme = paper_texts.readme(content["language"], content["occasion"]["title"])
    return documents.package(content, readme=readme, at=clock.now())


def _sheet(kind: str, fresh: Callable[[], dict[str, Any]]) -> bytes:
    return documents.pdf(kind, fresh(), at=clock.now())


def _button(visit: Visit, ceremony: Ceremony, kind: str, make: Callable[[], bytes]) -> None:
    ending = ENDINGS.get(kind, "pdf")
    handing_out.button(
        visit,
        visit.say(f"papers.{kind}"),
        make,
        name=f"{ceremony.name}-{kind.partition('_')[0]}.{ending}",
        media_type=MEDIA[ending],
        ability=ABILITY,
        ceremony=ceremony.name,
    )


def _verify(visit: Visit) -> None:
    """Draw a field for a number, and what is known of it: a round, never a name."""
    say = visit.say
    typed = st.text_input(say("papers.verify_number"), max_chars=40, key="papers.verify")
    if not typed.strip():
        return
    found = certificates.verify(visit.directory, typed)
    if found is not None:
        title = paper_texts.round_title(visit, found)
        st.success(say("papers.verify_found", round=title))
    elif certificates.valid(typed):
        st.warning(say("papers.verify_none"))
    else:
        st.warning(say("papers.verify_wrong"))


def _published(visit: Visit, name: str) -> None:
    say = visit.say
    st.caption(say("papers.published_means"))
    handing_out.button(
        visit,
        say("papers.published"),
        lambda: exports.csv(_numbers(visit, name)),
        name=f"{name}-certificates.csv",
        media_type="text/csv",
        ability=ABILITY,
        round=name,
    )


def _numbers(visit: Visit, name: str) -> pd.DataFrame:
    """Return the numbers of a round with its name, as texts: a spreadsheet would round them."""
    numbers, say = certificates.published(visit.directory, name), visit.say
    held = {say("papers.column_number"): numbers, say("papers.column_round"): name}
    return pd.DataFrame(held)
