"""Where in Gilan do people call and report, for how many live there, and where beyond chance?"""

import streamlit as st

from pages.views import cached, filters, frame, panel, silent_list, spot_map, tables

visit = frame.enter("cooperation")
say = visit.say
asked = filters.ask(visit, outcomes=False)
if not filters.residents_known(visit):
    st.info(say("cooperation.no_residents"))
    st.stop()

choices = ("useful", "all") if asked.period.bins == "months" else ("all",)
with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
    shown = spot_map.choose(visit)
    if shown == "rates":
        filters.level_switch(visit, asked)
    which = "all"
    if shown != "emerging":
        which = filters.segments(
            visit, "of", choices, choices[0], lambda word: say(f"cooperation.{word}_reports")
        )
    if shown == "rates":
        steady = filters.switch(visit, "steady", help_key="cooperation.steady_help")
if asked.period.bins == "weeks" and shown != "emerging":
    st.caption(say("cooperation.no_useful_in_weeks"))

rate = "useful_rate" if which == "useful" else "rate"
if shown == "rates":
    panel.map_and_panel(
        visit,
        asked,
        f"steady_{rate}" if steady else rate,
        key="cooperation",
        note=say("cooperation.how_to_read"),
    )
    tables.twin(visit, cached.inside(visit, asked), tables.columns(say, asked), name="cooperation")
else:
    spot_map.draw(visit, asked, shown, f"steady_{rate}")
silent_list.draw(visit, asked)
frame.remember()
