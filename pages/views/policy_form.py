"""The policy of a round: what may be set, each with what it changes; nonsense is told at once."""

from typing import Any

import pandas as pd
import streamlit as st

from awards import policy as policies
from awards.policy import LIMITS, MAY_COUNT, TOLD_BY, Policy
from pages.views import tables
from pages.views.frame import Visit
from words import Say

# What stands together: heading, then the fields in reading order.
GROUPS = {
    "places": ("places", "share_by", "least_per_county", "reserve_share", "least_reserves"),
    "who": ("least_useful", "most_wasted", "rest_months", "one_per_household"),
    "merit": ("window_days", "half_life_days", "categories", "no_action", "pending"),
    "caps": ("per_day", "per_week"),
    "rule": ("rule", "threshold", "least_women", "least_first", "least_rural"),
}
WORDS = {"share_by": ("residents", "eligible"), "rule": ("merit", "draw")}


def edit(visit: Visit, saved: Policy, *, name: str) -> Policy:
    """Return the policy as the controls stand; the saved one where they make no sense.

    Parameters
    ----------
    visit : Visit
    saved : Policy
        What the controls show at first.
    name : str
        The round's, so that each has controls of its own.
    """
    say, held = visit.say, saved.as_dict()
    for group, fields in GROUPS.items():
        with st.expander(say(f"honorees.group_{group}"), expanded=group == "places"):
            for field in fields:
                held[field] = _control(visit, field, held[field], f"{name}.{field}")
    asked = Policy.from_dict(held)
    wrong = policies.checked(asked)
    for nonsense in wrong:
        st.error(say(nonsense.key, **nonsense.facts))
    return saved if wrong else asked


def _control(visit: Visit, field: str, now: Any, name: str) -> Any:
    say, key = visit.say, f"policy.{name}.{visit.say.language}"
    label, means = say(f"policy.{field}"), say(f"policy.{field}_means")
    if field in WORDS:
        picked = st.segmented_control(
            label,
            WORDS[field],
            default=now,
            format_func=lambda word: say(f"honorees.{field}_{word}"),
            help=means,
            key=key,
        )
        return picked or now
    if field == "categories":
        chosen = st.multiselect(
            label,
            MAY_COUNT,
            default=now,
            format_func=lambda word: say(f"category.{word}"),
            help=means,
            key=key,
        )
        return tuple(word for word in MAY_COUNT if word in chosen)
    if isinstance(now, bool):
        return st.checkbox(label, value=now, help=means, key=key)
    return _number(field, now, label, means, key)


def _number(field: str, now: float, label: str, means: str, key: str) -> float:
    """Return a number as it is typed: shares as per cent, thousandths as points."""
    low, high = LIMITS[field]
    by = TOLD_BY.get(field, 1)
    if isinstance(now, int) and by == 1:
        return st.number_input(label, int(low), int(high), now, help=means, key=key)
    if by == 100:
        percent = st.number_input(
            label, round(by * low), round(by * high), round(by * now), help=means, key=key
        )
        return percent / by
    told = st.number_input(
        label,
        float(by * low),
        float(by * high),
        float(by * now),
        step=0.05 if by == 1 else 0.1,
        help=means,
        key=key,
    )
    return round(told / by) if isinstance(now, int) else told


def told(visit: Visit, policy: Policy) -> None:
    """Draw a policy as it stands, where it cannot be changed."""
    say, held = visit.say, policy.as_dict()
    rows = pd.DataFrame(
        [
            (say(f"policy.{field}"), _in_words(say, field, held[field]))
            for fields in GROUPS.values()
            for field in fields
        ],
        columns=["field", "value"],
    )
    titles = {name: say(f"honorees.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("honorees.pane_policy"), note="")


def _in_words(say: Say, field: str, value: Any) -> str:
    if field in WORDS:
        return say(f"honorees.{field}_{value}")
    if field == "categories":
        return say("honorees.between").join(say(f"category.{word}") for word in value)
    if isinstance(value, bool):
        return say("honorees.yes" if value else "honorees.no")
    by = TOLD_BY.get(field, 1)
    if by == 100:
        return say.percent(value)
    return say.number(by * value, 2 if isinstance(by * value, float) else 0)
