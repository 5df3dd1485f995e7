"""Hand in a file; see what was taken in, and every row that was refused and why."""

import streamlit as st

from pages.views import consent_desk, desk, frame, releasing, survey_desk

visit = frame.enter("intake")

st.caption(visit.say("desk.what_comes_in"))
desk.hand_in(visit)
desk.last_receipt(visit)
releasing.report(visit)
desk.former(visit)
survey_desk.hand_in(visit)
consent_desk.draw(visit)
frame.remember()
