"""The steward's page: who may sign in, who did what; nobody else acts there, at any moment."""

import ast
import csv
import io
import re

import pytest

from data import access, accounts, audit, decisions, intake, sessions
from data.decisions import tables
from door import exports
from pages.views import auditing, facts, frame, handing_out, keeping, readers
from tests import readers as people
from tests import reports, source, visits
from words import END, ISOLATE, LANGUAGES, Say

EN = Say("en")
OTHERS = [role for role in access.ROLES if role != "steward"]
PASSWORD = re.compile(r"<code dir='ltr'>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>")


@pytest.fixture
def opened(monkeypatch, peopled_store):
    def open_page(language="en"):
        page = visits.opened(monkeypatch, peopled_store, "accounts", language=language)
        assert not page.exception
        return page

    return open_page


def html_of(page) -> str:
    return "".join(piece.proto.body for piece in page.get("html"))


def rows_of(page, title) -> list[list[str]]:
    """The cells of one of the page's tables."""
    [table] = [body for body in html_of(page).split("<h3>") if body.startswith(title)]
    told = table.split("</table>")[0].replace("\u00a0", " ")
    return [row.split("<td>")[1:] for row in told.split("<tr>")[2:]]


def listed(page, say=EN) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows_of(page, say("keeping.accounts"))}


def acts(page, say=EN) -> list[list[str]]:
    return rows_of(page, say("auditing.acts"))


def choose(page, name):
    return page.selectbox(key="keeping.change.name").set_value(name).run()


def press(page, word, store=None, name=None):
    key = f"keeping.{word}" + (f".{accounts.named(store, name).id}" if name else "")
    page.button(key=key).click().run()
    assert not page.exception
    return page


def steward(store) -> str:
    return people.named(store, "steward").name


def test_every_account_is_told_with_its_role_districts_and_state(opened, peopled_store):
    accounts.add(peopled_store, "hasan", "liaison", districts=["RSH-2", "AML-1"], by="test")
    accounts.disable(peopled_store, "test presenter", by="test")

    told = listed(opened())

    never, new = EN("accounts.line_never"), EN("accounts.line_must_change")
    assert told["hasan"] == [
        EN("role.liaison"),
        "Amlash Central, Khoshk-e Bijar",
        never,
        f"enabled · {new}",
    ]
    assert told["test presenter"][-1] == EN("accounts.line_disabled")
    assert re.fullmatch(r"\d+ \w+ 14\d\d, \d\d:\d\d", told[steward(peopled_store)][2])


def test_days_and_hours_are_jalali_and_of_tehran():
    at = 1_764_000_000.0  # 2025-11-24 16:00 UTC

    assert keeping.moment(EN, at) == "3 Azar 1404, 19:30"
    assert keeping.moment(Say("fa"), at) == "۳ آذر ۱۴۰۴، ساعت ۱۹:۳۰"


def test_an_account_is_added_and_its_first_password_is_told_once(opened, peopled_store):
    page = opened()
    page.text_input(key="keeping.name.0").set_value("  sara ")
    page.multiselect(key="keeping.districts.add.0.en").set_value(["RSH-2"])
    press(page, "add")

    [password] = PASSWORD.findall(html_of(page))
    sara = accounts.named(peopled_store, "sara")
    assert (sara.role, sara.districts, sara.must_change) == ("liaison", {"RSH-2"}, True)
    assert sessions.sign_in(peopled_store, "sara", password, address="here")
    assert not page.text_input(key="keeping.name.1").value
    last = audit.entries(peopled_store, limit=2)[1]
    assert (last.act, last.by) == ("account_added", steward(peopled_store))
    page.run()
    assert password not in html_of(page)
    assert password not in repr(page.session_state)


def test_another_role_than_a_liaison_is_asked_for_no_districts(opened, peopled_store):
    page = opened()
    page.selectbox(key="keeping.role.add.0.en").set_value("presenter").run()
    assert not page.multiselect
    page.text_input(key="keeping.name.0").set_value("sara")
    press(page, "add")

    assert accounts.named(peopled_store, "sara").role == "presenter"


def test_a_change_begins_with_the_account_as_it_stands(opened, peopled_store):
    accounts.add(peopled_store, "hasan", "liaison", districts=["RSH-2", "AML-1"], by="test")
    page = choose(opened(), "hasan")
    press(page, "change_role", peopled_store, "hasan")

    hasan = accounts.named(peopled_store, "hasan")
    assert (hasan.role, hasan.districts) == ("liaison", {"RSH-2", "AML-1"})


def test_a_role_and_districts_are_changed(opened, peopled_store):
    page, name = opened(), "test presenter"
    number = accounts.named(peopled_store, name).id
    choose(page, name).selectbox(key=f"keeping.role.{number}.en").set_value("liaison").run()
    page.multiselect(key=f"keeping.districts.{number}.en").set_value(["LHJ-1"])
    press(page, "change_role", peopled_store, name)

    assert listed(page)[name][:2] == [EN("role.liaison"), "Lahijan Central"]
    assert accounts.named(peopled_store, name).districts == {"LHJ-1"}


def test_an_account_is_reset_closed_and_opened_and_its_sessions_end(opened, peopled_store):
    name = "test presenter"
    token = people.token(peopled_store, "presenter")
    page = choose(opened(), name)

    press(page, "end_sessions", peopled_store, name)
    assert sessions.by_token(peopled_store, token) is None
    press(page, "disable", peopled_store, name)
    assert accounts.named(peopled_store, name).disabled
    press(page, "enable", peopled_store, name)
    assert not accounts.named(peopled_store, name).disabled
    press(page, "reset", peopled_store, name)
    [password] = PASSWORD.findall(html_of(page))
    assert sessions.sign_in(peopled_store, name, password, address="here")
    done = audit.entries(peopled_store, limit=5)[1:]
    told = ["password_reset", "account_enabled", "account_disabled", "sessions_ended"]
    assert [one.act for one in done] == told
    assert {one.by for one in done} == {steward(peopled_store)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_refused_is_told_in_words_and_nothing_is_done(opened, peopled_store, language):
    say, page = Say(language), opened(language)
    before = accounts.listed(peopled_store)

    page.text_input(key="keeping.name.0").set_value("sara")
    press(page, "add")
    assert [one.value for one in page.error] == [say("refusal_account.districts")]
    page.multiselect(key=f"keeping.districts.add.0.{language}").set_value(["RSH-2"])
    page.text_input(key="keeping.name.0").set_value("TEST Commander")
    press(page, "add")
    assert [one.value for one in page.error] == [say("refusal_account.taken")]
    page.text_input(key="keeping.name.0").set_value("09111234567")
    press(page, "add")
    assert [one.value for one in page.error] == [say("refusal_account.name", fewest=2, most=64)]
    name = steward(peopled_store)
    press(choose(page, name), "disable", peopled_store, name)
    assert [one.value for one in page.error] == [say("refusal_account.last_steward", name=name)]
    assert accounts.listed(peopled_store) == before


PARTS = {
    "the list": keeping.listed,
    "changing": keeping.changing,
    "verifying": auditing.verdict.__wrapped__,
    "the audit": auditing.acts.__wrapped__,
}


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_the_page_is_drawn_for_another_role(peopled_store, part, role):
    visit = visits.reader(peopled_store, role=role, districts=["RSH-1"] * (role == "liaison"))

    with pytest.raises(access.Refused):
        PARTS[part](visit)


@pytest.mark.parametrize("role", OTHERS)
def test_nothing_is_done_for_another_role_or_an_ended_session(peopled_store, role):
    visit = visits.reader(peopled_store, role=role, districts=["RSH-1"] * (role == "liaison"))
    done = []
    with pytest.raises(access.Refused):
        keeping._do(visit, done.append, "")
    assert not done

    ended = visits.reader(peopled_store, role="steward")
    assert readers.acting(peopled_store, ended.sid, "accounts") == steward(peopled_store)
    sessions.end_all(peopled_store, people.named(peopled_store, "steward").id, "test")
    with pytest.raises(access.Refused):
        keeping._do(ended, done.append, "")
    assert not done


@pytest.mark.parametrize("word", ["change_role", "reset", "end_sessions", "disable"])
def test_a_session_that_ends_between_the_page_and_its_button_does_nothing(
    monkeypatch, opened, peopled_store, word
):
    page, name = choose(opened(), "test commander"), "test commander"
    drawn = keeping._acts

    def ending(*asked):
        sessions.end_all(peopled_store, people.named(peopled_store, "steward").id, "test")
        return drawn(*asked)

    monkeypatch.setattr(keeping, "_acts", ending)
    before = accounts.named(peopled_store, name)
    press(page, word, peopled_store, name)

    assert EN("door.stranger") in html_of(page)
    assert accounts.named(peopled_store, name) == before
    assert audit.entries(peopled_store, limit=1)[0].facts["account"] == steward(peopled_store)


def noted(store, count):
    with decisions.transaction(store) as connection:
        for number in range(count):
            audit.record(connection, "export", "sara", rows=number, file="overview.csv")


def test_the_audit_is_told_fifty_at_a_time_the_newest_first(opened, peopled_store):
    noted(peopled_store, 120)
    page = opened()
    newest = audit.entries(peopled_store, limit=1)[0].seq

    seen = [int(row[0]) for row in acts(page)]
    assert seen == list(range(newest, newest - 50, -1))
    page.button(key="auditing.older").click().run()
    assert [int(row[0]) for row in acts(page)] == list(range(newest - 50, newest - 100, -1))
    page.button(key="auditing.older").click().run()
    assert int(acts(page)[-1][0]) == 1
    assert not [one for one in page.button if one.key == "auditing.older"]
    page.button(key="auditing.newest").click().run()
    assert int(acts(page)[0][0]) == newest


def test_an_act_is_told_in_words(opened, peopled_store):
    accounts.add(peopled_store, "hasan", "liaison", districts=["RSH-2"], by="command line")
    noted(peopled_store, 1)
    fa = Say("fa")

    english = {row[2]: row[3:] for row in acts(opened())[::-1]}
    persian = {row[2]: row[3:] for row in acts(opened("fa"), fa)[::-1]}

    assert english["account added"][0] == "command line"
    plain = english["account added"][1]
    assert plain == "account “hasan” · role: Neighbourhood liaison · districts: Khoshk-e Bijar"
    assert persian["ساختن حساب"][0] == fa("audit.by_command_line")
    assert "نقش: رابط محله · بخش‌ها: خشکبیجار" in persian["ساختن حساب"][1]
    assert persian["گرفتن خروجی"] == [
        "sara",
        f"پروندهٔ {ISOLATE}overview.csv{END} · ۰ سطر",
    ]


def test_what_is_not_known_to_the_page_is_told_as_it_stands(peopled_store):
    visit = visits.reader(peopled_store, role="steward")

    told = facts.told(visit, {"role": "admin", "first": "x", "strange": [1], "since": 7})

    plain = told.replace(ISOLATE, "").replace(END, "")
    assert plain == "role: admin · from x · strange: [1] · kept from 7"


def test_every_fact_that_is_noted_has_a_word(tmp_path):
    noted = set()
    for module in source.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = (ast.unparse(node.func.value), node.func.attr)
                told = called[1] == "act" and called[0] != "ceremonies"
                if told or called in {("audit", "record"), ("handing_out", "button")}:
                    noted |= {keyword.arg for keyword in node.keywords}
    reports.taken(tmp_path, [reports.row()])
    [taken] = audit.entries(tmp_path / "store", limit=1)
    assert "reports" in taken.facts
    parameters = {"by", None, *handing_out.button.__wrapped__.__annotations__}

    assert {"account", "file", "rows"} <= (noted | {"file"}) - parameters
    for name in {*noted, *taken.facts, "file"} - parameters:
        assert EN.knows(f"fact.{name}"), name


def verify(page, anchor=""):
    page.text_input(key="auditing.anchor").set_value(anchor)
    page.button(key="auditing.verify").click().run()
    assert not page.exception
    return page


def test_the_audit_is_verified_and_its_anchor_is_for_the_wall(opened, peopled_store):
    page = verify(opened())

    count = audit.verify(peopled_store).count
    assert EN("audit.sound", count=count) in [one.value for one in page.success]
    assert f"<code dir='ltr'>{audit.verify(peopled_store).anchor}</code>" in html_of(page)
    assert EN("auditing.anchor_means") in html_of(page)


def test_an_audit_behind_whose_back_something_was_done_is_told_of(opened, peopled_store):
    noted(peopled_store, 3)
    anchor = audit.verify(peopled_store).anchor
    page = opened()
    with decisions.transaction(peopled_store) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        last = int(anchor.split(":")[0])
        connection.execute(tables.audit.delete().where(tables.audit.c.seq >= last))

    assert not verify(page).error
    page = verify(page, Say("fa").digits(anchor.split(":")[0]) + ":" + anchor.split(":")[1])
    count = audit.verify(peopled_store).count
    assert [one.value for one in page.error] == [EN("audit.broken", first_bad=last, count=count)]
    assert "class='anchor'" not in html_of(page)
    assert [one.value for one in verify(page, "nonsense").error] == [
        EN("refusal_audit.anchor", anchor="nonsense")
    ]


def test_the_audit_leaves_as_a_file_by_a_link_of_one_s_own(opened, peopled_store):
    noted(peopled_store, 60)
    page = opened()
    page.button(key="hand_out.audit.csv.").click().run()

    [link] = re.findall(r'href="/export/([^"]*)"', html_of(page))
    standing = exports._offers[link]
    rows = list(csv.reader(io.StringIO(standing.make().decode("utf-8-sig"))))
    assert standing.sid == page.user["sid"]
    columns = ("number", "at", "act", "by", "facts")
    assert rows[0] == [EN(f"auditing.column_{name}") for name in columns]
    assert len(rows) - 1 == audit.verify(peopled_store).count


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_is_handed_the_audit(monkeypatch, peopled_store, role):
    visit = visits.reader(peopled_store, role=role, districts=["RSH-1"] * (role == "liaison"))
    monkeypatch.setattr(handing_out.st, "button", lambda *_, **__: True)
    monkeypatch.setattr(handing_out.exports, "offer", lambda *_: pytest.fail("it was offered"))
    asked = {"name": "audit.csv", "media_type": "text/csv", "ability": "audit"}

    with pytest.raises(access.Refused):
        handing_out.button.__wrapped__(visit, "", lambda: b"", **asked)


def test_the_page_tells_no_secret_of_an_account(opened, peopled_store):
    hasan = accounts.add(peopled_store, "hasan", "steward", by="test")
    number = accounts.named(peopled_store, "hasan").id
    _, secret = accounts.totp_begin(peopled_store, number)
    with decisions.reading(peopled_store) as connection:
        kept = [row.password for row in connection.execute(tables.account.select())]
        sealed = [row.totp_begun for row in connection.execute(tables.account.select())]

    told = str(opened().main)
    assert "hasan" in told
    for one in (hasan, secret, *kept, *filter(None, sealed)):
        assert one not in told


def test_a_caller_s_number_is_never_on_the_page(opened, peopled_store, tmp_path):
    path = reports.written(tmp_path / "09111234567.csv", [reports.row(caller="09121234567")])
    intake.take_in([path], peopled_store)

    page = opened()
    told = html_of(page)
    assert EN("act.intake") in [row[2] for row in acts(page)]
    assert "9121234567" not in told
    assert "9111234567" not in told


def test_the_site_map_shows_the_page_to_the_steward_alone():
    assert [role for role in access.ROLES if access.Access(role).may(frame.PAGES["accounts"])] == [
        "steward"
    ]
