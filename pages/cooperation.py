"""Where in Gilan do people call and report, for how many live there?"""

import streamlit as st

from pages.views import cached, filters, frame, panel, tables

visit = frame.enter("cooperation")
say = visit.say
asked = filters.ask(visit, outcomes=False)
if not filters.residents_known(visit):
    st.info(say("cooperation.no_residents"))
    st.stop()

choices = ("useful", "all") if asked.period.bins == "months" else ("all",)
with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
    filters.level_switch(visit, asked)
    which = filters.segments(
        visit, "of", choices, choices[0], lambda word: say(f"cooperation.{word}_reports")
    )
    steady = filters.switch(visit, "steady", help_key="cooperation.steady_help")
if asked.period.bins == "weeks":
    st.caption(say("cooperation.no_useful_in_weeks"))

rate = "useful_rate" if which == "useful" else "rate"
panel.map_and_panel(
    visit,
    asked,
    f"steady_{rate}" if steady else rate,
    key="cooperation",
    note=say("cooperation.how_to_read"),
)
tables.twin(visit, cached.inside(visit, asked), tables.columns(say, asked), name="cooperation")
frame.remember()
