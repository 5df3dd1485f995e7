"""From a policy to people: the pool is fixed, then drawn from with the seed that was thrown."""

from typing import Any

import pandas as pd
import streamlit as st

from awards import choosing, replay
from awards.nonsense import Nonsense
from awards.policy import Policy
from data import rounds
from pages.views import cached_candidates
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.picking import COUNTS, PARTS, carry_out
from pages.views.round_choice import Chosen


def fix(visit: Visit, chosen: Chosen, found: Picked, asked: Policy) -> None:
    """Fix who takes part in the draw: from now on neither policy nor pool can change unseen."""
    who = found.pool.index.to_list()
    pool = found.pool.set_axis(cached_candidates.named(visit, chosen.round, who), axis=0)
    text = replay.text(chosen.name, asked, found.places["places"], pool)
    carry_out(
        visit,
        "policy",
        rounds.fix_pool,
        chosen.name,
        revision=chosen.held.revision,
        pool=text,
        pool_hash=replay.mark(text),
        told=_told(found),
        version=visit.version,
    )


def _told(found: Picked) -> dict[str, Any]:
    """Return what a round keeps of how it came about: numbers by county and by reason."""
    left_out = found.people.loc[found.people["reason"] != "", "reason"].value_counts()
    shared = {
        column: {county: int(value) for county, value in found.places[column].items()}
        for column in ("due", "places")
    }
    return shared | {
        "eligible": {one: int(n) for one, n in found.pool["county"].value_counts().items()},
        "left_out": {str(reason): int(count) for reason, count in left_out.items()},
    }


def propose(visit: Visit, chosen: Chosen, found: Picked, seed: str) -> None:
    """Draw with the seed that was thrown, over the pool as it was published."""
    asked, places, pool = replay.read(rounds.pool(visit.directory, chosen.name))
    try:
        choice = choosing.choose(pool, places, asked, seed)
    except Nonsense as nonsense:
        st.error(visit.say(nonsense.key, **nonsense.facts))
        return
    who = found.people["who"].to_numpy()
    row_of = dict(zip(cached_candidates.named(visit, chosen.round, list(who)), who, strict=True))
    rows = found.people.set_index("who")
    named = [
        _honoree(code, row, standing, pool, (row_of, rows))
        for standing, table in (("chosen", choice.chosen), ("reserve", choice.reserves))
        for code, row in table.iterrows()
    ]
    vacant = {county: int(count) for county, count in choice.vacant.items() if count}
    carry_out(
        visit,
        "policy",
        rounds.propose,
        chosen.name,
        revision=chosen.held.revision,
        seed=seed,
        people=named,
        told=chosen.held.told | {"vacant": vacant},
    )


def _honoree(
    code: str,
    row: pd.Series,
    standing: str,
    pool: pd.DataFrame,
    known: tuple[dict[str, str], pd.DataFrame],
) -> dict[str, Any]:
    """Return one person as a round keeps them; whoever was erased since has no pseudonym."""
    who = known[0].get(code)
    facts, merit = {}, int(pool.at[code, "merit"])
    if who is not None:
        told = known[1].loc[who, [*PARTS, *COUNTS]]
        facts = {name: int(value) for name, value in told.items()}
        merit = merit or int(known[1].at[who, "merit"])  # a draw's public file tells none
    return {
        "code": code,
        "who": who,
        "county": row["county"],
        "place": int(row["place"]),
        "standing": standing,
        "merit": merit,
        "facts": facts,
    }
