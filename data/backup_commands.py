"""The command line's acts on backups: making one, putting one back, the drill."""

import argparse
from pathlib import Path
from typing import Any

from data import backups, store
from data.account_commands import BY, moment
from data.backups import Restored
from data.telling import Speaker, Teller


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add `backup`, `restore` and `drill`; see `account_commands.parsers`."""
    told = say("backup.help")
    one = acts.add_parser("backup", parents=[shared], help=told, description=told)
    one.add_argument("folder", type=Path, metavar="DIR", help=say("backup.help_folder"))
    one.set_defaults(act=make)
    told = say("backup.help_restore")
    one = acts.add_parser("restore", parents=[shared], help=told, description=told)
    one.add_argument("folder", type=Path, metavar="BACKUP", help=say("backup.help_backup"))
    one.set_defaults(act=restore)
    told = say("backup.help_drill")
    one = acts.add_parser("drill", parents=[shared], help=told, description=told)
    one.set_defaults(act=drill)


def make(asked: argparse.Namespace, tell: Teller) -> None:
    """Back the store up."""
    made = backups.make(store.home(asked.store), asked.folder, by=BY)
    told = {"files": len(made.files), "megabytes": tell.say.number(made.size / 1e6, 1)}
    lines = [tell.say("backup.made", path=asked.folder, reports=made.reports, **told)]
    lines += _broken(made.first_bad, tell.say)
    lines += [tell.say("audit.anchor", anchor=made.anchor), tell.say("backup.without_key")]
    values = {"path": str(asked.folder), "reports": made.reports, "anchor": made.anchor}
    tell.result(values | {"files": len(made.files), "bytes": made.size}, lines)


def restore(asked: argparse.Namespace, tell: Teller) -> None:
    """Put a backup back as a new store."""
    directory = store.home(asked.store)
    done = backups.restore(asked.folder, directory, by=BY)
    lines = [tell.say("backup.restored", path=directory), *_proofs(done, tell.say)]
    tell.result(done.as_dict(), [*lines, tell.say("backup.afterwards")])


def drill(asked: argparse.Namespace, tell: Teller) -> None:
    """Do both beside the store and say how long each took."""
    done, say = backups.drill(store.home(asked.store)), tell.say
    times = {
        "backup": say.number(done.backup_seconds / 60, 2),
        "restore": say.number(done.restore_seconds / 60, 2),
    }
    tell.result(done.as_dict(), [say("backup.drilled", **times), *_proofs(done.proved, say)])


def _proofs(done: Restored, say: Speaker) -> list[str]:
    at = moment(done.made)
    when = {"day": at.date(), "time": say.digits(f"{at:%H:%M}")}
    size = say.number(done.megabytes, 1)
    lines = [
        say("backup.proved_files", files=done.files, megabytes=size, **when),
        say("backup.proved_audit", acts=done.acts, anchor=done.anchor),
        say("backup.proved_erased", erased=done.erased),
    ]
    if done.figures:
        figures = {"figures": done.figures, "reports": done.reports}
        lines.insert(1, say("backup.proved_figures", **figures))
    return lines + _broken(done.first_bad, say)


def _broken(first_bad: int | None, say: Speaker) -> list[str]:
    return [] if first_bad is None else [say("backup.audit_broken", row=first_bad)]
