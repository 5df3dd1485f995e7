"""A round goes one way, each step once, by whoever saw the step before."""

import json
import threading
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import audit, decisions, rounds
from data.decisions import tables
from data.refusal import Refusal
from tests import rounds_of
from tests.refusing import refused
from tests.rounds_of import BY, NAME, PEOPLE

STATES = {
    "draft": rounds_of.begun,
    "fixed": rounds_of.fixed,
    "proposed": rounds_of.proposed,
    "consented": rounds_of.consented,
    "approved": rounds_of.approved,
}
MARK = "ed4ee3ad7d4a9f5f7ea7e5e5b8ef7bb4"


def acts(store, revision):
    """Every act upon a round, and the states in which it is allowed."""
    return {
        "set_policy": (
            {"draft"},
            partial(rounds.set_policy, store, NAME, {"places": 9}, revision=revision, by=BY),
        ),
        "reopen": (
            {"fixed"},
            partial(rounds.reopen, store, NAME, revision=revision, reason="wrong_policy", by=BY),
        ),
        "propose": (
            {"fixed"},
            partial(
                rounds.propose,
                store,
                NAME,
                revision=revision,
                seed="1234",
                people=PEOPLE,
                told={},
                by=BY,
            ),
        ),
        "set_aside": (
            {"proposed", "consented"},
            partial(
                rounds.set_aside,
                store,
                NAME,
                "A",
                reason="under_inquiry",
                revision=revision,
                by=BY,
            ),
        ),
        "approve": (
            {"consented"},
            partial(rounds.approve, store, NAME, revision=revision, number=3, by=BY),
        ),
        "announce": (
            {"approved"},
            partial(rounds.announce, store, NAME, revision=revision, by=BY),
        ),
        "amend": (
            {"approved"},
            partial(rounds.amend, store, NAME, "A", act="removed", reason="asked_to", by=BY),
        ),
    }


@pytest.mark.parametrize("act", acts(None, 0))
@pytest.mark.parametrize("state", STATES)
def test_an_act_is_done_in_its_state_alone(tmp_path, state, act):
    one = STATES[state](tmp_path)
    allowed, does = acts(tmp_path, one.revision)[act]
    assert one.state == state

    if state in allowed:
        does()
        assert rounds.named(tmp_path, NAME).revision == one.revision + 1
    else:
        with pytest.raises(Refusal) as told:
            does()
        assert told.value.code == "round.state"
        assert rounds.named(tmp_path, NAME) == one


@pytest.mark.parametrize("act", ["set_policy", "reopen", "set_aside", "approve", "announce"])
def test_whoever_saw_an_older_round_changes_nothing(tmp_path, act):
    state = next(iter(acts(None, 0)[act][0]))
    one = STATES[state](tmp_path)

    with pytest.raises(Refusal) as told:
        acts(tmp_path, one.revision - 1)[act][1]()

    assert told.value.code == "round.changed"
    assert rounds.named(tmp_path, NAME) == one


def test_a_round_is_begun_once(tmp_path):
    rounds_of.begun(tmp_path)

    with pytest.raises(Refusal) as told:
        rounds_of.begun(tmp_path)

    assert told.value.code == "round.exists"


def test_the_pool_is_kept_to_the_byte_and_its_hash_is_looked_at(tmp_path):
    one = rounds_of.fixed(tmp_path)

    assert rounds.pool(tmp_path, NAME) == rounds_of.POOL
    rounds.reopen(tmp_path, NAME, revision=one.revision, reason="data_changed", by=BY)
    draft = rounds.named(tmp_path, NAME)
    assert draft.pool_hash is None
    with pytest.raises(ValueError, match="hash"):
        rounds.fix_pool(
            tmp_path,
            NAME,
            revision=draft.revision,
            pool="x",
            pool_hash=MARK,
            told={},
            version="7-a",
            by=BY,
        )


@pytest.mark.parametrize("seed", ["123", " 1234", "1234\n", "12\u200f34\u2029", "9" * 81])
def test_a_seed_is_what_can_be_typed_again(tmp_path, seed):
    one = rounds_of.fixed(tmp_path)

    with pytest.raises(Refusal) as told:
        rounds.propose(
            tmp_path, NAME, revision=one.revision, seed=seed, people=PEOPLE, told={}, by=BY
        )

    assert told.value.code == "round.seed"
    assert rounds.named(tmp_path, NAME).state == "fixed"


def test_a_refusal_calls_the_next_reserve_of_the_same_county(tmp_path):
    rounds_of.proposed(tmp_path)

    rounds_of.answered(tmp_path, A="none")

    assert rounds_of.standing(tmp_path) == {
        "A": "refused",
        "B": "chosen",
        "C": "chosen",
        "D": "reserve",
        "X": "chosen",
        "Y": "reserve",
    }
    people = rounds.people(tmp_path, NAME).set_index("code")
    assert people.at["C", "called_for"] == "A"
    assert set(rounds.to_ask(tmp_path, NAME)["code"]) == {"B", "C", "X"}


def test_a_reserve_who_declined_before_is_passed_over(tmp_path):
    rounds_of.proposed(tmp_path)

    rounds_of.answered(tmp_path, C="none")
    rounds_of.answered(tmp_path, A="none")

    standing = rounds_of.standing(tmp_path)
    assert (standing["A"], standing["C"], standing["D"]) == ("refused", "refused", "chosen")


def test_a_place_stays_vacant_where_no_reserve_is_left(tmp_path):
    rounds_of.proposed(tmp_path)

    rounds_of.answered(tmp_path, X="none", Y="none", A="public", B="public")

    standing = rounds_of.standing(tmp_path)
    assert sorted(code for code, one in standing.items() if one == "chosen") == ["A", "B"]
    assert rounds.named(tmp_path, NAME).state == "consented"


def test_a_round_is_ready_when_all_its_chosen_have_agreed_and_no_sooner(tmp_path):
    rounds_of.proposed(tmp_path)

    rounds_of.answered(tmp_path, A="public", B="private")
    assert rounds.named(tmp_path, NAME).state == "proposed"
    assert rounds.waiting(tmp_path, NAME) == 1
    rounds_of.answered(tmp_path, X="public")
    assert rounds.named(tmp_path, NAME).state == "consented"
    rounds_of.answered(tmp_path, X="withdrawn")
    assert rounds.named(tmp_path, NAME).state == "proposed"
    assert rounds_of.standing(tmp_path)["Y"] == "chosen"


def test_settling_again_changes_nothing(tmp_path):
    rounds_of.consented(tmp_path)
    before = rounds.named(tmp_path, NAME), len(audit.entries(tmp_path, limit=99))

    rounds.settle(tmp_path, by=BY)

    assert (rounds.named(tmp_path, NAME), len(audit.entries(tmp_path, limit=99))) == before


choices = st.dictionaries(
    st.sampled_from("ABCDXY"), st.sampled_from(["public", "private", "none", "withdrawn"])
)


@settings(
    derandomize=True,
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(choices, min_size=1, max_size=3))
def test_whatever_is_answered_no_county_has_more_than_its_places(tmp_path_factory, answers):
    store = tmp_path_factory.mktemp("rounds")
    rounds_of.proposed(store)
    for told in answers:
        rounds_of.answered(store, **told)

    people = rounds.people(store, NAME)
    last = {code: choice for told in answers for code, choice in told.items()}
    for county, places in {"RSH": 2, "AML": 1}.items():
        here = people[people["county"] == county]
        chosen = here[here["standing"] == "chosen"]
        left = here[here["standing"] == "reserve"]
        assert len(chosen) <= places
        assert len(chosen) == places or left.empty  # vacant only where nobody is left
        assert left.empty or chosen["place"].max() < left["place"].min()
    declined = {code for code, choice in last.items() if choice in {"none", "withdrawn"}}
    assert not declined & set(people[people["standing"] == "chosen"]["code"])


def test_whoever_approves_names_the_number(tmp_path):
    one = rounds_of.consented(tmp_path)

    with pytest.raises(Refusal) as told:
        rounds.approve(tmp_path, NAME, revision=one.revision, number=250, by=BY)

    assert (told.value.code, told.value.facts["chosen"]) == ("round.number", 3)
    assert rounds.named(tmp_path, NAME).state == "consented"


def test_two_commanders_at_once_approve_one_round(tmp_path):
    one = rounds_of.consented(tmp_path)
    told: dict[str, str] = {}
    together = threading.Barrier(2)

    def approve(name):
        together.wait()
        try:
            rounds.approve(tmp_path, NAME, revision=one.revision, number=3, by=name)
            told[name] = "approved"
        except Refusal as refusal:
            told[name] = refusal.code

    both = [threading.Thread(target=approve, args=(name,)) for name in ("first", "second")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert sorted(told.values()) == ["approved", "round.changed"]
    won = next(name for name, outcome in told.items() if outcome == "approved")
    assert rounds.named(tmp_path, NAME).approved_by == won
    acts_told = [entry.act for entry in audit.entries(tmp_path, limit=99)]
    assert acts_told.count("approval") == 1


@pytest.mark.parametrize(
    "change",
    [
        tables.round_.update().values(policy={"places": 9}),
        tables.round_.update().values(seed="another"),
        tables.round_.update().values(pool_hash="another"),
        tables.round_.update().values(told={}),
        tables.round_.update().values(state="draft"),
        tables.round_.delete(),
        tables.honoree.update().values(code="Q"),
        tables.honoree.update().values(merit=9_999),
        tables.honoree.update().values(county="AML"),
        tables.honoree.delete(),
    ],
)
def test_an_approved_round_cannot_be_changed_even_in_the_database(tmp_path, change):
    rounds_of.approved(tmp_path)
    before = rounds.named(tmp_path, NAME), rounds.people(tmp_path, NAME)

    with (
        pytest.raises(Exception, match="only amended"),
        decisions.transaction(tmp_path) as connection,
    ):
        connection.execute(change)

    assert rounds.named(tmp_path, NAME) == before[0]
    assert rounds.people(tmp_path, NAME).equals(before[1])


def test_an_amendment_adds_a_reason_and_leaves_the_arithmetic(tmp_path):
    rounds_of.approved(tmp_path)
    before = rounds.people(tmp_path, NAME).set_index("code")

    rounds.amend(tmp_path, NAME, "A", act="removed", reason="asked_to", by=BY)
    rounds.amend(tmp_path, NAME, "C", act="called", reason="place_free", by=BY)

    after = rounds.people(tmp_path, NAME).set_index("code")
    assert after["merit"].equals(before["merit"])
    assert (after.at["A", "standing"], after.at["C", "standing"]) == ("set_aside", "chosen")
    with decisions.reading(tmp_path) as connection:
        kept = [(row.code, row.act) for row in connection.execute(tables.amendment.select())]
    assert kept == [("A", "removed"), ("C", "called")]
    with pytest.raises(Refusal) as told:
        rounds.amend(tmp_path, NAME, "A", act="removed", reason="asked_to", by=BY)
    assert told.value.code == "round.nobody"


def test_a_consent_withdrawn_after_the_approval_calls_nobody(tmp_path):
    rounds_of.approved(tmp_path)

    rounds_of.answered(tmp_path, A="withdrawn")

    standing = rounds_of.standing(tmp_path)
    assert (standing["A"], standing["C"]) == ("withdrawn", "reserve")
    assert rounds.named(tmp_path, NAME).state == "approved"


def test_a_nomination_and_a_verdict_change_no_merit(tmp_path):
    rounds_of.proposed(tmp_path)
    before = rounds.people(tmp_path, NAME)

    rounds.mark(tmp_path, NAME, "A", act="nominated", reason="steady_help", by="a liaison")
    rounds.mark(tmp_path, NAME, "A", act="unfit", reason="under_inquiry", by="a reviewer")

    assert rounds.people(tmp_path, NAME).equals(before)
    assert set(rounds.marks(tmp_path, NAME)["act"]) == {"nominated", "unfit"}


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (("stepped_aside", "relative"), ("fit", "checked"), "round.stepped_aside"),
        (("nominated", "steady_help"), ("fit", "checked"), "round.nominated_self"),
        (("fit", "checked"), ("unfit", "under_inquiry"), "round.marked"),
        (("nominated", "steady_help"), ("nominated", "helped_many"), "round.marked"),
    ],
)
def test_whoever_has_an_interest_does_not_judge(tmp_path, first, then, code):
    rounds_of.proposed(tmp_path)
    rounds.mark(tmp_path, NAME, "A", act=first[0], reason=first[1], by="a reader")

    with pytest.raises(Refusal) as told:
        rounds.mark(tmp_path, NAME, "A", act=then[0], reason=then[1], by="a reader")

    assert told.value.code == code
    rounds.mark(tmp_path, NAME, "A", act="fit", reason="checked", by="another")


def test_every_act_is_in_the_audit_and_none_tells_who(tmp_path):
    one = rounds_of.approved(tmp_path)
    rounds.announce(tmp_path, NAME, revision=one.revision, by=BY)

    entries = audit.entries(tmp_path, limit=99)
    assert [entry.act for entry in entries][::-1] == [
        "round_begun",
        "pool_fixed",
        "proposed",
        "settled",
        "approval",
        "announced",
    ]
    assert "who-" not in json.dumps([entry.facts for entry in entries])
    assert audit.verify(tmp_path).ok


@pytest.mark.parametrize(
    "change", [tables.amendment.update().values(reason="another"), tables.amendment.delete()]
)
def test_an_amendment_stays(tmp_path, change):
    rounds_of.approved(tmp_path)
    rounds.amend(tmp_path, NAME, "A", act="removed", reason="asked_to", by=BY)

    with (
        pytest.raises(Exception, match="only amended"),
        decisions.transaction(tmp_path) as connection,
    ):
        connection.execute(change)


@pytest.mark.parametrize(
    ("removed", "declined", "called", "code"),
    [
        ("", "", "C", "round.no_free_place"),
        ("A", "", "Y", "round.no_free_place"),
        ("A", "", "D", "round.not_next"),
        ("A", "C", "C", "round.not_next"),
    ],
)
def test_after_the_approval_reserves_are_called_to_free_places_in_their_turn(
    tmp_path, removed, declined, called, code
):
    rounds_of.approved(tmp_path)
    for one in removed:
        rounds.amend(tmp_path, NAME, one, act="removed", reason="asked_to", by=BY)
    rounds_of.answered(tmp_path, **dict.fromkeys(declined, "none"))
    before = rounds_of.standing(tmp_path)

    told = refused(rounds.amend, tmp_path, NAME, called, act="called", reason="place_free", by=BY)

    assert told == code
    assert rounds_of.standing(tmp_path) == before


def test_a_free_place_is_filled_once_and_whoever_is_called_is_asked(tmp_path):
    rounds_of.approved(tmp_path)
    rounds_of.answered(tmp_path, A="withdrawn", C="none")
    again = {"act": "called", "reason": "place_free", "by": BY}

    rounds.amend(tmp_path, NAME, "D", **again)

    assert list(rounds.to_ask(tmp_path, NAME)["code"]) == ["D"]
    rounds_of.answered(tmp_path, C="public")  # changed their mind; nothing is free any more
    assert refused(rounds.amend, tmp_path, NAME, "C", **again) == "round.no_free_place"
    rounds_of.answered(tmp_path, D="none")
    rounds.amend(tmp_path, NAME, "C", **again)
    standing = rounds_of.standing(tmp_path)
    assert (standing["A"], standing["D"], standing["C"]) == ("withdrawn", "withdrawn", "chosen")


def test_an_answer_that_the_round_was_not_brought_up_to_still_counts(tmp_path):
    one = rounds_of.consented(tmp_path)
    with decisions.transaction(tmp_path) as connection:  # as if stopped before settling
        mine = tables.consent.c.who == "who-A"
        connection.execute(tables.consent.update().where(mine).values(withdrawn=1.0))

    asked = {"revision": one.revision, "number": 3, "by": BY}
    assert refused(rounds.approve, tmp_path, NAME, **asked) == "round.changed"

    assert rounds.named(tmp_path, NAME).state == "proposed"
    standing = rounds_of.standing(tmp_path)
    assert (standing["A"], standing["C"]) == ("withdrawn", "chosen")


@pytest.mark.parametrize("state", ["draft", "fixed", "proposed"])
def test_a_mark_is_set_on_somebody_of_the_round(tmp_path, state):
    STATES[state](tmp_path)
    given = {"act": "nominated", "reason": "steady_help", "by": "a liaison"}

    for stranger in ("nonsense", "09111234567", "who-A", ""):
        assert refused(rounds.mark, tmp_path, NAME, stranger, **given) == "round.nobody"

    known = {"draft": "K7Q2M-9MXPA", "fixed": "K7Q2M-9MXPB", "proposed": "A"}[state]
    rounds.mark(tmp_path, NAME, known, **given)
    assert list(rounds.marks(tmp_path, NAME)["code"]) == [known]


def test_whoever_was_erased_leaves_their_place_and_the_arithmetic_stays(tmp_path):
    rounds_of.proposed(tmp_path)
    before = rounds.people(tmp_path, NAME)
    with decisions.transaction(tmp_path) as connection:
        mine = tables.honoree.c.code.in_(["A", "C"])
        connection.execute(tables.honoree.update().where(mine).values(who=None))

    rounds.settle(tmp_path, by=BY)

    standing = rounds_of.standing(tmp_path)
    assert (standing["A"], standing["C"], standing["D"]) == ("withdrawn", "withdrawn", "chosen")
    kept = ["code", "county", "place", "merit"]
    assert rounds.people(tmp_path, NAME)[kept].equals(before[kept])
