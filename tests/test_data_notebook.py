"""The notebook: who may write in it, what it takes, what is told of it."""

import dataclasses
import datetime
import threading

import pytest

from data import access, area_intake, areas, audit, clock, note_texts, notebook
from data.access import Access
from data.area_columns import AreaColumns
from data.documents import letters
from data.notebook import Written
from tests import boards
from tests.refusing import refused
from words import LANGUAGES, Say

MINE, THEIRS = "RSH-1-01", "AML-1-01"
LIAISON = Access("liaison", frozenset({"RSH-1"}))
COMMANDER = Access("commander")
SAID = Written("said_done", "open", datetime.date(2025, 11, 20), "چراغ کوچه خاموش است")


@pytest.fixture
def kept(tmp_path, hours):  # noqa: ARG001
    return tmp_path / "store"


def test_what_was_written_is_read_and_the_newest_day_stands_first(kept):
    older = dataclasses.replace(SAID, kind="meeting", day=datetime.date(2025, 1, 2))
    first = notebook.add(kept, MINE, older, LIAISON, by="somebody")
    second = notebook.add(kept, MINE, SAID, LIAISON, by="somebody")

    found = notebook.listed(kept, MINE, COMMANDER)
    assert [one.id for one in found] == [second, first]
    assert [one.written for one in found] == [SAID, older]
    assert notebook.listed(kept, THEIRS, COMMANDER) == []


def test_a_liaison_reads_and_writes_of_their_own_district_alone(kept):
    number = notebook.add(kept, THEIRS, SAID, COMMANDER, by="somebody")

    for does in (
        lambda: notebook.listed(kept, THEIRS, LIAISON),
        lambda: notebook.add(kept, THEIRS, SAID, LIAISON, by="somebody"),
        lambda: notebook.change(kept, number, SAID, LIAISON, revision=0, by="somebody"),
        lambda: notebook.remove(kept, number, LIAISON, revision=0, by="somebody"),
        lambda: notebook.listed(kept, "nowhere", COMMANDER),
    ):
        with pytest.raises(access.Refused):
            does()
    assert [one.revision for one in notebook.listed(kept, THEIRS, COMMANDER)] == [0]


@pytest.mark.parametrize("role", ["presenter", "steward", ""])
def test_whoever_keeps_no_notebook_neither_reads_nor_writes(kept, role):
    with pytest.raises(access.Refused):
        notebook.listed(kept, MINE, Access(role))
    with pytest.raises(access.Refused):
        notebook.add(kept, MINE, SAID, Access(role, frozenset({"RSH-1"})), by="somebody")


def test_whoever_saw_an_older_entry_does_not_write_over_a_newer_one(kept):
    number = notebook.add(kept, MINE, SAID, LIAISON, by="one")
    done = dataclasses.replace(SAID, state="done", done="چراغ روشن شد")
    notebook.change(kept, number, done, LIAISON, revision=0, by="one")

    given = (kept, number, SAID, LIAISON)
    assert refused(notebook.change, *given, revision=0, by="two") == "note.changed"
    taken = {"revision": 0, "by": "two"}
    assert refused(notebook.remove, kept, number, LIAISON, **taken) == "note.changed"
    [held] = notebook.listed(kept, MINE, LIAISON)
    assert (held.written, held.revision) == (done, 1)


def test_of_two_who_change_one_entry_at_once_one_is_told(kept):
    number = notebook.add(kept, MINE, SAID, LIAISON, by="one")
    told = []

    def write():
        try:
            notebook.change(kept, number, SAID, LIAISON, revision=0, by="one")
            told.append("kept")
        except notebook.Refusal as refusal:
            told.append(refusal.code)

    both = [threading.Thread(target=write) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["kept", "note.changed"]


def test_a_removed_entry_is_gone_and_cannot_be_changed(kept):
    number = notebook.add(kept, MINE, SAID, LIAISON, by="one")
    notebook.remove(kept, number, LIAISON, revision=0, by="one")

    assert notebook.listed(kept, MINE, LIAISON) == []
    given = (kept, number, SAID, LIAISON)
    assert refused(notebook.change, *given, revision=0, by="one") == "note.gone"


def test_the_audit_is_told_of_each_act_by_codes_and_never_by_words(kept):
    number = notebook.add(kept, MINE, SAID, LIAISON, by="hasan")
    notebook.change(kept, number, SAID, LIAISON, revision=0, by="hasan")
    notebook.remove(kept, number, LIAISON, revision=1, by="hasan")

    told = audit.entries(kept, limit=3)[::-1]
    assert [one.act for one in told] == ["note_added", "note_changed", "note_removed"]
    for one in told:
        assert one.facts == {"note": number, "neighbourhood": MINE, "kind": "said_done"}


@pytest.mark.parametrize(
    "text",
    [
        *("به ۰۹۱۲۱۲۳۴۵۶۷ زنگ بزنید", "+98 912 123 4567", "۰۹۱۲-۱۲۳-۴۵-۶۷", "0912 1234567"),
        *("کد ۲۵۹۰۱۲۳۴۵۶", "259 012 345 6", "۰۱۳۳۳۲۲۱۱۰۰", "3322\u200c1100\u200c9", "a@b.example"),
        *(
            "۰۹۱۲\u200c۱۲۳\u200c۴۵۶۷",
            "3344 5566",
            "012/345/6789",
            "۳۳۴۴-۵۵۶۶",
            "33445566",
            "3344_5566",
            "2012-2034",
        ),
        *(
            "3,344,556",
            "(۰۱۳) ۳۳۴۴ ۵۵۶",
            "۱۴۰۵/۰۶/۳۱ با ۳۳۴۴.۵۵۶۶",
            "1405/06/3155",
            "09:12:34:56:78",
        ),
    ],
)
def test_a_number_that_could_be_somebody_s_is_refused(kept, text):
    for written in (
        dataclasses.replace(SAID, said=text),
        dataclasses.replace(SAID, done=f"گفته شد {text}"),
    ):
        assert refused(notebook.add, kept, MINE, written, LIAISON, by="one") == "note.somebody"
    assert notebook.listed(kept, MINE, LIAISON) == []


@pytest.mark.parametrize(
    "text",
    [
        *("نشست ۱۴۰۵/۰۶/۳۱ ساعت ۱۸:۳۰ با ۴۵ نفر", "از ۱۲۰٬۰۰۰ نفر ۳۵۰ تن آمدند", "گشت ۱۱۰"),
        *(
            "از ۱۴۰۵/۰۶/۳۱ تا ۱۴۰۵/۷/۳۰",
            "ساعت ۱۸:۳۰-۲۰:۰۰",
            "سال تحصیلی ۱۴۰۴-۱۴۰۵",
            "31.6.1405, 120",
        ),
        *("a plate of food for each", "Plates of rice", "از ۱۲۰٬۰۰۰ نفر ۳۵۰ تن آمدند، ۴۵ زن"),
        *("سرعت‌گیر در ۳ کوچه نصب شد", "رفت‌وآمد مشکوک نزدیک مدرسه", "Lamps in 12 streets, 2026"),
    ],
)
def test_what_a_liaison_does_write_is_taken(text):
    assert note_texts.checked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("متهم دستگیر شد", "پلاک ۱۲", "the suspect was seen", "number plates", "the car's plate"),
        *("plate 12A345", "plate no. A", "a van, we saw its plate", "License Plate of food"),
    ],
)
def test_suspects_and_number_plates_are_not_written_about(text):
    assert refused(note_texts.checked, text) == "note.subject"


@pytest.mark.parametrize(("text", "wrong"), [("چراغ 💡 و 😀", "💡 😀"), ("اتاق 会", "会")])
def test_what_the_brief_cannot_be_printed_with_is_refused_and_named(kept, text, wrong):
    for written in (dataclasses.replace(SAID, said=text), dataclasses.replace(SAID, done=text)):
        with pytest.raises(notebook.Refusal) as caught:
            notebook.add(kept, MINE, written, LIAISON, by="one")
        assert (caught.value.code, caught.value.facts) == ("note.letters", {"letters": wrong})
        for language in LANGUAGES:
            assert wrong in Say(language)(caught.value.key, **caught.value.facts)


def test_a_text_of_two_lines_is_taken_and_can_be_printed(kept):
    two = dataclasses.replace(SAID, said="چراغ «کوچه» –\nروشن، شد؟ (۲۰٪)\tLamps: “on”…")
    notebook.add(kept, MINE, two, LIAISON, by="one")

    assert letters.ready({"said": notebook.listed(kept, MINE, LIAISON)[0].written.said})


def test_a_text_is_bounded_and_not_empty(kept):
    longest = dataclasses.replace(SAID, said="ا" * 400)
    notebook.add(kept, MINE, longest, LIAISON, by="one")

    for wrong, code in (("ا" * 401, "note.long"), (" \u200c\u202e ", "note.empty")):
        written = dataclasses.replace(SAID, said=wrong)
        assert refused(notebook.add, kept, MINE, written, LIAISON, by="one") == code


def test_marks_that_turn_the_direction_do_not_come_in(kept):
    written = dataclasses.replace(SAID, said="\u202eچراغ\u2066 كوچه")
    notebook.add(kept, MINE, written, LIAISON, by="one")

    assert notebook.listed(kept, MINE, LIAISON)[0].written.said == "چراغ کوچه"


@pytest.mark.parametrize("text", ["۱۴۰۴/۰۹/۰۳", "1404-9-3", "14040903", " 2025-11-24 ", "١٤٠٤/٩/٣"])
def test_a_day_is_read_as_people_type_it(hours, text):  # noqa: ARG001
    assert note_texts.day(text) == datetime.date(2025, 11, 24)


@pytest.mark.parametrize("text", ["", "دیروز", "1404/13/1", "1404/09", "1300/01/01", "1407/01/01"])
def test_a_day_that_is_none_or_far_off_is_refused(hours, text):  # noqa: ARG001
    assert refused(note_texts.day, text) == "note.day"


def test_today_is_the_day_in_tehran(hours):
    hours.now = datetime.datetime(2025, 11, 23, 20, 29, tzinfo=datetime.UTC).timestamp()
    assert note_texts.today() == datetime.date(2025, 11, 23)
    hours.later(60)
    assert note_texts.today() == datetime.date(2025, 11, 24)
    assert clock.now() == hours.now


def test_a_notebook_that_is_full_says_so(kept, monkeypatch):
    monkeypatch.setattr(notebook, "MOST", 1)
    notebook.add(kept, MINE, SAID, LIAISON, by="one")

    assert refused(notebook.add, kept, MINE, SAID, LIAISON, by="one") == "note.full"


def test_the_neighbourhoods_here_are_those_of_the_layer():
    known = areas.at_level(areas.by_id(areas.EMBEDDED, None), "neighbourhood")
    assert {MINE, THEIRS} <= set(known.index)


@pytest.fixture
def new_layer(kept):
    """A store with an entry of the former layer, one of whose codes a new layer has, too."""
    number = notebook.add(kept, MINE, SAID, LIAISON, by="one")
    table = boards.table().replace({"a1": MINE, "down": "RSH-1"})
    path = kept.with_name("areas.geojson")
    table.to_crs(4326).to_file(path, driver="GeoJSON")
    names = {"name_fa": "name", "district": "district", "county": "county"}
    area_intake.take_in(path, kept, AreaColumns(code="code", residents="residents", **names))
    return kept, number


def test_what_was_written_of_a_former_layer_is_not_told_of_a_new_one(new_layer):
    store, number = new_layer
    given = (store, number)
    district = areas.current(store).table.at[MINE, "district"]
    liaison = Access("liaison", frozenset({district}))

    assert notebook.listed(store, MINE, liaison) == []
    told = {"revision": 0, "by": "one"}
    assert refused(notebook.change, *given, SAID, liaison, **told) == "note.gone"
    second = notebook.add(store, MINE, SAID, liaison, by="one")
    assert [one.id for one in notebook.listed(store, MINE, liaison)] == [second]


def test_a_commander_alone_sees_and_removes_what_a_new_layer_left_behind(new_layer):
    store, number = new_layer

    for does in (
        lambda: notebook.left(store, LIAISON),
        lambda: notebook.remove(store, number, LIAISON, revision=0, by="one"),
        lambda: notebook.carry(store, number, MINE, LIAISON, revision=0, by="one"),
        lambda: notebook.left(store, Access("steward")),
    ):
        with pytest.raises(access.Refused):
            does()
    [entry] = notebook.left(store, COMMANDER)
    assert (entry.id, entry.layer) == (number, areas.by_id(store, None).id)
    notebook.carry(store, number, MINE, COMMANDER, revision=0, by="one")
    assert [one.id for one in notebook.listed(store, MINE, COMMANDER)] == [number]
    given = (store, number, MINE, COMMANDER)
    assert refused(notebook.carry, *given, revision=1, by="one") == "note.changed"
    notebook.remove(store, number, COMMANDER, revision=1, by="one")
    assert notebook.left(store, COMMANDER) == []
