"""The command line's act on released figures: what is told of, and months told of anew."""

import argparse
from typing import Any

from data import jalali, periods, release, store
from data.refusal import Refusal
from data.telling import Speaker, Teller


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add what may be typed after `release` to the command line's acts.

    Parameters
    ----------
    acts : subparsers
        Of the command line.
    shared : ArgumentParser
        What every act may be given.
    say : Speaker
    """
    told = say("release.help")
    one = acts.add_parser("release", parents=[shared], help=told, description=told)
    one.set_defaults(act=tell)
    one.add_argument("months", nargs="*", metavar="MONTH", help=say("release.help_months"))
    one.add_argument("--name", default="", help=say("release.help_name"))


def tell(asked: argparse.Namespace, teller: Teller) -> None:
    """Tell the figures of some months anew where any are named; tell what is released."""
    directory = store.home(asked.store)
    if asked.months:
        release.again(directory, [month(text) for text in asked.months], asked.name)
    told = release.of(store.manifest(directory))
    teller.result(told, lines(told, teller.say))


def month(text: str) -> int:
    """Return a month as it is typed, `1404/02` or `140402`, as year × 100 + month.

    Raises
    ------
    Refusal
        "release.no_month".
    """
    try:
        number = int(text.replace("/", "").replace("-", ""))
        jalali.length(number)
    except ValueError as error:
        raise Refusal("release.no_month", month=text) from error
    if not periods.EARLIEST <= jalali.first_day(number) < periods.LATEST:
        raise Refusal("release.no_month", month=text)
    return number


def lines(told: dict, say: Speaker) -> list[str]:
    """Return what is released, what waits and what the attacks came to, in sentences."""
    if not told["months"] and not told["held"]:
        return [say("release.none")]
    found = []
    if told["months"]:
        first, last = (say.month(told["months"][place]) for place in (0, -1))
        counted = told["neighbourhoods"].values()
        shown = sum(one for _, one in counted) / max(sum(all_of for all_of, _ in counted), 1)
        share = say.percent(shown, 1)
        numbers = {"months": len(told["months"]), "weeks": len(told["weeks"])}
        found.append(say("release.told", first=first, last=last, share=share, **numbers))
    attacks = told.get("attacks")
    if attacks and not attacks["found"]:
        narrowest = attacks["narrowest"]
        width = say.number(narrowest) if narrowest is not None else "—"
        found.append(say("release.attacked", narrowest=width, **_numbers(attacks)))
    for name, count in (attacks["found"] if told["held"] and attacks else {}).items():
        found.append(say("release.found", attack=say(f"attack.{name}"), count=count))
    if told["held"]:
        held = " · ".join(say.month(month) for month in told["held"])
        found.append(say("release.held", months=held))
    for month, count in sorted(told["late"].items()):
        found.append(say("release.late", month=say.month(int(month)), count=count))
    return found


def _numbers(attacks: dict) -> dict[str, int]:
    return {name: attacks[name] for name in ("shown", "hidden", "solved")}
