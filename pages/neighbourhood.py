"""How is one neighbourhood, what do its people say, and what came of it?"""

import streamlit as st

from pages.views import frame, neighbourhood_choice, profile, profile_figures

visit = frame.enter("neighbourhood")
asked = neighbourhood_choice.choose(visit)
if asked is None:
    st.info(visit.say("neighbourhood.none_of_yours"))
    st.stop()

neighbourhood_choice.head(visit, asked)
figures = profile_figures.told(visit, asked, asked.code)
profile.numbers(figures)
part = neighbourhood_choice.part(visit)
if part == "profile":
    profile.draw(visit, asked)
neighbourhood_choice.link(visit, asked, part)
frame.remember()
