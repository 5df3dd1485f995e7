"""The dashboard over the wire: whoever is not signed in gets nothing, whatever they try."""

import concurrent.futures
import shutil
import time
from pathlib import Path

import httpx
import pytest

from data import accounts, audit, decisions, sessions
from data.decisions import tables
from tests import readers, wires
from tests.browser import running
from tests.wires import STREAM

HTML = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
DEAD_WITHIN = 10  # seconds
SID = "0123456789abcdef0123456789abcdef"
UPLOAD = "/_stcore/upload_file/{page}/{file}"
BOUNDARY = "a-line"


@pytest.fixture(scope="module")
def house(demo_store, tmp_path_factory):
    """The dashboard over a store of its own."""
    own = tmp_path_factory.mktemp("wire") / "store"
    shutil.copytree(demo_store, own, ignore=shutil.ignore_patterns("decisions"))
    shutil.copy2(demo_store.with_name(f"{demo_store.name}.key"), own.with_name("store.key"))
    own.with_name("store.toml").write_text("[door]\nupload_megabytes = 1\nupload_files = 3\n")
    with running.dashboard(own) as started:
        yield started


@pytest.fixture(scope="module")
def tokens(house):
    """A session of each role."""
    return {role: readers.token(house.store, role) for role in ("commander", "liaison")} | {
        role: readers.token(house.store, role) for role in ("presenter", "steward")
    }


def sid_of(house, token) -> str:
    return sessions.by_token(house.store, token, touch=False).sid


PATHS = [
    *("/", "/overview", "/cooperation", "/intake", "/welcome", "/account", "/account/password"),
    *("/_stcore/health", "/_stcore/host-config", "/static/js/index.js", "/favicon.png"),
    *("/export/0123456789", "/?within=RSH", "/static/../_stcore/health"),
]
NOWHERE = [
    *("/media/0a1b2c.csv", "/media/", "/_stcore/metrics", "/_stcore/metrics?families=a"),
    *("/_stcore/script-health-check", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"),
    *("/auth/login", "/auth/logout", "/oauth2callback?code=a", "/app/static/a.txt", "/index.html"),
    *("/_stcore/bidi-components/a/b.js", "/_stcore/component_reload", "/_stcore/allowed-message"),
    *("/manifest.json", "/overview/_stcore/health", "/cooperation/_stcore/host-config"),
    *(
        "//",
        "//overview",
        "/./overview",
        "/overview/.",
        "/overview/..",
        "/overview;a=b",
        "/overview.",
    ),
    *("/OVERVIEW", "/%2e%2e/overview", "/assets/../overview", "/assets/..%2f..%2fstore.key"),
    *("/assets/%2e%2e/%2e%2e/store.key", "/assets/%252e%252e/a", "/component/../overview"),
    *("/component/streamlit_folium.st_folium/%2e%2e/%2e%2e/__init__.py", "/outlines/../current"),
    *("/outlines/", "/outlines", "/assets/", "/browser/", "/\\overview", "/overview%00"),
    *("/media%2fa.csv", "/%6d%65%64%69%61/a.csv", "/_stcore%2fmetrics", "/.env", "/.git/config"),
]
METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_nothing(house, path):
    answer = wires.ask(house.address, "GET", path)

    assert answer.status in (401, 404)
    assert answer.body == b""


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_closed_is_closed_for_strangers_and_commanders(house, tokens, path):
    for headers in ({}, {"Cookie": f"mahalleh={tokens['commander']}"} | HTML):
        answer = wires.ask(house.address, "GET", path, headers=headers)

        assert answer.status in (400, 404)
        assert not answer.body or answer.status == 400


@pytest.mark.parametrize("method", METHODS)
def test_no_other_method_does_anything(house, tokens, method):
    for token in ("", tokens["commander"]):
        for path in ("/", "/overview", "/account", "/_stcore/health", "/healthz", "/assets/a.js"):
            headers = {"Origin": house.address, "Cookie": f"mahalleh={token}"}
            answer = wires.ask(house.address, method, path, headers=headers)

            assert answer.status in (400, 405)


COOKIES = [
    *("mahalleh=", "mahalleh=forged", f"mahalleh={'a' * 43}", f"mahalleh={'a' * 5000}"),
    *("Mahalleh=x", "__Host-mahalleh=x", "mahalleh=x; mahalleh=x", "mahalleh", "=mahalleh"),
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_a_forged_cookie_is_none(house, cookie):
    headers = {"Cookie": cookie}

    assert wires.ask(house.address, "GET", "/overview", headers=headers).status == 401
    assert not wires.is_let_in(house.address, headers=headers)


def test_a_cookie_of_a_session_that_was_ended_is_none(house):
    token = readers.token(house.store, "commander")
    assert wires.is_let_in(house.address, token=token)
    sessions.end(house.store, token)

    headers = {"Cookie": f"mahalleh={token}"}
    assert wires.ask(house.address, "GET", "/overview", headers=headers).status == 401
    assert not wires.is_let_in(house.address, token=token)


def test_a_true_cookie_beside_a_forged_one_is_none(house, tokens):
    told = f"mahalleh={tokens['commander']}"
    for cookies in ([told, "mahalleh=forged"], ["mahalleh=forged", told], [told, told]):
        pairs = [("Cookie", one) for one in cookies]
        assert wires.ask(house.address, "GET", "/overview", headers=pairs).status == 401
        joined = {"Cookie": "; ".join(cookies)}
        assert wires.ask(house.address, "GET", "/overview", headers=joined).status == 401


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://localhost:1", "https://127.0.0.1", "file://"],
)
def test_a_websocket_from_elsewhere_is_not_opened_even_with_the_cookie(house, tokens, origin):
    assert not wires.is_let_in(house.address, token=tokens["commander"], origin=origin)


def test_the_same_machine_under_another_name_is_elsewhere(house, tokens):
    other = house.address.replace("127.0.0.1", "localhost")

    assert not wires.is_let_in(house.address, token=tokens["commander"], origin=other)


@pytest.mark.parametrize(
    "path", ["/", "/overview", "/stream", "/_stcore/stream/", "//_stcore/stream", "/assets/a.js"]
)
def test_no_other_websocket_is_opened(house, tokens, path):
    assert not wires.is_let_in(house.address, token=tokens["commander"], path=path)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1:1", "localhost", ""]
)
def test_another_name_for_the_server_is_refused_with_the_cookie(house, tokens, host):
    cookie = ("Cookie", f"mahalleh={tokens['commander']}")
    for path in ("/overview", "/account/sign-in", "/healthz", STREAM):
        answer = wires.ask(house.address, "GET", path, headers=[("Host", host), cookie])
        assert answer.status == 400


@pytest.mark.parametrize("name", ["X-Mahalleh-Session", "x-mahalleh-session", "X_MAHALLEH_SESSION"])
def test_a_stranger_who_knows_a_session_s_name_is_a_stranger(house, tokens, name):
    told = {name: sid_of(house, tokens["commander"])}

    assert not wires.is_let_in(house.address, headers=told)
    assert wires.ask(house.address, "GET", "/overview", headers=told).status == 401


def test_a_presenter_who_names_a_commander_s_session_stays_a_presenter(house, tokens):
    told = {"X-Mahalleh-Session": sid_of(house, tokens["commander"])}

    with wires.opened(house.address, token=tokens["presenter"], headers=told) as page:
        seen = page.run().text

    assert "test presenter" in seen
    assert "test commander" not in seen
    assert "component_instance" not in seen


def test_a_stranger_who_knows_a_page_of_streamlit_s_does_not_get_it(house, tokens):
    with wires.opened(house.address, token=tokens["commander"]) as page:
        session = page.run().session
        assert session

        assert not wires.is_let_in(house.address, session=session)


def test_another_reader_does_not_take_a_page_over(house, tokens):
    with wires.opened(house.address, token=tokens["commander"]) as page:
        session = page.run().session
        with wires.opened(house.address, token=tokens["presenter"], session=session) as other:
            seen = other.run()

            assert seen.session != session
            assert "test presenter" in seen.text
            assert "test commander" not in seen.text
        assert "test commander" in page.run().text


def test_the_same_requests_work_for_whoever_is_signed_in(house, tokens):
    headers = {"Cookie": f"mahalleh={tokens['commander']}"} | HTML
    for path in ("/", "/overview", "/cooperation", "/welcome", "/account", "/_stcore/health"):
        assert wires.ask(house.address, "GET", path, headers=headers).status == 200
    with wires.opened(house.address, token=tokens["commander"]) as page:
        assert "component_instance" in page.run().text
    assert wires.ask(house.address, "GET", "/intake", headers=headers).status == 403


@pytest.mark.parametrize(("role", "page"), [("steward", "overview"), ("commander", "intake")])
def test_a_page_of_another_role_is_not_run_over_an_open_websocket(house, tokens, role, page):
    with wires.opened(house.address, token=tokens[role]) as opened:
        seen = opened.run(page=page).text

    assert "component_instance" not in seen or role == "commander"
    assert "file_uploader" not in seen


def put(house, page, *, token, content=b"a,b\n", file="one", origin="", chunked=False):
    """Upload as Streamlit's browser side does, and return the status."""
    cookie = {"Cookie": f"mahalleh={token}"}
    health = wires.ask(house.address, "GET", "/_stcore/health", headers=cookie)
    xsrf = health.headers.get("set-cookie", "").partition("=")[2].partition(";")[0]
    told = {
        "Cookie": f"mahalleh={token}; _streamlit_xsrf={xsrf}",
        "X-Xsrftoken": xsrf,
        "Origin": origin or house.address,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    named = 'Content-Disposition: form-data; name="a"; filename="a.csv"'
    parts = [f"--{BOUNDARY}\r\n{named}\r\n\r\n".encode(), content, f"\r\n--{BOUNDARY}--".encode()]
    body = iter(parts) if chunked else b"".join(parts)
    path = UPLOAD.format(page=page, file=file)
    return wires.ask(house.address, "PUT", path, body=body, headers=told).status


def test_a_steward_alone_hands_files_in_into_their_own_page_and_no_more_than_set(house, tokens):
    other = readers.token(house.store, "steward")
    with (
        wires.opened(house.address, token=tokens["steward"]) as mine,
        wires.opened(house.address, token=other) as others,
    ):
        page, their = mine.run(page="intake").session, others.run(page="intake").session

        assert put(house, page, token=tokens["steward"]) == 204
        assert put(house, their, token=tokens["steward"]) == 403
        assert put(house, page, token=other) == 403
        assert put(house, page, token="") == 401
        assert put(house, page, token=tokens["commander"]) == 403
        assert put(house, page, token=tokens["steward"], origin="http://evil.example") == 403
        assert put(house, SID, token=tokens["steward"]) == 403
        large = b"x" * 1024 * 1024
        assert put(house, page, token=tokens["steward"], file="b", content=3 * large) == 413
        assert put(house, page, token=tokens["steward"], file="c") == 204
        assert put(house, page, token=tokens["steward"], file="d") == 204
        assert put(house, page, token=tokens["steward"], file="e") == 413


def test_a_file_that_does_not_say_how_long_it_is_is_stopped(house):
    token = readers.token(house.store, "steward")
    with wires.opened(house.address, token=token) as page:
        session = page.run(page="intake").session

        large = b"x" * 3 * 1024 * 1024
        assert put(house, session, token=token, chunked=True) == 204
        assert put(house, session, token=token, content=large, file="b", chunked=True) == 413


def test_a_file_offered_to_one_reader_is_fetched_once_and_by_them_alone(house, tokens):
    with wires.opened(house.address, token=tokens["commander"]) as page:
        page.run("language=en&level=county")
        toggle = page.widget("checkbox", "This map as a table")
        page.run("language=en&level=county", states={toggle: True})
        button = page.widget("button", "Download CSV")
        states = {toggle: True, button: "pressed"}
        [address] = page.run("language=en&level=county", states=states).exports()

    def fetched(token):
        headers = {"Cookie": f"mahalleh={token}"}
        return wires.ask(house.address, "GET", address, headers=headers)

    assert fetched("").status == 401
    assert fetched(tokens["presenter"]).status == 404
    assert fetched(readers.token(house.store, "commander")).status == 404
    taken = fetched(tokens["commander"])
    assert taken.status == 200
    assert taken.body.startswith(b"\xef\xbb\xbf")
    assert fetched(tokens["commander"]).status == 404
    assert audit.entries(house.store, limit=1)[0].facts["file"] == "overview.csv"


def test_an_open_websocket_is_dead_within_ten_seconds_of_the_end_of_its_session(house, tokens):
    token = readers.token(house.store, "presenter", ())
    with (
        wires.opened(house.address, token=token) as page,
        wires.opened(house.address, token=tokens["commander"]) as other,
    ):
        page.run()
        other.run()
        sessions.end(house.store, token)

        seconds, code = page.seconds_until_closed(DEAD_WITHIN)

        assert seconds <= DEAD_WITHIN
        assert code == 1008
        assert "test commander" in other.run().text


@pytest.mark.parametrize("change", ["role", "disabled", "reset"])
def test_a_change_of_the_account_closes_its_websockets(house, change):
    account = readers.named(house.store, "liaison", ["AML-1"])
    accounts.enable(house.store, account.name, by="test")
    token = sessions.begin(house.store, account.id, "test")
    with wires.opened(house.address, token=token) as page:
        page.run()
        if change == "role":
            accounts.change_role(
                house.store, account.name, "liaison", districts=["RSH-1"], by="test"
            )
            accounts.change_role(
                house.store, account.name, "liaison", districts=["AML-1"], by="test"
            )
        elif change == "disabled":
            accounts.disable(house.store, account.name, by="test")
        else:
            accounts.reset(house.store, account.name, by="test")

        assert page.seconds_until_closed(DEAD_WITHIN)[1] == 1008


def idles_since(house, token, seconds: float) -> float:
    """Put back when a session was last seen, and return when that was."""
    sid, then = sid_of(house, token), time.time() - seconds
    with decisions.transaction(house.store) as connection:
        mine = tables.session.c.sid == sid
        connection.execute(tables.session.update().where(mine).values(seen=then))
    return then


def last_seen(house, token) -> float:
    return sessions.by_token(house.store, token, touch=False).expires - sessions.IDLE


def test_a_page_that_looks_again_by_itself_does_not_keep_its_session_alive(house):
    token = readers.token(house.store, "commander")
    with wires.opened(house.address, token=token) as page:
        then = idles_since(house, token, 600)
        page.run()  # what a browser does by itself when the page opens
        page.run(by_itself=True)
        headers = {"Cookie": f"mahalleh={token}"}
        assert wires.state(wires.ask(house.address, "GET", "/account/state", headers=headers)) == {
            "signed_in": True
        }
        wires.ask(house.address, "GET", "/_stcore/health", headers=headers)
        assert last_seen(house, token) == pytest.approx(then, abs=1)

        page.run()

        assert last_seen(house, token) > time.time() - 60


def test_twenty_guesses_at_once_are_tried_five_times(house):
    accounts.add(
        house.store, "guessed", "presenter", by="test", password=readers.PASSWORD + " and more"
    )

    def guess(number):
        with httpx.Client(base_url=house.address, trust_env=False) as browser:
            page = browser.get("/account/sign-in").text
            told = {"mark": page.split('name="mark" value="')[1][:64], "name": "guessed"}
            told["password"] = (
                f"guess number {number}" if number else readers.PASSWORD + " and more"
            )
            headers = {"Origin": house.address}
            return browser.post("/account/sign-in", data=told, headers=headers, timeout=60)

    with concurrent.futures.ThreadPoolExecutor(20) as guessing:
        answers = list(guessing.map(guess, range(1, 21)))
    tried = [
        entry
        for entry in audit.entries(house.store, limit=200)
        if entry.act == "sign_in_refused" and entry.facts.get("account") == "guessed"
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len(tried) == 5
    assert guess(0).status_code == 401


def test_pages_with_forms_are_not_packed_and_programs_are(house, tokens):
    headers = {"Cookie": f"mahalleh={tokens['commander']}", "Accept-Encoding": "gzip"}
    answers = {
        path: wires.ask(house.address, "GET", path, headers=headers | HTML).headers
        for path in ("/account/sign-in?next=/nowhere", "/account", "/browser/map.js")
    }

    assert [path for path, told in answers.items() if "content-encoding" in told] == [
        "/browser/map.js"
    ]


def test_the_way_in_is_a_form(house):
    with httpx.Client(base_url=house.address, trust_env=False) as browser:
        account = readers.named(house.store, "commander")
        led = browser.get("/overview?within=RSH", headers=HTML)
        page = browser.get(led.headers["location"]).text
        told = {"mark": page.split('name="mark" value="')[1][:64], "name": account.name}
        told["password"] = readers.PASSWORD

        answer = browser.post(led.headers["location"], data=told, headers={"Origin": house.address})

        assert (answer.status_code, answer.headers["location"]) == (303, "/overview?within=RSH")
        assert browser.get("/overview", headers=HTML).status_code == 200
        assert isinstance(house.log, Path)
        assert "Traceback" not in house.said()
