"""The first page is turned towards its reader; nothing else is touched on its way."""

import asyncio
import json
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from door import facing
from tests.asking import ask

PAGE = (
    '<!doctype html><html lang="en"><head><title>Streamlit</title>'
    '<script type="module" src="./x.js"></script></head><body>محله</body></html>'
)
TAGS = {"fa": '<html lang="fa" dir="rtl">', "en": '<html lang="en" dir="ltr">'}


async def page(request):
    held = {"etag": '"whole"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert "if-none-match" not in request.headers
    assert "accept-encoding" not in request.headers
    return HTMLResponse(PAGE, headers=held)


async def in_pieces(_request):
    async def pieces():
        for letter in PAGE.encode():
            yield bytes([letter])

    return StreamingResponse(pieces(), media_type="text/html")


async def script(_request):
    return Response(PAGE, media_type="text/javascript")


async def numbers(_request):
    return JSONResponse({"page": PAGE})


async def lost(_request):
    return HTMLResponse(PAGE, status_code=404)


@pytest.fixture
def app():
    routes = [
        Route("/", page),
        Route("/cooperation", page),
        Route("/pieces", in_pieces),
        Route("/script", script),
        Route("/numbers", numbers),
        Route("/lost", lost),
        Route("/_stcore/health", page_as_it_is),
        Route("/x.html", page_as_it_is),
    ]
    return Starlette(routes=routes, middleware=[Middleware(facing.Facing)])


async def page_as_it_is(_request):
    return HTMLResponse(PAGE)


@pytest.mark.parametrize("path", ["/", "/cooperation", "/pieces"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_page_has_the_language_direction_title_and_style_of_its_reader(app, path, language):
    answer = ask(app, f"{path}?language={language}")

    assert answer.text.count("<html") == 1
    assert TAGS[language] in answer.text
    assert f"<title>{facing.TITLE[language]}</title>" in answer.text
    for style in facing.STYLES[language]:
        assert f'<link rel="stylesheet" href="./{style}"></head>' in answer.text.replace(
            "><link", "></head><link"
        )
    assert answer.text.index(facing.SCRIPTS) < answer.text.index('<script type="module"')


@pytest.mark.parametrize(
    "query", ["", "?language=", "?language=de", "?language=%3Cscript%3E", "?Language=en", "?x=%ff"]
)
def test_a_reader_of_no_known_language_reads_persian(app, query):
    assert TAGS["fa"] in ask(app, f"/{query}").text


def test_a_query_that_is_no_text_is_no_error(app):
    assert ask(app, "/?language=%ff%fe&\xff=1").status == 200


@pytest.mark.parametrize("path", ["/", "/pieces"])
def test_the_length_told_is_the_length_sent_in_bytes(app, path):
    answer = ask(app, path)

    assert int(answer.headers["content-length"]) == len(answer.content)
    assert len(answer.headers.getlist("content-length")) == 1
    assert len(answer.content) > len(PAGE.encode())


def test_marks_of_the_page_as_it_was_are_taken_away(app):
    answer = ask(app, "/", if_none_match='"whole"', accept_encoding="gzip")

    assert answer.status == 200
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


@pytest.mark.parametrize("path", ["/script", "/_stcore/health", "/x.html", "/lost"])
def test_what_is_no_page_comes_as_it_was(app, path):
    assert ask(app, path).text == PAGE


def test_other_answers_come_as_they_were(app):
    assert json.loads(ask(app, "/numbers").content) == {"page": PAGE}


def test_what_is_said_over_a_socket_is_passed_on_untouched():
    passed = []

    async def spy(*asked):
        passed.extend(asked)

    asked = ({"type": "websocket", "path": "/"}, object(), object())
    asyncio.run(facing.Facing(spy)(*asked))

    assert all(one is other for one, other in zip(passed, asked, strict=True))


def test_the_page_that_streamlit_serves_has_all_that_is_changed():
    """A newer Streamlit that writes its page otherwise would be left unturned in silence."""
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    told = facing.turned(index.read_text(encoding="utf-8"), "fa")

    assert TAGS["fa"] in told
    assert "<title>محله</title>" in told
    assert facing.SCRIPTS in told
    assert told.count('rel="stylesheet" href="./') >= 2
