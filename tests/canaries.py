"""All that an AppTest page would send to a browser, read down to its numbers and its words."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from pages.views import shades
from tests import visits

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬", "0123456789,")
NUMBER = re.compile(r"\d[\d,]*")


def texts(page: AppTest) -> str:
    """Return every text of every element, hidden ones and those inside tables and maps too."""
    return "\n".join(_texts(page))


def numbers(page: AppTest) -> set[int]:
    """Return every whole number that a page tells in any way: in words, tables, charts and maps."""
    found = {int(text.replace(",", "")) for text in NUMBER.findall(texts(page).translate(DIGITS))}
    return found | set(_painted(page))


def _nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _nodes(child)
        if getattr(child, "proto", None) is not None:
            yield child


def _texts(page: AppTest) -> Iterator[str]:
    for node in _nodes(page._tree):
        yield from _of(node.proto)


def _of(value: Any) -> Iterator[str]:
    if isinstance(value, Message):
        for _, held in value.ListFields():
            yield from _of(held)
    elif isinstance(value, bytes):
        yield from _arrow(value)
    elif isinstance(value, (str, int, float)):
        yield str(value)
    else:
        for one in value.values() if hasattr(value, "values") else value:
            yield from _of(one)


def _arrow(value: bytes) -> Iterator[str]:
    try:
        table = pa.ipc.open_stream(value).read_all()
    except pa.ArrowInvalid:
        yield value.decode("utf-8", "replace")
        return
    yield " ".join(table.schema.names)
    for column in table.columns:
        for held in column.to_pylist():
            yield str(int(held)) if isinstance(held, float) and math.isfinite(held) else str(held)


def _painted(page: AppTest) -> Iterator[int]:
    """Yield the numbers of a map, which travel packed."""
    for piece in page.main.get("component_instance"):
        message = visits.painted(piece.proto.json_args)
        packed, width = message["values"], int(message["values"][0])
        for place in range(1, len(packed), width):
            told = packed[place : place + width]
            if told[0] != "~":
                yield round(_unpacked(told) / 10 ** message["decimals"])
        yield from map(int, NUMBER.findall(json.dumps(message["legend"]).replace(",", "")))


def _unpacked(told: str) -> int:
    total = 0
    for letter in told:
        total = total * 64 + shades.LETTERS.index(letter)
    return total - 64 ** len(told) // 2
