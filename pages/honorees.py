"""Who is honoured this week or month: choose, review, approve, beside the map."""

import streamlit as st

from pages.views import frame, nominating, picker, round_choice, round_head

visit = frame.enter("honorees")
chosen = round_choice.choose(visit)
if chosen is None:
    st.info(visit.say("honorees.no_callers"))
    st.stop()

round_head.draw(visit, chosen)
if visit.access.may("approve"):
    picker.draw(visit, chosen)
else:
    nominating.draw(visit, chosen)
frame.remember()
