"""The acts of the command line, one function each: what it does and what it then says."""

import argparse
import datetime
from pathlib import Path

from data import area_intake, demo, intake, re_placing, status, store
from data.area_columns import AreaColumns
from data.demo import accounts as demo_accounts
from data.demo import notes as demo_notes
from data.receipts import Receipt
from data.refusal import Refusal
from data.telling import Teller

KINDS = {"call": "call", "calls": "call", "tip": "tip", "tips": "tip"}
BETWEEN = " · "


def take_in(asked: argparse.Namespace, tell: Teller) -> None:
    """Take in files of reports."""
    if asked.kind is not None and asked.kind not in KINDS:
        raise Refusal("intake.unknown_kind", kind=asked.kind)
    directory = store.home(asked.store)
    receipt = intake.take_in(
        asked.files,
        directory,
        kind=KINDS.get(asked.kind),
        columns=asked.columns,
        progress=tell.progress,
        made_up=asked.made_up,
    )
    tell.done()
    tell.result(receipt.as_dict(), receipt_lines(receipt, directory, tell))


def receipt_lines(receipt: Receipt, directory: Path, tell: Teller) -> list[str]:
    """Return what became of the files, in sentences."""
    say = tell.say
    if receipt.already:
        return [say("intake.already", rows=receipt.rows)]
    numbers = {name: value for name, value in receipt.as_dict().items() if isinstance(value, int)}
    lines = [say(key, **numbers) for key in ("intake.taken_in", "intake.where")]
    for code, count in receipt.refused_by_reason.items():
        lines.append(say("intake.reason", count=count, why=say(f"reason.{code}")))
    for name in receipt.refused_files:
        lines.append(say("intake.refused_file", path=directory / "refused" / name))
    if receipt.dropped_columns:
        lines.append(say("intake.dropped", columns=BETWEEN.join(receipt.dropped_columns)))
    if receipt.free_text:
        lines.append(say("intake.free_text", columns=BETWEEN.join(receipt.free_text)))
    if receipt.mapped_to_other:
        lines.append(say("intake.to_other", words=BETWEEN.join(receipt.mapped_to_other)))
    lines += [say(key, count=count) for key, count in receipt.remarks().items()]
    return lines


def tell_status(asked: argparse.Namespace, tell: Teller) -> None:
    """Tell the store in numbers."""
    counts, say = status.of(store.home(asked.store)), tell.say
    if not counts["reports"]:
        tell.result(counts, [say("command.status_empty")])
        return
    ends = ("first_day", "last_day")
    days = {name: datetime.date.fromisoformat(str(counts[name])) for name in ends}
    numbers = counts | days | {"megabytes": store.size(store.home(asked.store)) / 1e6}
    keys = ["command.status", "command.status_where", "command.status_rows"]
    lines = [say(key, **numbers) for key in keys]
    tell.result(counts, lines + [say("command.made_up")] * bool(counts["made_up"]))


def take_in_areas(asked: argparse.Namespace, tell: Teller) -> None:
    """Put outlines of one's own in the place of the present ones."""
    directory, say = store.home(asked.store), tell.say
    columns = AreaColumns(
        asked.code, asked.name_fa, asked.name_en, asked.district, asked.county, asked.residents
    )
    receipt = area_intake.take_in(
        asked.file, directory, columns, layer=asked.layer, title=asked.title
    )
    told = {
        name: getattr(receipt, name)
        for name in ("layer", "counties", "districts", "neighbourhoods", "residents")
    }
    told["residents"] = say.number(receipt.residents)
    key = "command.areas_already" if receipt.already else "command.areas_taken"
    lines = [say(key, **told), *(say(note.key, **note.facts) for note in receipt.notes)]
    older = store.manifest(directory)["counts"].get("older", 0)
    if older:
        lines.append(say("command.areas_older", older=older))
    tell.result(receipt.as_dict(), lines)


def re_place(asked: argparse.Namespace, tell: Teller) -> None:
    """Move reports that were placed under older outlines to the present ones."""
    directory, say = store.home(asked.store), tell.say
    stage = say("intake.stage_keeping")
    moved = re_placing.re_place(directory, lambda done, of: tell.bar(done / of, stage))
    tell.done()
    lines = [say("command.re_placed", moved=moved.moved, outside=moved.outside)]
    for one in moved.unsure:
        name = say.pick(one.name_fa, one.name_en)
        share = say.percent(one.share)
        lines.append(say("command.re_placed_unsure", name=name, share=share, reports=one.reports))
    tell.result(moved.as_dict(), lines)


def make_demo(asked: argparse.Namespace, tell: Teller) -> None:
    """Make up two half-years and take them in."""
    directory = store.home(asked.store)
    demo.build(directory, reports_each=asked.reports, seed=asked.seed, progress=tell.progress)
    demo_accounts.create(directory)
    demo_notes.write(directory, demo_accounts.largest(directory))
    tell.done()
    tell_status(asked, tell)
