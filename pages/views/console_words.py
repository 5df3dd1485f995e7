"""What a console says: the reader's script, how long is left, who comes next."""

import html

import streamlit as st

from awards import calling
from awards.calling import Calling
from awards.running_order import Slide
from data import access, ceremonies
from data.ceremonies import Guest
from pages.views import wall
from pages.views.staging import Shown, Stand
from pages.views.visit import Visit
from words import Say

MINUTE = 60
Guests = dict[str, Guest]  # by code


def guests(visit: Visit, name: str) -> Guests:
    """Return those who are called at a ceremony, with their names."""
    access.require(visit.access, "ceremony")
    return {guest.code: guest for guest in ceremonies.people(visit.directory, name)}


def script(visit: Visit, name: str, shown: Shown) -> str:
    """Return what is read out now, as HTML: the name, how it is said, whence they come."""
    say, told = visit.say, Say(shown.settings["language"])
    lines = {"b": "", "span": "", "small": ""}
    if shown.blank:
        lines["b"] = say("ceremony.script_blank")
    elif shown.kind == "person":
        lines["b"], lines["small"] = shown.name, wall.county_of(visit, told, shown.county)
        lines["span"] = say("ceremony.said", said=shown.said) if shown.said else ""
    elif shown.kind == "county":
        lines["b"] = wall.county_of(visit, told, shown.county)
        lines["small"] = wall.useful(visit, told, name, shown)
    else:
        facts = {"title": shown.settings["title"], "number": shown.private}
        lines["b"] = told(f"ceremony.script_{shown.kind}", **facts)
    body = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in lines.items() if text)
    return f"<div class=script><small>{html.escape(say('ceremony.script'))}</small>{body}</div>"


def progress(visit: Visit, stand: Stand) -> None:
    """Draw how many were called, since when, and how long is left at this pace."""
    say, at, pace = visit.say, stand.calling, stand.pace
    called = sum(slide.code in at.called for slide in stand.slides if slide.code)
    since = None if at.since is None else stand.now - at.since
    told = {
        "called": say("ceremony.n_of", number=called, total=stand.total),
        "since": _clock(say, since),
        "left": _clock(say, pace.left_seconds),
    }
    for cell, (name, value) in zip(st.columns(3), told.items(), strict=True):
        cell.metric(say(f"ceremony.{name}"), value)
    each = pace.seconds_per_name
    if each is None:
        st.caption(say("ceremony.no_pace", people=pace.left_people))
    else:
        st.caption(say("ceremony.pace", seconds=say.number(each), people=pace.left_people))


def _clock(say: Say, seconds: float | None) -> str:
    """Return minutes and seconds as 12:05; a dash for none."""
    if seconds is None:
        return say.number(None)
    whole = max(0, round(seconds))
    return say.digits(f"{whole // MINUTE}:{whole % MINUTE:02}")


def ahead(visit: Visit, stand: Stand, called: Guests, number: int) -> None:
    """Draw who and what comes next."""
    at, told = stand.calling, list[Slide]()
    for _ in range(number):
        slide = calling.following(at, stand.slides)
        if slide.key == at.shown:
            break
        told.append(slide)
        at = calling.next_(at, stand.slides, stand.now)
    items = "".join(f"<li>{line(visit, slide, called)}</li>" for slide in told)
    title = html.escape(visit.say("ceremony.next_up"))
    st.html(f"<h3>{title}</h3><ol class=ahead>{items}</ol>")


def line(visit: Visit, slide: Slide, guests: Guests) -> str:
    """Return a slide in one line of a list, as HTML."""
    name, beside = texts(visit, slide, guests)
    return f"<span>{html.escape(name)}</span><small>{html.escape(beside)}</small>"


def texts(visit: Visit, slide: Slide, guests: Guests) -> tuple[str, str]:
    """Return what a slide is called, and what stands beside it."""
    say = visit.say
    if slide.kind == "person":
        guest = guests.get(slide.code)
        name = guest.name if guest else say("ceremony.gone")
        return name, wall.county_of(visit, say, slide.county)
    if slide.kind == "county":
        return wall.county_of(visit, say, slide.county), say("ceremony.kind_county")
    return say(f"ceremony.kind_{slide.kind}"), ""


def state_of(at: Calling, slide: Slide) -> str:
    """Return how a slide stands: "now", "past", "absent" or "ahead"."""
    if slide.key == at.shown:
        return "now"
    if slide.code in at.absent and slide.code:
        return "absent"
    past = slide.code in at.called if slide.code else slide.key in at.behind
    return "past" if past else "ahead"
