"""The command line's acts on the audit: seeing that it is untouched, and reading it."""

import argparse
from dataclasses import asdict
from typing import Any

from data import audit, store
from data.account_commands import moment
from data.audit import Entry
from data.telling import Speaker, Teller

LATEST = 20
OTHERS = {"command line": "audit.by_command_line", "unknown": "audit.by_unknown"}


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add what may be typed after `audit`; see `account_commands.parsers`."""
    told = say("audit.help")
    group = acts.add_parser("audit", help=told, description=told)
    own = group.add_subparsers(required=True, metavar="ACT")
    told = say("audit.help_verify")
    one = own.add_parser("verify", parents=[shared], help=told, description=told)
    one.add_argument("--anchor", metavar="SEQ:MAC", help=say("audit.help_anchor"))
    one.set_defaults(act=verify)
    told = say("audit.help_list")
    one = own.add_parser("list", parents=[shared], help=told, description=told)
    one.add_argument("--limit", type=int, default=LATEST, help=say("audit.help_limit"))
    one.set_defaults(act=tell_acts)


def verify(asked: argparse.Namespace, tell: Teller) -> bool:
    """Say whether the audit is untouched; return whether it is not."""
    directory = store.home(asked.store)
    audit.note_store_acts(directory)
    verdict = audit.verify(directory, asked.anchor)
    if verdict.ok:
        lines = [tell.say("audit.sound", count=verdict.count)]
        lines.append(tell.say("audit.anchor", anchor=verdict.anchor))
    else:
        told = {"first_bad": verdict.first_bad, "count": verdict.count}
        lines = [tell.say("audit.broken", **told)]
    tell.result(asdict(verdict), lines)
    return not verdict.ok


def tell_acts(asked: argparse.Namespace, tell: Teller) -> None:
    """Tell the latest acts, the newest first."""
    held = audit.entries(store.home(asked.store), limit=asked.limit)
    lines = [line(one, tell.say) for one in held] or [tell.say("audit.none")]
    tell.result({"acts": [asdict(one) for one in held]}, lines)


def line(one: Entry, say: Speaker) -> str:
    """Return an act in a line; its facts are for programs."""
    at = moment(one.at)
    by = say(OTHERS[one.by]) if one.by in OTHERS else one.by
    told = {"number": one.seq, "day": at.date(), "time": say.digits(f"{at:%H:%M}")}
    act = say(f"act.{one.act}")
    if "account" in one.facts:
        act = say("audit.of_account", act=act, account=one.facts["account"])
    return say("audit.line", **told, act=act, by=by)
