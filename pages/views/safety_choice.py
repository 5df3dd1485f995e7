"""What a reader of a survey may choose, what it stands on, and its table."""

import pandas as pd
import streamlit as st

from pages.views import (
    cached_safety,
    filters,
    provenance,
    safety_map,
    safety_panel,
    survey_filter,
    tables,
)
from pages.views.frame import Visit
from pages.views.safety_panel import Choice
from words import Say


def choose(visit: Visit) -> Choice | None:
    """Return what is looked at, by the side bar's lists and a switch; None without a survey."""
    picked, say = survey_filter.choose(visit), visit.say
    if picked is None:
        return None
    within = filters.ask_place(visit)
    ways = safety_map.WAYS
    shown = filters.segments(
        visit, "estimate", ways, ways[0], lambda word: say(f"safety.by_{word}")
    )
    st.caption(say(f"safety.by_{shown}_means"))
    return Choice(*picked, safety_map.way(shown), within)


def without_survey(visit: Visit) -> None:
    """Say why nothing is shown: no survey is in, or the outlines have changed since."""
    others = cached_safety.other_layers(visit)
    say = visit.say
    st.info(say("safety.other_layer", surveys=others) if others else say("safety.no_survey"))


def stands_on(visit: Visit, asked: Choice) -> None:
    """Draw the line of what the map stands on, and what the model is told besides the answers."""
    say, about = visit.say, cached_safety.about(visit, asked.wave, asked.item)
    weighed = say(f"safety.weighed_by_{about['weighed_by']}")
    provenance.line(
        visit,
        period=say.digits(asked.wave),
        counted=about["answers"],
        of="answers",
        weighed=weighed,
        interval=95,
    )
    if not about["modelled"]:
        st.caption(say("safety.no_model"))
    elif about["covariates"]:
        names = say("safety.and").join(say(f"safety.told_{name}") for name in about["covariates"])
        st.caption(say("safety.model_told", covariates=names, filled=about["filled"]))
    else:
        st.caption(say("safety.model_of_mean"))
    if cached_safety.other_layers(visit):
        st.caption(say("safety.other_layer_too"))


def changes(visit: Visit, asked: Choice) -> None:
    """Tell in how many neighbourhoods felt safety differs from the wave before beyond chance."""
    former = safety_panel.former_wave(visit, asked)
    if former is None:
        return
    say, codes = visit.say, safety_panel.inside(visit, asked).index
    table = cached_safety.compared(visit, (former, asked.wave), asked.item)
    told = table.loc[codes].dropna(subset="difference")
    up, down = (told["difference_low"] > 0).sum(), (told["difference_high"] < 0).sum()
    st.subheader(say("safety.since", wave=say.digits(former)), anchor=False)
    numbers = {"compared": len(told), "up": int(up), "down": int(down)}
    st.write(say("safety.changes", **numbers) if len(told) else say("safety.none_compared"))


def twin(visit: Visit, asked: Choice) -> None:
    """Draw the map's table with its intervals and its files."""
    say, table = visit.say, safety_panel.inside(visit, asked).copy()
    former = safety_panel.former_wave(visit, asked)
    table["answers"] = table["answers"].where(table["answers"] > 0)
    table["own_percent"], table["error_percent"] = 100 * table["gamma"], 100 * table["rrmse"]
    table["name_basis"] = _words(say, table["model_only"], {True: "model_only", False: "own"})
    names = ["name_fa", "name_en", "answers", "value", "low", "high"]
    names += ["direct", "direct_low", "direct_high", "own_percent", "error_percent", "name_basis"]
    if former is not None:
        change = cached_safety.compared(visit, (former, asked.wave), asked.item)
        for name in ("difference", "difference_low", "difference_high"):
            table[name] = change[name]
            names.append(name)
    titles = {name: say(f"safety.column_{name}") for name in names[2:]}
    titles = {name: say(f"column.{name}") for name in names[:2]} | titles
    tables.twin(visit, table.round(0), titles, name="safety")


def _words(say: Say, told: pd.Series, keys: dict[bool, str]) -> list[str]:
    return [say(f"safety.basis_{keys[bool(one)]}") for one in told]
