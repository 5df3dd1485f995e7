"""Which neighbourhood is looked at, in which months, beside which other one; a link to the view."""

import html
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data import persian
from pages.views import filters, places
from pages.views.address import ALL, chosen, put
from pages.views.frame import Visit
from pages.views.questions import Question

PARTS = ("profile", "notebook", "compare")


@dataclass(frozen=True)
class Choice:
    """What a liaison looks at.

    Parameters
    ----------
    question : Question
        Whole months and the place that neighbourhoods are listed of.
    code : str
        The neighbourhood.
    listed : tuple of str
        All that may be chosen, in alphabetic order.
    """

    question: Question
    code: str
    listed: tuple[str, ...]


def choose(visit: Visit) -> Choice | None:
    """Return what is looked at, by the side bar's lists; None where there is nothing to see."""
    asked = filters.ask_months(visit)
    listed = _listed(visit, asked.within)
    if not listed:
        return None
    with st.sidebar:
        code = _picked(visit, listed)
    return Choice(asked, code, listed)


def _listed(visit: Visit, within: str | None) -> tuple[str, ...]:
    codes = places.seen(visit, places.within(visit, within, "neighbourhood"))
    order = {code: persian.sort_key(places.name_of(visit, code)) for code in codes}
    return tuple(sorted(codes, key=order.__getitem__))


def _picked(visit: Visit, listed: tuple[str, ...]) -> str:
    """Return the neighbourhood that the address names, else the one where most people live."""
    residents = visit.layer.table["residents"].reindex(sorted(listed)).astype(float).fillna(0)
    default = str(residents.idxmax())
    key = f"choice.area.{visit.say.language}"
    st.session_state[key] = chosen("area", listed, default)
    return st.selectbox(
        visit.say("level.neighbourhood"),
        listed,
        key=key,
        format_func=lambda code: places.name_of(visit, code),
        on_change=lambda: put("area", st.session_state[key]),
    )


def lies_in(visit: Visit, code: str) -> str:
    """Return where a neighbourhood lies and how many live there, in words."""
    say, district = visit.say, places.above(visit, code) or code
    county = places.above(visit, district) or district
    residents = visit.layer.table.at[code, "residents"]
    return say(
        "neighbourhood.lies_in",
        district=places.name_of(visit, district),
        county=places.name_of(visit, county),
        residents=say.number(None if pd.isna(residents) else int(residents)),
    )


def part(visit: Visit) -> str:
    """Return which part of the page is shown, by a row of buttons."""
    say = visit.say
    offered = [name for name in PARTS if name != "notebook" or visit.access.may("notebook")]
    return filters.segments(
        visit, "part", offered, offered[0], lambda name: say(f"neighbourhood.part_{name}")
    )


def link(visit: Visit, asked: Choice, shown: str) -> None:
    """Draw a link that opens the same view, its default choices written out."""
    say = visit.say
    words = {name: st.query_params.get(name, ALL) for name in ("within", "beside")}
    words |= {"area": asked.code, "period": asked.question.period.code, "part": shown}
    words["language"] = say.language
    target = "?" + urlencode({name: value for name, value in words.items() if value})
    told = html.escape(say("neighbourhood.link"))
    st.html(f'<a class="same" href="{html.escape(target)}" target="_self">{told}</a>')
