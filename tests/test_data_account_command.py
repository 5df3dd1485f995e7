"""`python -m data account` and `audit`: what they do, print and end with."""

import json
import re

import pytest

from data import __main__ as command
from data import accounts, audit, decisions, sessions, store
from data.decisions import tables
from tests.reports import row, written

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}"


@pytest.fixture
def say(capsys, tmp_path):
    """Type a command at a store; returns the exit code, stdout and stderr."""

    def typed(*given, language="en"):
        told = ("--store", str(tmp_path / "store"), "--language", language)
        code = command.main([*map(str, given), *told])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return typed


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


def test_an_account_is_added_and_its_first_password_told_once(say, place):
    code, out, _ = say("account", "add", "sara", "--role", "commander")

    [password] = re.findall(PASSWORD, out)
    assert code == 0
    assert "“sara” was added as Commander" in out
    assert sessions.sign_in(place, "sara", password, address="1")
    assert password not in say("account", "list")[1]
    assert password not in say("audit", "list")[1]


def test_it_is_told_in_persian(say):
    out = say("account", "add", "سارا", "--role", "steward", language="fa")[1]

    assert "حساب «سارا» با نقش «متصدی داده» ساخته شد." in out
    assert re.search(PASSWORD, out)


@pytest.mark.parametrize("district", ["RSH-C", "شهر رشت", "Rasht city", "شهر رشت ", "rasht  CITY"])
def test_a_district_is_known_by_its_code_or_either_name(say, place, district):
    code, _, _ = say("account", "add", "reza", "--role", "liaison", "--district", district)

    assert code == 0
    assert accounts.named(place, "reza").districts == frozenset({"RSH-C"})


def test_a_liaison_may_have_several(say, place):
    given = ("--role", "liaison", "--district", "RSH-C", "--district", "LHJ-1")

    say("account", "add", "reza", *given)

    assert accounts.named(place, "reza").districts == frozenset({"RSH-C", "LHJ-1"})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["add", "x", "--role", "steward"], "This name cannot be given"),
        (["add", "sara", "--role", "king"], "There is no role “king”"),
        (["add", "reza", "--role", "liaison"], "needs at least one district"),
        (["add", "reza", "--role", "liaison", "--district", "Atlantis"], "“Atlantis”"),
        (["add", "STEWARD", "--role", "steward"], "Another account has this name"),
        (["role", "nobody", "commander"], "There is no account “nobody”"),
        (["role", "steward", "commander"], "the only enabled steward"),
        (["disable", "steward"], "the only enabled steward"),
        (["reset", "nobody"], "There is no account “nobody”"),
        (["enable", "nobody"], "There is no account “nobody”"),
    ],
)
def test_what_is_refused_is_told_and_ends_with_2(say, place, given, told):
    say("account", "add", "steward", "--role", "steward")

    code, out, err = say("account", *given)

    assert (code, out) == (2, "")
    assert err.startswith("Refused: ")
    assert told in err
    assert [one.name for one in accounts.listed(place)] == ["steward"]


def test_of_two_districts_with_one_name_the_code_is_asked_for(say, place, monkeypatch):
    known = command.account_commands.areas.at_level
    twins = known(command.account_commands.areas.current(place), "district").head(2).copy()
    twins["name_fa"] = "مرکزی"
    monkeypatch.setattr(command.account_commands.areas, "at_level", lambda *_: twins)

    code, _, err = say("account", "add", "reza", "--role", "liaison", "--district", "مرکزی")

    assert code == 2
    assert all(district in err for district in twins.index)


def test_a_role_is_changed(say, place):
    say("account", "add", "sara", "--role", "commander")

    code, out, _ = say("account", "role", "sara", "liaison", "--district", "RSH-C")

    assert code == 0
    assert "is Neighbourhood liaison now" in out
    assert accounts.named(place, "sara").districts == frozenset({"RSH-C"})


def test_a_password_is_reset(say, place):
    first = re.findall(PASSWORD, say("account", "add", "sara", "--role", "commander")[1])[0]

    code, out, _ = say("account", "reset", "sara")

    [second] = re.findall(PASSWORD, out)
    assert code == 0
    assert sessions.sign_in(place, "sara", first, address="1") is None
    assert sessions.sign_in(place, "sara", second, address="1")


def test_an_account_is_disabled_and_enabled(say, place):
    say("account", "add", "sara", "--role", "commander")

    assert "is disabled" in say("account", "disable", "sara")[1]
    assert accounts.named(place, "sara").disabled
    assert "disabled" in say("account", "list")[1]
    assert "is enabled" in say("account", "enable", "sara")[1]
    assert not accounts.named(place, "sara").disabled


def test_an_account_of_a_provider_is_told_no_password(say, place):
    subject = "https://id.example|7"

    out = say("account", "add", "mina", "--role", "presenter", "--oidc", subject)[1]

    assert not re.search(PASSWORD, out)
    assert accounts.of_subject(place, subject).name == "mina"
    assert "with the organisation’s account" in say("account", "list")[1]


def test_the_list_tells_what_is_to_be_known_of_each(say, place):
    assert say("account", "list")[1] == "There are no accounts yet.\n"
    say("account", "add", "reza", "--role", "liaison", "--district", "RSH-C")
    sessions.begin(place, accounts.named(place, "reza").id, "test")
    say("account", "add", "sara", "--role", "commander")

    first, second = say("account", "list")[1].splitlines()

    assert first.startswith("reza: Neighbourhood liaison · districts: RSH-C · first password")
    assert " · last seen " in first
    assert second == "sara: Commander · first password not changed yet · never signed in"


def test_for_programs_all_is_json_without_secrets(say):
    added = json.loads(say("account", "add", "sara", "--role", "commander", "--json")[1])
    listed = json.loads(say("account", "list", "--json")[1])

    password = added.pop("first_password")
    assert re.fullmatch(PASSWORD, password)
    assert listed == {"accounts": [added]}
    assert {"name", "role", "districts", "disabled", "must_change", "has_totp"} <= set(added)
    assert "password" not in added


def test_the_audit_is_told_and_verified(say, place):
    say("account", "add", "sara", "--role", "commander")
    say("account", "disable", "sara")

    out = say("audit", "list", "--limit", "1")[1]
    code, verdict, _ = say("audit", "verify")

    assert re.fullmatch(
        r"2\. \d+ \w+ \d+, \d\d:\d\d: account disabled \(“sara”\) — command line\n", out
    )
    assert code == 0
    assert "The audit is sound: 2 acts." in verdict
    [anchor] = re.findall(r"\d+:[0-9a-f]{16}", verdict)
    assert anchor == audit.verify(place).anchor
    assert say("audit", "verify", "--anchor", anchor)[0] == 0


def test_the_audit_is_told_in_persian_digits(say):
    say("account", "add", "sara", "--role", "commander")

    out = say("audit", "list", language="fa")[1]

    assert re.fullmatch(
        r"۱\. [۰-۹]+ \w+ [۰-۹]+، [۰-۹]{2}:[۰-۹]{2}: ساختن حساب \(«sara»\) — خط فرمان\n", out
    )


def test_an_empty_audit_says_so(say):
    assert say("audit", "list")[1] == "Nothing was done yet.\n"


def test_a_broken_audit_is_told_and_ends_with_1(say, place):
    for name in ("sara", "reza", "mina"):
        say("account", "add", name, "--role", "commander")
    anchor = audit.verify(place).anchor
    with decisions.transaction(place) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.execute(tables.audit.delete().where(tables.audit.c.seq == 3))

    assert say("audit", "verify")[0] == 0
    code, out, _ = say("audit", "verify", "--anchor", anchor)
    assert code == 1
    assert "from row 3 on" in out
    told = json.loads(say("audit", "verify", "--anchor", anchor, "--json")[1])
    assert (told["ok"], told["first_bad"], told["count"]) == (False, 3, 2)


def test_what_is_no_anchor_is_refused(say):
    code, _, err = say("audit", "verify", "--anchor", "x")

    assert code == 2
    assert "“x” is no anchor" in err


def test_made_up_files_are_taken_in_as_such(say, place, tmp_path):
    first = written(tmp_path / "1.csv", [row()])
    second = written(tmp_path / "2.csv", [row(report="2")])

    assert say("intake", first, "--made-up")[0] == 0
    code, _, err = say("intake", second)

    assert code == 2
    assert "holds made-up reports" in err
    assert store.manifest(place)["counts"]["made_up"]
    assert say("intake", second, "--made-up")[0] == 0


def test_the_made_up_year_brings_four_accounts(own_store):
    all_of_them = {one.name: one for one in accounts.listed(own_store)}
    held = {name: one for name, one in all_of_them.items() if not name.startswith("test ")}

    assert set(held) == {"commander", "liaison", "presenter", "steward"}
    assert all(one.demo and not one.must_change for one in held.values())


@pytest.mark.parametrize("given", [["account"], ["audit"], ["account", "add", "sara"]])
def test_what_is_typed_by_halves_is_told_how(say, given, capsys):
    with pytest.raises(SystemExit) as ended:
        say(*given)

    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
