"""Who may sign in, and what was done: accounts and the audit."""

import streamlit as st

from pages.views import accounting, frame, keeping

visit = frame.enter("accounts")

keeping.done(visit)
keeping.listed(visit)
left, right = st.columns(2, gap="medium")
with left:
    keeping.adding(visit)
with right:
    keeping.changing(visit)
accounting.verdict(visit)
accounting.acts(visit)
frame.remember()
