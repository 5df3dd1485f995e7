"""One's own account at the door: the first password, one-time codes, the end of every session."""

import re
import time
from html import unescape

import pyotp
import pytest

from data import accounts, sessions
from tests import readers
from tests.doors import Visitor
from words import Say

pytestmark = pytest.mark.anyio
EN = Say("en")
NEW = "a train at dawn"


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def visitor(peopled_store):
    async with Visitor(peopled_store) as one:
        one.enter("commander")
        yield one


def signed_in(visitor) -> sessions.SignedIn | None:
    return sessions.by_token(visitor.directory, visitor.client.cookies.get("mahalleh"))


def shown(answer) -> str:
    return unescape(answer.text)


async def test_it_tells_who_one_is_here(peopled_store):
    async with Visitor(peopled_store) as visitor:
        visitor.hold(readers.token(peopled_store, "liaison", ["RSH-1", "AML-1"]))
        page = shown(await visitor.look("/account?language=en"))

    assert "test liaison aml-1 rsh-1" in page
    assert EN("role.liaison") in page
    assert "Amlash Central · Rasht Central" in page


async def test_a_name_runs_nothing(peopled_store):
    async with Visitor(peopled_store) as visitor:
        visitor.enter("presenter")
        page = await visitor.look('/account?done="><script>alert(1)</script>&language=<b>')

    assert "<script" not in page.text
    assert "<b>alert" not in page.text


async def test_the_first_password_is_changed_and_the_reader_goes_where_they_wanted(peopled_store):
    first = accounts.add(peopled_store, "newcomer", "commander", by="command line")
    async with Visitor(peopled_store) as visitor:
        await visitor.fill("/account/sign-in?next=/overview", name="newcomer", password=first)
        led = await visitor.look("/overview?within=RSH&language=en")
        page = await visitor.look(led.headers["location"])
        assert EN("door.first_password_why") in shown(page)
        assert EN("door.account") not in shown(page)

        told = {"old": first, "new": NEW, "again": NEW}
        answer = await visitor.fill(led.headers["location"], **told)

        assert answer.headers["location"] == "/overview?within=RSH&language=en"
        assert (await visitor.look("/overview")).status_code == 200
        assert not signed_in(visitor).must_change


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "refusal_password.wrong"),
        ({"old": readers.PASSWORD, "new": NEW, "again": "b" * 12}, "door.not_the_same"),
        ({"old": readers.PASSWORD, "new": "short", "again": "short"}, None),
        ({"old": readers.PASSWORD, "new": "mahalleh-steward", "again": "mahalleh-steward"}, None),
    ],
)
async def test_a_password_that_may_not_be_is_refused_in_words(visitor, told, key):
    answer = await visitor.fill("/account/password?language=en", **told)

    assert answer.status_code == 400
    assert 'class="wrong"' in answer.text
    assert key is None or EN(key) in shown(answer)
    assert NEW not in answer.text


async def test_another_password_ends_the_other_sessions_and_keeps_this_one(visitor):
    elsewhere = readers.token(visitor.directory, "commander")
    told = {"old": readers.PASSWORD, "new": NEW, "again": NEW}

    answer = await visitor.fill("/account/password?language=en", **told)

    assert answer.headers["location"] == "/account?done=password&language=en"
    assert EN("door.password_changed") in shown(await visitor.look(answer.headers["location"]))
    assert signed_in(visitor) is not None
    assert sessions.by_token(visitor.directory, elsewhere) is None


async def turned_on(visitor) -> str:
    """Turn one-time codes on, and return the secret that an app holds."""
    page = await visitor.fill("/account", at="/account/code")
    secret = re.search(r"<pre[^>]*>([A-Z2-7]{32})</pre>", page.text)[1]
    mark = page.text.split('name="mark" value="')[1][:64]
    code = pyotp.TOTP(secret).at(int(time.time()))
    answer = await visitor.send("/account/code", {"mark": mark, "act": "confirm", "code": code})
    assert answer.headers["location"] == "/account?done=codes_on"
    return secret


async def test_one_time_codes_are_turned_on_by_a_square_and_asked_for_from_then_on(visitor):
    page = await visitor.fill("/account", at="/account/code")
    assert "<svg" in page.text
    assert "style=" not in page.text

    secret = await turned_on(visitor)

    async with Visitor(visitor.directory) as other:
        told = {"name": "test commander", "password": readers.PASSWORD}
        assert (await other.fill("/account/sign-in", **told)).status_code == 401
        code = pyotp.TOTP(secret).at(int(time.time()) + 30)
        assert (await other.fill("/account/sign-in", **told, code=code)).status_code == 303


async def test_a_wrong_code_does_not_turn_them_on(visitor):
    page = await visitor.fill("/account", at="/account/code")
    mark = page.text.split('name="mark" value="')[1][:64]

    answer = await visitor.send("/account/code", {"mark": mark, "act": "confirm", "code": "000000"})

    assert answer.status_code == 400
    assert not accounts.named(visitor.directory, "test commander").has_totp


async def test_turning_them_off_needs_one(visitor):
    secret = await turned_on(visitor)

    refused = await visitor.fill("/account", at="/account/code", code="000000")
    assert refused.status_code == 400
    assert accounts.named(visitor.directory, "test commander").has_totp

    code = pyotp.TOTP(secret).at(int(time.time()) + 30)
    answer = await visitor.fill("/account", at="/account/code", code=code)
    assert answer.headers["location"] == "/account?done=codes_off"
    assert not accounts.named(visitor.directory, "test commander").has_totp


@pytest.mark.parametrize("role", ["liaison", "presenter"])
async def test_other_roles_are_not_offered_codes_nor_given_them(peopled_store, role):
    async with Visitor(peopled_store) as visitor:
        visitor.enter(role)
        page = (await visitor.look("/account")).text
        assert "/account/code" not in page

        mark = page.split('name="mark" value="')[1][:64]
        answer = await visitor.send("/account/code", {"mark": mark, "act": "begin"})
        assert answer.status_code == 400


async def test_every_session_of_one_s_own_can_be_ended_at_once(visitor):
    elsewhere = readers.token(visitor.directory, "commander")

    answer = await visitor.fill("/account", at="/account/sessions")

    assert answer.headers["location"].startswith("/account/sign-in")
    assert signed_in(visitor) is None
    assert sessions.by_token(visitor.directory, elsewhere) is None


@pytest.mark.parametrize(
    "path", ["/account/password", "/account/code", "/account/sessions", "/account/sign-out"]
)
async def test_nothing_is_changed_by_a_form_without_its_mark(visitor, path):
    told = {"mark": "0" * 64, "old": readers.PASSWORD, "new": NEW, "again": NEW, "act": "begin"}

    answer = await visitor.send(path, told)

    assert answer.status_code in (303, 400)
    assert signed_in(visitor) is not None
    account = accounts.named(visitor.directory, "test commander")
    assert not account.has_totp
