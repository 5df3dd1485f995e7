"""The steward's desk: files come in, receipts and refused rows go back."""

import json
from pathlib import Path

import pandas as pd
import streamlit as st

from data import access, intake, schema, settings, store, uploads
from data.receipts import Progress, Receipt
from data.refusal import Refusal
from pages.views import handing_out, readers, tables
from pages.views.frame import Visit
from words import END, ISOLATE, Say

FORMATS = ["csv", "tsv", "txt", "gz", "zip", "xlsx", "parquet"]
LAST = "desk.receipt"
UPLOAD_WORDS = ("desk.choose", "desk.or_drop")
EMPTY = "[data-testid=stFileUploaderDropzoneInstructions]"  # no file is chosen yet


def hand_in(visit: Visit) -> None:
    """Draw the form; on its button take the files in, with progress and a way to stop."""
    access.require(visit.access, "intake")
    say = visit.say
    _name_buttons(say)
    files = _files(visit)
    left, right = st.columns(2)
    with left:
        kind = st.selectbox(
            say("desk.kind"),
            schema.KINDS,
            key=f"desk.kind.{say.language}",
            format_func=lambda word: say(f"kind.{word}"),
        )
    with right:
        mapping = st.file_uploader(say("desk.mapping"), type=["toml"], key="desk.mapping")
    made_up = st.checkbox(say("desk.made_up"), key=f"desk.made_up.{say.language}")
    if st.button(say("desk.take_in"), type="primary", disabled=not files):
        st.session_state.pop(LAST, None)
        handed_in = [*files, *([mapping] if mapping else [])]
        _take_in(visit, handed_in, kind, mapped=bool(mapping), made_up=made_up)


def _files(visit: Visit) -> list:
    return st.file_uploader(
        visit.say("desk.files"),
        type=FORMATS,
        accept_multiple_files=True,
        max_upload_size=settings.read(visit.directory).upload_megabytes,
        key="desk.files",
    )


def _name_buttons(say: Say) -> None:
    """Put our own words on Streamlit's upload buttons, which know English alone."""
    button, hint = (json.dumps(say(key), ensure_ascii=False) for key in UPLOAD_WORDS)
    st.html(
        f"<style>.stFileUploader button p::after {{content: {button}}}"
        f".stFileUploader {EMPTY} span::after {{content: {hint}}}</style>"
    )


def _take_in(visit: Visit, handed_in: list, kind: str, *, mapped: bool, made_up: bool) -> None:
    say, bar, by = visit.say, st.progress(0.0), readers.name(visit.directory)
    st.button(say("desk.stop"), key="desk.stop")  # any click ends this run, and with it the intake

    def told(now: Progress) -> None:
        share = min(now.rows / now.expected, 1.0) if now.expected else 0.0
        bar.progress(share, progress_line(say, now))

    access.require(visit.access, "intake")
    with uploads.as_files((file.name, file.getvalue()) for file in handed_in) as paths:
        columns = paths.pop() if mapped else None
        try:
            receipt = intake.take_in(
                paths,
                visit.directory,
                kind=kind,
                columns=columns,
                progress=told,
                made_up=made_up,
                by=by,
            )
        except Refusal as refusal:
            st.error(say(refusal.key, **refusal.facts))
            return
    st.session_state[LAST] = receipt
    st.rerun()


def progress_line(say: Say, now: Progress) -> str:
    """Return how far an intake has come, in a sentence."""
    stage = say(f"intake.stage_{now.stage}")
    if not now.expected or now.seconds_left is None:
        return say("intake.progress", stage=stage, rows=now.rows)
    left = round(now.seconds_left)
    return say(
        "intake.progress_left", stage=stage, rows=now.rows, expected=now.expected, seconds=left
    )


def last_receipt(visit: Visit) -> None:
    """Draw what became of the files just handed in."""
    access.require(visit.access, "intake")
    receipt: Receipt | None = st.session_state.get(LAST)
    if receipt is None:
        return
    say = visit.say
    if receipt.already:
        st.info(say("intake.already", rows=receipt.rows))
        return
    numbers = {name: value for name, value in receipt.as_dict().items() if isinstance(value, int)}
    st.success(say("intake.taken_in", **numbers))
    st.write(say("intake.where", **numbers))
    for code, count in receipt.refused_by_reason.items():
        st.write(say("intake.reason", count=count, why=say(f"reason.{code}")))
    if receipt.dropped_columns:
        st.caption(say("intake.dropped", columns=" · ".join(receipt.dropped_columns)))
    if receipt.free_text:
        st.caption(say("intake.free_text", columns=" · ".join(receipt.free_text)))
    if receipt.mapped_to_other:
        st.caption(say("intake.to_other", words=" · ".join(receipt.mapped_to_other)))
    for key, count in receipt.remarks().items():
        st.caption(say(key, count=count))
    handing_out.refused_rows(visit, receipt.refused_files, place="receipt")


def _names(files: list[str]) -> str:
    return " ".join(f"{ISOLATE}{Path(file).name}{END}" for file in files)


def former(visit: Visit) -> None:
    """Draw what was taken in before, newest first, with the refused rows of each."""
    access.require(visit.access, "intake")
    say = visit.say
    intakes = store.manifest(visit.directory)["intakes"][::-1]
    if not intakes:
        st.caption(say("desk.none_yet"))
        return
    numbers = ("rows", "reports", "duplicates", "refused", "placed", "outside")
    rows = pd.DataFrame(
        {"number": [say.number(one["intake"]) for one in intakes]}
        | {"files": [_names(one["files"]) for one in intakes]}
        | {name: [say.number(one[name]) for one in intakes] for name in numbers}
    )
    titles = {name: say(f"desk.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("desk.former"), note=say("desk.rows_add_up"))
    left = [name for one in intakes for name in one["refused_files"]]
    if left:
        with st.expander(say("desk.refused_files", count=len(left))):
            handing_out.refused_rows(visit, left, place="former")
