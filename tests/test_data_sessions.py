"""Signing in gives nothing away, and every session ends: by idling, by time, by being ended."""

import stat
import threading
import time

import pytest

from data import accounts, audit, decisions, passwords, sessions
from data.access import Access
from data.decisions import tables
from tests.refusing import refused

pytestmark = pytest.mark.usefixtures("quick_passwords")
GOOD = "seven blue herons"
WRONG = "eight green herons"
MINUTE, HOUR = 60, 3600


@pytest.fixture
def place(tmp_path, hours):  # noqa: ARG001 - the clock stands still from the beginning
    """A store with a commander, a liaison and one whom a provider vouches for."""
    store = tmp_path / "store"
    named = {"by": "command line", "password": GOOD}
    accounts.add(store, "sara", "commander", **named)
    accounts.add(store, "reza", "liaison", districts=["AML-1", "RSH-1"], **named)
    accounts.add(store, "mina", "presenter", oidc_subject="https://id.example|7", by="sara")
    return store


def signed_in(place, name="sara", password=GOOD, address="10.0.0.1"):
    return sessions.sign_in(place, name, password, address=address)


def count(place, table):
    with decisions.reading(place) as connection:
        return len(connection.execute(table.select()).all())


def acts(place):
    return [entry.act for entry in audit.entries(place, limit=1000)][::-1]


# Signing in


def test_whoever_knows_the_password_is_let_in_with_their_role(place, hours):
    token = signed_in(place, "reza")

    found = sessions.by_token(place, token)
    assert (found.name, found.must_change) == ("reza", False)
    assert found.access == Access("liaison", frozenset({"AML-1", "RSH-1"}))
    assert found.expires == hours.now + sessions.IDLE
    assert sessions.by_id(place, found.sid) == found
    assert accounts.named(place, "reza").last_seen == hours.now


@pytest.mark.parametrize("name", ["SARA", " sara ", "Sara"])
def test_a_name_may_be_typed_in_any_way(place, name):
    assert signed_in(place, name)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        *(("sara", WRONG), ("sara", ""), ("sara", GOOD + " "), ("sara", GOOD.upper())),
        *(("nobody", GOOD), ("", GOOD), ("mina", GOOD), ("mina", ""), ("x" * 10_000, GOOD)),
        *(("sara", "x" * 10_000), ("sara\x00", WRONG), ("' OR 1=1 --", GOOD), ("%", GOOD)),
    ],
)
def test_everybody_else_is_told_the_same(place, name, password):
    assert signed_in(place, name, password) is None
    assert count(place, tables.session) == 0


def test_a_disabled_account_is_told_the_same(place):
    accounts.disable(place, "sara", by="x")

    assert signed_in(place) is None


@pytest.fixture
def hashed(monkeypatch):
    """What was tried, as often as work was done for it."""
    tried = []
    matches = passwords.matches

    def noted(kept, password):
        tried.append((kept, password))
        return matches(kept, password)

    monkeypatch.setattr(passwords, "matches", noted)
    return tried


@pytest.mark.parametrize("name", ["nobody", "mina", "reza", ""])
def test_the_same_work_is_done_for_a_name_that_is_not_there(place, hashed, name):
    accounts.disable(place, "reza", by="x")

    signed_in(place, name)

    assert hashed == [(None, GOOD)]  # against the dummy
    assert acts(place)[-1] == "sign_in_refused"


def test_an_unknown_name_takes_about_as_long_as_a_wrong_password(place, monkeypatch):
    slower = passwords.PasswordHasher(time_cost=2, memory_cost=16_384, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", slower)
    monkeypatch.setattr(passwords, "DUMMY", slower.hash("of nobody"))
    accounts.reset(place, "sara", by="x")

    def shortest(name):
        times = []
        for number in range(4):
            begun = time.perf_counter()
            signed_in(place, name, WRONG, f"10.0.0.{number}")
            times.append(time.perf_counter() - begun)
        return min(times)

    assert 0.5 < shortest("nobody") / shortest("sara") < 2


def test_five_may_be_tried_in_a_quarter_of_an_hour(place, hours, hashed):
    for _ in range(5):
        assert signed_in(place, password=WRONG) is None
    assert len(hashed) == 5

    assert signed_in(place) is None  # the right one comes too late
    assert len(hashed) == 5

    hours.later(15 * MINUTE - 1)
    assert signed_in(place) is None
    hours.later(2)
    assert signed_in(place)


def test_a_name_is_locked_whether_or_not_it_is_there_and_however_it_is_typed(place, hashed):
    for name in ("nobody", "Nobody", " nobody", "NOBODY", "nobody "):
        signed_in(place, name)
    assert len(hashed) == 5

    signed_in(place, "nobody")

    assert len(hashed) == 5
    assert signed_in(place, "sara")


def test_thirty_may_be_tried_from_one_address(place, hashed):
    for number in range(40):
        signed_in(place, f"name{number}", address="10.0.0.9")

    assert len(hashed) == 30
    assert signed_in(place, address="10.0.0.9") is None
    assert signed_in(place, address="10.0.0.8")


def test_many_who_sign_in_rightly_from_one_address_are_not_locked_out(place):
    for _ in range(40):
        assert signed_in(place)


def test_signing_in_forgets_the_slips_before(place):
    for _ in range(3):
        for _ in range(4):
            assert signed_in(place, password=WRONG) is None
        assert signed_in(place)


def test_of_twenty_guesses_at_once_at_most_five_are_hashed(place, hashed):
    found = []
    guesses = [
        threading.Thread(
            target=lambda number=number: found.append(
                signed_in(place, password=f"{WRONG} {number}", address=f"10.0.1.{number}")
            )
        )
        for number in range(20)
    ]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()

    assert found == [None] * 20
    assert len(hashed) == 5


def test_an_attempt_is_counted_before_it_is_hashed(place, monkeypatch):
    counted = []
    monkeypatch.setattr(
        passwords,
        "matches",
        lambda *_: (counted.append(count(place, tables.attempt)), (False, None))[1],
    )

    signed_in(place)

    assert counted == [2]  # the name's and the address's


def test_a_lock_is_told_in_the_audit_once(place):
    for _ in range(9):
        signed_in(place, password=WRONG)

    assert acts(place)[-6:] == [*["sign_in_refused"] * 5, "locked"]


def test_what_was_typed_as_a_name_is_kept_nowhere(place):
    signed_in(place, "my-secret-password-by-mistake", "x", "203.0.113.77")

    held = bytes_of(place)
    assert b"sign_in_refused" in held
    assert b"my-secret" not in held
    assert b"my secret" not in held
    assert b"203.0.113.77" not in held
    assert audit.entries(place, limit=1)[0].facts == {"account": "unknown"}


def test_old_attempts_are_forgotten_after_a_day(place, hours):
    signed_in(place, password=WRONG)
    hours.later(24 * HOUR)
    assert count(place, tables.attempt) == 2
    hours.later(1)

    signed_in(place, "reza", WRONG)

    assert count(place, tables.attempt) == 2


def test_an_account_changed_while_its_password_is_hashed_is_not_let_in(place, monkeypatch):
    matches = passwords.matches

    def meanwhile(kept, password):
        found = matches(kept, password)
        accounts.disable(place, "sara", by="x")
        return found

    monkeypatch.setattr(passwords, "matches", meanwhile)

    assert signed_in(place) is None
    assert count(place, tables.session) == 0


def test_a_weak_hash_is_replaced_at_sign_in(place, monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", passwords.PasswordHasher(2, 16, 1))

    assert signed_in(place)

    with decisions.reading(place) as connection:
        same = tables.account.c.name == "sara"
        kept = connection.execute(tables.account.select().where(same)).one().password
    assert "m=16,t=2,p=1" in kept
    assert signed_in(place)


# Tokens


def bytes_of(place):
    return b"".join(path.read_bytes() for path in (place / "decisions").iterdir())


def test_a_token_is_long_and_kept_as_its_hash_alone(place):
    tokens = [signed_in(place) for _ in range(3)]

    held = bytes_of(place)
    assert len({*tokens}) == 3
    for token in tokens:
        assert len(token) == 43  # 256 bits
        assert token.encode() not in held
        assert sessions.by_token(place, token).sid.encode() in held


def test_the_database_is_for_its_owner_alone(place):
    signed_in(place)

    folder = place / "decisions"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("token", [None, "", "x", "x" * 43, "x" * 100_000, "\x00", "é" * 43])
def test_what_is_no_token_stands_for_nobody(place, token):
    signed_in(place)

    assert sessions.by_token(place, token) is None
    assert sessions.by_id(place, token) is None
    assert sessions.ended_why(place, token) is None
    sessions.end(place, token)


def test_a_sid_is_no_token_and_a_token_no_sid(place):
    token = signed_in(place)
    sid = sessions.by_token(place, token).sid

    assert sessions.by_token(place, sid) is None
    assert sessions.by_id(place, token) is None


# How sessions end


def test_a_session_idles_out_after_half_an_hour(place, hours):
    token = signed_in(place)
    sid = sessions.by_token(place, token).sid

    hours.later(30 * MINUTE - 1)
    assert sessions.by_id(place, sid)
    hours.later(1)

    assert sessions.by_id(place, sid) is None
    assert sessions.by_token(place, token) is None
    assert sessions.ended_why(place, token) == "idle"


def test_whoever_does_something_stays_for_eight_hours_and_no_longer(place, hours):
    token = signed_in(place)
    for _ in range(8 * 60 // 20 - 1):
        hours.later(20 * MINUTE)
        found = sessions.by_token(place, token)
    assert found.expires == hours.now + 20 * MINUTE  # the eight hours come first

    hours.later(20 * MINUTE - 1)
    assert sessions.by_token(place, token)
    hours.later(1)

    assert sessions.by_token(place, token) is None
    assert sessions.ended_why(place, token) == "absolute"


def test_looking_by_id_or_without_touching_does_not_keep_a_session_alive(place, hours):
    token = signed_in(place)
    sid = sessions.by_token(place, token).sid

    for _ in range(5):
        hours.later(5 * MINUTE)
        assert sessions.by_id(place, sid)
        assert sessions.by_token(place, token, touch=False)
    hours.later(5 * MINUTE)

    assert sessions.by_id(place, sid) is None
    assert sessions.by_token(place, token) is None


def test_a_session_that_idled_out_is_not_touched_back_to_life(place, hours):
    token = signed_in(place)
    hours.later(31 * MINUTE)

    sessions.by_token(place, token)
    hours.later(-2 * MINUTE)

    assert seen(place) == hours.now - 29 * MINUTE


def seen(place):
    with decisions.reading(place) as connection:
        return connection.execute(tables.session.select()).one().seen


def test_what_is_seen_is_written_at_most_every_half_minute(place, hours):
    token, begun = signed_in(place), hours.now

    hours.later(29)
    sessions.by_token(place, token)
    assert seen(place) == begun
    hours.later(1)
    sessions.by_token(place, token)

    assert seen(place) == begun + 30
    assert accounts.named(place, "sara").last_seen == begun + 30


def test_a_clock_that_is_put_back_ends_sessions_begun_in_the_future(place, hours):
    token = signed_in(place)

    hours.later(-60)
    assert sessions.by_token(place, token)
    hours.later(-1)

    assert sessions.by_token(place, token) is None


def test_signing_out_ends_the_session_and_no_other(place):
    token, other = signed_in(place), signed_in(place)
    sid = sessions.by_token(place, token).sid

    sessions.end(place, token)
    sessions.end(place, token)

    assert sessions.by_token(place, token) is None
    assert sessions.by_id(place, sid) is None
    assert sessions.ended_why(place, token) is None  # they know
    assert sessions.by_token(place, other)
    assert acts(place).count("sign_out") == 1


def test_all_of_an_accounts_sessions_can_be_ended(place):
    mine, other = [signed_in(place) for _ in range(2)], signed_in(place, "reza")

    sessions.end_all(place, accounts.named(place, "sara").id, "steward")

    assert [sessions.ended_why(place, token) for token in mine] == ["revoked"] * 2
    assert sessions.by_token(place, other)
    last = audit.entries(place, limit=1)[0]
    assert (last.act, last.by, last.facts) == ("sessions_ended", "steward", {"account": "sara"})
    assert refused(sessions.end_all, place, 99, "steward") == "account.unknown"


def test_a_provider_may_begin_a_session_and_the_audit_tells_how(place):
    token = sessions.begin(place, accounts.named(place, "mina").id, "oidc")

    assert sessions.by_token(place, token).access == Access("presenter")
    last = audit.entries(place, limit=1)[0]
    assert (last.act, last.by, last.facts) == ("sign_in", "mina", {"method": "oidc"})


def test_no_session_is_begun_for_a_disabled_or_unknown_account(place):
    accounts.disable(place, "mina", by="x")

    mina = accounts.named(place, "mina").id
    assert refused(sessions.begin, place, mina, "oidc") == "account.disabled"
    assert refused(sessions.begin, place, 99, "oidc") == "account.unknown"
    assert count(place, tables.session) == 0


def test_sessions_are_forgotten_after_thirty_days(place, hours):
    signed_in(place)
    hours.later(20 * 24 * HOUR)
    signed_in(place, "reza")
    hours.later(11 * 24 * HOUR)

    gone = sessions.forget(place)

    assert gone == 1
    assert count(place, tables.session) == 1


def test_what_is_forgotten_leaves_no_bytes(place, hours):
    sid = sessions.by_token(place, signed_in(place)).sid.encode()
    assert sid in bytes_of(place)
    hours.later(31 * 24 * HOUR)

    sessions.forget(place)

    assert sid not in bytes_of(place)


def test_signing_in_without_an_audit_does_not_happen(place, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(RuntimeError, match="no audit"):
        signed_in(place)

    assert count(place, tables.session) == 0


def test_many_who_read_at_once_are_all_answered(place):
    token = signed_in(place)
    sid = sessions.by_token(place, token).sid
    found = []

    def read():
        found.extend(sessions.by_id(place, sid) is not None for _ in range(50))

    readers = [threading.Thread(target=read) for _ in range(16)]
    for reader in readers:
        reader.start()
    accounts.enable(place, "reza", by="x")
    for reader in readers:
        reader.join()

    assert found == [True] * 800
