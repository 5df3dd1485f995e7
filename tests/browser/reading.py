"""A page of the dashboard opened in a tab and waited for until it stands still."""

from playwright.sync_api import FrameLocator, Page

from pages.views import frame
from tests.browser import entering
from tests.browser.running import Running

MILLISECONDS = 45_000
# A page's title; the wall of a hall has none.
FIRST_WORDS = '[data-testid="stMain"] h1, [data-testid="stMain"] p:not(:empty)'
# Pages that open with a map of areas: those of one neighbourhood tell it in words.
MAPPED = [
    name for name, ability in frame.PAGES.items() if ability == "maps" and name != "neighbourhood"
]
MAP = "iframe[title^='streamlit_folium']"
# A map is painted when many pixels of its canvas are drawn on.
DRAWN = """canvas => {
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const shades = new Set();
  let drawn = 0;
  for (let place = 0; place < pixels.length; place += 4) {
    if (pixels[place + 3]) {
      drawn += 1;
      shades.add((pixels[place] << 16) | (pixels[place + 1] << 8) | pixels[place + 2]);
    }
  }
  return { share: 4 * drawn / pixels.length, shades: shades.size };
}"""
STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
}"""

CHARTS_DRAWN = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
  .every(chart => chart.querySelector('canvas, svg'))"""


def open_page(
    page: Page,
    dashboard: Running,
    name: str,
    language: str,
    *,
    role: str | None = None,
    **query: str,
) -> None:
    """Open a page of the site map, signed in, and wait until its script has ended.

    Parameters
    ----------
    page : Page
        A tab.
    dashboard : Running
    name : str
        A page of `pages.views.frame.PAGES`.
    language : {"fa", "en"}
    role : str, optional
        Of whoever looks; the first that may, where not given.
    **query
        More of the address: filters.
    """
    entering.enter(page.context, dashboard, role or entering.role_for(name))
    asked = "&".join(f"{key}={value}" for key, value in {"language": language, **query}.items())
    path = "" if name == next(iter(frame.PAGES)) else name  # the first page has no name of its own
    page.goto(f"{dashboard.address}/{path}?{asked}", wait_until="load")
    wait_until_still(page)


def wait_until_still(page: Page) -> None:
    """Wait until the page's script has ended, nothing is stale and the fonts are there."""
    page.wait_for_selector(FIRST_WORDS, timeout=MILLISECONDS)
    page.wait_for_function(STILL, timeout=MILLISECONDS)
    page.evaluate("document.fonts.ready")
    page.wait_for_function(STILL, timeout=MILLISECONDS)


def press(page: Page, name: str) -> None:
    """Press a button that may be out of sight.

    The map's frame is drawn apart: for a moment after a page has scrolled, what is meant for a
    button would still reach the map.
    """
    button = page.get_by_role("button", name=name).first
    button.scroll_into_view_if_needed(timeout=MILLISECONDS)
    page.wait_for_timeout(500)
    button.click()


def show_table(page: Page, label: str) -> None:
    """Press the switch that shows a map's table.

    Only once the page stands still and the maps' frames have moved with it: see `press`.
    """
    wait_until_still(page)
    switch = page.get_by_text(label)
    switch.scroll_into_view_if_needed(timeout=MILLISECONDS)
    page.wait_for_timeout(500)
    switch.click()


def has_map(page: Page) -> bool:
    """Return whether the page shows a map."""
    return page.locator(MAP).count() > 0


def map_frame(page: Page) -> FrameLocator:
    """Return the frame that the map is drawn in."""
    return page.frame_locator(MAP).first


def wait_until_painted(page: Page, *, shades: int = 3, share: float = 0.05) -> dict[str, float]:
    """Return how much of the map is drawn on, and in how many shades, once it is painted.

    Raises
    ------
    AssertionError
        If the canvas stays blank.
    """
    canvas = map_frame(page).locator("canvas").first
    canvas.wait_for(timeout=MILLISECONDS)
    drawn = {"share": 0.0, "shades": 0}
    for _ in range(MILLISECONDS // 200):
        drawn = canvas.evaluate(DRAWN)
        if drawn["share"] >= share and drawn["shades"] >= shades:
            return drawn
        page.wait_for_timeout(200)
    raise AssertionError(f"the map stays blank: {drawn}")


def settle(page: Page, *, milliseconds: int = 700) -> None:
    """Wait until charts, which draw themselves after the script, have come to rest."""
    wait_until_still(page)
    page.wait_for_function(CHARTS_DRAWN, timeout=MILLISECONDS)
    page.wait_for_timeout(milliseconds)
    wait_until_still(page)


def full_height(page: Page) -> int:
    """Return how high a window must be to show the whole page, in pixels."""
    # Streamlit's page scrolls inside its main part, not in the window.
    return page.evaluate(
        """() => Math.max(window.innerHeight, ...['stMain', 'stSidebarContent'].map(
          name => document.querySelector(`[data-testid="${name}"]`)?.scrollHeight ?? 0))"""
    )
