"""The map beside the picker: a county that is clicked there lists its candidates here."""

from tests.browser import reading
from tests.browser.test_journeys import wait_for_address

# the cells of a canvas stand beside it for those who cannot see it
COUNTIES = """() => {
    const cells = [...document.querySelectorAll('[data-testid^="glide-cell-8-"]')];
    return cells.length > 5 && cells.every((cell) => cell.textContent === "رشت");
}"""
WIDE = "[document.documentElement.scrollWidth, window.innerWidth]"


def test_a_click_on_a_county_s_disc_lists_its_candidates(page, dashboard):
    reading.open_page(page, dashboard, "honorees", "fa", pane="candidates")
    reading.wait_until_painted(page)
    discs = reading.map_frame(page).locator(".disc")
    assert discs.count() == 17

    most = max(discs.all_inner_texts(), key=int)
    discs.filter(has_text=most).first.click()

    wait_for_address(page, pane="candidates", county="RSH")
    reading.map_frame(page).locator(".disc.marked").wait_for(timeout=reading.MILLISECONDS)
    assert reading.map_frame(page).locator(".disc.marked").inner_text() == most
    page.wait_for_function(COUNTIES, timeout=reading.MILLISECONDS)
    width, window = page.evaluate(WIDE)
    assert width <= window  # no scrolling sideways
