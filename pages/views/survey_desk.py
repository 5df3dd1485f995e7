"""The desk for surveys: a file of answers and its mapping come in, a receipt goes back."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data import access, settings, store, survey_commands, uploads
from data.refusal import Refusal
from data.survey import intake
from data.survey.receipts import Receipt
from pages.views import handing_out, readers, tables
from pages.views.desk import FORMATS
from pages.views.frame import Visit
from words import END, ISOLATE

LAST = "survey_desk.receipt"


def hand_in(visit: Visit) -> None:
    """Draw the form, folded; on its button take the survey in."""
    access.require(visit.access, "intake")
    say = visit.say
    st.subheader(say("survey.title"), anchor=False)
    _last(visit)
    with st.expander(say("survey.take_in")):
        most = settings.read(visit.directory).upload_megabytes
        left, right = st.columns(2)
        with left:
            file = st.file_uploader(
                say("survey.file"), type=FORMATS, key="survey.file", max_upload_size=most
            )
        with right:
            mapping = st.file_uploader(say("survey.mapping"), type=["toml"], key="survey.mapping")
        made_up = st.checkbox(say("desk.made_up"), key=f"survey.made_up.{say.language}")
        instead = st.checkbox(say("survey.instead"), key=f"survey.instead.{say.language}")
        ready = file is not None and mapping is not None
        if st.button(say("survey.take_in"), type="primary", disabled=not ready):
            _take_in(visit, [file, mapping], made_up=made_up, instead=instead)
    _former(visit)


def _take_in(visit: Visit, handed_in: list, *, made_up: bool, instead: bool) -> None:
    say, by = visit.say, readers.name(visit.directory)
    access.require(visit.access, "intake")
    with uploads.as_files((file.name, file.getvalue()) for file in handed_in) as paths:
        try:
            file, columns = paths
            receipt = intake.take_in(
                file, visit.directory, columns, made_up=made_up, instead=instead, by=by
            )
        except Refusal as refusal:
            st.error(say(refusal.key, **refusal.facts))
            return
    st.session_state[LAST] = receipt
    st.rerun()


def _last(visit: Visit) -> None:
    receipt: Receipt | None = st.session_state.get(LAST)
    if receipt is None:
        return
    first, *others = survey_commands.lines(receipt, visit.say)
    (st.info if receipt.already else st.success)(first)
    for line in others:
        st.caption(line)
    if not receipt.already:
        handing_out.refused_rows(visit, receipt.refused_files, place="survey")


def _former(visit: Visit) -> None:
    """Draw the surveys that the store holds, newest first."""
    say, held = visit.say, store.manifest(visit.directory).get("surveys", [])[::-1]
    if not held:
        return
    numbers = ("rows", "answers", "refused", "shown")
    other = say("survey.of_other_layer")
    rows = pd.DataFrame(
        {
            "files": [f"{ISOLATE}{Path(one['file']).name}{END}" for one in held],
            "waves": [
                " · ".join(map(say.digits, one["waves"]))
                + (f" ({other})" if one["layer"] != visit.layer.id else "")
                for one in held
            ],
        }
        | {name: [say.number(one[name]) for one in held] for name in numbers}
    )
    titles = {name: say(f"survey.column_{name}") for name in rows}
    title, note = say("survey.former"), say("survey.former_note")
    tables.ranking(rows, titles, title=title, note=note)
    left = [name for one in held for name in one["refused_files"]]
    if left:
        with st.expander(say("desk.refused_files", count=len(left))):
            handing_out.refused_rows(visit, left, place="surveys")
