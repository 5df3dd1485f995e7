"""The picker: from a policy to an approved round, blind to who people are."""

import hashlib
import re

import pandas as pd
import pytest

from awards import choosing, replay
from data import areas, audit, clock, decisions, rounds, secrets, store
from data.decisions import tables
from data.refusal import Refusal
from pages.views import cached_candidates
from tests import rounds_of, visits
from words import LANGUAGES, Say

EN = Say("en")
PSEUDONYM = re.compile(secrets.PSEUDONYM)


@pytest.fixture
def opened(monkeypatch):
    def open_page(directory, **asked):
        page = visits.opened(monkeypatch, directory, "honorees", **asked)
        assert not page.exception
        return page

    return open_page


def press(page, key):
    page.button(key=key).click()
    page.run()
    assert not page.exception
    return page


def name_of_only(directory):
    [name] = rounds.listed(directory)["name"]
    return name


def drawn(page, directory):
    """Bring a page's round from nothing to people."""
    press(press(page, "round.begin"), "round.fix")
    page.text_input(key="round.seed").set_value("6 1 4 2 3")
    page.run()
    press(page, "round.draw")
    return name_of_only(directory)


def tables_of(page):
    return [frame.value for frame in page.dataframe]


def everything(page):
    told = [table.to_csv() for table in tables_of(page)]
    told += [piece.proto.body for piece in page.main.get("html")]
    told += [one.value for one in (*page.caption, *page.markdown, *page.info, *page.error)]
    told += [str(box.options) for box in page.selectbox]
    return "\n".join(told)


def test_a_round_goes_from_a_policy_to_250_people_that_anyone_can_choose_again(opened, own_store):
    page = opened(own_store)

    name = drawn(page, own_store)

    one, people = rounds.named(own_store, name), rounds.people(own_store, name)
    chosen = people[people["standing"] == "chosen"]
    public = rounds.pool(own_store, name)
    assert one.state == "proposed"
    assert len(chosen) == 250 == sum(one.told["places"].values())
    assert chosen["county"].value_counts().to_dict() == one.told["places"]
    assert one.pool_hash == hashlib.sha256(public.encode()).hexdigest()
    policy, places, pool = replay.read(public)
    again = choosing.choose(pool, places, policy, one.seed)
    assert set(again.chosen.index) == set(chosen["code"])
    assert not PSEUDONYM.search(public)
    for facts, merit in zip(people["facts"], people["merit"], strict=True):
        taken = sum(facts[part] for part in ("to_caps", "to_age", "to_reliability"))
        assert facts["full"] - taken == merit
    acts = [entry.act for entry in audit.entries(own_store, limit=3)]
    assert acts == ["proposed", "pool_fixed", "round_begun"]


def test_a_draw_gives_everybody_above_the_threshold_the_same_chance(opened, own_store):
    page = press(opened(own_store), "round.begin")
    name = name_of_only(own_store)
    one = rounds.named(own_store, name)
    asked = one.policy | {"rule": "draw", "threshold": 500}
    rounds.set_policy(own_store, name, asked, revision=one.revision, by="a commander")
    page = press(opened(own_store), "round.fix")
    public = rounds.pool(own_store, name)
    assert "merit" not in public.split("\nid,", 1)[1].split("\n", 1)[0]
    page.text_input(key="round.seed").set_value("6 1 4 2 3")
    page.run()

    press(page, "round.draw")

    chosen = rounds.people(own_store, name).query("standing == 'chosen'")
    assert len(chosen) == 250
    assert chosen["merit"].min() >= 500
    policy, places, pool = replay.read(public)
    again = choosing.choose(pool, places, policy, "6 1 4 2 3")
    assert set(again.chosen.index) == set(chosen["code"])


def test_what_is_published_before_the_seed_stands_on_the_page(opened, own_store):
    page = press(press(opened(own_store), "round.begin"), "round.fix")

    one = rounds.named(own_store, name_of_only(own_store))
    assert one.state == "fixed"
    assert one.pool_hash in everything(page)
    assert not page.get("number_input")  # the policy cannot be changed any more


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pane", ["policy", "candidates", "left_out", "fairness"])
def test_no_pane_tells_a_pseudonym_or_a_place_finer_than_the_county(
    opened, demo_store, pane, language
):
    page = opened(demo_store, pane=pane, language=language)

    told = everything(page)
    assert not PSEUDONYM.search(told)
    layer = areas.current(demo_store)
    county_names = set(areas.at_level(layer, "county")["name_fa"])
    for level in ("district", "neighbourhood"):
        finer = set(areas.at_level(layer, level)["name_fa"]) - county_names
        cells = [str(cell) for table in tables_of(page) for cell in table.to_numpy().ravel()]
        assert not finer & set(cells)


def test_the_candidates_are_those_whom_the_policy_would_choose(opened, demo_store):
    [table] = tables_of(opened(demo_store, pane="candidates"))

    assert (table["merit"].diff().dropna() <= 0).all()
    assert len(table) <= 5_000
    assert table["code"].is_unique
    chosen = table[table["status"] == EN("honorees.status_chosen")]
    assert len(chosen) == 250
    for parts, merit in zip(table["parts"].head(50), table["merit"].head(50), strict=True):
        assert parts[0] - sum(parts[1:]) == pytest.approx(merit)


def test_a_county_that_is_clicked_lists_its_candidates_alone(opened, demo_store):
    [table] = tables_of(opened(demo_store, pane="candidates", county="AML"))

    assert set(table["county"]) == {"Amlash"}
    message = visits.message(opened(demo_store, county="AML"))
    assert message["marked"] == "AML"


def test_the_map_tells_places_by_county_and_no_few_people(opened, demo_store):
    message = visits.message(opened(demo_store))

    discs = {code: (text, told) for _, _, code, text, told in message["discs"]}
    assert set(discs) == set(areas.at_level(areas.current(demo_store), "county").index)
    assert sum(int(text) for text, _ in discs.values()) == 250
    for text, told in discs.values():
        assert ("fewer than 10 chosen" in told) == (int(text) < 10)


def test_a_changed_policy_tells_who_comes_and_goes_before_it_is_kept(opened, own_store):
    page = press(opened(own_store), "round.begin")
    name = name_of_only(own_store)
    places = page.number_input(key=f"policy.{name}.places.en")
    places.set_value(240)
    page.run()

    assert "0 people come in and 10 go out" in " ".join(one.value for one in page.info)
    assert rounds.named(own_store, name).policy["places"] == 250
    press(page, "round.save")
    assert rounds.named(own_store, name).policy["places"] == 240


def test_nonsense_is_refused_in_words_and_nothing_is_kept(opened, own_store):
    page = press(opened(own_store), "round.begin")
    name = name_of_only(own_store)
    page.number_input(key=f"policy.{name}.per_week.en").set_value(1)
    page.run()

    assert [one.value for one in page.error] == [EN("refusal_policy.caps", day=2, week=1)]
    assert page.button(key="round.save").disabled
    assert rounds.named(own_store, name).policy["per_week"] == 5


def test_fewer_places_than_the_counties_floors_take_is_told_in_words(opened, own_store):
    page = press(opened(own_store), "round.begin")
    name = name_of_only(own_store)
    page.number_input(key=f"policy.{name}.places.en").set_value(10)
    page.run()

    assert not page.exception
    assert [one.value for one in page.error] == [
        EN("refusal_policy.county_floor", most=0, counties=17)
    ]
    assert page.button(key="round.fix").disabled


def test_a_round_that_another_changed_meanwhile_is_not_written_over(own_store):
    visit = visits.reader(own_store)
    one = cached_candidates.Round("month", rounds_of.FIRST, rounds_of.LAST)
    name = rounds_of.begun(own_store).name
    seen = rounds.named(own_store, name)
    rounds.set_policy(own_store, name, {"places": 100}, revision=seen.revision, by="another")

    with pytest.raises(Refusal) as refused:
        rounds.set_policy(own_store, name, {"places": 240}, revision=seen.revision, by="one")

    assert refused.value.code == "round.changed"
    assert visit.say(refused.value.key, **refused.value.facts)
    assert (one.name, rounds.named(own_store, name).policy["places"]) == (name, 100)


def test_a_liaison_sees_those_of_their_district_and_sets_a_mark_alone(opened, own_store):
    name = drawn(opened(own_store), own_store)
    page = opened(own_store, role="liaison", districts=["AML-1"])

    visit = visits.reader(own_store)
    asked = rounds.named(own_store, name).policy
    policy = cached_candidates.Policy.from_dict(asked)
    chosen = cached_candidates.Round("month", *ends(own_store, name))
    found = cached_candidates.picked(visit, chosen, policy).people
    mine = found[(found["district"] == "AML-1") & (found["reason"] == "")]
    codes = rounds.codes_of(own_store, name, list(mine["who"]))
    offered = page.selectbox(key="nominate.code.en").options
    assert {re.sub("[\u2066\u2069]", "", one) for one in offered} == set(codes)
    assert not [button for button in page.button if button.key.startswith("round.")]
    before = rounds.people(own_store, name)

    press(page, "nominate.do")

    assert list(rounds.marks(own_store, name)["act"]) == ["nominated"]
    pd.testing.assert_frame_equal(rounds.people(own_store, name), before)


def ends(directory, name):
    one = rounds.named(directory, name)
    return one.first, one.last


def test_a_round_is_approved_by_whoever_writes_its_number(opened, own_store):
    name = drawn(opened(own_store), own_store)
    for _ in range(2):
        asked = rounds.to_ask(own_store, name)
        agree(own_store, asked["who"])
    page = opened(own_store, pane="honorees")
    assert visits.numbers(page)[EN("honorees.number_waiting")] == "0"
    page.text_input(key="round.number").set_value("249")
    page.run()

    press(page, "round.approve")
    assert EN("refusal_round.number", number=249, chosen=250) in [e.value for e in page.error]
    page.text_input(key="round.number").set_value("۲۵۰")
    page.run()
    press(page, "round.approve")

    assert rounds.named(own_store, name).state == "approved"
    known = cached_candidates.picked(
        visits.reader(own_store),
        cached_candidates.Round("month", *ends(own_store, name)),
        cached_candidates.Policy(),
    )
    resting = known.people["reason"] == "resting"
    assert resting.sum() == 250  # nobody of it is chosen again within the year


def test_whoever_is_chosen_in_the_week_is_not_chosen_in_its_month_too(opened, own_store):
    drawn(opened(own_store, rounds="week"), own_store)
    page = opened(own_store)
    press(press(page, "round.begin"), "round.fix")
    page.text_input(key="round.seed").set_value("6 1 4 2 3")
    page.run()
    press(page, "round.draw")

    week, month = (
        rounds.people(own_store, name).query("standing == 'chosen'")
        for name in sorted(rounds.listed(own_store)["name"], reverse=True)
    )
    assert len(week) == len(month) == 250
    assert not set(week["who"]) & set(month["who"])


def agree(directory, people):
    with decisions.transaction(directory) as connection:
        for who in people:
            values = {"id": who, "who": who, "choice": "public", "given": clock.now()}
            connection.execute(tables.consent.insert().values(**values))
    rounds.settle(directory, by="a steward")


def test_a_store_whose_files_name_no_caller_says_so(opened, peopled_store):
    page = opened(peopled_store)

    assert EN("honorees.no_callers") in [one.value for one in page.info]
    assert store.version(peopled_store) == store.EMPTY
