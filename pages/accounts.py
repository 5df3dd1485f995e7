"""Who may sign in, in which role; who did what, and is that book untouched?"""

import streamlit as st

from pages.views import auditing, frame, keeping

visit = frame.enter("accounts")

keeping.listed(visit)
left, right = st.columns(2, gap="large")
with left:
    keeping.adding(visit)
with right:
    keeping.changing(visit)
auditing.verdict(visit)
auditing.acts(visit)
frame.remember()
