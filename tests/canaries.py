"""A store whose figures cannot be mistaken, and all that a page would send to a browser, read."""

import itertools
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from data import accounts, decisions, intake, release, secrets, sessions
from data.decisions import tables
from pages.views import shades
from tests import readers, visits
from tests.reports import written

MINE, OTHERS = "RSH-1", "AML-1"
MONTH = 140402
CALLER = "09121234567"
HEADER = ["شناسه", "زمان تماس", "شماره تماس گیرنده", "کد محله", "دسته", "نتیجه"]
COUNTS = {
    **{"RSH-1-01": 1_237, "RSH-1-02": 2_463, "RSH-1-03": 3_677},
    **{"AML-1-01": 4_783, "AML-2-01": 5_893, "ANZ-1-01": 7_347},
}
# Released figures, each of one neighbourhood alone.
RELEASED = {area: 5 * round(count / 5) for area, count in COUNTS.items()}
OWN = {area: told for area, told in RELEASED.items() if area.startswith(MINE)}
THEIRS = {area: told for area, told in RELEASED.items() if area not in OWN}
# Of neighbourhoods and districts: what was counted before it was rounded.
EXACT = {*COUNTS.values(), sum(COUNTS[area] for area in OWN)}

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬", "0123456789,")
DIGIT, THOUSANDS = re.compile(r"\d+"), re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


def store(folder: Path) -> Path:
    """Return a new store of `COUNTS`, one of whose reports is of a caller whose number is known."""
    number = itertools.count()
    rows = [
        [str(next(number)), f"1404/02/{n % 31 + 1:02d} 10:00:00", f"0935{n:07d}", code, "سرقت", ""]
        for code, count in COUNTS.items()
        for n in range(count)
    ]
    rows[0][2] = CALLER
    made = folder / "store"
    intake.take_in([written(folder / "file.csv", rows, HEADER)], made)
    release.again(made, [MONTH], "test")
    return made


def kept_secret(directory: Path) -> list[str]:
    """Return what no page may tell: a caller, the key, what accounts and sessions are known by."""
    pseudonym = secrets.key(directory).pseudonym(CALLER)
    held = [CALLER, CALLER[1:], pseudonym, pseudonym.split(":")[1], "argon2"]
    held += secrets.path(directory).read_text(encoding="ascii").split()
    token = readers.token(directory, "commander")
    signed_in = sessions.by_token(directory, token)
    assert signed_in is not None
    held += [token, signed_in.sid, accounts.totp_begin(directory, signed_in.account)[1]]
    with decisions.reading(directory) as connection:
        for row in connection.execute(tables.account.select()):
            held += [row.password, row.totp_begun]
        held += [row.mac for row in connection.execute(tables.audit.select())]
    return list(filter(None, held))


def texts(page: AppTest) -> str:
    """Return every text of every element, hidden ones and those inside tables and maps too."""
    return "\n".join(text for node in _nodes(page._tree) for text in _of(node.proto))


def numbers(page: AppTest) -> set[int]:
    """Return every whole number that a page tells in any way: in words, tables, charts and maps."""
    return set().union(*carriers(page).values())


def carriers(page: AppTest) -> dict[str, set[int]]:
    """Return the numbers of a page by the kind of element that tells them."""
    found: dict[str, set[int]] = {"map": set(_painted(page))}
    for node in _nodes(page._tree):
        kind = type(node.proto).__name__
        told = found.setdefault(kind, set())
        for text in _of(node.proto):
            told |= whole(text)
    return found


def whole(text: str) -> set[int]:
    """Return the whole numbers of a text, in either language's digits, with and without commas."""
    plain = text.translate(DIGITS)
    found = (*DIGIT.findall(plain), *THOUSANDS.findall(plain))
    return {int(one.replace(",", "")) for one in found}


def _nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _nodes(child)
        if getattr(child, "proto", None) is not None:
            yield child


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
    for piece in page.main.get("component_instance"):
        message = visits.painted(piece.proto.json_args)
        for value in unpacked(message):
            if value is not None:
                yield round(value / 10 ** message["decimals"])
        yield from whole(json.dumps(message["legend"], ensure_ascii=False))


def unpacked(message: dict[str, Any]) -> list[int | None]:
    """Return the values of a map's message, which travel packed; see `shades.packed`."""
    packed, width = message["values"], int(message["values"][0])
    told = [packed[place : place + width] for place in range(1, len(packed), width)]
    return [None if one[0] == "~" else _unpacked(one) for one in told]


def _unpacked(told: str) -> int:
    total = 0
    for letter in told:
        total = total * 64 + shades.LETTERS.index(letter)
    return total - 64 ** len(told) // 2
