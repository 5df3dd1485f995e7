"""Every page in both languages, in a browser that may ask nobody but the dashboard."""

import re
import unicodedata

import pytest

from data import accounts, audit, store
from pages.views import frame
from tests.browser import reading

PERSIAN = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
# What Persian pages, too, write with Latin letters.
LATIN_NAMES = """
    English csv CSV TSV XLSX Parquet GeoJSON JSON TOML UTF Windows KML zip gz MB GB METHOD
    OpenStreetMap contributors geoBoundaries GeoNames python data intake re place
    commander liaison presenter steward test rsh
"""
NAMES = set(LATIN_NAMES.split())
# Streamlit's own icons are words that a font draws as a picture; code is code in any language, a
# formula a formula, and a source is named as it was published.
VISIBLE = """() => {
  const shown = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (holder.closest('script, style, noscript, code, pre, .katex, small.source'))
      continue;
    if (holder.closest('[data-testid="stIconMaterial"]'))
      continue;
    const place = holder.getBoundingClientRect();  // what is for the keyboard alone waits outside
    const size = parseFloat(getComputedStyle(holder).fontSize);  // our own words stand in its place
    const shown_at = place.right > 0 && place.bottom > 0 && place.width > 1 && size > 0;
    if (shown_at && holder.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      shown.push(walker.currentNode.textContent);
  }
  return shown;
}"""

pages = pytest.mark.parametrize("name", list(frame.PAGES))


def opened(page, dashboard, name, language):
    """Open a page, of which nothing failed and the map is painted; return its direction.

    That it asked nobody else is seen to by the tab.
    """
    reading.open_page(page, dashboard, name, language)

    assert page.locator('[data-testid="stException"]').count() == 0
    if name in reading.MAPPED:
        assert reading.wait_until_painted(page)["share"] > 0.05
    assert page.evaluate("document.documentElement.lang") == language
    return page.evaluate("getComputedStyle(document.documentElement).direction")


def given_names(directory) -> set[str]:
    """Words of names that people gave: of accounts, of files in the audit, of surveys' files."""
    acts = audit.entries(directory, limit=1000)
    facts = [str(fact) for act in acts for fact in (act.by, *act.facts.values())]
    names = [account.name for account in accounts.listed(directory)]
    names += [one["file"] for one in store.manifest(directory).get("surveys", [])]
    return {word for text in [*names, *facts] for word in LATIN.findall(text)}


@pages
def test_a_persian_page_asks_nobody_else_and_is_persian_from_right_to_left(page, dashboard, name):
    assert opened(page, dashboard, name, "fa") == "rtl"

    shown = page.evaluate(VISIBLE)
    assert any(PERSIAN.search(text) for text in shown)
    strangers = {word for text in shown for word in LATIN.findall(text)} - NAMES
    strangers -= given_names(dashboard.store)
    assert not strangers
    _shows_persian_digits_alone(page)


def _shows_persian_digits_alone(page):
    page.evaluate("document.fonts.load('16px \"Mahalleh Digits\"', '0')")
    assert page.evaluate("document.fonts.check('16px \"Mahalleh Digits\"', '0123')")
    first = page.locator(reading.FIRST_WORDS).first
    families = first.evaluate("words => getComputedStyle(words).fontFamily")
    assert families.startswith(('"Mahalleh Digits"', "'Mahalleh Digits'"))


@pages
def test_an_english_page_asks_nobody_else_and_is_english_from_left_to_right(page, dashboard, name):
    assert opened(page, dashboard, name, "en") == "ltr"

    title = page.locator(reading.FIRST_WORDS).first.inner_text()
    assert not PERSIAN.search(title)
    digits = [text for text in page.evaluate(VISIBLE) if any(map(_is_persian_digit, text))]
    assert not digits


def _is_persian_digit(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("EXTENDED ARABIC-INDIC DIGIT")


def test_the_faces_come_from_the_dashboard_itself(page, dashboard):
    asked = []
    page.on("response", lambda answer: asked.append(answer.url))
    reading.open_page(page, dashboard, "overview", "fa")

    assert any(address.startswith(f"{dashboard.address}/assets/mahalleh.woff") for address in asked)
    assert page.evaluate("document.fonts.check('16px Mahalleh', 'گیلان')")
