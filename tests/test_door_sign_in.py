"""Signing in and out at the door: forms of our own, one answer to every mistake, the way back."""

import asyncio
import re
from html import unescape

import pytest

from data import accounts, sessions
from data.demo_passwords import DEMO
from door import returning
from tests import doors, readers
from tests.doors import Visitor
from words import LANGUAGES, Say

pytestmark = pytest.mark.anyio
EN, FA = Say("en"), Say("fa")
RIGHT = {"name": "test commander", "password": readers.PASSWORD}
ELSEWHERE = [
    *(
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
    ),
    *(
        "http://evil.example/",
        "https://127.0.0.1:8501@evil.example",
        "javascript:alert(1)",
        "data:x",
    ),
    *("/%2fevil.example", "/overview/../../evil", "/media/a.csv", "/account/sign-out", "/nothing"),
    *("/\t/evil.example", "/\n/evil", "/overview\r\nset-cookie: a=b", "overview"),
    *("/overview#@evil.example/../" + "a" * 3000, "//127.0.0.1:8501/overview", "", "?", "/;/evil"),
]


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def visitor(peopled_store):
    async with Visitor(peopled_store) as one:
        yield one


def signed_in(visitor) -> sessions.SignedIn | None:
    token = visitor.client.cookies.get("mahalleh")
    return sessions.by_token(visitor.directory, token)


async def test_the_right_password_opens_a_session_in_a_cookie_no_script_can_read(visitor):
    answer = await visitor.fill("/account/sign-in", **RIGHT)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if one.startswith("mahalleh=")]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert signed_in(visitor).access.role == "commander"


async def test_over_https_the_cookie_is_one_that_no_neighbour_can_set(peopled_store):
    peopled_store.with_name("store.toml").write_text('[door]\norigin = "https://dash.example"\n')
    async with Visitor(peopled_store, origin="https://dash.example") as visitor:
        answer = await visitor.fill("/account/sign-in", **RIGHT)

    cookies = [one for one in answer.headers.get_list("set-cookie") if "mahalleh=" in one]
    assert len(cookies) == 1
    assert cookies[0].startswith("__Host-mahalleh=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookies[0].split("; "))
    assert "Domain" not in cookies[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whatever_is_wrong_the_answer_is_the_same(visitor, language):
    accounts.add(visitor.directory, "closed", "presenter", by="command line")
    accounts.disable(visitor.directory, "closed", by="command line")
    page = f"/account/sign-in?language={language}"
    wrong = [
        {"name": "test commander", "password": "not this one"},
        {"name": "nobody", "password": readers.PASSWORD},
        {"name": "closed", "password": readers.PASSWORD},
        {"name": "", "password": ""},
        {"name": "' or 1=1 --", "password": "x" * 250},
    ]

    told = set()
    for one in wrong:
        answer = await visitor.fill(page, **one)
        assert answer.status_code == 401
        assert signed_in(visitor) is None
        told.add(re.sub(r'(name="name"|mark") value="[^"]*"', "", answer.text))

    assert len(told) == 1
    assert Say(language)("door.wrong") in unescape(told.pop())


async def test_a_name_that_was_typed_stands_in_the_form_again_and_runs_nothing(visitor):
    answer = await visitor.fill(
        "/account/sign-in", name='"><script>alert(1)</script>', password="x"
    )

    assert "<script>" not in answer.text
    assert "&quot;&gt;&lt;script&gt;" in answer.text
    assert "password" not in re.findall(r'name="password" value="([^"]+)"', answer.text)


async def test_twenty_guesses_at_once_are_five_and_the_right_one_comes_too_late(
    visitor, monkeypatch
):
    tried = []
    matches = sessions.passwords.matches
    monkeypatch.setattr(
        sessions.passwords, "matches", lambda *how: tried.append(how) or matches(*how)
    )
    guesses = [{"name": "test commander", "password": f"guess {n} of twenty"} for n in range(20)]

    answers = await asyncio.gather(*[visitor.fill("/account/sign-in", **one) for one in guesses])

    assert {answer.status_code for answer in answers} == {401}
    assert len(tried) == 5
    assert (await visitor.fill("/account/sign-in", **RIGHT)).status_code == 401


@pytest.mark.parametrize("mark", ["", "0" * 64, None])
async def test_a_form_without_its_mark_does_nothing(visitor, mark):
    await visitor.look("/account/sign-in")
    told = RIGHT | ({} if mark is None else {"mark": mark})

    answer = await visitor.send("/account/sign-in", told)

    assert answer.status_code == 400
    assert EN("door.stale") in (await visitor.send("/account/sign-in?language=en", told)).text
    assert signed_in(visitor) is None


async def test_the_mark_of_one_browser_is_none_in_another(peopled_store):
    async with Visitor(peopled_store) as one, Visitor(peopled_store) as other:
        mark = (await one.look("/account/sign-in")).text.split('name="mark" value="')[1][:64]
        await other.look("/account/sign-in")

        answer = await other.send("/account/sign-in", RIGHT | {"mark": mark})

        assert answer.status_code == 400
        assert signed_in(other) is None


async def test_the_mark_of_a_stranger_s_form_is_none_once_signed_in(visitor):
    mark = (await visitor.look("/account/sign-in")).text.split('name="mark" value="')[1][:64]
    await visitor.fill("/account/sign-in", **RIGHT)

    await visitor.send("/account/sign-out", {"mark": mark})

    assert signed_in(visitor) is not None


async def test_signing_in_returns_to_the_same_page_with_the_same_choices(visitor):
    wanted = "/overview?within=RSH&period=m140501-140506&area=گلسار"
    led = await visitor.look(wanted)

    answer = await visitor.fill(led.headers["location"], **RIGHT)

    assert unescape(answer.headers["location"]) == (
        "/overview?within=RSH&period=m140501-140506&area=%DA%AF%D9%84%D8%B3%D8%A7%D8%B1"
    )


async def test_the_language_of_the_form_is_that_of_the_page_after_it(visitor):
    answer = await visitor.fill("/account/sign-in?language=en&next=/overview", **RIGHT)

    assert answer.headers["location"] == "/overview?language=en"


@pytest.mark.parametrize("wanted", ELSEWHERE)
async def test_the_way_back_leads_nowhere_else(visitor, wanted):
    paths = {"/": None, "/overview": "maps", "/account": None}
    assert returning.safe(wanted, paths) == "/"

    visitor.enter("commander")
    answer = await visitor.client.get("/account/sign-in", params={"next": wanted})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_whoever_may_not_see_where_they_wanted_to_go_comes_to_their_own_first_page(visitor):
    told = RIGHT | {"name": "test steward"}

    answer = await visitor.fill("/account/sign-in?next=/overview", **told)

    assert answer.headers["location"] == "/"


async def test_a_stranger_s_form_does_nothing_for_whoever_is_signed_in_by_now(visitor):
    page = (await visitor.look("/account/sign-in")).text
    mark = page.split('name="mark" value="')[1][:64]
    visitor.enter("presenter")

    answer = await visitor.send("/account/sign-in", RIGHT | {"mark": mark})

    assert answer.status_code == 400
    assert signed_in(visitor).access.role == "presenter"


async def test_signing_out_ends_the_session_itself(visitor):
    await visitor.fill("/account/sign-in", **RIGHT)
    token = visitor.client.cookies["mahalleh"]

    answer = await visitor.fill("/account", at="/account/sign-out")

    assert answer.headers["location"].startswith("/account/sign-in")
    assert sessions.by_token(visitor.directory, token) is None
    visitor.hold(token)
    assert (await visitor.ask("GET", "/overview")).status_code == 401


async def test_signing_out_is_not_done_by_a_link(visitor):
    visitor.enter("commander")

    assert (await visitor.look("/account/sign-out")).status_code == 405
    assert signed_in(visitor) is not None


@pytest.mark.parametrize(
    ("seconds", "why"), [(sessions.IDLE, "idle"), (sessions.ABSOLUTE, "absolute")]
)
async def test_whoever_was_away_too_long_is_told_why_and_keeps_their_choices(
    visitor, hours, seconds, why
):
    visitor.enter("commander")
    hours.later(seconds + 1)

    led = await visitor.look("/overview?within=RSH&language=en")
    page = await visitor.look(led.headers["location"])

    assert EN(f"door.ended_{why}") in unescape(page.text)
    assert EN("door.ended_return") in unescape(page.text)
    assert "within%3DRSH" in page.text


async def test_the_page_for_the_end_is_there_for_whoever_comes_without_a_cookie(visitor):
    page = await visitor.look("/account/ended?next=/overview%3Fwithin%3DRSH")

    assert page.status_code == 200
    assert FA("door.ended_title") in page.text
    assert "within%3DRSH" in page.text


async def test_an_open_page_may_ask_whether_its_session_stands(visitor):
    assert (await visitor.ask("GET", "/account/state")).json() == {"signed_in": False}
    visitor.enter("presenter")
    assert (await visitor.ask("GET", "/account/state")).json() == {"signed_in": True}


async def test_the_demo_accounts_are_offered_with_made_up_data_one_button_each(own_store):
    async with Visitor(own_store) as visitor:
        page = unescape((await visitor.look("/account/sign-in?language=en")).text)
        for number, (name, role, password) in enumerate(DEMO):
            assert password in page
            answer = await visitor.fill("/account/sign-in", number=number + 1)

            assert answer.status_code == 303
            assert signed_in(visitor).name == name
            assert signed_in(visitor).access.role == role
            visitor.client.cookies.clear()


async def test_a_store_without_accounts_says_how_to_make_the_first(tmp_path):
    async with Visitor(tmp_path / "store") as visitor:
        page = (await visitor.look("/account/sign-in")).text

    assert "python -m data account add" in page
    assert FA("door.no_accounts") in page


async def test_our_pages_run_no_script_and_have_no_style_inside(visitor):
    visitor.enter("commander")
    for path in ("/account", "/account/password", "/overview?language=en"):
        page = await visitor.look(path)
        assert "<script" not in page.text.replace("window.ready", "")
        assert "style=" not in page.text
    policy = (await visitor.look("/account")).headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert doors.HOST in visitor.origin
