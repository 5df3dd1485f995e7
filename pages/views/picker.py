"""The picker beside its map: one pane at a time, of a round that is prepared or was drawn."""

import pandas as pd
import streamlit as st

from awards.policy import Policy
from data import areas, rounds
from geo import privacy
from pages.views import (
    award_map,
    cached_candidates,
    candidate_tables,
    fairness_pane,
    filters,
    picking,
    places,
    policy_form,
    reviewing,
    round_acts,
    what_if,
)
from pages.views.address import ALL, put
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen

PREPARING = ("policy", "candidates", "left_out", "fairness")
DRAWN = ("honorees", "marks", "fairness", "policy")
EDITED = "picker.edited"


def draw(visit: Visit, chosen: Chosen) -> None:
    """Draw map and picker; a click on the map, or a change of policy, draws them alone anew."""
    if chosen.state in {"", "draft", "fixed"}:
        _preparing(visit, chosen)
    else:
        _drawn(visit, chosen)


@st.fragment
def _preparing(visit: Visit, chosen: Chosen) -> None:
    say, saved = visit.say, picking.policy(visit, chosen)
    asked = _edited(chosen, saved)
    map_side, picker_side = st.columns([8, 11], gap="medium")
    with picker_side:
        pane = filters.segments(
            visit, "pane", PREPARING, PREPARING[0], lambda word: say(f"honorees.pane_{word}")
        )
        above = st.container()
        if pane == "policy" and chosen.state != "fixed":
            asked = policy_form.edit(visit, asked, name=chosen.name)
            st.session_state[EDITED][chosen.name] = asked.as_dict()
        elif pane == "policy":
            policy_form.told(visit, saved)
        found = cached_candidates.picked(visit, chosen.round, asked)
        with above:
            picking.tell_refused(visit, found)
            if asked != saved:
                what_if.draw(visit, chosen, (saved, asked), found)
            if pane == "policy":
                round_acts.preparing(visit, chosen, (saved, asked), found)
        _pane(visit, chosen, found, pane)
    with map_side:
        award_map.draw(visit, _by_county(found), _county(visit))


def _edited(chosen: Chosen, saved: Policy) -> Policy:
    """Return the policy as it was edited on this page; once the pool is fixed, as it was saved."""
    kept = st.session_state.setdefault(EDITED, {})
    if chosen.state == "fixed":
        kept.pop(chosen.name, None)
    return Policy.from_dict(kept.get(chosen.name, saved.as_dict()))


def _pane(visit: Visit, chosen: Chosen, found: Picked, pane: str) -> None:
    if pane == "candidates":
        _county_choice(visit)
        candidate_tables.candidates(visit, chosen, found, _county(visit))
    elif pane == "left_out":
        reasons = found.people.loc[found.people["reason"] != "", "reason"].value_counts()
        candidate_tables.left_out(visit, reasons.to_dict())
    elif pane == "fairness":
        fairness_pane.of_pool(visit, found)


@st.fragment
def _drawn(visit: Visit, chosen: Chosen) -> None:
    say, people = visit.say, rounds.people(visit.directory, chosen.name)
    map_side, picker_side = st.columns([8, 11], gap="medium")
    with picker_side:
        pane = filters.segments(
            visit, "pane", DRAWN, DRAWN[0], lambda word: say(f"honorees.pane_{word}")
        )
        if pane == "honorees":
            round_acts.drawn(visit, chosen, people)
            _county_choice(visit)
            candidate_tables.honorees(visit, chosen, people, _county(visit))
        elif pane == "marks":
            reviewing.draw(visit, chosen, people)
        elif pane == "policy":
            policy_form.told(visit, picking.policy(visit, chosen))
            candidate_tables.left_out(visit, chosen.held.told.get("left_out", {}))
        else:
            fairness_pane.of_round(visit, chosen)
    with map_side:
        standing = people[people["standing"] == "chosen"]["county"].value_counts()
        shared = pd.Series(chosen.held.told["places"])
        award_map.draw(visit, _few_hidden(shared, standing), _county(visit))


def _by_county(found: Picked) -> pd.DataFrame:
    counts = pd.Series(0, found.places.index)
    if found.choice is not None:
        counts = found.choice.chosen["county"].value_counts()
    return _few_hidden(found.places["places"], counts)


def _few_hidden(shared: pd.Series, counts: pd.Series) -> pd.DataFrame:
    """Return places, which the policy makes public, and chosen where they are not too few."""
    counts = counts.reindex(shared.index, fill_value=0)
    return pd.DataFrame(
        {"places": shared, "chosen": counts.where(counts >= privacy.FEWEST_ANSWERS)}
    )


def _county(visit: Visit) -> str | None:
    """Return the county that the candidates are of; None for all."""
    code = st.query_params.get("county")
    return code if code in areas.at_level(visit.layer, "county").index else None


def _county_choice(visit: Visit) -> None:
    say, codes = visit.say, places.within(visit, None, "county")
    key = f"picker.county.{say.language}"
    st.session_state[key] = _county(visit) or ALL
    st.selectbox(
        say("level.county"),
        (ALL, *codes),
        key=key,
        format_func=lambda code: (
            places.name_of(visit, code) if code else say("filters.every_county")
        ),
        on_change=lambda: put("county", st.session_state[key]),
    )
