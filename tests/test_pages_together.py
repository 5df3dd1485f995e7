"""Cooperation beside felt safety, and the page of methods, without a browser."""

import numpy as np
import pandas as pd
import pytest

from data import access
from data.periods import Period
from geo import METHOD
from pages.views import cached_safety, cached_together, methods, pairs
from pages.views.questions import Question
from tests import visits
from words import LANGUAGES, Say

YEAR = Question(Period("months", 140401, 140412))
ITEM = "safe_by_night"
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def visit(demo_store):
    return visits.reader(demo_store)


@pytest.fixture(scope="module")
def wave(visit):
    return cached_safety.waves(visit)[0]


@pytest.fixture(scope="module")
def table(visit, wave):
    return cached_together.both(visit, YEAR, wave, ITEM)


@languages
@pytest.mark.parametrize("shown", ["beside", "one"])
@pytest.mark.parametrize("where", [{}, {"within": "RSH"}, {"within": "RSH-1"}], ids=str)
def test_the_page_opens_with_its_maps(monkeypatch, demo_store, language, shown, where):
    page = visits.opened(
        monkeypatch, demo_store, "together", language=language, shown=shown, **where
    )

    assert not page.exception
    assert len(page.get("component_instance")) == (2 if shown == "beside" else 1)
    notes = " ".join(one.value for one in (*page.caption, *page.markdown))
    assert Say(language)("together.not_effect") in notes
    assert METHOD in notes


@pytest.mark.parametrize(
    "nonsense", [{"wave": "1300"}, {"item": "<b>"}, {"shown": "…"}, {"gap": "x"}, {"within": "GIL"}]
)
def test_nonsense_in_the_address_opens_the_page(monkeypatch, demo_store, nonsense):
    page = visits.opened(monkeypatch, demo_store, "together", **nonsense)

    assert not page.exception
    assert page.get("component_instance")


def test_a_liaison_s_figures_and_shades_are_the_commander_s(demo_store, wave, table):
    liaison = visits.reader(demo_store, districts=["RSH-1"])
    own = cached_together.both(liaison, YEAR, wave, ITEM)

    assert set(own["district"]) == {"RSH-1"}
    pd.testing.assert_frame_equal(own, table.loc[own.index])
    for name in ("cooperation", "safety"):
        whole = cached_together.cut(visits.reader(demo_store), YEAR, (wave, ITEM, name))
        mine = cached_together.cut(liaison, YEAR, (wave, ITEM, name))
        assert set(mine.position.index) == set(own.index)
        pd.testing.assert_series_equal(mine.position, whole.position.loc[own.index])
        assert np.isnan([mine.bounds[0][0], mine.bounds[-1][1]]).all()
        assert not np.isnan(whole.bounds).any()


def test_how_the_maps_go_together_is_the_same_for_all(demo_store, visit, wave):
    liaison = visits.reader(demo_store, districts=["RSH-1"])

    asked = (YEAR, wave, ITEM)
    assert cached_together.connection(liaison, *asked) == cached_together.connection(visit, *asked)
    told = cached_together.connection(visit, *asked)
    assert told.spearman.areas == told.areas >= 30
    assert told.lee is None or 30 <= told.lee.areas <= told.areas


@pytest.mark.parametrize("role", ["presenter", "steward"])
def test_whoever_may_not_see_maps_reads_nothing(demo_store, role, wave):
    visit = visits.reader(demo_store, role=role)

    for read in (
        lambda: cached_together.both(visit, YEAR, wave, ITEM),
        lambda: cached_together.cut(visit, YEAR, (wave, ITEM, "safety")),
        lambda: cached_together.connection(visit, YEAR, wave, ITEM),
        lambda: cached_together.over_months(visit),
    ):
        with pytest.raises(access.Refused):
            read()


def test_what_is_not_coloured_takes_no_part(table):
    known = table["safety"].notna()

    assert not table.loc[known, "band"].eq("none").any()
    assert (table.loc[~known, ["x", "y"]] == -1).all(axis=None)
    assert table.loc[~known, "gap"].isna().all()
    assert table.loc[table["model_only"].eq(True), "gap"].isna().all()
    assert known.sum() > 100


def test_every_colour_of_both_is_another():
    colours = [colour for row in pairs.BOTH for colour in row]

    assert len(set(colours)) == 9


@languages
def test_each_method_is_told_with_its_meaning_formula_and_terms(monkeypatch, demo_store, language):
    page = visits.opened(monkeypatch, demo_store, "method", language=language)
    say = Say(language)

    assert not page.exception
    assert [one.value for one in page.subheader] == [
        say(f"method.{name}") for name in methods.METHODS
    ]
    assert len(page.latex) == len(methods.METHODS)
    told = " ".join(piece.proto.body for piece in page.get("html"))
    for term in methods.TERMS:
        assert say(f"method.term_{term}") in told
