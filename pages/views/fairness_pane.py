"""Whether the places are fair: against residents, against reports, by first-timers and chance."""

import pandas as pd
import streamlit as st

from awards import fairness
from data import areas
from geo import privacy
from pages.views import cached_figures, places, tables
from pages.views.cached_candidates import Picked
from pages.views.candidate_tables import few_hidden
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import Say

MONTHS = 3  # of reports, the last ones told of
COLUMNS = ("name", "places", "per_hundred_thousand", "per_reports", "eligible", "chance")


def of_pool(visit: Visit, found: Picked) -> None:
    """Draw the fairness of a round that is prepared."""
    shared = found.places
    eligible = found.pool["county"].value_counts().reindex(shared.index, fill_value=0)
    _by_county(visit, shared["places"], eligible)
    handed = shared[shared["handed_on"] > 0]
    for county, row in handed.iterrows():
        name = places.name_of(visit, str(county))
        st.caption(visit.say("honorees.handed_on", county=name, count=int(row["handed_on"])))
    if found.choice is not None:
        _groups(visit, found.pool, found.choice.chosen.index)


def of_round(visit: Visit, chosen: Chosen) -> None:
    """Draw the fairness of a round that was drawn."""
    told = chosen.held.told
    _by_county(visit, pd.Series(told["places"]), pd.Series(told["eligible"], dtype=float))
    for county, count in told.get("vacant", {}).items():
        name = places.name_of(visit, county)
        st.caption(visit.say("honorees.vacant", county=name, count=count))


def _by_county(visit: Visit, shared: pd.Series, eligible: pd.Series) -> None:
    say, counties = visit.say, areas.at_level(visit.layer, "county")
    shared = shared.reindex(counties.index, fill_value=0)
    eligible = eligible.reindex(counties.index, fill_value=0)
    residents = counties["residents"].astype(float)
    reports = _reports(visit).reindex(counties.index)
    shown = eligible >= privacy.FEWEST_ANSWERS
    counts = {"places": shared, "chosen": shared, "eligible": eligible}
    told = fairness.by_county(pd.DataFrame(counts | {"residents": residents, "reports": reports}))
    rows = pd.DataFrame(
        {
            "name": [places.name_of(visit, code) for code in counties.index],
            "places": [say.number(count) for count in shared],
            "per_hundred_thousand": _rates(say, told["per_100_000"]),
            "per_reports": _rates(say, 1e4 * shared / reports),
            "eligible": [few_hidden(say, int(count)) for count in eligible],
            "chance": [
                _whole(say("honorees.one_in", many=round(1 / each))) if known else "—"
                for each, known in zip(told["chance"], shown & (shared > 0), strict=True)
            ],
        }
    )
    titles = {name: say(f"honorees.column_{name}") for name in COLUMNS}
    title, note = say("honorees.fair_by_county"), say("honorees.fair_note")
    tables.ranking(rows, titles, title=title, note=note)


def _whole(words: str) -> str:
    """Return words that are not broken over two lines."""
    return words.replace(" ", "\u00a0")


def _rates(say: Say, values: pd.Series) -> list[str]:
    return [say.number(value, 1) for value in values]


def _reports(visit: Visit) -> pd.Series:
    """Return the reports of each county in the last months told of; missing where hidden."""
    if visit.empty:
        return pd.Series(dtype=float)
    when = ("months", *visit.months[-MONTHS:])
    return cached_figures.counts(visit.version, visit.directory, when, (None, None, None))[
        "reports"
    ]


def _groups(visit: Visit, pool: pd.DataFrame, chosen: pd.Index) -> None:
    """Draw how large a share of those eligible, and of those chosen, some groups are."""
    say, told = visit.say, fairness.by_group(pool, chosen)
    rows = pd.DataFrame(
        {
            "group": [say(f"honorees.group_of_{name}") for name in told.index],
            "of_eligible": [_share(say, count, len(pool)) for count in told["eligible"]],
            "of_chosen": [_share(say, count, len(chosen)) for count in told["chosen"]],
        }
    )
    titles = {name: say(f"honorees.column_{name}") for name in rows}
    note = say("honorees.groups_note")
    tables.ranking(rows, titles, title=say("honorees.fair_by_group"), note=note)


def _share(say: Say, count: int, of: int) -> str:
    """Return a share in words; hidden where it would tell of too few people."""
    if count == 0:
        return "—"
    if count < of and min(count, of - count) < privacy.FEWEST_ANSWERS:
        return say("honorees.too_few_to_tell")
    return say.percent(count / of) if of else "—"
