"""Nobody comes in but by the table: what is not in it is refused, whoever asks and however."""

import pytest

from data import accounts, own_account, sessions
from door import exports, gate, rules
from tests import doors, readers
from tests.doors import HOST, ORIGIN, Visitor

pytestmark = pytest.mark.anyio
GETS = ["/", "/overview", "/intake", "/welcome", "/static/js/a.js", "/favicon.png", "/account"]
GETS += ["/account/password", "/_stcore/health", "/_stcore/host-config", "/export/abc"]
OPEN = ["/healthz", "/account/sign-in", "/account/ended", "/account/state"]
LIBRARY = ["/assets/a.js", "/browser/a.js", "/outlines/a.js", "/component/a.b/index.html"]
CLOSED = [
    *("/media/0123.csv", "/media/", "/_stcore/metrics", "/_stcore/script-health-check"),
    *("/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/agent/interact"),
    *("/auth/login", "/auth/logout", "/oauth2callback", "/app/static/a", "/_stcore", "/nothing"),
    *("/_stcore/bidi-components/a/b.js", "/_stcore/component_reload", "/manifest.json"),
    *("/index.html", "/overview/", "/overview/_stcore/health", "/Overview", "/ACCOUNT"),
    *("/account/", "/account/other", "/healthz/", "/export", "/export/", "/static", "/assets"),
]
TRICKS = [
    *(
        "//",
        "//healthz",
        "/healthz//",
        "/assets/../media/a",
        "/assets/%2e%2e/media/a",
    ),
    *("/%2e/healthz", "/assets/..%2f..%2fkey", "/assets/%252e%252e/a", "/healthz;a", "/healthz."),
    *(
        "/healthz%20",
        "/healthz%00",
        "/healthz%0a",
        "/\\healthz",
        "/assets/..\\a",
        "/a%5c..%5chealthz",
    ),
    *("/.git/config", "/assets/.hidden", "/_stcore/.", "/media%2fa.csv", "/%6dedia/a.csv"),
    *("/static/%2e%2e/%2e%2e/secrets", "/ａｃｃｏｕｎｔ", "/" + "a" * 400),
]


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def directory(peopled_store):
    return peopled_store


@pytest.fixture
async def stranger(directory):
    async with Visitor(directory) as visitor:
        yield visitor


@pytest.fixture
async def steward(directory):
    async with Visitor(directory) as visitor:
        visitor.enter("steward")
        yield visitor


@pytest.fixture
async def commander(directory):
    async with Visitor(directory) as visitor:
        visitor.enter("commander")
        yield visitor


async def test_a_stranger_s_program_is_refused(stranger):
    answers = {path: await stranger.ask("GET", path) for path in GETS}

    assert {path: (one.status_code, one.text) for path, one in answers.items()} == dict.fromkeys(
        GETS, (401, "")
    )


async def test_a_stranger_is_led_to_the_door_and_back_to_where_they_wanted(stranger):
    for path in GETS:
        answer = await stranger.look(f"{path}?within=RSH&language=en")

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/account/sign-in?next=%2F")
        assert "within%3DRSH" in answer.headers["location"]
        assert answer.headers["location"].endswith("&language=en")


async def test_what_holds_no_data_is_open_to_strangers(stranger):
    for path in [*OPEN, *LIBRARY]:
        assert (await stranger.look(path)).status_code == 200, path


async def test_what_is_not_in_the_table_is_nowhere_for_whoever_asks(stranger, commander):
    for visitor in (stranger, commander):
        answers = {
            path: await visitor.client.get(f"{ORIGIN}{path}", headers=doors.LOOKING)
            for path in [*CLOSED, *TRICKS]
        }

        assert not {path for path, one in answers.items() if one.status_code != 404 or one.text}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
async def test_a_method_that_is_not_in_the_table_is_refused(commander, method):
    forms = {"/account/password", "/account/sign-in"} if method == "POST" else set()
    answers = {
        path: await commander.ask(method, path, origin=ORIGIN)
        for path in {*GETS, *OPEN, *LIBRARY} - forms
    }

    assert {one.status_code for one in answers.values()} == {405}


async def test_whoever_is_signed_in_comes_in_under_their_session_s_name(commander):
    answer = await commander.look("/overview")

    token = commander.client.cookies["mahalleh"]
    assert answer.status_code == 200
    assert answer.text == sessions.by_token(commander.directory, token).sid


@pytest.mark.parametrize(
    "name", ["X-Mahalleh-Session", "x-mahalleh-session", "X-MAHALLEH-SESSION", "X_Mahalleh_Session"]
)
async def test_the_name_of_a_session_cannot_be_put_in_by_a_browser(commander, steward, name):
    other = sessions.by_token(steward.directory, steward.client.cookies["mahalleh"]).sid
    own = sessions.by_token(commander.directory, commander.client.cookies["mahalleh"]).sid

    told = [(name, other), (name, other), *doors.LOOKING.items()]
    answer = await commander.client.get("/overview", headers=told)
    open_to_all = await commander.client.get("/component/a.b/c.js", headers=told)

    assert answer.text == own
    assert open_to_all.text == "nobody"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("commander", "/overview", 200),
        ("liaison", "/overview", 200),
        ("presenter", "/overview", 403),
        ("steward", "/overview", 403),
        ("steward", "/intake", 200),
        ("commander", "/intake", 403),
        ("liaison", "/intake", 403),
        ("presenter", "/welcome", 200),
    ],
)
async def test_a_role_sees_its_own_pages_and_is_told_so_at_others(directory, role, path, status):
    async with Visitor(directory) as visitor:
        visitor.enter(role)
        answer = await visitor.look(f"{path}?language=en")

    assert answer.status_code == status
    assert ("not for your role" in answer.text) == (status == 403)


@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.example", "null", "", "http://localhost:8501", "https://127.0.0.1:8501"),
        *(
            "http://127.0.0.1:8502",
            "http://127.0.0.1",
            f"{ORIGIN}/",
            f"{ORIGIN}.evil.example",
            None,
        ),
    ],
)
async def test_a_form_from_anywhere_else_is_refused(commander, origin):
    page = (await commander.look("/account")).text
    mark = page.split('name="mark" value="')[1].split('"')[0]
    headers = {} if origin is None else {"origin": origin}

    answer = await commander.client.post("/account/sign-out", data={"mark": mark}, headers=headers)

    assert answer.status_code == 403
    assert (await commander.look("/overview")).status_code == 200


async def test_a_foreign_name_for_this_server_is_refused(commander):
    names = ["evil.example", "evil.example:8501", "127.0.0.1", "127.0.0.1:9", "127.0.0.2:8501", ""]
    names += ["localhost.:8501", "localhost:8501.evil.example", "u@localhost:8501", "0.0.0.0:8501"]
    for host in names:
        for path in ("/overview", "/healthz", "/account/sign-in", "/assets/a.js"):
            assert (await commander.look(path, host=host)).status_code == 400


async def test_two_names_for_this_server_are_none(commander):
    twice = [*doors.LOOKING.items(), ("host", HOST), ("host", HOST)]

    assert (await commander.client.get("/overview", headers=twice)).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8501", "LOCALHOST:8501", "[::1]:8501"])
async def test_the_other_names_of_this_machine_are_ours(stranger, host):
    assert (await stranger.look("/healthz", host=host)).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_site_may_link_to_a_page_and_nothing_else(commander, site):
    link = await commander.look("/overview", sec_fetch_site=site)
    frame = await commander.look("/overview", sec_fetch_site=site, sec_fetch_dest="iframe")
    picture = await commander.ask("GET", "/static/a.png", sec_fetch_site=site)

    assert (link.status_code, frame.status_code, picture.status_code) == (200, 403, 403)


async def test_a_cookie_that_was_sent_twice_is_none(commander):
    token = commander.client.cookies["mahalleh"]
    told = f"mahalleh={token}; other=1; mahalleh={token}"

    async with Visitor(commander.directory) as other:
        assert (await other.ask("GET", "/overview", cookie=told)).status_code == 401
        twice = [("cookie", f"mahalleh={token}"), ("cookie", "mahalleh=forged")]
        assert (await other.client.get("/overview", headers=twice)).status_code == 401
        assert (await other.ask("GET", "/overview", cookie=f"mahalleh={token}")).status_code == 200


@pytest.mark.parametrize("held", ["", "forged", "a" * 300, "'; --", "\x00", "%00", "mahalleh"])
async def test_a_forged_cookie_is_none(stranger, held):
    assert (await stranger.ask("GET", "/overview", cookie=f"mahalleh={held}")).status_code == 401


async def test_a_session_that_was_ended_is_none(commander):
    sessions.end(commander.directory, commander.client.cookies["mahalleh"])

    assert (await commander.ask("GET", "/overview")).status_code == 401


async def test_whoever_must_change_their_first_password_sees_nothing_else(directory):
    accounts.add(directory, "newcomer", "commander", by="command line")
    token = sessions.begin(directory, accounts.named(directory, "newcomer").id, "test")
    async with Visitor(directory) as visitor:
        visitor.hold(token)

        led = await visitor.look("/overview?within=RSH")
        assert led.status_code == 303
        assert led.headers["location"] == "/account/password?next=%2Foverview%3Fwithin%3DRSH"
        for path in ("/overview", "/static/a.js", "/_stcore/health", "/account", "/export/a"):
            assert (await visitor.ask("GET", path)).status_code == 403
        assert (await visitor.look("/account/password")).status_code == 200


async def test_a_form_s_page_is_not_packed(stranger):
    """Its length would tell of the mark inside, a letter at a time."""
    answer = await stranger.look("/account/sign-in", accept_encoding="gzip")

    assert "content-encoding" not in answer.headers


async def test_a_public_server_answers_to_its_one_name_alone(directory):
    directory.with_name("store.toml").write_text('[door]\norigin = "https://dash.example"\n')
    async with Visitor(directory, origin="https://dash.example") as visitor:
        visitor.enter("commander")

        inside = await visitor.look("/overview")
        assert inside.status_code == 200
        assert inside.headers["strict-transport-security"] == "max-age=31536000"
        assert (await visitor.look("/overview", host=HOST)).status_code == 400
        assert (await visitor.ask("GET", "/overview", cookie="")).status_code == 401


async def test_a_probe_of_health_may_come_from_this_machine(directory):
    directory.with_name("store.toml").write_text('[door]\norigin = "https://dash.example"\n')
    async with Visitor(directory) as visitor:
        assert (await visitor.look("/healthz")).status_code == 200
        assert (await visitor.look("/account/sign-in")).status_code == 400


async def test_a_form_that_is_too_long_is_refused(stranger):
    told = {"name": "a" * 20_000, "password": "b"}

    assert (await stranger.send("/account/sign-in", told)).status_code == 413


def test_a_table_names_each_path_once():
    paths = [rule.path for rule in rules.table(doors.PAGES)]

    assert len(paths) == len(set(paths))


def test_a_stranger_is_nowhere_let_in_with_an_ability():
    assert not [
        rule.path
        for rule in rules.table(doors.PAGES)
        if rule.who == rules.ANYONE and (rule.ability or rule.is_page)
    ]


async def test_an_offer_is_taken_once_by_the_one_it_was_made_for(directory):
    app = doors.house(directory)
    async with Visitor(directory, app) as one, Visitor(directory, app) as other:
        one.enter("commander")
        other.enter("commander")
        sid = sessions.by_token(directory, one.client.cookies["mahalleh"]).sid
        address = exports.offer(sid, "جدول.csv", "text/csv", lambda: b"a,b", {"rows": 1})

        assert (await other.look(address)).status_code == 404
        taken = await one.look(address)
        assert (taken.status_code, taken.content) == (200, b"a,b")
        assert taken.headers["content-disposition"].startswith("attachment; filename*=utf-8''%D8")
        assert taken.headers["cache-control"] == "no-store"
        assert (await one.look(address)).status_code == 404


async def test_a_reader_s_acts_keep_a_session_and_a_program_s_questions_do_not(
    commander, monkeypatch
):
    seen = []
    by_token = sessions.by_token

    def noting(directory, token, *, touch=True):
        seen.append(touch)
        return by_token(directory, token, touch=touch)

    monkeypatch.setattr(gate.sessions, "by_token", noting)
    for path in ("/overview", "/static/a.js", "/_stcore/health", "/account/state", "/account"):
        await commander.ask("GET", path)

    assert seen == [True, False, False, False, True]


def test_readers_of_these_tests_have_passwords_that_may_be_chosen(directory):
    account = readers.named(directory, "liaison", ["RSH-1", "AML-1"])

    assert account.districts == {"RSH-1", "AML-1"}
    own_account.change_password(directory, account.id, readers.PASSWORD, "another lamp in snow")
