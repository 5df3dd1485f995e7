"""The console and the wall: what they show, who may do what, and what never stands on a wall."""

import re

import pandas as pd
import pytest

from data import access, ceremonies, sessions
from data.periods import Period
from data.refusal import Refusal
from pages.views import cached, cached_county, door_desk, staging
from pages.views.questions import Question
from pages.views.themes import THEMES, contrast
from tests import ceremonies_of, readers, rounds_of, visits
from words import Say

SETTINGS = {"title": "An evening", "place": "The hall", "day": "2026-12-10", "hour": "18:30"}
FA, EN = Say("fa"), Say("en")


@pytest.fixture
def rehearsed(peopled_store):
    """A store with a rehearsal that runs, and the rehearsal's name."""
    name = ceremonies.make(peopled_store, round=None, settings=SETTINGS, by="a presenter")
    ceremonies.begin(peopled_store, name, by="a presenter")
    return peopled_store, name


@pytest.fixture
def opened(monkeypatch):
    def open_page(store, name="ceremony", **asked):
        page = visits.opened(monkeypatch, store, name, **{"role": "presenter"} | asked)
        assert not page.exception
        return page

    return open_page


def wall(page) -> str:
    """What a wall shows, in one line, without its marks."""
    [body] = [one.proto.body for one in page.main.get("html") if "class='wall" in one.proto.body]
    return " ".join(re.sub("<[^>]+>", " ", body[body.index("class='wall") :]).split())


def shown(page) -> str:
    told = wall(page)
    return told[told.index(">") + 1 :].strip() if ">" in told else told


def button(page, key):
    [found] = [one for one in page.button if one.key == key]
    return found


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_ceremony_is_made_by_the_form_and_run_by_its_buttons(opened, peopled_store, language):
    say = Say(language)
    page = opened(peopled_store, language=language, ceremony="new")
    page.text_input[0].set_value("آیین ما")
    [send] = [one for one in page.button if one.label == say("ceremony.save")]
    send.click().run()
    assert not page.exception
    [made] = ceremonies.listed(peopled_store)
    assert (made.settings["title"], made.rehearsal, made.state) == ("آیین ما", True, "ready")

    button(page, "console.begin").click().run()
    button(page, "press_next").click().run()
    button(page, "press_next").click().run()

    at = staging.stand(peopled_store, made.name)
    assert at.calling.shown == at.slides[2].key
    first = ceremonies.people(peopled_store, made.name)[0]
    assert first.name in "".join(one.proto.body for one in page.main.get("html"))
    button(page, "press_skip").click().run()
    assert first.code in staging.stand(peopled_store, made.name).calling.absent
    button(page, "press_undo").click().run()
    assert staging.stand(peopled_store, made.name).calling.absent == frozenset()


def test_a_day_that_is_none_makes_no_ceremony_and_is_told(opened, peopled_store):
    page = opened(peopled_store, language="en", ceremony="new")
    [day] = [one for one in page.text_input if one.label == EN("ceremony.day")]
    day.set_value("1405/13/40")
    [send] = [one for one in page.button if one.label == EN("ceremony.save")]
    send.click().run()

    assert ceremonies.listed(peopled_store) == []
    assert EN("day.none") in [one.value for one in page.caption]


def test_a_second_console_watches_and_may_take_over(opened, rehearsed):
    store, _ = rehearsed
    first = opened(store, desk="a" * 12)
    second = opened(store, desk="b" * 12)

    assert not button(first, "press_next").disabled
    assert button(second, "press_next").disabled
    button(second, "console.take").click().run()
    first.run()

    assert not button(second, "press_next").disabled
    assert button(first, "press_next").disabled


def test_the_same_console_loaded_anew_goes_on(opened, rehearsed, monkeypatch):
    store, _ = rehearsed
    first = opened(store, desk="a" * 12)
    button(first, "press_next").click().run()
    sid = first.user["sid"]

    monkeypatch.setattr(readers, "sid", lambda *_: sid)
    again = opened(store, desk="a" * 12)

    assert not button(again, "press_next").disabled
    assert "desk" in visits.address(again)


def test_the_wall_says_nothing_but_the_agreed_words(opened, rehearsed):
    store, name = rehearsed
    press = {"sid": readers.sid(store, "presenter", ()), "desk": "a" * 12}
    held = {"holder": staging.holder(**press), "holder_name": "x", "by": "x"}
    ceremonies.hold(store, name, **held)
    staging.press(store, name, "next", **press)
    staging.press(store, name, "next", **press)
    first = ceremonies.people(store, name)[0]

    page = opened(store, "stage", language="fa")
    words = wall(page)

    assert first.name in words
    assert SETTINGS["title"] in words
    assert not {first.code, first.number, first.said} & set(re.split(r"[\s'\"<>]", words)) - {""}
    assert not (page.sidebar.get("html") or page.get("button") or page.metric)
    staging.press(store, name, "blank", **press)
    assert first.name not in wall(opened(store, "stage", language="fa"))


def test_only_an_approved_round_and_only_who_agreed_to_be_named(opened, peopled_store):
    rounds_of.proposed(peopled_store)
    page = opened(peopled_store, ceremony="new")
    assert EN("ceremony.no_round") in [one.value for one in page.caption]

    [rounds] = [one for one in page.main.selectbox if one.label == EN("ceremony.round")]
    assert rounds.options == [EN("ceremony.rehearsal_choice")]


def test_of_an_approved_round_those_honoured_in_private_are_a_number(opened, peopled_store):
    rounds_of.approved(peopled_store)
    ceremonies_of.name_them(peopled_store, ceremonies_of.NAMES)
    page = opened(peopled_store, ceremony="new", language="en")
    page.text_input[0].set_value("An evening")
    [send] = [one for one in page.button if one.label == EN("ceremony.save")]
    send.click().run()
    button(page, "console.begin").click().run()
    seen = []
    for _ in range(8):
        button(page, "press_next").click().run()
        seen.append(wall(opened(peopled_store, "stage")))

    [made] = ceremonies.listed(peopled_store)
    assert not made.rehearsal
    public = [guest.name for guest in ceremonies.people(peopled_store, made.name)]
    assert [name for name in public if any(name in told for told in seen)] == public
    number = ceremonies.private(peopled_store, made.name)
    told = EN("ceremony.private", number=number)
    assert number > 0
    assert sum(told in one for one in seen) == 1
    assert ceremonies_of.NAMES["B"] not in " ".join(seen)
    assert set(public) == {ceremonies_of.NAMES[code] for code in "AX"}


def test_every_text_on_the_wall_stands_out_by_seven_to_one():
    for theme in THEMES.values():
        for text in (theme.ink, theme.soft, theme.accent):
            assert contrast(text, theme.ground) >= 7
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_scanned_card_is_checked_in_and_queued(opened, rehearsed):
    store, name = rehearsed
    guest = ceremonies.people(store, name)[3]
    page = opened(store, part="door", language="fa")
    page.text_input(key="door.typed").set_value(FA.digits(guest.number))
    page.text_input(key="door.seat").set_value("ب ۱۲")
    [send] = [one for one in page.button if one.label == FA("ceremony.do_door")]
    send.click().run()

    [row] = ceremonies.arrivals(store, name).itertuples()
    assert (row.code, row.seat) == (guest.code, "ب 12") or row.code == guest.code
    assert [FA("ceremony.noted_door", name=guest.name)] == [one.value for one in page.success]

    page = opened(store, part="door", desk_at="ramp", language="fa")
    page.text_input(key="door.typed").set_value(guest.name)
    [send] = [one for one in page.button if one.label == FA("ceremony.do_ramp")]
    send.click().run()
    button(page, f"door.{guest.code}").click().run()
    assert list(ceremonies.arrivals(store, name)["ramp"].dropna()) == [1]


def test_a_number_or_name_that_nobody_has_is_told(opened, rehearsed):
    page = opened(rehearsed[0], part="door", language="en")
    page.text_input(key="door.typed").set_value("qqqqqq")
    [send] = [one for one in page.button if one.label == EN("ceremony.do_door")]
    send.click().run()

    assert [one.value for one in page.warning] == [EN("ceremony.not_found")]


def test_by_scan_a_press_too_many_does_not_end_the_calling(opened, peopled_store):
    told = SETTINGS | {"mode": "scan", "guests": 5}
    name = ceremonies.make(peopled_store, round=None, settings=told, by="x")
    ceremonies.begin(peopled_store, name, by="x")
    page = opened(peopled_store, desk="c" * 12)
    button(page, "press_next").click().run()

    assert [one.value for one in page.error] == [EN("refusal_ceremony.nobody_waits")]
    guest = ceremonies.people(peopled_store, name)[0]
    ceremonies.to_ramp(peopled_store, name, guest.code, by="x")
    button(page, "press_next").click().run()
    assert staging.shown(peopled_store, name).name == guest.name


def test_by_scan_blank_then_next_with_nobody_at_the_ramp_shows_who_was_shown(peopled_store):
    name = ceremonies_of.rehearsal(peopled_store, mode="scan", guests=5)
    first = ceremonies.people(peopled_store, name)[0]
    ceremonies.to_ramp(peopled_store, name, first.code, by="x")

    def act(word, **what):
        told = {"holder": ceremonies_of.DESK, "by": "x"}
        staging.carry_out(peopled_store, name, word, **told, **what)

    for word in ("next", "blank", "next"):
        act(word)
    assert staging.shown(peopled_store, name).name == first.name
    ceremonies.off_ramp(peopled_store, name, first.code, by="x")
    assert staging.shown(peopled_store, name).name == first.name
    act("skip", code=first.code)
    assert staging.shown(peopled_store, name).blank
    with pytest.raises(Refusal, match=r"ceremony\.nobody_waits"):
        act("next")
    with pytest.raises(Refusal, match=r"ceremony\.nobody"):
        act("skip", code="")


def test_a_ceremony_is_ended_behind_a_tick_by_who_calls_and_can_be_gone_on_with(opened, rehearsed):
    store, name = rehearsed
    page = opened(store, desk="a" * 12, language="en")
    assert button(page, "console.end").disabled
    assert not [one for one in opened(store, desk="b" * 12).button if one.key == "console.end"]

    page.checkbox[0].check().run()
    button(page, "console.end").click().run()
    assert ceremonies.of(store, name).state == "over"
    button(page, "console.begin").click().run()
    assert ceremonies.of(store, name).state == "running"


def test_settings_are_saved_while_a_console_is_open(opened, rehearsed, hours):
    store, name = rehearsed
    console = opened(store, desk="a" * 12)
    page = opened(store, part="settings", language="en")
    page.text_input[0].set_value("Another title")
    hours.later(5)
    console.run()
    [send] = [one for one in page.button if one.label == EN("ceremony.save")]
    send.click().run()

    assert ceremonies.of(store, name).settings["title"] == "Another title"


def test_a_rehearsal_that_begins_takes_no_wall_from_a_ceremony(opened, peopled_store):
    real = ceremonies_of.staged(peopled_store, title="The real one")
    ceremonies.begin(peopled_store, real, by="x")
    ceremonies_of.rehearsal(peopled_store, title="A rehearsal")

    assert "The real one" in wall(opened(peopled_store, "stage"))
    assert visits.address(opened(peopled_store))["ceremony"] == real


def test_a_seat_is_kept_for_whoever_is_found_by_name_and_taken_back_by_name(opened, rehearsed):
    store, name = rehearsed
    guest = ceremonies.people(store, name)[3]
    page = opened(store, part="door", language="en")
    page.text_input(key="door.typed").set_value(guest.name)
    page.text_input(key="door.seat").set_value("B12")
    [send] = [one for one in page.button if one.label == EN("ceremony.do_door")]
    send.click().run()
    button(page, f"door.{guest.code}").click().run()
    [row] = ceremonies.arrivals(store, name).itertuples()
    assert (row.code, row.seat) == (guest.code, "B12")

    button(page, f"door.undo.door.{guest.code}").click().run()
    assert ceremonies.arrivals(store, name)["at"].dropna().empty


def test_a_typed_text_is_shown_as_it_is():
    assert door_desk.plain("*a* [b](c)") == r"\*a\* \[b\]\(c\)"
    assert door_desk.plain("گل‌بی‌بی") == "گل‌بی‌بی"


def test_whatever_goes_amiss_the_hall_sees_no_error(opened, rehearsed, monkeypatch):
    def fails(*_):
        raise Refusal("seal.broken")

    monkeypatch.setattr(staging, "shown", fails)
    page = opened(rehearsed[0], "stage")

    assert EN("ceremony.none_yet") in wall(page)
    assert not (page.error or page.exception)


def test_a_long_speech_does_not_sign_the_presenter_out_and_the_end_is_told(
    opened, peopled_store, hours
):
    name = ceremonies_of.rehearsal(peopled_store)
    ceremonies.release(peopled_store, name, holder=ceremonies_of.DESK)
    page = opened(peopled_store, desk="a" * 12)
    for _ in range(23):
        hours.later(20 * 60)
        page.run()
        assert not button(page, "press_next").disabled

    told = EN("ceremony.signed_out_soon", minutes=18)
    assert told not in [one.value for one in page.warning]
    hours.later(61)
    page.run()
    assert told in [one.value for one in page.warning]


def test_a_county_s_card_stays_on_the_wall_when_cards_are_switched_off(peopled_store):
    name = ceremonies_of.rehearsal(peopled_store, county_cards=True)
    staging.carry_out(peopled_store, name, "next", holder=ceremonies_of.DESK, by="x")
    before = staging.shown(peopled_store, name)
    ceremonies.set_settings(peopled_store, name, {"county_cards": False}, by="x")
    after = staging.shown(peopled_store, name)

    assert (before.kind, after.kind) == ("county", "county")
    assert (after.key, after.blank) == (before.key, False)


def test_a_wall_is_not_signed_out_while_its_ceremony_runs(peopled_store, hours):
    token = readers.token(peopled_store, "presenter")
    sid = sessions.by_token(peopled_store, token).sid
    for _ in range(23):
        hours.later(20 * 60)
        sessions.keep(peopled_store, sid)
    assert sessions.by_id(peopled_store, sid)

    hours.later(20 * 60 + 1)
    sessions.keep(peopled_store, sid)
    assert sessions.by_id(peopled_store, sid) is None  # eight hours are over


def test_a_county_is_shown_with_its_released_total_and_never_with_a_small_one(demo_store):
    visit = visits.reader(demo_store, role="presenter")
    month, number = cached_county.useful(visit, None, "RSH")
    asked = Question(Period("months", month, month), level="county")
    commander = visits.reader(demo_store, role="commander")

    assert number == cached.figures(commander, asked).loc["RSH", "useful"]
    assert cached_county.useful(visit, None, "nowhere") is None
    with pytest.raises(access.Refused):
        cached_county.useful(visits.reader(demo_store, role="steward"), None, "RSH")


@pytest.mark.parametrize(("told", "shown"), [(95.0, None), (100.0, 100), (float("nan"), None)])
def test_a_hidden_or_a_small_total_is_not_for_the_wall(demo_store, monkeypatch, told, shown):
    table = pd.DataFrame({"useful": [told]}, index=["RSH"])
    monkeypatch.setattr(cached_county.cached_figures, "counts", lambda *_: table)
    found = cached_county.useful(visits.reader(demo_store, role="presenter"), None, "RSH")

    assert (found and found[1]) == shown
