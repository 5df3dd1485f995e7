"""Two neighbourhoods side by side, by the same figures."""

import pandas as pd
import streamlit as st

from data.documents.content import Figure
from pages.views import filters, places, profile_figures, tables
from pages.views.address import ALL
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from words import END, Say

WHOLE = "\u2068"  # keeps what follows in one piece, in its own direction


def draw(visit: Visit, asked: Choice, figures: list[Figure]) -> None:
    """Draw the list of others, and both side by side once one is chosen.

    Parameters
    ----------
    visit : Visit
    asked : Choice
    figures : list of Figure
        Those of the neighbourhood itself.
    """
    say = visit.say
    others = places.seen(visit, places.within(visit, None, "neighbourhood"))
    order = sorted((places.name_of(visit, one), one) for one in others if one != asked.code)
    other = filters.choice(
        visit,
        "beside",
        (ALL, *(one for _, one in order)),
        ALL,
        lambda one: places.name_of(visit, one) if one else say("neighbourhood.choose_other"),
    )
    if not other:
        st.caption(say("neighbourhood.compare_means"))
        return
    _table(visit, (asked.code, other), (figures, profile_figures.told(visit, asked, other)))
    _worries(visit, (asked.code, other))


def _table(
    visit: Visit, codes: tuple[str, str], figures: tuple[list[Figure], list[Figure]]
) -> None:
    say = visit.say
    rows = pd.DataFrame(
        {
            "what": [figure.label for figure in figures[0]],
            **{
                code: [_told(say, figure) for figure in side]
                for code, side in zip(codes, figures, strict=True)
            },
        }
    )
    titles = {"what": say("neighbourhood.column_what")}
    titles |= {code: places.name_of(visit, code) for code in codes}
    note = say("neighbourhood.compare_means")
    tables.ranking(rows, titles, title=say("neighbourhood.part_compare"), note=note)


def _told(say: Say, figure: Figure) -> str:
    apart = say("neighbourhood.apart")
    beside = apart.join(one.removesuffix(".") for one in (figure.interval, figure.note) if one)
    if figure.value == "—" or not beside:
        return beside or figure.value
    return f"{WHOLE}{figure.value}{END}{apart}{beside}"


def _worries(visit: Visit, codes: tuple[str, str]) -> None:
    """Draw what people worry about in both."""
    say = visit.say
    for cell, code in zip(st.columns(2, gap="large"), codes, strict=True):
        table = profile_figures.worries(visit, code)
        rows = pd.DataFrame(
            {
                "worry": [say(f"category.{word}") for word in table["worry"]],
                "share": [_share(say, *row) for row in table[["share", "low", "high"]].to_numpy()],
            }
        )
        titles = {"worry": say("safety.worry"), "share": say("safety.share")}
        title = say("neighbourhood.worries_of", name=places.name_of(visit, code))
        with cell:
            if len(rows):
                tables.ranking(rows, titles, title=title, note="")
            else:
                st.subheader(title, anchor=False)
                st.caption(say("neighbourhood.no_worries"))


def _share(say: Say, share: float, low: float, high: float) -> str:
    return say(
        "neighbourhood.share_between",
        share=say.percent(share),
        low=say.percent(low),
        high=say.percent(high),
    )
