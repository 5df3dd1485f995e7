"""What is started: Streamlit's app, with what stands before it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from door import facing, files
from pages.views import serving

app = st.App(
    Path(__file__).parent / "pages" / "views" / "site.py",
    lifespan=serving.warmed,
    routes=files.routes(serving.assets_folder(), serving.BROWSER, serving.outlines_folder()),
    middleware=[Middleware(facing.Facing)],
)
