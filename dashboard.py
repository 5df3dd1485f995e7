"""What is started: Streamlit's app, with what stands before it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from door import facing, gate, routes, starting
from pages.views import frame, serving, staging

STORE = serving.store_folder()
folders = (serving.assets_folder(), serving.BROWSER, serving.outlines_folder())

app = st.App(
    Path(__file__).parent / "pages" / "views" / "site.py",
    lifespan=starting.checked(STORE, serving.warmed),
    routes=routes.every(*folders, press=staging.clicked),
    middleware=[
        Middleware(gate.Gate, directory=STORE, pages=frame.PAGES, index=serving.index()),
        Middleware(facing.Facing),
    ],
)
