"""What papers are made of: plain values, already in the reader's language.

Nothing of it is ever put into a template's source: it goes in as JSON, and names stay names.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

DIRECTIONS = {"fa": "rtl", "en": "ltr"}


@dataclass(frozen=True)
class Person:
    """Somebody on a paper.

    Parameters
    ----------
    number : str
        12 digits, see `data.certificates`; none where nothing is to be verified.
    name, said : str
        As it is written; how it is read out, may be empty.
    county : str
        Its name, in the paper's language.
    seat : str
        May be empty.
    """

    number: str
    name: str
    said: str = ""
    county: str = ""
    seat: str = ""


@dataclass(frozen=True)
class Occasion:
    """A ceremony, in words.

    Parameters
    ----------
    title, place, host : str
        What it is called, where it is, who signs.
    day, hour : str
        Such as ۵ فروردین ۱۴۰۴ and ۱۸:۳۰.
    round_title : str
        The week or month that people are honoured for.
    made_up : bool
        Of a rehearsal or a made-up store: each page is marked.
    """

    title: str
    place: str
    day: str
    hour: str
    host: str
    round_title: str
    made_up: bool


@dataclass(frozen=True)
class Step:
    """One thing on the wall.

    Parameters
    ----------
    kind : str
        "opening", "county", "person", "private", "closing", as `awards.running_order.Slide`.
    title, line : str
        Large and small; for a person the name and the county.
    said : str
        How a name is read out; for the reader's list alone.
    number : str
        Of a person's certificate.
    """

    kind: str
    title: str
    line: str = ""
    said: str = ""
    number: str = ""


@dataclass(frozen=True)
class Ceremony:
    """All that the papers of a ceremony hold.

    Parameters
    ----------
    language : {"fa", "en"}
    occasion : Occasion
    people : list of Person
        In the order in which they are called.
    steps : list of Step
    texts : dict of str to str
        What stands on each of them alike, see `pages.views.paper_texts`.
    """

    language: str
    occasion: Occasion
    people: list[Person]
    steps: list[Step]
    texts: dict[str, str]


@dataclass(frozen=True)
class Figure:
    """A number of a neighbourhood with how sure it is.

    Parameters
    ----------
    label, value : str
    interval : str
        Such as "from 52 to 61"; empty where there is none.
    note : str
        What it stands on, or beside what; may be empty.
    """

    label: str
    value: str
    interval: str = ""
    note: str = ""


@dataclass(frozen=True)
class Brief:
    """A neighbourhood on one page of A4.

    Parameters
    ----------
    language : {"fa", "en"}
    title, place_line : str
        The neighbourhood; its district and county.
    map_svg : str
        A whole SVG; empty for none.
    figures : list of Figure
        At most 6 are printed.
    trend_title : str
    trend : list of (str, float or None)
        Label and value of each month, oldest first; None where it is hidden. At most 13.
    worries_title : str
    worries : list of (str, str)
        What, and the share in words, such as ۲۳٪; at most 5 are printed.
    priorities_title : str
    priorities : list of str
        At most 4 are printed.
    notes_title : str
    notes : list of (str, str, str, str)
        Day, what was said, what was done, state, newest first; as many as fit are printed.
    footer : list of str
        Period, source, method: a line each.
    made_up_mark : str
        Across the page of made-up figures; empty otherwise.
    notes_heads : tuple of four str
        Over the notes' columns; empty for none.
    map_caption : str
    worries_bars : list of float or None
        The shares as numbers, 0 to 1, for the bars beside them; empty for none.
    nothing_said : str
        Where there are no notes, or no priorities.
    """

    language: str
    title: str
    place_line: str
    map_svg: str
    figures: list[Figure]
    trend_title: str
    trend: list[tuple[str, float | None]]
    worries_title: str
    worries: list[tuple[str, str]]
    priorities_title: str
    priorities: list[str]
    notes_title: str
    notes: list[tuple[str, str, str, str]]
    footer: list[str]
    made_up_mark: str = ""
    notes_heads: tuple[str, str, str, str] | None = None
    map_caption: str = ""
    worries_bars: list[float | None] = field(default_factory=list)
    nothing_said: str = ""


def plain(content: Ceremony | Brief) -> dict[str, Any]:
    """Return what `data.documents.pdf` takes: values that JSON can hold, with the direction."""
    return asdict(content) | {"direction": DIRECTIONS[content.language]}
