"""What a changed policy would change, before it is kept: who would come in, who would go out."""

import pandas as pd
import streamlit as st

from awards import whatif
from awards.policy import Policy
from pages.views import cached_candidates, places, tables
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE

LISTED = 8


def draw(visit: Visit, chosen: Chosen, policies: tuple[Policy, Policy], after: Picked) -> None:
    """Draw who comes in and who goes out between the kept policy and the changed one."""
    say, before = visit.say, cached_candidates.picked(visit, chosen.round, policies[0])
    if before.choice is None or after.choice is None:
        return
    change = whatif.compared(before.choice, after.choice)
    come = after.choice.chosen.loc[change.come_in]
    gone = before.choice.chosen.loc[change.go_out]
    told = say("honorees.what_if", come=len(come), gone=len(gone), eligible=len(after.pool))
    st.info(told, icon=":material/compare_arrows:")
    if len(come) or len(gone):
        left, right = st.columns(2)
        with left:
            _list(visit, chosen, come, "come_in")
        with right:
            _list(visit, chosen, gone, "go_out")


def _list(visit: Visit, chosen: Chosen, people: pd.DataFrame, word: str) -> None:
    say, first = visit.say, people.head(LISTED)
    codes = cached_candidates.named(visit, chosen.round, list(first.index))
    rows = pd.DataFrame(
        {
            "code": [f"{ISOLATE}{code}{END}" for code in codes],
            "county": [places.name_of(visit, one) for one in first["county"]],
        }
    )
    titles = {name: say(f"honorees.column_{name}") for name in rows}
    more = len(people) - len(first)
    note = say("honorees.and_more", more=more) if more else ""
    tables.ranking(rows, titles, title=say(f"honorees.{word}", count=len(people)), note=note)
