"""Does felt safety go with cooperation, where does it not, and how does it go over time?"""

import streamlit as st

from pages.views import cached_together, connections, filters, frame, pairs, tables

visit = frame.enter("together")
say = visit.say
asked = filters.ask_months(visit)
wave, item = connections.survey(visit)
if not wave:
    st.info(say("together.no_survey"))
    st.stop()

shown = connections.way(visit)
table = connections.inside(visit, asked, cached_together.both(visit, asked, wave, item))
connection = cached_together.connection(visit, asked, wave, item)
if shown == "beside":
    pairs.side_by_side(visit, asked, table, (wave, item))
else:
    pairs.in_one_map(visit, asked, table)
connections.stands_on(visit, asked, wave, connection)
connections.told(say, connection)
tables.twin(visit, table, connections.columns(say), name="together")

scatter_side, gap_side = st.columns(2, gap="medium")
with scatter_side:
    st.subheader(say("together.scatter"), anchor=False)
    connections.scatter(visit, table)
with gap_side:
    connections.gaps(visit, table)
st.subheader(say("together.over_months"), anchor=False)
connections.over_months(say, cached_together.over_months(visit))
frame.remember()
