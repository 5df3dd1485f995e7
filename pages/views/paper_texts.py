"""What stands on the papers of a ceremony, in the language that they are printed in."""

import datetime
import functools
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from awards.rounds import Round
from awards.running_order import CLOSING, OPENING, PRIVATE, Slide
from data import ceremonies, certificates, named, rounds
from data.ceremonies import Ceremony, Guest
from data.documents import content
from data.documents.package import PAPERS
from pages.views import places, round_choice
from pages.views.visit import Visit
from words import Say

PLAIN = (
    *("made_up", "certificate_title", "certificate_to", "signature", "seal", "number", "verify"),
    *("seat", "invitation_title", "invitation_to", "invitation_show", "day", "hour", "place"),
    *("keep", "row", "name", "said", "county", "present"),
)
TITLES = ("cards", "order", "roll", "slides")
FILES = {**PAPERS, "slides.pptx": "slides_pptx", "roll-call.xlsx": "roll_xlsx"}


def made(
    visit: Visit,
    language: str,
    ceremony: Ceremony,
    cast: tuple[Sequence[Slide], Sequence[Guest], int],
) -> dict[str, Any]:
    """Return the content of a ceremony's papers, as `data.documents` takes it.

    Parameters
    ----------
    visit : Visit
    language : {"fa", "en"}
        Of the papers; the reader's may be another.
    ceremony : Ceremony
    cast : tuple
        Slides in order, guests, how many are honoured in private.
    """
    visit = replace(visit, say=Say(language))
    slides, guests, private = cast
    occasion = _occasion(visit, ceremony)
    seats = _seats(visit, ceremony)
    held = {
        one.code: content.Person(
            number=one.number,
            name=one.name,
            said=one.said,
            county=_county(visit, one.county),
            seat=seats.get(one.code, ""),
        )
        for one in guests
    }
    shown = [one for one in slides if one.kind != "person" or one.code in held]
    people = [held[one.code] for one in shown if one.kind == "person"]
    steps = [_step(visit, one, held, (occasion, private)) for one in shown]
    texts = sentences(visit.say, occasion)
    return content.plain(content.Ceremony(language, occasion, people, steps, texts))


def in_private(visit: Visit, language: str, ceremony: Ceremony) -> dict[str, Any]:
    """Return the content of the certificates of those honoured in private.

    Nobody holds their names here: the line for it is empty, and filled in by hand.
    """
    held = made(visit, language, ceremony, ((), (), 0))
    visit = replace(visit, say=Say(language))
    numbers = certificates.numbers(visit.directory, str(ceremony.round))
    people = [
        content.Person(numbers[one.code], "", county=_county(visit, one.county))
        for one in named.named(visit.directory, str(ceremony.round))
        if one.choice == "private" and one.code in numbers
    ]
    return held | {"people": [asdict(one) for one in people]}


def readme(language: str, title: str) -> str:
    """Return what each file of the package is for."""
    say = Say(language)
    lines = [f"{file}: {say(f'papers.readme_{kind}')}" for file, kind in sorted(FILES.items())]
    whole = "\n".join([say("papers.readme_title", title=title), "", *lines, ""])
    return whole.replace("`", "")


def _occasion(visit: Visit, ceremony: Ceremony) -> content.Occasion:
    say, settings = visit.say, ceremony.settings
    day = settings["day"] and say.day(datetime.date.fromisoformat(settings["day"]))
    return content.Occasion(
        title=settings["title"],
        place=settings["place"],
        day=day,
        hour=say.digits(settings["hour"]),
        host=settings["host"],
        round_title=round_title(visit, ceremony.round),
        made_up=ceremony.rehearsal or bool(visit.counts.get("made_up")),
    )


def round_title(visit: Visit, name: str | None) -> str:
    """Return a round in words, by its name; a rehearsal has none."""
    if name is None:
        return visit.say("papers.no_round")
    one = rounds.named(visit.directory, name)
    return round_choice.title(visit.say, Round(one.kind, one.first, one.last))


def _seats(visit: Visit, ceremony: Ceremony) -> dict[str, str]:
    come = ceremonies.arrivals(visit.directory, ceremony.name)
    return {one.code: one.seat for one in come.itertuples() if one.seat}


def _step(
    visit: Visit,
    slide: Slide,
    held: dict[str, content.Person],
    told: tuple[content.Occasion, int],
) -> content.Step:
    say, (occasion, private) = visit.say, told
    if slide.kind == "person":
        one = held[slide.code]
        return content.Step(slide.kind, one.name, one.county, one.said, one.number)
    titles = {
        OPENING: lambda: occasion.title,
        PRIVATE: lambda: say("ceremony.private", number=private),
        CLOSING: lambda: say("ceremony.closing"),
    }
    if slide.kind in titles:
        line = _joined(say, *_when(occasion)) if slide.kind == OPENING else ""
        return content.Step(slide.kind, titles[slide.kind](), line)
    county = _county(visit, slide.county)
    return content.Step(slide.kind, say("ceremony.of_county", county=county))


def sentences(say: Say, occasion: content.Occasion) -> dict[str, str]:
    """Return the sentences that stand on each paper alike; capitals are filled in there."""
    texts = {name: say(f"papers.{name}") for name in PLAIN}
    texts |= {f"{name}_title": say(f"papers.{name}") for name in TITLES}
    return texts | {
        "page_of": say("papers.page_of", page="PAGE", pages="PAGES"),
        "of_county": say("ceremony.of_county", county="COUNTY"),
        "certificate_for": say("papers.certificate_for", round=occasion.round_title),
        "invitation_for": say("papers.invitation_for", title=occasion.title),
        "certificate_when": _joined(say, occasion.day, occasion.place),
        "when": _joined(say, *_when(occasion)),
    }


def _county(visit: Visit, code: str) -> str:
    """Return a county's name; nothing where the areas were changed since, and it is none now."""
    return places.name_of(visit, code) if code in visit.layer.table.index else ""


def _when(occasion: content.Occasion) -> tuple[str, str, str]:
    return occasion.day, occasion.hour, occasion.place


def _joined(say: Say, *parts: str) -> str:
    """Return those parts that are told, in a row: a raised dot would look like a Persian nought."""
    told = [one for one in parts if one]
    first = told[0] if told else ""
    return functools.reduce(
        lambda one, more: say("papers.and", one=one, more=more), told[1:], first
    )
