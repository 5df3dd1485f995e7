"""Key presses of a console: each is carried out once, in its reader's session, by whoever may."""

import pytest

from tests import doors
from tests.doors import Visitor

pytestmark = pytest.mark.anyio
SENT = {"ceremony": "rehearsal-1", "act": "next", "desk": "a1", "press": "p1"}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(autouse=True)
def _none_pressed():
    doors.PRESSED.clear()


async def pressed(visitor, sent=SENT, **headers):
    headers = {"origin": visitor.origin} | headers
    return await visitor.client.post("/ceremony/press", json=sent, headers=headers)


@pytest.fixture
async def visitor(peopled_store):
    async with Visitor(peopled_store) as one:
        one.enter("presenter")
        yield one


async def test_a_press_is_carried_out_in_the_presenter_s_session(visitor):
    answer = await pressed(visitor)

    assert answer.status_code == 204
    [told] = doors.PRESSED
    assert told == {"sid": told["sid"], **SENT}
    assert told["sid"]


async def test_what_cannot_be_done_is_answered_with_its_code(visitor):
    answer = await pressed(visitor, SENT | {"ceremony": "unknown"})

    assert answer.status_code == 409
    assert answer.json() == {"refused": "ceremony.unknown"}


async def test_a_busy_database_is_told_so_that_the_same_press_comes_again(visitor):
    assert (await pressed(visitor, SENT | {"ceremony": "busy"})).status_code == 503


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {},
        SENT | {"act": "end"},
        SENT | {"act": ["next"]},
        SENT | {"more": "1"},
        SENT | {"desk": ""},
        SENT | {"press": "p" * 81},
    ],
    ids=str,
)
async def test_anything_else_is_none(visitor, sent):
    answer = await pressed(visitor, sent)

    assert answer.status_code == 400
    assert not doors.PRESSED


@pytest.mark.parametrize("role", ["liaison", "steward"])
async def test_whoever_may_not_stage_a_ceremony_presses_nothing(peopled_store, role):
    async with Visitor(peopled_store) as one:
        one.enter(role)
        answer = await pressed(one)

    assert answer.status_code in {403, 404}
    assert not doors.PRESSED


async def test_a_stranger_and_another_site_press_nothing(peopled_store, visitor):
    async with Visitor(peopled_store) as stranger:
        refused = await pressed(stranger)
    foreign = await pressed(visitor, origin="http://evil.example")

    assert refused.status_code in {401, 403, 404}
    assert foreign.status_code == 403
    assert not doors.PRESSED
