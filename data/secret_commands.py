"""The command line's acts on what is kept of people: erasing, letting go, changing the key."""

import argparse
import datetime
import sys
from typing import Any

from data import erasure, retention, rotation, secrets, store
from data.account_commands import BY
from data.refusal import Refusal
from data.telling import Speaker, Teller

TYPED = "-"  # the person is typed or piped in, and leaves no trace in the shell's history


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add `erase`, `retain` and `key rotate`; see `account_commands.parsers`."""
    told = say("secrets.help_erase")
    one = acts.add_parser("erase", parents=[shared], help=told, description=told)
    one.add_argument("who", nargs="?", metavar="NUMBER", help=say("secrets.help_who"))
    one.add_argument("--again", action="store_true", help=say("secrets.help_again"))
    one.set_defaults(act=erase)
    told = say("secrets.help_retain")
    one = acts.add_parser("retain", parents=[shared], help=told, description=told)
    one.set_defaults(act=retain)
    told = say("secrets.help_key")
    group = acts.add_parser("key", help=told, description=told)
    own = group.add_subparsers(required=True, metavar="ACT")
    told = say("secrets.help_rotate")
    one = own.add_parser("rotate", parents=[shared], help=told, description=told)
    one.set_defaults(act=rotate)


def erase(asked: argparse.Namespace, tell: Teller) -> None:
    """Erase a person; or, after a restore, all who were erased before."""
    directory = store.home(asked.store)
    if asked.again:
        erasure.replay(directory)
        tell.result({"replayed": True}, [tell.say("secrets.replayed")])
        return
    who = sys.stdin.readline() if asked.who == TYPED else asked.who
    if not who:
        raise Refusal("erased.nobody")
    erasure.erase(directory, who, by=BY)
    lines = [tell.say("secrets.erased")]
    if asked.who != TYPED:
        lines.append(tell.say("secrets.in_history"))
    tell.result({"erased": True}, lines)


def retain(asked: argparse.Namespace, tell: Teller) -> None:
    """Let go of what is older than it may be kept."""
    done, say = retention.retain(store.home(asked.store), by=BY), tell.say
    lines = [say("secrets.sign_ins", count=done.sign_ins)]
    if done.since:
        since = datetime.date.fromisoformat(done.since)
        told = {"reports": done.reports, "refused": done.refused, "since": since}
        lines.insert(0, say("secrets.retained", **told))
    if done.unpublished:
        lines.append(say("secrets.unpublished", count=len(done.unpublished)))
    tell.result(done.as_dict(), lines)


def rotate(asked: argparse.Namespace, tell: Teller) -> None:
    """Change the key for a newer one."""
    directory = store.home(asked.store)
    new = rotation.rotate(directory, by=BY)
    told = {"name": new, "path": secrets.path(directory)}
    tell.result({"key": new}, [tell.say("secrets.rotated", **told)])
