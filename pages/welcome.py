"""Who am I here, and what does each of the four roles see and do?"""

import streamlit as st

from pages.views import frame, roles

visit = frame.enter("welcome")

st.subheader(roles.who(visit), anchor=False)
roles.table(visit)
st.caption(visit.say("welcome.nothing_hidden"))
frame.remember()
