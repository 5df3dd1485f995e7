"""The province at a glance: the period's numbers, the map, what changed."""

import streamlit as st

from pages.views import cached, charts, filters, frame, numbers, panel, tables

visit = frame.enter("overview")
say = visit.say
asked = filters.ask(visit)
above = st.container()  # filled once the map is on its way: the map is what a reader waits for

with st.container(horizontal=True, gap="large"):
    filters.level_switch(visit, asked)
    offered = filters.measures(visit, asked)
    measure = filters.segments(
        visit, "measure", offered, offered[0], lambda word: say(f"measure.{word}")
    )
panel.map_and_panel(visit, asked, measure, key="overview")
totals = cached.totals(visit, asked)
with above:
    if not asked.within and not visit.access.all_areas:
        st.caption(say("overview.totals_of_all"))
    numbers.row(
        say,
        reports=numbers.with_change(say, totals["reports"], totals["before"]),
        calls=numbers.count(say, totals["calls"]),
        tips=numbers.count(say, totals["tips"]),
        share_useful=numbers.share(say, totals["useful"], totals["judged"]),
        silent=numbers.silent(say, cached.silent(visit, asked)),
        off_map=numbers.off_map(say, totals),
    )
tables.twin(visit, cached.inside(visit, asked), tables.columns(say, asked), name="overview")

trend_side, hours_side = st.columns(2, gap="medium")
with trend_side:
    st.subheader(say("overview.by_week"), anchor=False)
    charts.over_time(say, cached.by_week(visit, asked), cached.by_month(visit, asked), key="trend")
with hours_side:
    st.subheader(say("overview.by_hour"), anchor=False)
    charts.by_hour(say, cached.by_hour(visit, asked), key="hours")
    st.caption(say("overview.hours_are_of"))
frame.remember()
