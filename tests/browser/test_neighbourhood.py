"""A liaison at the page of a neighbourhood: figures come while they type, and nothing is lost."""

import time

import pytest

from data import access, intake, notebook, release
from tests import canaries, reports
from tests.browser import reading, running
from words import Say

EN = Say("en")
CODE = "RSH-1-01"
SECONDS_UNTIL_SEEN = 5
TYPED = "چراغ کوچه‌های پشت بازار خاموش است"
FIGURES, MORE = ".figures", 500


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """A dashboard over a store of one month, and that store."""
    own = canaries.store(tmp_path_factory.mktemp("street"))
    with running.dashboard(own) as started:
        yield started, own


def next_month(own):
    """Take in the reports of the month after the one that is told, and tell it: MORE in each."""
    rows = [
        [f"{code}-{n}", f"1404/03/{n % 31 + 1:02d} 11:00:00", f"0936{n:07d}", code, "سرقت", ""]
        for code, count in canaries.COUNTS.items()
        for n in range(count + MORE)
    ]
    intake.take_in([reports.written(own.parent / "next.csv", rows, canaries.HEADER)], own)
    release.again(own, [canaries.MONTH + 1], "test")


def test_new_figures_appear_within_five_seconds_and_leave_what_is_typed_alone(page, street):
    dashboard, own = street
    asked = {"area": CODE, "part": "notebook"}
    reading.open_page(page, dashboard, "neighbourhood", "en", role="liaison", **asked)
    told = EN.number(canaries.OWN[CODE])
    page.locator(FIGURES, has_text=told).wait_for(timeout=reading.MILLISECONDS)
    box = page.get_by_label(EN("notebook.said_label"), exact=True).first
    box.click()
    page.keyboard.type(TYPED)

    next_month(own)
    begun = time.monotonic()
    page.locator(FIGURES, has_text=EN.number(canaries.OWN[CODE] + MORE)).wait_for(
        timeout=reading.MILLISECONDS
    )
    seconds = time.monotonic() - begun
    reading.wait_until_still(page)

    assert seconds < SECONDS_UNTIL_SEEN
    assert box.input_value() == TYPED
    assert box.evaluate("one => one === document.activeElement")
    page.keyboard.type("!")
    assert box.input_value() == f"{TYPED}!"


def test_an_entry_is_written_seen_and_changed(page, street):
    dashboard, own = street
    asked = {"area": "RSH-1-02", "part": "notebook"}
    reading.open_page(page, dashboard, "neighbourhood", "en", role="liaison", **asked)

    page.get_by_label(EN("notebook.said_label"), exact=True).first.fill(TYPED)
    reading.press(page, EN("notebook.add"))
    note = page.locator("article.note")
    note.wait_for(timeout=reading.MILLISECONDS)
    reading.wait_until_still(page)

    assert TYPED in note.inner_text()
    assert page.get_by_label(EN("notebook.said_label"), exact=True).first.input_value() == ""
    page.locator('[data-testid="stExpander"] summary').first.click()
    page.get_by_label(EN("notebook.done_label"), exact=True).last.fill("روشن شد")
    reading.press(page, EN("notebook.keep"))
    note.filter(has_text="روشن شد").wait_for(timeout=reading.MILLISECONDS)
    [held] = notebook.listed(own, "RSH-1-02", access.Access("commander"))
    assert (held.written.said, held.written.done, held.revision) == (TYPED, "روشن شد", 1)


def test_the_brief_comes_as_a_pdf_and_the_link_opens_the_same_view(page, street):
    dashboard, _ = street
    reading.open_page(page, dashboard, "neighbourhood", "fa", role="liaison", area="RSH-1-03")

    with page.expect_download(timeout=reading.MILLISECONDS) as coming:
        reading.press(page, Say("fa")("neighbourhood.brief"))
    assert coming.value.suggested_filename == "brief-RSH-1-03.pdf"
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
    shown = page.locator(FIGURES).inner_text()
    page.locator("a.same").click()
    page.wait_for_url("**period=m**")
    reading.wait_until_still(page)
    assert page.locator(FIGURES).inner_text() == shown
    assert "area=RSH-1-03" in page.url
