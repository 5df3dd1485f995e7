"""The command line's way to verify a certificate, and to write the list that is published."""

import argparse
from typing import Any

from data import certificates, store
from data.telling import Speaker, Teller


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add `certificate`; see `account_commands.parsers`."""
    told = say("papers.help_certificate")
    one = acts.add_parser("certificate", parents=[shared], help=told, description=told)
    asked = one.add_mutually_exclusive_group(required=True)
    asked.add_argument("number", nargs="?", metavar="NUMBER", help=say("papers.help_number"))
    asked.add_argument("--list", metavar="ROUND", help=say("papers.help_list"))
    one.set_defaults(act=tell_of)


def tell_of(asked: argparse.Namespace, tell: Teller) -> bool:
    """Say which round a number was given in, or write a round's numbers; whether it was in none."""
    directory = store.home(asked.store)
    if asked.list:
        numbers = certificates.published(directory, asked.list)
        lines = ["number,round", *(f"{one},{asked.list}" for one in numbers)]
        tell.result({"round": asked.list, "numbers": numbers}, lines)
        return False
    found = certificates.verify(directory, asked.number)
    if found:
        line = tell.say("papers.verify_found", round=found)
    else:
        known = certificates.valid(asked.number) is not None
        line = tell.say("papers.verify_none" if known else "papers.verify_wrong")
    tell.result({"round": found}, [line])
    return found is None
