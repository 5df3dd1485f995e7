"""Which column is which: by synonyms, or as a mapping says."""

import pytest

from data import headers, mapping
from data.refusal import Refusal
from data.vocabulary import Vocabulary

PLAIN = mapping.Mapping()


def of_text(folder, text):
    path = folder / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return mapping.read(path)


def chosen(*header, held=PLAIN):
    return {name: list(at) for name, at in headers.columns(list(header), held).chosen.items()}


def test_columns_are_known_by_their_persian_and_english_names():
    assert chosen("شناسه", "زمان تماس", "شماره تماس\u200cگیرنده", "نام") == {
        "report": [0],
        "received_at": [1],
        "caller": [2],
    }
    assert chosen("Latitude", "LONGITUDE", "Date", "Time", "neighborhood") == {
        "longitude": [1],
        "latitude": [0],
        "received_at": [2, 3],
        "place": [4],
    }
    assert chosen("زمان  تماس ", "دسته\u200cبندي") == {"received_at": [0], "category": [1]}


def test_a_date_beside_a_whole_time_is_kept_for_what_that_may_lack():
    assert chosen("تاریخ", "زمان") == {"received_at": [1], "date": [0]}
    assert chosen("month", "longitude") == {"received_at": [0], "longitude": [1]}


def test_what_is_left_behind_is_named():
    found = headers.columns(["تاریخ", "نام تماس گیرنده", "سطر", "علت رد", ""], PLAIN)

    assert found.dropped == ("نام تماس گیرنده",)
    assert found.corrected


@pytest.mark.parametrize(
    "name",
    [
        *("متهم", "نام متهمین", "مظنون", "پلاک", "پلاک خودرو", "suspect", "Suspect_Name"),
        *("suspectId", "accused", "license plate"),
    ],
)
def test_a_column_of_suspects_or_plates_refuses_the_file(name):
    with pytest.raises(Refusal, match="forbidden_column"):
        headers.columns(["تاریخ", name], PLAIN)


@pytest.mark.parametrize("name", ["template", "suspicious activity", "مورد مشکوک", "تهمت"])
def test_other_columns_are_merely_left_behind(name):
    assert headers.columns(["تاریخ", name], PLAIN).dropped == (name,)


def test_one_name_twice_refuses_the_file():
    with pytest.raises(Refusal, match="column_twice"):
        headers.columns(["تاریخ", "محله", "محله "], PLAIN)


def test_a_file_without_times_is_refused():
    with pytest.raises(Refusal, match="no_time_column"):
        headers.columns(["محله", "ساعت"], PLAIN)


def test_a_mapping_names_columns_times_coordinates_and_values(tmp_path):
    held = of_text(
        tmp_path,
        """
        [columns]
        report = "Nr"
        place = "Where"
        [time]
        columns = ["Day", "Hour"]
        format = "%d.%m.%Y %H:%M"
        zone = "Europe/Berlin"
        [coordinates]
        longitude = "E"
        latitude = "N"
        crs = 32639
        [values.category]
        "Feuer*" = "fire"
        "Feuer: Auto" = "traffic"
        [defaults]
        kind = "tip"
        """,
    )

    assert chosen("Hour", "Day", "Nr", "E", "N", "Where", "place", held=held) == {
        "report": [2],
        "received_at": [1, 0],
        "longitude": [3],
        "latitude": [4],
        "place": [5],
    }
    assert (held.crs, held.manner.zone, held.defaults) == (
        "32639",
        "Europe/Berlin",
        {"kind": "tip"},
    )
    words = Vocabulary("category", held, "other")
    assert [words.words[words._position(text)] for text in ("FEUER: x", "Feuer : auto")] == [
        "fire",
        "traffic",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x", "mapping.unreadable"),
        ("[column]", "mapping.unknown_name"),
        ("columns = 3", "mapping.unknown_name"),
        ('[columns]\nsuspect = "x"', "mapping.unknown_name"),
        ('[values.kind]\nx = "report"', "mapping.unknown_word"),
        ('[defaults]\noutcome = "good"', "mapping.unknown_word"),
        ('[time]\nzone = "Asia/Rasht"', "mapping.zone"),
        ('[time]\nprecision = "year"', "mapping.precision"),
        ('[time]\ncalendar = "hijri"', "mapping.calendar"),
        ('[time]\nformat = "%d %q"', "mapping.pattern"),
        ('[time]\nformat = "%d.%m."', "mapping.pattern"),
        ('[coordinates]\ncrs = "EPSG:1"', "mapping.crs"),
    ],
)
def test_a_mapping_that_says_what_is_not_known_is_refused(tmp_path, text, code):
    with pytest.raises(Refusal) as refused:
        of_text(tmp_path, text)

    assert refused.value.code == code


def test_a_mapping_that_is_not_there_or_not_of_this_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match=r"mapping\.missing"):
        mapping.read(tmp_path / "none.toml")
    with pytest.raises(Refusal, match="column_missing"):
        chosen("تاریخ", held=of_text(tmp_path, '[columns]\nplace = "x"'))


def test_every_synonym_means_one_thing():
    for path in (("columns",), *(("values", name) for name in mapping.WITH_VALUES)):
        keys = [key for keys in headers.synonyms_of(*path).values() for key in keys]
        assert len(keys) == len(set(keys))
