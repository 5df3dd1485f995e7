"""A steward hands files in at the page: they come in whole, are refused, or are stopped."""

import csv
import fcntl
import io
import time

import pytest

from data import audit, jalali, store
from tests import reports
from tests.browser import reading, running, watching
from words import Say

EN, FA = Say("en"), Say("fa")
INPUT = '[data-testid="stFileUploaderDropzoneInput"]'
SECONDS_UNTIL_SEEN = 5
MANY = 600_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A dashboard over a store of its own that these tests fill, and that store."""
    own = tmp_path_factory.mktemp("desk") / "store"
    reports.taken(own.parent, [reports.row(report=str(number)) for number in range(12)])
    with running.dashboard(own) as started:
        yield started, own


def hand_in(page, path, say):
    """Choose a file, and press the button once the page knows it."""
    page.locator(INPUT).first.set_input_files(path)
    button = page.get_by_role("button", name=say("desk.take_in"), exact=True)
    page.wait_for_function(
        "name => [...document.querySelectorAll('button')].some("
        "b => b.innerText.trim() === name && !b.disabled)",
        arg=say("desk.take_in"),
        timeout=reading.MILLISECONDS,
    )
    reading.wait_until_still(page)
    button.click()


def receipts(page) -> str:
    """What the page tells of former intakes; nothing between two runs."""
    return "".join(page.locator("table.ranking").all_inner_texts())


def test_a_file_handed_in_is_seen_on_an_open_page_and_its_refused_row_comes_back(
    page, browser, desk, tmp_path
):
    dashboard, own = desk
    rows = [reports.row(report=f"new-{number}") for number in range(30)]
    path = reports.written(tmp_path / "more.csv", [*rows, reports.row(report="x", time="روزی")])
    with watching.tab(browser) as (other, seen):
        reading.open_page(other, dashboard, "intake", "en")
        assert "more.csv" not in receipts(other)
        reading.open_page(page, dashboard, "intake", "en")

        hand_in(page, path, EN)
        page.locator('[data-testid="stAlertContentSuccess"]').wait_for(timeout=reading.MILLISECONDS)
        for _ in range(10 * SECONDS_UNTIL_SEEN):
            if "more.csv" in receipts(other):
                break
            other.wait_for_timeout(100)

        assert "more.csv" in receipts(other)
        reading.wait_until_still(other)
    seen.assert_nothing()
    reading.wait_until_still(page)
    assert "more.csv" in receipts(page)
    [intake] = [one for one in store.manifest(own)["intakes"] if one["files"] == ["more.csv"]]
    assert (intake["reports"], intake["refused"]) == (30, 1)
    [name] = intake["refused_files"]
    with page.expect_download(timeout=reading.MILLISECONDS) as under_way:
        reading.press(page, EN("desk.refused", name=name))
    held = under_way.value.path().read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(io.StringIO(held)))) == 2
    assert "روزی" in held
    told = [(one.act, one.by, one.facts.get("file")) for one in audit.entries(own, limit=9)]
    assert ("export", "test steward", name) in told
    assert ("intake", "test steward", None) in told


@pytest.mark.parametrize("name", ["broken.xlsx", "broken.parquet", "broken.zip", "names.csv"])
def test_a_broken_file_is_refused_in_words_and_changes_nothing(page, desk, tmp_path, name):
    dashboard, own = desk
    before = store.version(own)
    path = tmp_path / name
    path.write_bytes(b"a,b\n1,2\n" if name == "names.csv" else b"PK\x03\x04 torn")
    reading.open_page(page, dashboard, "intake", "fa")

    hand_in(page, path, FA)
    told = page.locator('[data-testid="stAlertContentError"]')
    told.wait_for(timeout=reading.MILLISECONDS)

    assert any("\u0600" <= letter <= "\u06ff" for letter in told.inner_text())
    assert page.locator('[data-testid="stException"]').count() == 0
    assert store.version(own) == before


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """So many calls that taking them in lasts for some seconds."""
    path = tmp_path_factory.mktemp("long") / "long.csv"
    day = jalali.day(1404, 2, 1).isoformat()
    with path.open("w", encoding="utf-8") as file:
        file.write("id,received_at,kind,neighbourhood\n")
        file.writelines(
            f"long-{number},{day} {number % 24:02}:{number % 60:02}:00,call,گلسار\n"
            for number in range(MANY)
        )
    return path


def test_stopping_an_intake_leaves_the_store_as_it_was(page, desk, long_file):
    dashboard, own = desk
    before, files = store.version(own), kept(own)
    reading.open_page(page, dashboard, "intake", "en")

    hand_in(page, long_file, EN)
    page.get_by_role("button", name=EN("desk.stop")).click(timeout=reading.MILLISECONDS)
    page.get_by_role("button", name=EN("desk.stop")).wait_for(
        state="detached", timeout=reading.MILLISECONDS
    )
    reading.wait_until_still(page)

    assert at_rest(own) == files
    assert store.version(own) == before
    assert "long.csv" not in page.locator("table.ranking").inner_text()


def test_closing_the_tab_during_an_intake_leaves_the_store_whole(browser, desk, long_file):
    dashboard, own = desk
    before, files = store.version(own), kept(own)

    with watching.tab(browser) as (page, _):
        reading.open_page(page, dashboard, "intake", "en")
        hand_in(page, long_file, EN)
        page.locator('[data-testid="stProgress"]').wait_for(timeout=reading.MILLISECONDS)

    left = at_rest(own)
    whole = [one for one in store.manifest(own)["intakes"] if one["files"] == ["long.csv"]]
    if whole:
        assert whole[0]["reports"] == MANY
    else:
        assert store.version(own) == before
        assert left == files


def at_rest(own) -> list[str]:
    """What the store holds once nobody writes into it: a stopped intake ends at its next step."""
    time.sleep(0.5)
    with (own / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return kept(own)


def kept(own) -> list[str]:
    """Every file that the store holds, but for its lock and what may be made again."""
    return sorted(
        str(path.relative_to(own))
        for path in own.rglob("*")
        if path.is_file() and path.relative_to(own).parts[0] not in {"cache", "lock"}
    )
