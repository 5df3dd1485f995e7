"""Every choice stands in the address, so that a link shows another person the same view."""

from collections.abc import Sequence

import streamlit as st

ALL = ""
WHERE = ("within", "level", "area")


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """Return what the address says of `name`, the default where that is not on offer."""
    told = st.query_params.get(name, default)
    return told if told in options else default


def put(name: str, value: str, default: str = ALL) -> None:
    """Write a choice into the address; the default needs no word there."""
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def move(within: str) -> None:
    """Write where a reader goes into the address, in one step of the browser's history."""
    kept = {name: value for name, value in st.query_params.to_dict().items() if name not in WHERE}
    st.query_params.from_dict(kept | ({"within": within} if within else {}))
