"""The command line for people: what they said, what is known of them, a consent taken back."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import consents, people_files, store
from data.account_commands import BY
from data.listed import Receipt
from data.telling import Speaker, Teller

TYPED = "-"
LISTED, BETWEEN, MORE = 12, " · ", " …"  # numbers of rows in one line
KINDS: dict[str, Callable[..., Receipt]] = {
    "consents": consents.take_in,
    "people": people_files.take_in,
}


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add `consents`, `people` and `withdraw`; see `account_commands.parsers`."""
    for kind in KINDS:
        told = say(f"consents.help_{kind}")
        one = acts.add_parser(kind, parents=[shared], help=told, description=told)
        one.add_argument("file", type=Path, metavar="FILE", help=say(f"consents.help_{kind}_file"))
        one.set_defaults(act=take_in, kind=kind)
        if kind == "consents":
            one.add_argument("--renewed", action="store_true", help=say("consents.help_renewed"))
    told = say("consents.help_withdraw")
    one = acts.add_parser("withdraw", parents=[shared], help=told, description=told)
    one.add_argument("who", metavar="NUMBER", help=say("secrets.help_who"))
    one.set_defaults(act=withdraw)


def take_in(asked: argparse.Namespace, tell: Teller) -> None:
    """Take a file of consents or of people in."""
    told = {"renewed": asked.renewed} if asked.kind == "consents" else {}
    receipt = KINDS[asked.kind](asked.file, store.home(asked.store), by=BY, **told)
    tell.result(receipt.as_dict(), lines(receipt, tell.say))


def withdraw(asked: argparse.Namespace, tell: Teller) -> None:
    """Take a consent back."""
    who = sys.stdin.readline() if asked.who == TYPED else asked.who
    consents.withdraw(store.home(asked.store), who, by=BY)
    tell.result({"withdrawn": True}, [tell.say("consents.withdrawn")])


def lines(receipt: Receipt, say: Speaker) -> list[str]:
    """Return what became of a file, in sentences."""
    numbers = {name: getattr(receipt, name) for name in ("rows", "taken", "unchanged", "refused")}
    found = [say("consents.taken_in", **numbers)]
    if receipt.choices:
        told = {name: receipt.choices.get(name, 0) for name in ("public", "private", "none")}
        found.append(say("consents.choices", **told))
    for code in receipt.refused_by_reason:
        rows = [one["row"] for one in receipt.refused_rows if code in one["reasons"]]
        told_rows = BETWEEN.join(map(say.number, rows[:LISTED])) + MORE * (len(rows) > LISTED)
        found.append(say("consents.reason", rows=told_rows, why=say(f"consent_reason.{code}")))
    return found
