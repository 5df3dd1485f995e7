"""Where do people say they feel safe, and how sure is that?"""

import streamlit as st

from pages.views import frame, safety_choice, safety_panel

visit = frame.enter("safety")
asked = safety_choice.choose(visit)
if asked is None:
    safety_choice.without_survey(visit)
    st.stop()

safety_panel.map_and_panel(visit, asked)
safety_choice.stands_on(visit, asked)
safety_choice.changes(visit, asked)
st.subheader(visit.say("safety.chart"), anchor=False)
safety_panel.chart(visit, asked)
safety_choice.twin(visit, asked)
frame.remember()
