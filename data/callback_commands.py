"""The command line's way from pseudonyms to the numbers that the 110 centre calls."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import callback, store
from data.telling import Speaker, Teller


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add `callback`; see `account_commands.parsers`."""
    told = say("asking.help_callback")
    one = acts.add_parser("callback", parents=[shared], help=told, description=told)
    one.add_argument("list", type=Path, metavar="LIST", help=say("asking.help_list"))
    for name in ("calls", "out"):
        one.add_argument(
            f"--{name}", type=Path, required=True, metavar="FILE", help=say(f"asking.help_{name}")
        )
    one.set_defaults(act=find)


def find(asked: argparse.Namespace, tell: Teller) -> None:
    """Find the numbers of those to be asked."""
    found = callback.find(store.home(asked.store), asked.list, asked.calls, asked.out)
    tell.result(asdict(found), [tell.say("asking.found", path=asked.out, **asdict(found))])
