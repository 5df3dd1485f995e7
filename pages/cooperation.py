"""Where in Gilan do people call and report, for how many live there?"""

import streamlit as st

from pages.views import cached, filters, frame, panel, tables

visit = frame.enter("cooperation")
say = visit.say
asked = filters.ask(visit, outcomes=False)
if not filters.residents_known(visit):
    st.info(say("cooperation.no_residents"))
    st.stop()

of_what, how = st.columns([2, 1], vertical_alignment="bottom")
with of_what:
    choices = ("useful", "all") if asked.period.bins == "months" else ("all",)
    which = filters.segments(
        visit, "of", choices, choices[0], lambda word: say(f"cooperation.{word}_reports")
    )
with how:
    steady = filters.switch(visit, "steady", help_key="cooperation.steady_help")
left, right = st.columns([2, 3])
with left:
    filters.segments(visit, "level", filters.LEVELS, asked.level, lambda word: say(f"level.{word}"))
if asked.period.bins == "weeks":
    st.caption(say("cooperation.no_useful_in_weeks"))

rate = "useful_rate" if which == "useful" else "rate"
panel.map_and_panel(visit, asked, f"steady_{rate}" if steady else rate, key="cooperation")
st.caption(say("cooperation.how_to_read"))
tables.twin(visit, cached.inside(visit, asked), tables.columns(say, asked), name="cooperation")
frame.remember()
