"""How soon do the police arrive, against what was promised?"""

import streamlit as st

from pages.views import arrivals, cached_response, filters, frame, places, pledges, pledging, tables

visit = frame.enter("response")
say = visit.say
asked = arrivals.ask(visit)
month = cached_response.month(visit, asked.period)
target = pledging.target(visit)
if asked.period.first != asked.period.last:
    st.caption(say("response.one_month", month=say.month(month)))
if not cached_response.arrivals_known(visit, month):
    st.info(say("response.no_arrivals", month=say.month(month)))
    st.stop()

above = st.container()
with st.container(horizontal=True, gap="large"):
    filters.level_switch(visit, asked)
    shown = filters.segments(
        visit,
        "measure",
        ("median", "ninetieth", "within"),
        "median",
        lambda name: pledges.title(say, name, target),
    )
told = (month, target, shown)
arrivals.map_and_panel(visit, asked, told)
with above:
    arrivals.numbers(visit, asked, told)
arrivals.stands_on(visit, asked, told)
table = cached_response.arrivals(visit, month, asked.level, target)
tables.twin(
    visit,
    places.inside(visit, table, asked.within, asked.level),
    pledges.columns(say, target),
    name="response",
)
pledging.form(visit)
st.caption(say("response.what_it_is_not"))
frame.remember()
