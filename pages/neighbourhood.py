"""How is one neighbourhood, what do its people say, and what came of it?"""

import streamlit as st

from pages.views import (
    brief,
    compare_pane,
    frame,
    neighbourhood_choice,
    notebook_pane,
    places,
    profile,
    profile_figures,
)

visit = frame.enter("neighbourhood")
asked = neighbourhood_choice.choose(visit)
if asked is None:
    st.info(visit.say("neighbourhood.none_of_yours"))
    st.stop()

figures = profile_figures.told(visit, asked, asked.code)
st.subheader(places.name_of(visit, asked.code), anchor=False)
st.caption(neighbourhood_choice.lies_in(visit, asked.code))
profile.numbers(figures)
buttons, printed, linked = st.columns([6, 2, 2], vertical_alignment="bottom")
with buttons:
    part = neighbourhood_choice.part(visit)
with printed:
    brief.button(visit, asked)
with linked:
    neighbourhood_choice.link(visit, asked, part)
with st.container():
    if part == "profile":
        profile.draw(visit, asked)
    elif part == "notebook":
        notebook_pane.draw(visit, asked.code)
    else:
        compare_pane.draw(visit, asked, figures)
profile.stands_on(visit, asked)
frame.remember()
