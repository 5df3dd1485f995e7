"""Files that leave: for one reader, once, within two minutes, and told to the audit."""

import pytest

from data import access, audit, sessions
from data.refusal import Refusal
from door import exports
from tests import readers
from tests.doors import Visitor
from words import Say

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(autouse=True)
def _none_left():
    exports._offers.clear()
    yield
    exports._offers.clear()


@pytest.fixture
async def visitor(peopled_store):
    async with Visitor(peopled_store) as one:
        one.enter("commander")
        yield one


def sid_of(visitor) -> str:
    return sessions.by_token(visitor.directory, visitor.client.cookies["mahalleh"]).sid


def offered(sid, make=lambda: b"a,b\n1,2\n", **facts) -> str:
    return exports.offer(sid, "overview.csv", "text/csv", make, facts)


async def test_what_is_taken_is_told_to_the_audit_with_the_reader_s_name(visitor):
    address = offered(sid_of(visitor), rows=1, file="overview.csv")
    before = audit.entries(visitor.directory, limit=1)[0].seq

    answer = await visitor.look(address)

    assert answer.content == b"a,b\n1,2\n"
    [entry] = audit.entries(visitor.directory, limit=1)
    assert (entry.seq, entry.act, entry.by) == (before + 1, "export", "test commander")
    assert entry.facts == {"bytes": 8, "file": "overview.csv", "rows": 1}


async def test_what_is_only_offered_is_neither_made_nor_told(visitor):
    made = []
    offered(sid_of(visitor), lambda: made.append(1) or b"")

    assert not made
    assert audit.entries(visitor.directory, limit=1)[0].act != "export"


async def test_what_the_audit_may_not_be_told_does_not_leave(visitor):
    address = offered(sid_of(visitor), caller="09123456789")

    assert (await visitor.look(address)).status_code == 500
    assert (await visitor.look(address)).status_code == 404


async def test_what_cannot_be_made_says_why_in_the_readers_language(visitor):
    def make():
        raise Refusal("paper.failed")

    answer = await visitor.look(f"{offered(sid_of(visitor), make)}?language=en")

    assert answer.status_code == 409
    assert answer.text == Say("en")("refusal_paper.failed")
    assert audit.entries(visitor.directory, limit=1)[0].act != "export"


async def test_an_offer_stands_for_two_minutes(visitor, hours):
    visitor.hold(readers.token(visitor.directory, "commander"))
    address, late = offered(sid_of(visitor)), offered(sid_of(visitor))

    hours.later(119)
    assert (await visitor.look(address)).status_code == 200
    hours.later(1)
    assert (await visitor.look(late)).status_code == 404


async def test_an_offer_ends_with_its_session(visitor):
    address = offered(sid_of(visitor))
    sessions.end(visitor.directory, visitor.client.cookies["mahalleh"])

    assert (await visitor.ask("GET", address)).status_code == 401
    visitor.enter("commander")
    assert (await visitor.look(address)).status_code == 404


async def test_another_s_attempt_leaves_the_offer_standing(visitor, peopled_store):
    address = offered(sid_of(visitor))
    async with Visitor(peopled_store, visitor.app) as other:
        other.enter("commander")
        assert (await other.look(address)).status_code == 404

    assert (await visitor.look(address)).status_code == 200


def test_a_reader_has_no_more_than_twenty_standing():
    for _ in range(exports.MOST):
        offered("one")
    with pytest.raises(Refusal, match=r"export\.too_many"):
        offered("one")

    assert offered("other").startswith("/export/")


def test_an_address_cannot_be_guessed():
    one, other = offered("one"), offered("one")

    assert one != other
    assert len(one.removeprefix("/export/")) == 32


async def test_what_its_reader_may_no_longer_see_is_not_made(visitor):
    def make():
        raise access.Refused("maps")

    answer = await visitor.look(offered(sid_of(visitor), make))

    assert (answer.status_code, answer.content) == (403, b"")
    assert audit.entries(visitor.directory, limit=1)[0].act != "export"
