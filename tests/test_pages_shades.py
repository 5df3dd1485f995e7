"""What travels to map.js: a character and a number an area, read here as map.js reads them."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo import figures
from pages.views import maps, measures, shades
from pages.views.measures import MEASURES
from words import Say

EN, FA = Say("en"), Say("fa")
MAP_SCRIPT = Path(maps.__file__).parent / "browser" / "map.js"
ours = settings(derandomize=True, deadline=None)


def unpacked(values: str, position: int) -> int | None:
    """`unpacked` of map.js, line by line."""
    width = int(values[0])
    told = values[1 + position * width : 1 + position * width + width]
    if told[0] == "~":
        return None
    total = 0
    for letter in told:
        total = total * 64 + shades.LETTERS.index(letter)
    return total - 64**width // 2


@ours
@example([31, -31, None])
@example([32, -32])
@example([2048, -2047])
@example([])
@given(st.lists(st.none() | st.integers(-(10**12), 10**12)))
def test_what_is_packed_is_read_back_as_the_browser_reads_it(values):
    told = shades.packed(values)

    assert [unpacked(told, place) for place in range(len(values))] == values
    assert len(told) == 1 + int(told[0]) * len(values)


def test_small_numbers_take_a_letter_each():
    assert shades.packed([0, 1, None]) == "1WX~"


def test_the_browser_knows_the_same_letters_and_the_same_marks():
    script = MAP_SCRIPT.read_text(encoding="utf-8")

    assert re.search('LETTERS = "(.*)";', script)[1] == shades.LETTERS
    assert len(set(shades.LETTERS)) == 64
    assert f'char === "{shades.OUTSIDE}"' in script


def areas(
    reports: list,
    *,
    residents: object = 1000,
    before: list | None = None,
    useful: list | None = None,
) -> pd.DataFrame:
    """The figures of areas a0, a1, ... with so many reports, half of them useful; None: hidden."""
    counted = np.array(reports, dtype=float)
    table = pd.DataFrame(
        {
            "residents": pd.array([residents] * len(reports), dtype="Int64"),
            "reports": counted,
            "calls": counted,
            "tips": np.nan,
            "useful": counted // 2 if useful is None else np.array(useful, dtype=float),
            "judged": counted,
            "before": counted if before is None else np.array(before, dtype=float),
        },
        index=[f"a{number}" for number in range(len(reports))],
    )
    return figures.told(table)


def cut_for(table: pd.DataFrame, name: str, seen: pd.Index) -> measures.Cut:
    """The classes of all areas as a reader of some is told of them."""
    whole = measures.cut(table, name)
    return replace(whole, position=whole.position.loc[seen])


def counts_of(shaded: shades.Shades) -> int:
    """The sum of the legend's counts, in English."""
    return sum(int(count.replace(",", "")) for _, _, count in shaded.legend)


def test_every_area_has_the_mark_of_what_is_known_of_it():
    table = areas([100, None, None, 50, 20])

    shaded = measures.shaded(EN, table, "reports", table.index[:4])

    assert shaded.characters[1:3] == shades.TOO_FEW * 2
    assert shaded.characters[4] == shades.OUTSIDE
    assert shaded.characters[0] > shaded.characters[3] > "/"
    assert shaded.values == [100, None, None, 50, 20]
    assert shaded.palette[shades.TOO_FEW].startswith("hatch ")


def test_an_area_without_residents_has_no_rate_and_says_no_data():
    table = areas([100, None], residents=pd.NA)

    shaded = measures.shaded(EN, table, "rate", table.index)

    assert shaded.characters == shades.NO_DATA + shades.TOO_FEW
    assert [label for _, label, _ in shaded.legend] == [EN("map.too_few"), EN("map.no_data")]


@pytest.mark.parametrize("name", ["useful_rate", "steady_useful_rate", "share_useful", "change"])
def test_where_one_of_its_counts_is_hidden_a_measure_is_hidden_and_not_without_data(name):
    table = areas([100, 100], useful=[50, None], before=[90, None])

    shaded = measures.shaded(EN, table, name, table.index)

    assert shaded.characters[1] == shades.TOO_FEW
    assert shaded.characters[0] in "0123456789"


@pytest.mark.parametrize("name", MEASURES)
def test_no_area_at_all_is_no_error(name):
    table = areas([])

    shaded = measures.shaded(EN, table, name, table.index)

    assert (shaded.characters, shaded.values, shaded.legend) == ("", [], [])


@pytest.mark.parametrize("name", MEASURES)
def test_one_area_has_one_shade_and_a_legend_of_one(name):
    table = areas([100])

    shaded = measures.shaded(EN, table, name, table.index)

    assert len(shaded.legend) == 1 or MEASURES[name].parting
    assert shaded.characters in shaded.palette
    assert counts_of(shaded) == 1


REPORTS = st.none() | st.integers(2, 12).map(lambda steps: 5 * steps) | st.integers(10, 100_000)


@ours
@given(
    st.lists(st.tuples(REPORTS, REPORTS), max_size=40),
    st.sampled_from([*MEASURES]),
    st.integers(0, 40),
)
def test_the_legend_counts_every_area_looked_at_once(pairs, name, seen):
    table = areas([now for now, _ in pairs], before=[then for _, then in pairs])
    inside = table.index[:seen]

    shaded = measures.shaded(EN, table, name, inside)

    assert len(shaded.characters) == len(shaded.values) == len(table)
    assert counts_of(shaded) == len(inside)
    assert shaded.characters.count(shades.OUTSIDE) == len(table) - len(inside)
    marks = set(shaded.characters) - {shades.OUTSIDE}
    assert marks <= set(shaded.palette)
    assert marks <= {mark for mark, _, _ in shaded.legend}


@ours
@given(st.lists(REPORTS, min_size=1, max_size=40), st.sampled_from([*MEASURES]))
def test_an_area_means_the_same_whatever_is_looked_at(reports, name):
    table = areas(reports, before=reports[::-1])

    whole = measures.shaded(EN, table, name, table.index)
    one = measures.shaded(EN, table, name, table.index[:1])

    assert one.characters[0] == whole.characters[0]
    assert one.values == whole.values
    assert one.palette == whole.palette


@ours
@given(st.lists(REPORTS, min_size=1, max_size=40), st.sampled_from([*MEASURES]), st.integers(0, 39))
def test_a_reader_of_some_areas_sees_the_shades_of_whoever_sees_all_and_a_dot_elsewhere(
    reports, name, seen
):
    table = areas(reports, before=reports[::-1])
    mine = table.index[:seen]

    whole = measures.shaded(EN, table, name, table.index)
    part = measures.shaded(EN, table.loc[mine], name, mine, cut_for(table, name, mine))

    assert part.characters[: len(mine)] == whole.characters[: len(mine)]
    assert part.characters[len(mine) :] == shades.OUTSIDE * (len(table) - len(mine))
    assert part.values[len(mine) :] == [None] * (len(table) - len(mine))
    assert part.palette == whole.palette


def test_a_reader_of_some_areas_is_not_told_the_least_and_the_most_of_all():
    table = areas([10, 20, 30, 40, 50, 60, 70, 80, 990])
    mine = table.index[3:5]

    whole = measures.shaded(EN, table, "reports", table.index)
    part = measures.shaded(EN, table.loc[mine], "reports", mine, cut_for(table, "reports", mine))

    assert "990" in whole.legend[0][1] or "1,000" in whole.legend[0][1]
    assert part.legend[0][1].endswith("and more")
    assert part.legend[-1][1].startswith("up to")


def test_a_single_class_tells_a_reader_of_some_areas_no_number_of_the_others():
    table = areas([None, 35, None])
    mine = table.index[:1]

    part = measures.shaded(EN, table.loc[mine], "reports", mine, cut_for(table, "reports", mine))

    assert [label for _, label, _ in part.legend] == [EN("map.told"), EN("map.too_few")]


@ours
@given(st.lists(REPORTS, max_size=40), st.sampled_from([*MEASURES]))
def test_hidden_areas_are_hatched_and_have_no_number(reports, name):
    table = areas(reports)

    shaded = measures.shaded(EN, table, name, table.index)

    for few, mark, value in zip(table["few"], shaded.characters, shaded.values, strict=True):
        assert (mark == shades.TOO_FEW) == few
        if few:
            assert value is None


def test_shares_are_told_as_per_cent_and_change_has_its_sign():
    change, share = MEASURES["change"], MEASURES["share_useful"]

    assert change.told(EN, 0.25) == "\u2066+25%\u2069"
    assert change.told(FA, -0.25) == "\u2066−۲۵٪\u2069"
    assert share.told(EN, 0.25) == "\u206625%\u2069"
    assert MEASURES["rate"].told(FA, 12.34) == "۱۲٫۳"
    assert MEASURES["rate"].told(EN, np.nan) == "—"


def test_the_message_is_small_and_safe_in_a_script():
    table = areas([100, None, 50])
    message = measures.shaded(FA, table, "rate", table.index).message(FA)
    hostile = {"fa": "</script><script>'\u2028\"\\", "number": 1}

    text = maps.literal(hostile)

    assert not set("<'\"\u2028\u2029") & set(text.replace("'", "", 6))
    assert json.loads(json.dumps(message))["decimals"] == 1
    assert "nan" not in maps.literal(message).lower()


def test_a_number_that_is_none_never_reaches_the_browser():
    with pytest.raises(ValueError, match="JSON"):
        maps.literal({"value": float("nan")})
