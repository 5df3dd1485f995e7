"""Our own pages of HTML: whatever is put into them is read, and nothing of it runs."""

import pytest

from door import sheets
from words import LANGUAGES, Say

EVIL = """"><script>alert(1)</script><img src=x onerror='alert(2)'>&{}`"""
PIECES = {
    "note": sheets.note(EVIL),
    "line": sheets.line(EVIL),
    "code": sheets.code(EVIL),
    "link": sheets.link(EVIL, EVIL),
    "twice": sheets.twice(EVIL, EVIL),
    "section": sheets.section(EVIL),
    "facts": sheets.facts([(EVIL, EVIL)]),
    "field": sheets.field(EVIL, "a", hint=EVIL, value=EVIL, title=EVIL),
    "form": sheets.form(EVIL, EVIL, "b", held=EVIL),
    "sheet": sheets.sheet(Say("en"), EVIL, other=EVIL).body.decode(),
}


@pytest.mark.parametrize("piece", PIECES)
def test_whatever_is_put_in_is_text(piece):
    made = PIECES[piece]

    assert "&lt;script&gt;" in made
    assert "<script" not in made
    assert "<img src=x" not in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_its_language_and_the_way_to_the_other(language):
    say = Say(language)
    address = sheets.turned(say, "/account/sign-in", next="/overview")
    page = sheets.sheet(say, "a", other=address).body.decode()

    other = "fa" if language == "en" else "en"
    direction = "rtl" if language == "fa" else "ltr"
    assert page.startswith(f'<!doctype html><html lang="{language}" dir="{direction}">')
    assert ("language=en" in address) == (other == "en")
    assert "next=%2Foverview" in address
