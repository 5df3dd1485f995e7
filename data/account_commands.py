"""The command line's acts on accounts and the audit: what is typed, done and then said."""

import argparse
import datetime
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import accounts, areas, clock, persian, store
from data.accounts import Account
from data.refusal import Refusal
from data.telling import Speaker, Teller

BY = "command line"
BETWEEN = " · "

Act = Callable[[argparse.Namespace, Teller], None]


def parsers(acts: Any, shared: argparse.ArgumentParser, say: Speaker) -> None:
    """Add what may be typed after `account` to the command line's acts.

    Parameters
    ----------
    acts : subparsers
        Of the command line.
    shared : ArgumentParser
        What every act may be given.
    say : Speaker
    """
    told = say("accounts.help")
    group = acts.add_parser("account", help=told, description=told)
    own = group.add_subparsers(required=True, metavar="ACT")

    def act(name: str, does: Act, *, named: bool = True) -> argparse.ArgumentParser:
        told = say(f"accounts.help_{name}")
        parser = own.add_parser(name, parents=[shared], help=told, description=told)
        parser.set_defaults(act=does)
        if named:
            parser.add_argument("name", metavar="NAME", help=say("accounts.help_name"))
        return parser

    act("list", tell_accounts, named=False)
    adding, changing = act("add", add), act("role", change_role)
    adding.add_argument("--role", required=True, help=say("accounts.help_role_name"))
    adding.add_argument("--oidc", metavar="ISSUER|SUBJECT", help=say("accounts.help_oidc"))
    changing.add_argument("role", metavar="ROLE", help=say("accounts.help_role_name"))
    for one in (adding, changing):
        told = say("accounts.help_district")
        one.add_argument("--district", action="append", default=[], metavar="CODE", help=told)
    for name, does in (("reset", reset), ("disable", disable), ("enable", enable)):
        act(name, does)


def add(asked: argparse.Namespace, tell: Teller) -> None:
    """Add an account, and tell its first password."""
    directory = store.home(asked.store)
    held = districts_of(directory, asked.district)
    password = accounts.add(
        directory, asked.name, asked.role, districts=held, oidc_subject=asked.oidc, by=BY
    )
    added = accounts.named(directory, asked.name)
    lines = [tell.say("accounts.added", name=added.name, role=tell.say(f"role.{added.role}"))]
    if password:
        lines.append(tell.say("accounts.first_password", password=password))
    tell.result(as_values(added) | {"first_password": password}, lines)


def districts_of(directory: Path, typed: list[str]) -> list[str]:
    """Return the codes of districts of the present layer, by their codes or names.

    Raises
    ------
    Refusal
        "account.unknown_district", "account.district_twice".
    """
    known = areas.at_level(areas.current(directory), "district")[["name_fa", "name_en"]]
    found = []
    for word in typed:
        same = [
            str(code)
            for code, *names in known.itertuples()
            if persian.key(word) in {persian.key(name) for name in (str(code), *names)}
        ]
        if word in same:
            same = [word]
        if not same:
            raise Refusal("account.unknown_district", district=word)
        if len(same) > 1:
            raise Refusal("account.district_twice", district=word, codes=BETWEEN.join(same))
        found += same
    return found


def change_role(asked: argparse.Namespace, tell: Teller) -> None:
    """Change an account's role or districts."""
    directory = store.home(asked.store)
    held = districts_of(directory, asked.district)
    accounts.change_role(directory, asked.name, asked.role, districts=held, by=BY)
    changed = accounts.named(directory, asked.name)
    role = tell.say(f"role.{changed.role}")
    said = tell.say("accounts.role_changed", name=changed.name, role=role)
    tell.result(as_values(changed), [said])


def reset(asked: argparse.Namespace, tell: Teller) -> None:
    """Give an account a new first password."""
    directory, say = store.home(asked.store), tell.say
    password = accounts.reset(directory, asked.name, by=BY)
    held = accounts.named(directory, asked.name)
    lines = [say("accounts.reset", name=held.name)]
    lines.append(say("accounts.first_password", password=password))
    tell.result(as_values(held) | {"first_password": password}, lines)


def disable(asked: argparse.Namespace, tell: Teller) -> None:
    """Let an account sign in no longer."""
    directory = store.home(asked.store)
    accounts.disable(directory, asked.name, by=BY)
    held = accounts.named(directory, asked.name)
    tell.result(as_values(held), [tell.say("accounts.disabled", name=held.name)])


def enable(asked: argparse.Namespace, tell: Teller) -> None:
    """Let an account sign in again."""
    directory = store.home(asked.store)
    accounts.enable(directory, asked.name, by=BY)
    held = accounts.named(directory, asked.name)
    tell.result(as_values(held), [tell.say("accounts.enabled", name=held.name)])


def tell_accounts(asked: argparse.Namespace, tell: Teller) -> None:
    """Tell every account, without its secrets."""
    held = accounts.listed(store.home(asked.store))
    lines = [line(one, tell.say) for one in held] or [tell.say("accounts.none")]
    tell.result({"accounts": [as_values(one) for one in held]}, lines)


def line(one: Account, say: Speaker) -> str:
    """Return an account in a line."""
    told = [say("accounts.line", name=one.name, role=say(f"role.{one.role}"))]
    if one.districts:
        told.append(say("accounts.line_districts", districts=" ".join(sorted(one.districts))))
    marks = {
        "disabled": one.disabled,
        "must_change": one.must_change,
        "totp": one.has_totp,
        "demo": one.demo,
        "oidc": one.oidc_subject is not None,
        "never": one.last_seen is None,
    }
    told += [say(f"accounts.line_{mark}") for mark, holds in marks.items() if holds]
    if one.last_seen is not None:
        told.append(say("accounts.line_seen", day=moment(one.last_seen).date()))
    return BETWEEN.join(told)


def as_values(one: Account) -> dict[str, object]:
    """Return an account as plain values."""
    return asdict(one) | {"districts": sorted(one.districts)}


def moment(at: float) -> datetime.datetime:
    """Return when something was, by the clocks of Tehran."""
    return datetime.datetime.fromtimestamp(at, clock.TEHRAN)
