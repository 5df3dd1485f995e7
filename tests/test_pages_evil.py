"""A page that wants more than is its reader's is refused; ways around are kept out as source."""

import ast
import re

import numpy as np
import pytest

from data import access
from data.periods import Period
from pages.views import cached, filters
from pages.views.questions import Question
from tests import canaries, readers, source, visits, ways_around

PATH = source.ROOT / "tests" / "evil_page.py"
TREE = ast.parse(PATH.read_text(encoding="utf-8"))
DEFINED = {node.name: node for node in TREE.body if isinstance(node, ast.FunctionDef)}
THROUGH = [name for name in DEFINED if name.startswith("through_")]
AROUND = [name for name in DEFINED if name.startswith("around_")]
STEWARD_S = [
    *("through_the_desk", "through_the_releases", "through_the_accounts", "through_the_audit"),
    *("through_a_name_for_the_audit", "through_another_page_s_door"),
]
LINE = re.compile(r"\(line (\d+)\)$")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store with figures that cannot be mistaken."""
    return canaries.store(tmp_path_factory.mktemp("evil"))


@pytest.fixture(scope="module")
def tried(kept):
    """What each attempt came to, and the page as it was drawn, by the reader's role."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAHALLEH_STORE", str(kept))
        for role in access.ROLES:
            found[role] = attempted(kept, role, "through_")
    return found


def attempted(directory, role, attempts):
    districts = [canaries.MINE] if role == "liaison" else []
    page = visits.AppTest.from_file(PATH, default_timeout=visits.SECONDS)
    page.user = {"sid": readers.sid(directory, role, districts)}
    page.query_params["language"], page.query_params["attempts"] = "en", attempts
    page.run()
    assert not page.exception or attempts == "through_"
    return page.session_state["found"], page


def told(answer: str) -> set[int]:
    """The whole numbers of an answer, those of tables written as 4785.0 among them."""
    return canaries.whole(answer)


@pytest.mark.parametrize("role", ["liaison", "presenter", "steward"])
@pytest.mark.parametrize("name", THROUGH)
def test_a_page_s_questions_are_answered_with_what_is_the_reader_s(tried, name, role):
    answer = tried[role][0][name]
    mine = set(canaries.OWN.values()) | {sum(canaries.OWN.values())}

    assert not told(answer) & {*canaries.THEIRS.values(), *canaries.EXACT}
    assert role == "liaison" or not told(answer) & mine


@pytest.mark.parametrize("role", ["liaison", "presenter", "steward"])
def test_nothing_of_others_was_drawn_meanwhile(tried, role):
    drawn = canaries.numbers(tried[role][1])

    assert drawn
    assert not drawn & {*canaries.THEIRS.values(), *canaries.EXACT}


@pytest.mark.parametrize("role", ["commander", "liaison", "presenter"])
@pytest.mark.parametrize("name", STEWARD_S)
def test_what_is_the_steward_s_is_refused_to_others(tried, role, name):
    answers = tried[role][0][name].removeprefix("answered: ").split("\n")

    refused = {"Refused", "FragmentHandledException", "StopException"}
    assert all(one.removeprefix("refused: ").strip("'") in refused for one in answers)


@pytest.mark.parametrize("name", STEWARD_S)
def test_the_steward_is_answered_by_what_is_refused_to_others(tried, name):
    answer = tried["steward"][0][name]

    assert answer.startswith("answered")
    assert "Refused" not in answer
    assert "Exception" not in answer


@pytest.mark.parametrize("level", filters.LEVELS)
def test_the_least_and_the_most_of_all_areas_are_not_told_to_whoever_sees_some(kept, level):
    asked = Question(Period("months", canaries.MONTH, canaries.MONTH), level=level)
    liaison, commander = visits.reader(kept, districts=[canaries.MINE]), visits.reader(kept)

    some = cached.cut(liaison, asked, "reports").bounds
    every = cached.cut(commander, asked, "reports").bounds
    assert len(some) == len(every) > 1
    assert np.isnan([some[0][0], some[-1][1]]).all()
    assert [low for low, _ in some[1:]] == [low for low, _ in every[1:]]
    assert np.isfinite(every).all()


@pytest.mark.parametrize("read", ["figures", "inside", "silent"])
def test_who_sees_no_maps_is_refused_even_an_empty_table(kept, read):
    asked = Question(Period("months", canaries.MONTH, canaries.MONTH))

    for role in ("presenter", "steward"):
        with pytest.raises(access.Refused):
            getattr(cached, read)(visits.reader(kept, role=role), asked)


def test_exact_counts_of_the_store_are_the_steward_s(tried):
    for role in access.ROLES:
        answer = tried[role][0]["through_what_is_counted_of_the_store"]
        assert (sum(canaries.COUNTS.values()) in told(answer)) == (role == "steward")


def test_the_attempts_are_real_the_commander_is_answered(tried):
    theirs = canaries.THEIRS[f"{canaries.OTHERS}-01"]
    found = {name for name, answer in tried["commander"][0].items() if theirs in told(answer)}

    assert found >= {
        "through_totals_of_another_district",
        "through_totals_of_a_neighbourhood",
        "through_months_of_another_area",
        "through_categories_of_another_area",
        "through_the_figures_of_every_level",
        "through_the_inside_of_another_district",
        "through_the_address_another_district",
        "through_an_access_written_over",
    }
    assert theirs in canaries.numbers(tried["commander"][1])


def test_there_are_many_attempts():
    assert len(THROUGH) >= 25
    assert len(AROUND) >= 25


@pytest.mark.parametrize("name", AROUND)
def test_a_way_around_is_found_in_the_source(name):
    found = {int(LINE.search(one)[1]) for one in ways_around.of_page(TREE)}

    assert found & set(range(DEFINED[name].lineno + 1, DEFINED[name].end_lineno + 1))


@pytest.mark.parametrize(
    "name",
    ["around_by_a_private_cache", "around_by_the_files", "around_by_the_questions_themselves"],
)
def test_a_way_around_does_get_through_which_is_why_it_is_kept_out(monkeypatch, kept, name):
    monkeypatch.setenv("MAHALLEH_STORE", str(kept))

    found, _ = attempted(kept, "presenter", name)

    assert canaries.THEIRS[f"{canaries.OTHERS}-01"] in told(found[name])


def test_nothing_of_ours_knows_the_page():
    assert not [one.name for one in source.modules() if "evil_page" in one.text]
