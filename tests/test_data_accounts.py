"""Accounts: who may be added, what ends their sessions; demo ones stay with made-up data."""

import re
import shutil

import pyotp
import pytest

from data import access, accounts, audit, decisions, intake, passwords, sessions, store
from data.decisions import tables
from data.demo import accounts as demo_accounts
from data.demo_passwords import DEMO
from data.refusal import Refusal
from tests.refusing import refused
from tests.reports import row as report
from tests.reports import written

pytestmark = pytest.mark.usefixtures("quick_passwords")
BY = "command line"
GOOD, BETTER = "seven blue herons", "eight green herons"


@pytest.fixture
def place(tmp_path):
    """A store with a steward, so that others may be taken away."""
    accounts.add(tmp_path / "store", "steward", "steward", by=BY, password=GOOD)
    return tmp_path / "store"


def acts(place):
    return [entry.act for entry in audit.entries(place, limit=1000)][::-1]


def changed(place, name, **values):
    """Change a row behind the program's back."""
    with decisions.transaction(place) as connection:
        same = tables.account.c.name == name
        connection.execute(tables.account.update().where(same).values(**values))


def raw(place, name):
    with decisions.reading(place) as connection:
        same = tables.account.c.name == name
        return connection.execute(tables.account.select().where(same)).one()


def bytes_of(place):
    return b"".join(path.read_bytes() for path in (place / "decisions").iterdir())


def test_an_account_is_added_with_a_first_password_that_must_be_changed(place):
    password = accounts.add(place, "sara", "liaison", districts=["RSH-1", "AML-1"], by=BY)

    sara = accounts.named(place, "sara")
    assert (sara.role, sara.districts) == ("liaison", frozenset({"RSH-1", "AML-1"}))
    assert (sara.must_change, sara.disabled, sara.demo, sara.has_totp) == (True, *[False] * 3)
    assert sara.last_seen is None
    assert passwords.matches(raw(place, "sara").password, password)[0]
    assert acts(place)[-1] == "account_added"


def test_a_password_is_never_kept_as_it_is(place):
    first = accounts.add(place, "sara", "commander", by=BY)
    accounts.change_password(place, accounts.named(place, "sara").id, first, BETTER)

    held = bytes_of(place)
    assert b"sara" in held
    for password in (first, GOOD, BETTER):
        assert password.encode() not in held


def test_a_password_that_is_given_need_not_be_changed(place):
    assert accounts.add(place, "sara", "commander", by=BY, password=GOOD) is None
    assert not accounts.named(place, "sara").must_change


def test_an_account_of_a_provider_has_no_password(place):
    told = accounts.add(place, "sara", "commander", oidc_subject="https://id.example|7", by=BY)

    assert told is None
    assert raw(place, "sara").password is None
    found = accounts.of_subject(place, "https://id.example|7")
    assert (found.name, found.oidc_subject) == ("sara", "https://id.example|7")
    assert accounts.of_subject(place, "https://id.example|8") is None
    assert refused(accounts.reset, place, "sara", by=BY) == "account.no_password"
    assert sessions.sign_in(place, "sara", "", address="1") is None
    with pytest.raises(ValueError, match="no password"):
        accounts.add(place, "ali", "commander", oidc_subject="x|1", by=BY, password=GOOD)


def test_a_disabled_account_of_a_provider_is_not_found(place):
    accounts.add(place, "sara", "commander", oidc_subject="https://id.example|7", by=BY)
    accounts.disable(place, "sara", by=BY)

    assert accounts.of_subject(place, "https://id.example|7") is None


def test_a_providers_subject_is_of_one_account(place):
    accounts.add(place, "sara", "commander", oidc_subject="x|1", by=BY)

    again = refused(accounts.add, place, "ali", "commander", oidc_subject="x|1", by=BY)

    assert again == "account.subject"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("sara", "SARA"),
        ("sara", " sara "),
        ("سارا رضایی", "سارا رضايي"),
        ("می‌رود", "می رود"),
        ("ali.r", "ali-r"),
        ("علی۱", "علی1"),
    ],
)
def test_a_name_that_people_take_for_another_is_taken(place, first, second):
    accounts.add(place, first, "commander", by=BY)

    assert refused(accounts.add, place, second, "commander", by=BY) == "account.taken"
    assert accounts.named(place, second).name == accounts.named(place, first).name


@pytest.mark.parametrize(
    "name",
    [
        *("", "a", " a ", "x" * 65, "<b>sara</b>", "sara\n", "sa\x00ra", "sara\u202eevil"),
        *("sara\u2066", "{sara}", "sara`", "sara${x}", "sara'", 'sara"', "a&b", "sara/ali"),
        *("1234", "....", "09111234567", "sara 09111234567", "sara 0911-123-4567", "۰۹۱۱۱۲۳۴۵۶۷س"),
        *("sara1234567", "command line", "Command-Line", "unknown", "sara;drop", "a\tb"),
    ],
)
def test_a_name_that_could_be_mischief_or_a_number_is_refused(place, name):
    assert refused(accounts.add, place, name, "commander", by=BY) == "account.name"
    assert len(accounts.listed(place)) == 1


@pytest.mark.parametrize(
    "name", ["sara", "س‌ر", "al", "سارا رضایی", "s.rezaei@rasht", "officer_12", "x" * 64, "José"]
)
def test_a_plain_name_may_be_given(place, name):
    accounts.add(place, name, "commander", by=BY)

    assert accounts.named(place, name).name == name


@pytest.mark.parametrize("role", ["", "admin", "Commander", "commander "])
def test_a_role_that_is_none_is_refused(place, role):
    assert refused(accounts.add, place, "sara", role, by=BY) == "account.role"
    assert refused(accounts.change_role, place, "steward", role, by=BY) == "account.role"


@pytest.mark.parametrize("role", access.ROLES)
@pytest.mark.parametrize("districts", [[], ["RSH-1"], [""]])
def test_a_liaison_has_districts_and_nobody_else(place, role, districts):
    if (role == "liaison") == (districts == ["RSH-1"]) and districts != [""]:
        accounts.add(place, "sara", role, districts=districts, by=BY)
        assert accounts.named(place, "sara").districts == frozenset(districts)
    else:
        told = refused(accounts.add, place, "sara", role, districts=districts, by=BY)
        assert told == "account.districts"


def test_a_weak_password_is_refused_before_anything_is_written(place):
    told = refused(accounts.add, place, "sara", "commander", by=BY, password="short")

    assert told == "password.too_short"
    assert [one.name for one in accounts.listed(place)] == ["steward"]
    assert acts(place) == ["account_added"]


def test_accounts_are_listed_by_name_without_their_secrets(place):
    accounts.add(place, "Zahra", "presenter", by=BY)
    accounts.add(place, "amin", "commander", by=BY)

    told = accounts.listed(place)

    assert [one.name for one in told] == ["amin", "steward", "Zahra"]
    assert "argon2" not in repr(told)
    assert accounts.numbered(place, told[0].id) == told[0]


def test_nobody_is_found_where_nobody_is(place):
    assert refused(accounts.named, place, "sara") == "account.unknown"
    assert refused(accounts.numbered, place, 99) == "account.unknown"
    for does in (accounts.reset, accounts.disable, accounts.enable):
        assert refused(does, place, "sara", by=BY) == "account.unknown"
    assert refused(accounts.change_role, place, "sara", "steward", by=BY) == "account.unknown"


# What ends sessions


@pytest.fixture
def sara(place):
    """A commander with two sessions; returns her id and their tokens."""
    accounts.add(place, "sara", "commander", by=BY, password=GOOD)
    return (
        accounts.named(place, "sara").id,
        [sessions.sign_in(place, "sara", GOOD, address="1") for _ in range(2)],
    )


ENDS = {
    "another role": lambda place, _: accounts.change_role(place, "sara", "presenter", by=BY),
    "the same role anew": lambda place, _: accounts.change_role(place, "sara", "commander", by=BY),
    "districts": lambda place, _: accounts.change_role(
        place, "sara", "liaison", districts=["RSH-1"], by=BY
    ),
    "a reset": lambda place, _: accounts.reset(place, "sara", by=BY),
    "being disabled": lambda place, _: accounts.disable(place, "sara", by=BY),
    "another password": lambda place, one: accounts.change_password(place, one, GOOD, BETTER),
    "the end of all": lambda place, one: sessions.end_all(place, one, BY),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_all_sessions_end_with(place, sara, end):
    account, tokens = sara
    sids = [sessions.by_token(place, token).sid for token in tokens]

    end(place, account)

    assert [sessions.by_token(place, token) for token in tokens] == [None, None]
    assert [sessions.by_id(place, sid) for sid in sids] == [None, None]
    assert [sessions.ended_why(place, token) for token in tokens] == ["revoked", "revoked"]


def test_sessions_do_not_come_back_when_an_account_is_enabled_again(place, sara):
    accounts.disable(place, "sara", by=BY)
    accounts.enable(place, "sara", by=BY)

    assert [sessions.by_token(place, token) for token in sara[1]] == [None, None]
    assert sessions.sign_in(place, "sara", GOOD, address="1")


@pytest.mark.usefixtures("sara")
def test_others_stay_signed_in(place):
    token = sessions.sign_in(place, "steward", GOOD, address="1")

    accounts.disable(place, "sara", by=BY)

    assert sessions.by_token(place, token).name == "steward"


def test_ones_own_new_password_leaves_the_session_that_made_it(place, sara):
    account, (mine, other) = sara
    sid = sessions.by_token(place, mine).sid

    accounts.change_password(place, account, GOOD, BETTER, sid=sid)

    assert sessions.by_token(place, mine).sid == sid
    assert sessions.by_token(place, other) is None
    assert sessions.sign_in(place, "sara", GOOD, address="1") is None
    assert sessions.sign_in(place, "sara", BETTER, address="1")


def test_nobody_elses_session_is_kept_alive_by_a_new_password(place, sara):
    account, (mine, _) = sara
    accounts.add(place, "ali", "commander", by=BY, password=GOOD)
    alis = sessions.sign_in(place, "ali", GOOD, address="1")
    accounts.disable(place, "ali", by=BY)

    accounts.change_password(
        place, account, GOOD, BETTER, sid=sessions.by_token(place, mine, touch=False).sid
    )
    with decisions.reading(place) as connection:
        rows = connection.execute(tables.session.select()).all()

    assert sessions.by_token(place, alis) is None
    assert len({row.epoch for row in rows if row.account == account}) == 2


def test_a_session_that_was_ended_is_not_kept_alive_by_a_new_password(place, sara):
    account, (mine, other) = sara
    sid = sessions.by_token(place, other).sid
    sessions.end(place, other)

    accounts.change_password(place, account, GOOD, BETTER, sid=sid)

    assert sessions.by_token(place, other) is None
    assert sessions.by_token(place, mine) is None


# Passwords changed and reset


def test_the_first_password_must_be_changed_before_anything_is_seen(place):
    first = accounts.add(place, "sara", "commander", by=BY)
    token = sessions.sign_in(place, "sara", first, address="1")
    before = sessions.by_token(place, token)

    accounts.change_password(place, before.account, first, GOOD, sid=before.sid)

    assert before.must_change
    assert before.access == access.NOBODY
    after = sessions.by_id(place, before.sid)
    assert not after.must_change
    assert after.access == access.Access("commander")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("not this one at all", BETTER, "password.wrong"),
        (GOOD, GOOD, "password.same"),
        (GOOD, "short", "password.too_short"),
        (GOOD, "sara1234Sara", "password.is_name"),
        (GOOD, "mahalleh-commander", "password.of_demo"),
    ],
)
def test_a_password_that_may_not_be_chosen_changes_nothing(place, sara, old, new, told):
    account, tokens = sara

    assert refused(accounts.change_password, place, account, old, new) == told
    assert all(sessions.by_token(place, token) for token in tokens)
    assert "password_changed" not in acts(place)


def test_the_old_password_can_be_guessed_at_five_times(place, sara, monkeypatch):
    account, _ = sara
    for _ in range(5):
        told = refused(accounts.change_password, place, account, "not this one", BETTER)
        assert told == "password.wrong"
    monkeypatch.setattr(passwords, "matches", lambda *_: pytest.fail("it was hashed"))
    told = refused(accounts.change_password, place, account, GOOD, BETTER)
    assert told == "password.too_many"


def test_ones_slips_are_ones_own_and_forgotten_with_the_right_password(place, sara):
    account, _ = sara
    accounts.add(place, "ali", "commander", by=BY, password=GOOD)
    ali = accounts.named(place, "ali").id
    for old, new in ((GOOD, BETTER), (BETTER, GOOD)):
        for _ in range(4):
            refused(accounts.change_password, place, account, "not this one", BETTER)
        accounts.change_password(place, account, old, new)
    for _ in range(6):
        refused(accounts.change_password, place, account, "not this one", BETTER)

    accounts.change_password(place, ali, GOOD, BETTER)

    assert refused(accounts.change_password, place, account, GOOD, BETTER) == "password.too_many"


def test_a_reset_gives_a_new_first_password_and_takes_lock_and_codes_away(place, sara):
    account, _ = sara
    _, secret = accounts.totp_begin(place, account)
    accounts.totp_confirm(place, account, pyotp.TOTP(secret).now())
    for _ in range(6):
        sessions.sign_in(place, "sara", "not this one", address="1")

    first = accounts.reset(place, "sara", by="steward")

    assert sessions.sign_in(place, "sara", first, address="1")
    sara = accounts.named(place, "sara")
    assert (sara.must_change, sara.has_totp) == (True, False)
    assert audit.entries(place, limit=2)[1].by == "steward"


def test_the_last_steward_stays(place):
    for does in (
        lambda: accounts.disable(place, "steward", by=BY),
        lambda: accounts.change_role(place, "steward", "commander", by=BY),
    ):
        assert refused(does) == "account.last_steward"
    accounts.change_role(place, "steward", "steward", by=BY)


def test_one_of_two_stewards_may_go_but_a_disabled_one_does_not_count(place):
    accounts.add(place, "sara", "steward", by=BY)
    accounts.disable(place, "sara", by=BY)
    assert refused(accounts.disable, place, "steward", by=BY) == "account.last_steward"

    accounts.enable(place, "sara", by=BY)
    accounts.disable(place, "steward", by=BY)

    assert refused(accounts.disable, place, "sara", by=BY) == "account.last_steward"


def test_every_change_is_told_in_the_audit_with_who_did_it(place, sara):
    account, _ = sara
    accounts.change_role(place, "sara", "liaison", districts=["RSH-1"], by="steward")
    accounts.change_password(place, account, GOOD, BETTER)
    accounts.disable(place, "sara", by="steward")
    accounts.enable(place, "sara", by="steward")
    accounts.reset(place, "sara", by="steward")

    told = [(one.act, one.by, one.facts) for one in audit.entries(place, limit=5)][::-1]

    about = {"account": "sara"}
    assert told == [
        ("role_changed", "steward", about | {"role": "liaison", "districts": ["RSH-1"]}),
        ("password_changed", "sara", about),
        ("account_disabled", "steward", about),
        ("account_enabled", "steward", about),
        ("password_reset", "steward", about),
    ]


def test_a_change_that_cannot_be_told_in_the_audit_does_not_happen(place, sara, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fails)
    for does in (
        lambda: accounts.disable(place, "sara", by=BY),
        lambda: accounts.add(place, "ali", "commander", by=BY),
        lambda: accounts.change_role(place, "sara", "presenter", by=BY),
    ):
        with pytest.raises(RuntimeError, match="no audit"):
            does()

    assert accounts.named(place, "sara").role == "commander"
    assert not accounts.named(place, "sara").disabled
    assert len(accounts.listed(place)) == 2
    assert all(sessions.by_token(place, token) for token in sara[1])


# One-time codes


@pytest.fixture
def coded(place, sara, hours):
    """Sara with one-time codes at a fixed time; returns her id and the maker of codes."""
    account, _ = sara
    uri, secret = accounts.totp_begin(place, account)
    maker = pyotp.parse_uri(uri)
    assert (maker.secret, maker.name, maker.issuer) == (secret, "sara", "Mahalleh")
    accounts.totp_confirm(place, account, maker.at(hours.now))
    hours.later(60)
    return account, maker


def signed_in(place, code):
    return sessions.sign_in(place, "sara", GOOD, address="1", code=code) is not None


def test_codes_are_not_asked_for_before_one_was_confirmed(place, sara):
    account, _ = sara
    accounts.totp_begin(place, account)

    assert not accounts.named(place, "sara").has_totp
    assert signed_in(place, None)
    assert refused(accounts.totp_confirm, place, account, "000000") == "totp.wrong"
    assert refused(accounts.totp_confirm, place, 1, "000000") == "totp.not_begun"


def test_a_code_is_needed_beside_the_password(place, coded, hours):
    _, maker = coded

    assert accounts.named(place, "sara").has_totp
    for wrong in (None, "", "000000", "abc", "٠" * 6, maker.at(hours.now + 3600)):
        assert not signed_in(place, wrong)
        hours.later(900)
    assert signed_in(place, maker.at(hours.now))


def test_a_right_code_with_a_wrong_password_lets_nobody_in_and_is_not_used_up(place, coded, hours):
    _, maker = coded

    assert sessions.sign_in(place, "sara", "x" * 12, address="1", code=maker.at(hours.now)) is None
    assert signed_in(place, maker.at(hours.now))


def test_a_code_counts_once(place, coded, hours):
    _, maker = coded
    code = maker.at(hours.now)

    assert signed_in(place, code)
    assert not signed_in(place, code)
    hours.later(30)
    assert not signed_in(place, code)
    assert signed_in(place, maker.at(hours.now))


def test_an_earlier_code_does_not_count_after_a_later_one(place, coded, hours):
    _, maker = coded

    assert signed_in(place, maker.at(hours.now))
    assert not signed_in(place, maker.at(hours.now - 30))


def test_the_code_that_confirmed_does_not_sign_in(place, sara, hours):
    account, _ = sara
    uri, _ = accounts.totp_begin(place, account)
    code = pyotp.parse_uri(uri).at(hours.now)
    accounts.totp_confirm(place, account, code)

    assert not signed_in(place, code)


@pytest.mark.parametrize(("aside", "counts"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_wrong(place, coded, hours, aside, counts):
    _, maker = coded
    hours.later(600)

    assert signed_in(place, maker.at(hours.now + aside)) is counts


def test_codes_may_be_typed_with_a_space_between(place, coded, hours):
    _, maker = coded
    code = maker.at(hours.now)

    assert signed_in(place, f" {code[:3]} {code[3:]} ")


def test_the_secret_of_codes_is_sealed(place, coded):
    _, maker = coded

    assert maker.secret.encode() not in bytes_of(place)
    assert raw(place, "sara").totp_begun is None


def test_the_secret_of_another_account_does_not_open(place, coded, hours):
    _, maker = coded
    accounts.add(place, "ali", "commander", by=BY, password=GOOD)
    changed(place, "ali", totp=raw(place, "sara").totp)

    with pytest.raises(Refusal, match=r"seal\."):
        sessions.sign_in(place, "ali", GOOD, address="1", code=maker.at(hours.now))


def test_ones_own_codes_leave_the_session_that_asked_for_them(place, hours, sara):
    account, (mine, other) = sara
    sid = sessions.by_token(place, mine).sid
    uri, _ = accounts.totp_begin(place, account)
    maker = pyotp.parse_uri(uri)

    accounts.totp_confirm(place, account, maker.at(hours.now), sid=sid)
    assert sessions.by_id(place, sid)
    assert sessions.by_token(place, other) is None

    hours.later(30)
    another = sessions.begin(place, account, "test")
    accounts.totp_remove(place, account, maker.at(hours.now), sid=sid)
    assert sessions.by_id(place, sid)
    assert sessions.by_token(place, another) is None
    assert not accounts.named(place, "sara").has_totp
    assert [act for act in acts(place) if act.startswith("totp")] == ["totp_added", "totp_removed"]


def test_codes_are_taken_away_for_a_code_alone_and_five_may_be_tried(place, coded, hours):
    account, maker = coded

    for _ in range(5):
        assert refused(accounts.totp_remove, place, account, "000000") == "totp.wrong"
    told = refused(accounts.totp_remove, place, account, maker.at(hours.now))
    assert told == "password.too_many"
    assert accounts.named(place, "sara").has_totp

    hours.later(15 * 60 + 1)
    accounts.totp_remove(place, account, maker.at(hours.now))
    assert not accounts.named(place, "sara").has_totp
    told = refused(accounts.totp_remove, place, account, maker.at(hours.now))
    assert told == "totp.not_begun"


# Demo accounts


@pytest.fixture
def made_up(tmp_path):
    """A store of one made-up report with the demo accounts."""
    return filled(tmp_path / "made_up", made_up=True)


def filled(place, *, made_up):
    place.parent.mkdir(exist_ok=True)
    path = written(place.with_name(f"{place.name}.csv"), [report()])
    intake.take_in([path], place, made_up=made_up)
    return place


def test_the_four_demo_accounts_sign_in_and_need_change_nothing(made_up):
    demo_accounts.create(made_up)

    for name, role, password in DEMO:
        token = sessions.sign_in(made_up, name, password, address="1")
        signed = sessions.by_token(made_up, token)
        assert (signed.access.role, signed.must_change) == (role, False)
    assert sorted(role for _, role, _ in DEMO) == sorted(access.ROLES)


def test_the_demo_liaison_looks_after_the_most_people(made_up):
    demo_accounts.create(made_up)

    assert accounts.named(made_up, "liaison").districts == frozenset({"RSH-C"})


def test_demo_accounts_are_made_once(made_up):
    demo_accounts.create(made_up)
    accounts.disable(made_up, "presenter", by=BY)
    before = accounts.listed(made_up)

    demo_accounts.create(made_up)

    assert accounts.listed(made_up) == before


def test_demo_accounts_are_offered_as_long_as_they_are_as_they_were(made_up):
    assert accounts.demo_offered(made_up) == []
    demo_accounts.create(made_up)
    assert accounts.demo_offered(made_up) == list(DEMO)

    accounts.disable(made_up, "presenter", by=BY)
    accounts.reset(made_up, "liaison", by=BY)
    account = accounts.named(made_up, "commander").id
    accounts.change_password(made_up, account, "mahalleh-commander", GOOD)

    assert [name for name, *_ in accounts.demo_offered(made_up)] == ["steward"]


def test_an_account_that_only_has_a_demo_name_is_not_offered(made_up):
    accounts.add(made_up, "commander", "commander", by=BY, password=GOOD)

    assert accounts.demo_offered(made_up) == []


def test_nothing_is_offered_over_real_reports_nor_over_none(tmp_path):
    real, empty = filled(tmp_path / "real", made_up=False), tmp_path / "empty"
    for one in (real, empty):
        demo_accounts.create(one)

        assert accounts.demo_offered(one) == []


def test_starting_with_a_demo_account_over_real_reports_is_refused(tmp_path):
    real = filled(tmp_path / "real", made_up=False)
    accounts.refuse_demo(real)
    demo_accounts.create(real)

    with pytest.raises(Refusal, match="demo_on_real") as told:
        accounts.refuse_demo(real)
    assert told.value.facts["names"] == "commander · liaison · presenter · steward"

    for name, *_ in DEMO:
        accounts.reset(real, name, by=BY)
    accounts.refuse_demo(real)


@pytest.mark.parametrize("password", [password for _, _, password in DEMO])
def test_a_demo_password_of_any_account_is_found_over_real_reports(tmp_path, password):
    real = filled(tmp_path / "real", made_up=False)
    accounts.add(real, "sara", "steward", by=BY)
    accounts.refuse_demo(real)
    changed(real, "sara", password=passwords.hashed(password))  # as by a hand in the database

    assert refused(accounts.refuse_demo, real) == "account.demo_on_real"


def test_over_made_up_reports_demo_accounts_may_start(made_up):
    demo_accounts.create(made_up)

    accounts.refuse_demo(made_up)


def test_an_empty_store_may_start(tmp_path):
    accounts.refuse_demo(tmp_path / "store")


def test_a_hash_is_tried_against_demo_passwords_once(tmp_path, monkeypatch):
    real = filled(tmp_path / "real", made_up=False)
    accounts.add(real, "sara", "steward", by=BY)
    changed(real, "sara", not_demo=None)
    tried = []
    matches = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda *one: tried.append(one) or matches(*one))

    accounts.refuse_demo(real)
    accounts.refuse_demo(real)

    assert len(tried) == len(DEMO)


def test_passwords_given_here_need_not_be_tried_at_the_start(tmp_path, monkeypatch):
    real = filled(tmp_path / "real", made_up=False)
    accounts.add(real, "sara", "steward", by=BY)
    accounts.add(real, "ali", "commander", by=BY, password=GOOD)
    accounts.change_password(real, accounts.named(real, "ali").id, GOOD, BETTER)
    accounts.reset(real, "sara", by=BY)
    monkeypatch.setattr(passwords, "matches", lambda *_: pytest.fail("it was tried"))

    accounts.refuse_demo(real)


def test_demo_passwords_cannot_be_chosen(place):
    for _, _, password in DEMO:
        told = refused(accounts.add, place, "sara", "commander", by=BY, password=password)
        assert told == "password.of_demo"


def test_a_copy_of_the_made_up_store_offers_its_accounts(own_store):
    assert accounts.demo_offered(own_store) == list(DEMO)
    assert re.fullmatch(r"\d+:[0-9a-f]{16}", audit.verify(own_store).anchor)


# A store is wholly made up or wholly real


def test_real_reports_do_not_come_into_a_made_up_store(made_up, tmp_path):
    path = written(tmp_path / "more.csv", [report(report="2")])
    before = store.version(made_up)

    assert refused(intake.take_in, [path], made_up) == "intake.store_is_made_up"
    assert store.version(made_up) == before
    assert intake.take_in([path], made_up, made_up=True).reports == 1


def test_made_up_reports_do_not_come_into_a_real_store(tmp_path):
    real = filled(tmp_path / "real", made_up=False)
    path = written(tmp_path / "more.csv", [report(report="2")])
    before = store.version(real)

    assert refused(intake.take_in, [path], real, made_up=True) == "intake.store_is_real"
    assert store.version(real) == before
    assert intake.take_in([path], real).reports == 1


def test_even_a_file_that_was_taken_in_before_is_refused_as_the_other_sort(made_up):
    path = made_up.with_name("made_up.csv")

    assert intake.take_in([path], made_up, made_up=True).already
    assert refused(intake.take_in, [path], made_up) == "intake.store_is_made_up"


def test_a_store_that_was_thrown_away_is_forgotten(place):
    shutil.rmtree(place)

    assert accounts.listed(place) == []
