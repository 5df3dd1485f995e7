"""The acts of a ceremony: where the running order meets what is kept of it."""

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from awards import by_scan
from awards import calling as callings
from awards.calling import Calling
from awards.running_order import MODES, OPENING, Slide
from data import ceremonies
from data.ceremonies import Ceremony, Context, Guest
from data.refusal import Refusal
from pages.views import readers
from pages.views.standing import Shown, Stand, in_order, shown, slides, stand
from words import Say

__all__ = [
    "ACTS",
    "Shown",
    "Stand",
    "carry_out",
    "cast",
    "clicked",
    "holder",
    "occasion",
    "press",
    "shown",
    "slides",
    "stand",
]
ABILITY = "ceremony"
# Each act of a console upon a calling: what it is told besides.
ACTS: dict[str, tuple[str, ...]] = {
    **{"next": (), "back": (), "blank": (), "undo": ()},
    **{"jump": ("key",), "skip": ("code",), "unskip": ("code",), "add_late": ("code", "after")},
}


def holder(sid: str, desk: str) -> str:
    """Return what a console is known by: of a session and a key of its own; it tells neither."""
    return hashlib.sha256(f"{sid},{desk}".encode()).hexdigest()[:24]


def press(
    directory: Path,
    name: str,
    act: str,
    *,
    sid: str,
    desk: str,
    press: str | None = None,
    **what: str,
) -> None:
    """Do what a console was asked to by whoever is signed in there. Raises as `carry_out`.

    Raises
    ------
    access.Refused
        If their session has ended, or their role stages no ceremony.
    """
    by = readers.acting(directory, sid, ABILITY)
    carry_out(directory, name, act, holder=holder(sid, desk), by=by, press=press, **what)


def clicked(directory: Path, sid: str, sent: dict[str, str]) -> None:
    """Do what a clicker sent: `ceremony`, `act`, `desk`, `press`. Raises as `press`."""
    told = {"sid": sid, "desk": sent["desk"], "press": sent["press"]}
    press(directory, sent["ceremony"], sent["act"], **told)


def cast(directory: Path, ceremony: Ceremony) -> tuple[tuple[Slide, ...], list[Guest], int]:
    """Return a ceremony's slides, its guests, and how many are honoured in private.

    For its papers: where it is called by scan, by county all the same, since nobody has come yet.
    """
    one, context = ceremonies.stand(directory, ceremony.name)
    by_county = replace(context, settings=context.settings | {"mode": MODES[0]})
    order = in_order(callings.from_json(one.calling), by_county)
    return order, ceremonies.people(directory, ceremony.name), context.private


def occasion(say: Say, settings: dict[str, Any]) -> str:
    """Return the day, the hour and the place of a ceremony in one line, as far as set."""
    day = settings["day"] and say.day(datetime.date.fromisoformat(settings["day"]))
    parts = (day, say.digits(settings["hour"]), settings["place"])
    return " · ".join(part for part in parts if part)


def carry_out(
    directory: Path,
    name: str,
    act: str,
    *,
    holder: str,
    by: str,
    press: str | None = None,
    **what: str,
) -> None:
    """Do what a console asks; the same press again changes nothing. Who may is asked before.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
        Of the ceremony.
    act : str
        One of `ACTS`.
    holder : str
        The console, as it holds the ceremony; see `ceremonies.hold`.
    by : str
        Who.
    press : str, optional
        What the key press is called, its own.
    **what
        What the act is told besides: `key` of a slide; `code`, `after` (a code, or "" for the end).

    Raises
    ------
    Refusal
        "ceremony.act" if there is none such or it is told amiss, "ceremony.nobody", and as
        `ceremonies.act`.
    """
    if set(what) != set(ACTS.get(act, ("no such act",))):
        raise Refusal("ceremony.act")
    if act == "undo":
        ceremonies.undo(directory, name, by=by, holder=holder, press=press)
        return

    def change(held: dict[str, Any], context: Context) -> dict[str, Any]:
        return _after(act, callings.from_json(held), context, what).to_json()

    told = {"act": act, "by": by, "holder": holder}
    ceremonies.act(directory, name, change, **told, press=press, code=what.get("code"))


def _after(act: str, calling: Calling, context: Context, what: dict[str, str]) -> Calling:
    """Return the calling after an act."""
    order, now, code = in_order(calling, context), context.now, what.get("code", "")
    known = set(context.order["code"])
    if what.get("key", OPENING) not in {one.key for one in order}:
        raise Refusal("ceremony.nobody")
    if "code" in what and code not in known:
        raise Refusal("ceremony.nobody")
    if context.settings["mode"] == "scan":
        waiting = _by_scan(act, calling, (order, known), code)
        if waiting is not None:
            return waiting
    done = {
        "next": lambda: callings.next_(calling, order, now),
        "back": lambda: callings.back(calling, order, now),
        "blank": lambda: callings.blank(calling),
        "jump": lambda: callings.jump(calling, order, now, what["key"]),
        "skip": lambda: callings.skip(calling, order, now, code),
        "unskip": lambda: callings.unskip(calling, code),
        "add_late": lambda: callings.add_late(calling, code, what["after"]),
    }
    return done[act]()


def _by_scan(
    act: str, calling: Calling, those: tuple[tuple[Slide, ...], set[str]], code: str
) -> Calling | None:
    """Return the calling that waits for whoever comes to the ramp; None where nothing waits."""
    order, known = those
    if act == "skip":
        return by_scan.skipped(calling, order, known, code)
    if act != "next" or not by_scan.is_waiting(calling, order, known):
        return None
    absent = calling.shown.removeprefix("person:") in calling.absent
    if absent or not calling.blank:
        raise Refusal("ceremony.nobody_waits")
    return callings.blank(calling)
