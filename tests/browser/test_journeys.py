"""What a reader does from page to page: down into a county and back, the other language, a link."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import geopandas as gpd
import pytest

from data import areas
from tests.browser import entering, reading, watching
from words import Say

EN, FA = Say("en"), Say("fa")
HALF = "m140501-140506"
PANEL = '[data-testid="stMain"] h3'


def address(page) -> dict[str, str]:
    """The address's parameters, without the language."""
    told = {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}
    told.pop("language", None)
    return told


def wait_for_address(page, **wanted) -> None:
    page.wait_for_function(
        "wanted => { const now = Object.fromEntries(new URLSearchParams(location.search));"
        " delete now.language; const keys = Object.keys(wanted);"
        " return keys.length === Object.keys(now).length"
        " && keys.every(key => now[key] === wanted[key]); }",
        arg=wanted,
        timeout=reading.MILLISECONDS,
    )


# between two pages there is none for a moment
TURNED = "direction => document.documentElement?.dir === direction"


def opened(page, dashboard, name="overview", language="en", **asked):
    reading.open_page(page, dashboard, name, language, **asked)
    reading.wait_until_painted(page)
    reading.wait_until_still(page)
    return page


def frame_of(page):
    return page.locator(reading.MAP).first.element_handle().content_frame()


def legend(page) -> str:
    box = reading.map_frame(page).locator(".legend")
    box.wait_for(timeout=reading.MILLISECONDS)
    return box.inner_text()


def wait_for_level(page, level: str) -> None:
    """Wait until the map tells that it shows a level's outlines, and stands still."""
    chosen = page.get_by_role("radio", name=EN(f"level.{level}"), exact=True)
    chosen.and_(page.locator('[aria-checked="true"]')).wait_for(timeout=reading.MILLISECONDS)
    reading.wait_until_still(page)


@pytest.fixture
def click_area(demo_store):
    """Click an area on the map by its code, as its middle lies in the view."""
    table = areas.current(demo_store).table

    def where(page, point) -> dict[str, float]:
        return frame_of(page).evaluate(
            "([north, east]) => { const at = map_div.latLngToContainerPoint([north, east]);"
            " return { x: at.x, y: at.y }; }",
            [point.y, point.x],
        )

    def click(page, code):
        point = table.geometry[code].representative_point()
        at = where(page, point)
        while (settled := where(page, point)) != at:  # the frame has just been given its height
            at = settled
            page.wait_for_timeout(300)
        reading.map_frame(page).locator(".leaflet-container").click(position=at)

    return click


def test_clicks_lead_into_county_and_district_and_the_button_back(page, dashboard, click_area):
    opened(page, dashboard, period=HALF, level="county")

    click_area(page, "RSH")
    wait_for_address(page, period=HALF, within="RSH")
    wait_for_level(page, "district")
    click_area(page, "RSH-1")
    wait_for_address(page, period=HALF, within="RSH-1")
    wait_for_level(page, "neighbourhood")
    click_area(page, "RSH-1-01")
    wait_for_address(page, period=HALF, within="RSH-1", area="RSH-1-01")
    name = areas.by_id(areas.EMBEDDED, None).table.at["RSH-1-01", "name_en"]
    page.locator(PANEL, has_text=name).first.wait_for(timeout=reading.MILLISECONDS)

    page.get_by_role("button", name=EN("map.back", place="Rasht")).click()
    wait_for_address(page, period=HALF, within="RSH")
    reading.wait_until_still(page)
    page.get_by_role("button", name=EN("map.back", place=EN("filters.everywhere"))).click()
    wait_for_address(page, period=HALF)
    reading.wait_until_still(page)
    assert page.get_by_role("button", name="Back to").count() == 0


def test_the_other_language_turns_the_page_round_and_keeps_every_choice(page, dashboard):
    asked = {"period": HALF, "within": "RSH", "kind": "call", "measure": "reports"}
    opened(page, dashboard, **asked)
    reports = page.locator('[data-testid="stMetricValue"]').first.inner_text()

    page.locator("a.language").click()
    page.wait_for_function(TURNED, arg="rtl")
    reading.wait_until_still(page)

    assert address(page) == asked
    assert page.locator("h1").first.inner_text() == FA("frame.page_overview")
    told = page.locator('[data-testid="stMetricValue"]').first.inner_text()
    assert told == FA.number(int(reports.replace(",", "")))
    page.locator("a.language").click()
    page.wait_for_function(TURNED, arg="ltr")
    reading.wait_until_still(page)
    assert address(page) == asked


def test_a_copied_address_shows_another_person_the_same(page, browser, dashboard, click_area):
    asked = {"period": HALF, "within": "RSH", "level": "neighbourhood", "measure": "reports"}
    opened(page, dashboard, language="fa", **asked)
    click_area(page, "RSH-1-01")
    wait_for_address(page, **asked, area="RSH-1-01")
    reading.wait_until_still(page)

    with watching.tab(browser) as (other, seen):
        entering.enter(other.context, dashboard)
        other.goto(page.url, wait_until="load")
        reading.wait_until_still(other)
        reading.wait_until_painted(other)
        reading.wait_until_still(other)

        assert legend(other) == legend(page)
        assert other.locator(PANEL).all_inner_texts() == page.locator(PANEL).all_inner_texts()
        metrics = '[data-testid="stMetric"]'
        assert other.locator(metrics).all_inner_texts() == page.locator(metrics).all_inner_texts()
        marked = "Object.values(map_div._layers).filter(l => l.area && l.options.weight === 3)"
        for tab in (page, other):
            assert frame_of(tab).evaluate(f"{marked}.map(l => l.area.code)") == ["RSH-1-01"]
    seen.assert_nothing()


def downloaded(page, key: str) -> bytes:
    with page.expect_download(timeout=reading.MILLISECONDS) as under_way:
        reading.press(page, EN(key))
    return under_way.value.path().read_bytes()


@pytest.mark.parametrize("name", ["overview", "cooperation"])
def test_the_map_s_table_can_be_taken_away_in_both_forms(page, dashboard, tmp_path, name):
    opened(page, dashboard, name, period=HALF, level="county")

    reading.show_table(page, EN("tables.show"))
    page.get_by_role("button", name=EN("tables.csv")).wait_for(timeout=reading.MILLISECONDS)
    reading.wait_until_still(page)

    held = downloaded(page, "tables.csv")
    rows = list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"))))
    assert held.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 17
    assert {row["Name"] for row in rows} >= {"Rasht", "Amlash"}
    held = downloaded(page, "tables.geojson")
    (tmp_path / "areas.geojson").write_bytes(held)
    back = gpd.read_file(tmp_path / "areas.geojson").set_index("code")
    assert back.crs == 4326
    assert back["reports"].astype(int).tolist() == [int(float(row["Reports"])) for row in rows]
    assert json.loads(held)["attribution"]


def test_a_click_in_the_site_map_keeps_the_choices(page, dashboard):
    opened(page, dashboard, period=HALF, within="RSH")

    page.locator('[data-testid="stSidebarNavLink"]').nth(1).click()
    wait_for_address(page, period=HALF, within="RSH")

    page.locator("h1", has_text=EN("frame.page_cooperation")).wait_for(timeout=reading.MILLISECONDS)
    reading.wait_until_still(page)
    assert page.evaluate("document.documentElement.dir") == "ltr"
