"""How is a ceremony run: who is called next, who has come, which papers are printed?"""

import streamlit as st

from pages.views import ceremony_choice, console, door_desk, frame, papers_pane

visit = frame.enter("ceremony")
chosen = ceremony_choice.choose(visit)
if chosen is None:
    ceremony_choice.make(visit)
    st.stop()

pane = ceremony_choice.pane(visit, chosen)
if pane == "calling":
    console.draw(visit, chosen)
elif pane == "door":
    door_desk.draw(visit, chosen)
elif pane == "papers":
    papers_pane.draw(visit, chosen)
else:
    ceremony_choice.settings(visit, chosen)
frame.remember()
