"""What every answer tells the browser to refuse, by the kind of what is answered."""

import base64
import hashlib

import pytest

from data import assets
from door import facing, headers
from tests.doors import ORIGIN, Visitor

pytestmark = pytest.mark.anyio
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def visitor(peopled_store):
    async with Visitor(peopled_store) as one:
        one.enter("commander")
        yield one


def policy(answer) -> dict[str, list[str]]:
    told = answer.headers["content-security-policy"].split(";")
    return {name: values for name, *values in (one.split() for one in told)}


PATHS = ["/overview", "/account", "/account/sign-in", "/assets/a.js", "/component/a.b/index.html"]
PATHS += ["/static/a.js", "/nothing", "/media/a.csv", "/intake", "/healthz", "/export/abc"]


async def test_every_answer_is_guarded_refusals_too(visitor, peopled_store):
    async with Visitor(peopled_store) as stranger:
        for path in PATHS:
            for one in (visitor, stranger):
                answer = await one.look(path)
                assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
                assert "unsafe-eval" not in answer.headers["content-security-policy"]
                assert "camera=()" in answer.headers["permissions-policy"]
                assert len(answer.headers.get_list("content-security-policy")) == 1
                assert "default-src" in policy(answer)


async def test_a_page_runs_our_own_scripts_and_those_written_into_it_alone(visitor):
    told = policy(await visitor.look("/overview"))

    digest = base64.b64encode(hashlib.sha256(b"window.ready = false").digest()).decode()
    assert told["script-src"] == ["'self'", f"'sha256-{digest}'"]
    assert told["connect-src"] == ["'self'", ORIGIN.replace("http", "ws")]
    assert told["frame-ancestors"] == told["base-uri"] == ["'none'"]


async def test_the_map_s_frame_has_no_origin_and_asks_nobody(visitor):
    told = policy(await visitor.look("/component/a.b/index.html"))

    assert told["sandbox"] == ["allow-scripts"]
    assert told["connect-src"] == told["form-action"] == told["base-uri"] == ["'none'"]
    assert told["script-src"] == [ORIGIN, "'unsafe-inline'"]
    assert not {"*", "https:", "http:"} & {value for values in told.values() for value in values}


@pytest.mark.parametrize("path", ["/assets/a.js", "/browser/a.js", "/outlines/a.js"])
async def test_what_the_frame_needs_may_be_fetched_without_an_origin(visitor, path):
    answer = await visitor.ask("GET", path, origin="null", sec_fetch_site="cross-site")

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/overview", "/account", "/static/a.js"])
async def test_nothing_else_may_be_fetched_from_elsewhere(visitor, path):
    answer = await visitor.look(path)

    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


async def test_pages_are_not_kept_and_programs_are(visitor):
    for path in ("/overview", "/account", "/account/sign-in", "/account/state", "/nothing"):
        assert (await visitor.look(path)).headers["cache-control"] == "no-store"
    assert (await visitor.look("/assets/a.js")).headers["cache-control"] == "no-cache"


def test_each_script_inside_the_installed_page_is_allowed_by_its_hash():
    page = assets.index()

    hashes = headers.hashes_of_inline_scripts(page).split()

    assert len(hashes) == page.count("<script") - page.count("<script type=") >= 1
    turned = facing.turned(page, "fa")
    assert headers.hashes_of_inline_scripts(turned).split() == hashes


def test_a_script_s_hash_is_of_its_very_letters():
    page = "<script>\n  a = 1\n</script><script src='b.js'></script>"
    digest = base64.b64encode(hashlib.sha256(b"\n  a = 1\n").digest()).decode()

    assert headers.hashes_of_inline_scripts(page) == f"'sha256-{digest}'"
