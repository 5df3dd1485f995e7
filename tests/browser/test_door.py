"""The door in a real browser: in by a button, out by one, back to the same view after a break."""

import re

import pytest

from data import accounts, sessions
from tests import readers
from tests.browser import entering, reading, running
from words import Say

EN, FA = Say("en"), Say("fa")
CHOICES = {"period": "m140501-140506", "within": "RSH"}


@pytest.fixture(scope="module")
def house(demo_store):
    """A dashboard that browsers here come in to by themselves."""
    with running.dashboard(demo_store) as started:
        yield started


@pytest.fixture
def tab(browser):
    """A tab in which something is refused on purpose, which a browser complains of."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def path_of(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def wait_for_page(page) -> None:
    page.wait_for_selector('[data-testid="stMain"] h1', timeout=reading.MILLISECONDS)
    reading.wait_until_still(page)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_stranger_comes_in_by_a_demo_button_and_is_where_they_wanted_to_be(page, house, language):
    say = Say(language)
    page.goto(f"{house.address}/cooperation?language={language}&within=RSH")
    assert path_of(page).startswith("/account/sign-in?next=")
    assert page.locator("h1").inner_text() == say("door.sign_in")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "fa" else "ltr")

    page.get_by_role("button", name=say("role.commander")).click()
    wait_for_page(page)

    assert path_of(page) == f"/cooperation?language={language}&within=RSH"
    assert page.locator("h1").first.inner_text() == say("frame.page_cooperation")
    reading.wait_until_painted(page, shades=2)


def test_a_name_and_a_password_are_typed_and_the_reader_signs_out(page, house):
    account = readers.named(house.store, "presenter")
    page.goto(f"{house.address}/?language=en")
    page.get_by_label(EN("door.name")).fill(account.name)
    page.get_by_label(EN("door.password"), exact=False).first.fill(readers.PASSWORD)
    page.get_by_role("button", name=EN("door.sign_in"), exact=True).click()
    wait_for_page(page)
    assert page.locator("h1").first.inner_text() == EN("frame.page_welcome")
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "mahalleh")

    page.locator(".reader a.own").click()
    page.wait_for_url("**/account?language=en")
    page.get_by_role("button", name=EN("door.sign_out"), exact=True).click()
    page.wait_for_url("**/account/sign-in?**")

    assert EN("door.signed_out") in page.locator("main").inner_text()
    assert sessions.by_token(house.store, token) is None


def test_a_session_that_ends_leads_to_its_own_page_and_back_to_the_same_view(tab, house):
    account = readers.named(house.store, "commander")
    tab.context.add_cookies(
        [
            {
                "name": "mahalleh",
                "url": house.address,
                "value": readers.token(house.store, "commander"),
            }
        ]
    )
    asked = "&".join(f"{name}={value}" for name, value in CHOICES.items())
    tab.goto(f"{house.address}/?language=en&{asked}")
    wait_for_page(tab)
    reading.wait_until_painted(tab, shades=2)

    sessions.end_all(house.store, account.id, "test")
    tab.wait_for_url("**/account/ended**", timeout=15_000)

    assert tab.locator("h1").inner_text() == EN("door.ended_title")
    assert EN("door.ended_return") in tab.locator("main").inner_text()
    tab.get_by_label(EN("door.name")).fill(account.name)
    tab.get_by_label(EN("door.password"), exact=False).first.fill(readers.PASSWORD)
    tab.get_by_role("button", name=EN("door.sign_in"), exact=True).click()
    wait_for_page(tab)
    assert path_of(tab) == f"/?language=en&{asked}"
    reading.wait_until_painted(tab, shades=2)


def test_what_was_typed_waits_for_the_same_reader(page, house):
    entering.enter(page.context, house, "presenter")
    page.goto(f"{house.address}/?language=en")
    wait_for_page(page)
    box = '<div class="stTextInput"><input type="text" aria-label="A note"></div>'
    page.evaluate(f"document.querySelector('.stMain').insertAdjacentHTML('afterbegin', '{box}')")
    page.get_by_label("A note").fill("نوشته‌ای ناتمام")

    page.evaluate("keepTyped()")
    page.reload()
    wait_for_page(page)
    page.evaluate(f"document.querySelector('.stMain').insertAdjacentHTML('afterbegin', '{box}')")

    page.wait_for_function("document.querySelector('.stTextInput input').value !== ''")
    assert page.get_by_label("A note").input_value() == "نوشته‌ای ناتمام"
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('typed'))") == []


def test_a_page_of_another_role_says_so_and_leads_back(tab, house):
    entering.enter(tab.context, house, "steward")
    answer = tab.goto(f"{house.address}/overview?language=en")

    assert answer.status == 403
    assert tab.locator("h1").inner_text() == EN("door.refused_title")
    tab.get_by_role("link", name=EN("door.to_front")).click()
    wait_for_page(tab)
    assert tab.locator("h1").first.inner_text() == EN("frame.page_welcome")


def test_the_first_password_is_changed_before_anything_is_seen(page, house):
    name = "newcomer in a browser"
    first = accounts.add(house.store, name, "presenter", by="test")
    page.goto(f"{house.address}/?language=en")
    page.get_by_label(EN("door.name")).fill(name)
    page.get_by_label(EN("door.password"), exact=False).first.fill(first)
    page.get_by_role("button", name=EN("door.sign_in"), exact=True).click()
    page.wait_for_url("**/account/password**")
    assert page.locator("h1").inner_text() == EN("door.first_password")

    for label, word in (("old_password", first), ("new_password", "a train at dawn")):
        page.get_by_label(EN(f"door.{label}"), exact=False).first.fill(word)
    page.get_by_label(EN("door.new_again")).fill("a train at dawn")
    page.get_by_role("button", name=EN("door.change")).click()
    wait_for_page(page)

    assert page.locator("h1").first.inner_text() == EN("frame.page_welcome")


def test_the_map_s_frame_has_no_origin_and_reads_nothing_of_the_page(tab, house):
    entering.enter(tab.context, house)
    tab.goto(f"{house.address}/?language=en&period=m140501-140506")
    wait_for_page(tab)
    reading.wait_until_painted(tab)
    frame = tab.locator(reading.MAP).first.element_handle().content_frame()

    tried = frame.evaluate(
        """async () => {
          const tries = {
            parent: () => parent.document.body.innerText,
            cookie: () => document.cookie,
            storage: () => localStorage.length,
            top: () => { top.location = 'about:blank'; return 'moved'; },
            asked: async () => (await fetch('/account/state')).status,
          };
          const told = {};
          for (const [name, attempt] of Object.entries(tries)) {
            try { told[name] = String(await attempt()); } catch (error) { told[name] = error.name; }
          }
          return { ...told, origin: self.origin };
        }"""
    )

    assert tried.pop("origin") == "null"
    assert set(tried.values()) <= {"SecurityError", "TypeError"}
    assert path_of(tab).startswith("/?language=en")
