"""Which wave of a survey and which question are looked at, by the side bar's lists."""

import streamlit as st

from pages.views import cached_safety, filters
from pages.views.frame import Visit


def choose(visit: Visit) -> tuple[str, str] | None:
    """Return wave and item, which stand in the address; None where no survey is in."""
    waves, say = cached_safety.waves(visit), visit.say
    if not waves:
        return None
    with st.sidebar:
        wave = filters.choice(visit, "wave", waves[::-1], waves[-1], say.digits)
        items = cached_safety.items(visit, wave)
        item = filters.choice(visit, "item", items, items[0], lambda one: say(f"safety.item_{one}"))
    return wave, item
