"""The command line: `python -m data intake | status | areas | re-place | demo | account | …`."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

import words
from data import (
    account_commands,
    audit_commands,
    backup_commands,
    callback_commands,
    certificate_commands,
    commands,
    consent_commands,
    demo,
    release_commands,
    secret_commands,
    survey_commands,
)
from data.receipts import Cancelled
from data.refusal import Refusal
from data.telling import Teller

DONE, FAILED, REFUSED, STOPPED = 0, 1, 2, 130
ROOMS = (
    account_commands,
    audit_commands,
    backup_commands,
    callback_commands,
    certificate_commands,
    consent_commands,
    release_commands,
    secret_commands,
    survey_commands,
)
AREA_COLUMNS = ("--code", "--name-fa", "--name-en", "--district", "--county")


def main(given: list[str] | None = None) -> int:
    """Do what was typed and return the exit code: 0 done, 2 refused, 130 stopped, 1 failed."""
    given = sys.argv[1:] if given is None else given
    language = _language(given)
    say = words.Say(language if language in words.LANGUAGES else "fa")
    asked = _parser(say).parse_args(given)
    tell = Teller(say, asked.json)
    try:
        failed = asked.act(asked, tell)
    except Refusal as refusal:
        tell.done()
        why = say(refusal.key, **refusal.facts)
        tell.error(say("command.refused", why=why))
        if asked.json:
            tell.result({"refusal": refusal.code, "why": why}, [])
        return REFUSED
    except (KeyboardInterrupt, Cancelled):
        tell.done()
        tell.error(say("command.cancelled"))
        return STOPPED
    except OSError as error:
        tell.done()
        tell.error(say("command.unexpected", why=error))
        return FAILED
    return FAILED if failed else DONE


def _language(given: list[str]) -> str | None:
    """Return the language asked for, before anything is said: help is in it, too."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--language")
    asked = first.parse_known_args(given)[0].language
    return asked or os.environ.get("MAHALLEH_LANGUAGE")


def _parser(say: words.Say) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", type=Path, help=say("command.help_store"))
    shared.add_argument("--language", choices=words.LANGUAGES, help=say("command.help_language"))
    shared.add_argument("--json", action="store_true", help=say("command.help_json"))
    parser = argparse.ArgumentParser(prog="python -m data", description=say("command.about"))
    acts = parser.add_subparsers(required=True, metavar="COMMAND")

    def act(name: str, does: Callable[..., None], told: str) -> argparse.ArgumentParser:
        one = acts.add_parser(name, parents=[shared], help=told, description=told)
        one.set_defaults(act=does)
        return one

    _intake(act("intake", commands.take_in, say("command.help_intake")), say)
    act("status", commands.tell_status, say("command.help_status"))
    _areas(act("areas", commands.take_in_areas, say("command.help_areas")), say)
    act("re-place", commands.re_place, say("command.help_re_place"))
    one = act("demo", commands.make_demo, say("command.help_demo"))
    one.add_argument("--reports", type=int, help=say("command.help_reports"))
    one.add_argument("--seed", type=int, help=say("command.help_seed"))
    one.set_defaults(reports=demo.REPORTS_EACH, seed=demo.SEED)
    for room in ROOMS:
        room.parsers(acts, shared, say)
    return parser


def _intake(one: argparse.ArgumentParser, say: words.Say) -> None:
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("command.help_files"))
    one.add_argument("--kind", help=say("command.help_kind"))
    one.add_argument("--columns", type=Path, metavar="TOML", help=say("command.help_columns"))
    one.add_argument("--made-up", action="store_true", help=say("command.help_made_up"))


def _areas(one: argparse.ArgumentParser, say: words.Say) -> None:
    one.add_argument("file", type=Path, metavar="FILE", help=say("command.help_area_file"))
    one.add_argument("--layer", help=say("command.help_area_layer"))
    one.add_argument("--title", help=say("command.help_area_title"))
    for column in AREA_COLUMNS:
        one.add_argument(column, metavar="COLUMN", help=say("command.help_area_column"))
    one.add_argument("--residents", metavar="COLUMN", help=say("command.help_area_residents"))


if __name__ == "__main__":
    sys.exit(main())
