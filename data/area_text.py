"""The text of a shapefile's table: in which encoding it was written, and whether it is lost."""

import codecs
import re
from pathlib import Path

import pandas as pd

ARABIC_PAGE, WESTERN_PAGE = "cp1256", "cp1252"
_WESTERN_MARKS = (0x03, 0x58, 0x59)  # language drivers in a .dbf that stand for Western Windows
_NUMBERED = re.compile(r"(?:windows|cp|ansi|)[ _-]*(\d{3,5})")


def encoding_of(table: Path, named: Path | None) -> str:
    """Return the encoding of a .dbf: as its .cpg names it, else as its bytes betray.

    Text that can be read as UTF-8 is UTF-8; else it is Windows-1256, as in Iran, unless the table
    says that it is Western.

    Parameters
    ----------
    table, named : Path
        The .dbf, and the .cpg where there is one.
    """
    if named is not None:
        told = named.read_text(encoding="ascii", errors="ignore").strip().lower()
        numbered = _NUMBERED.fullmatch(told)
        if numbered:
            told = {"65001": "utf-8"}.get(numbered[1], f"cp{numbered[1]}")
        try:
            return codecs.lookup(told).name
        except LookupError:
            pass
    held = table.read_bytes()
    body = held[int.from_bytes(held[8:10], "little") :]
    foreign = sum(byte > 127 for byte in body)
    lost = body.decode("utf-8", errors="replace").count("\ufffd")
    if lost <= foreign / 50:  # a field's end may cut a letter in two
        return "utf-8"
    return WESTERN_PAGE if held[29] in _WESTERN_MARKS else ARABIC_PAGE


def lost(words: pd.Series) -> bool:
    """Return whether names came as question marks: their letters are gone from the file."""
    told = words.dropna().astype(str).str.replace(r"\s", "", regex=True)
    told = told[told != ""]
    return bool(len(told)) and bool(
        (told.str.count(r"[?\ufffd]") > told.str.len() / 2).mean() > 0.1
    )
