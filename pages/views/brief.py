"""A neighbourhood on one page of paper, to be taken to the people who live there."""

import functools

import pandas as pd

from data import clock, documents, notebook, release
from data.documents import letters
from data.documents.content import Brief, Figure
from data.notebook import Entry
from geo import METHOD
from pages.views import (
    brief_map,
    cached,
    handing_out,
    period_filter,
    places,
    profile_figures,
)
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from pages.views.neighbourhood_choice import lies_in as where
from words import Say

MONTHS = 12  # of the trend


def button(visit: Visit, asked: Choice) -> None:
    """Draw the button for the brief of the neighbourhood looked at."""
    handing_out.button(
        visit,
        visit.say("neighbourhood.brief"),
        functools.partial(_printed, visit, asked),
        name=f"brief-{asked.code}.pdf",
        media_type="application/pdf",
        ability="maps",
        neighbourhood=asked.code,
    )


def _printed(visit: Visit, asked: Choice) -> bytes:
    """Return the brief as things stand when it is fetched: who may see it, what is written."""
    figures = profile_figures.told(visit, asked, asked.code)
    content = letters.ready(documents.plain(made(visit, asked, figures)))
    return documents.pdf("brief", content, at=clock.now())


def made(visit: Visit, asked: Choice, figures: list[Figure]) -> Brief:
    """Return all that stands on the brief, in the reader's words.

    Raises
    ------
    access.Refused
        If this reader may not see the neighbourhood.
    """
    say, code = visit.say, asked.code
    entries = notebook.listed(visit.directory, code, visit.access)
    worries = profile_figures.worries(visit, code)
    return Brief(
        language=say.language,
        title=places.name_of(visit, code),
        place_line=where(visit, code),
        map_svg=brief_map.drawn(visit, code),
        map_caption=brief_map.caption(visit, code),
        figures=figures,
        trend_title=say("neighbourhood.brief_trend"),
        trend=_trend(visit, asked),
        worries_title=say("safety.worries"),
        worries=_worries(say, worries),
        worries_bars=[float(share) for share in worries["share"]],
        priorities_title=say("neighbourhood.brief_priorities"),
        priorities=[one.written.said for one in entries if _is_priority(one)],
        notes_title=say("neighbourhood.brief_notes"),
        notes=[_note(say, one) for one in entries if one.written.kind != "priority"],
        notes_heads=_heads(say),
        nothing_said=say("notebook.none"),
        footer=_footer(visit, asked),
        made_up_mark=say("neighbourhood.brief_made_up") if visit.counts.get("made_up") else "",
    )


def _trend(visit: Visit, asked: Choice) -> list[tuple[str, float | None]]:
    """Return the reports of the last months up to the period's end."""
    table = cached.by_month(visit, asked.question, asked.code)
    table = table[table["month"] <= asked.question.period.last].tail(MONTHS)
    return [
        (_month(visit.say, int(month)), None if pd.isna(count) else float(count))
        for month, count in table[["month", "reports"]].to_numpy()
    ]


def _month(say: Say, month: int) -> str:
    return say.digits(f"{month // 100}/{month % 100:02d}")


def _worries(say: Say, table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each worry with its share in words; that too few were asked, where so."""
    rows = table[["worry", "share", "low", "high"]].to_numpy()
    told = [(say(f"category.{word}"), _share(say, *ends)) for word, *ends in rows]
    return told or [(say("neighbourhood.no_worries"), "")]


def _share(say: Say, share: float, low: float, high: float) -> str:
    told = {"share": share, "low": low, "high": high}
    return say(
        "neighbourhood.share_between", **{name: say.percent(one) for name, one in told.items()}
    )


def _is_priority(entry: Entry) -> bool:
    return entry.written.kind == "priority" and entry.written.state in ("open", "under_way")


def _note(say: Say, entry: Entry) -> tuple[str, str, str, str]:
    held = entry.written
    return say.day(held.day), held.said, held.done, say(f"notebook.state_{held.state}")


def _heads(say: Say) -> tuple[str, str, str, str]:
    day, said, done, state = (
        say(f"neighbourhood.brief_{one}") for one in ("day", "said", "done", "state")
    )
    return day, said, done, state


def _footer(visit: Visit, asked: Choice) -> list[str]:
    """Return the period, what is hidden, the source and the method."""
    say, about, held = visit.say, visit.layer.about, release.floor(visit.directory)
    lines = [
        say("neighbourhood.brief_period", period=period_filter.told(say, asked.question.period)),
        say("neighbourhood.brief_hidden", step=held.step, least=held.fewest_reports),
        say("neighbourhood.brief_method", method=METHOD, data=cached.fingerprint(visit)),
    ]
    if about.get("attribution"):
        lines.append(say("map.attribution", source=about["attribution"]))
    return lines
