"""The command line's act on surveys: a file of answers comes in."""

import argparse
from pathlib import Path
from typing import Any

from data import store
from data.survey import intake
from data.survey.receipts import Receipt
from data.telling import Speaker, Teller

BETWEEN = " · "


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add what may be typed after `survey` to the command line's acts.

    Parameters
    ----------
    acts : subparsers
        Of the command line.
    shared : ArgumentParser
        What every act may be given.
    say : Speaker
    """
    told = say("survey.help")
    one = acts.add_parser("survey", parents=[shared], help=told, description=told)
    one.set_defaults(act=take_in)
    one.add_argument("file", type=Path, metavar="FILE", help=say("survey.help_file"))
    one.add_argument(
        "--columns", type=Path, required=True, metavar="TOML", help=say("survey.help_columns")
    )
    one.add_argument("--made-up", action="store_true", help=say("command.help_made_up"))
    one.add_argument("--instead", action="store_true", help=say("survey.help_instead"))


def take_in(asked: argparse.Namespace, tell: Teller) -> None:
    """Take in a survey."""
    directory = store.home(asked.store)
    receipt = intake.take_in(
        asked.file, directory, asked.columns, made_up=asked.made_up, instead=asked.instead
    )
    told = lines(receipt, tell.say)
    for name in receipt.refused_files if not receipt.already else []:
        told.append(tell.say("survey.refused_file", path=directory / "refused" / name))
    tell.result(receipt.as_dict(), told)


def lines(receipt: Receipt, say: Speaker) -> list[str]:
    """Return what became of a survey, in sentences."""
    if receipt.already:
        return [say("survey.already", rows=receipt.rows)]
    told = receipt.as_dict()
    numbers = {name: value for name, value in told.items() if type(value) is int}
    found = [say("survey.taken_in", **numbers), say("survey.where", **numbers)]
    waves = BETWEEN.join(map(say.digits, receipt.waves))
    items = BETWEEN.join(say(f"safety.item_{item}") for item in receipt.items)
    found.append(say("survey.asked", waves=waves, items=items))
    found.append(say(f"survey.weighed_by_{receipt.weighed_by}"))
    for code, count in receipt.refused_by_reason.items():
        found.append(say("intake.reason", count=count, why=say(f"reason.{code}")))
    if receipt.dropped_columns:
        found.append(say("intake.dropped", columns=BETWEEN.join(receipt.dropped_columns)))
    return found
