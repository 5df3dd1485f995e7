"""How is one neighbourhood, what do its people say, and what came of it?"""

import streamlit as st

from pages.views import frame, neighbourhood_choice, places

visit = frame.enter("neighbourhood")
say = visit.say
asked = neighbourhood_choice.choose(visit)
if asked is None:
    st.info(say("neighbourhood.none_of_yours"))
    st.stop()

st.subheader(places.name_of(visit, asked.code), anchor=False)
part = neighbourhood_choice.part(visit)
neighbourhood_choice.link(visit, asked, part)
frame.remember()
