"""Callers' numbers, as they are written, to pseudonyms."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import persian, secrets

NOBODY = {
    "",
    "0",
    "-",
    "ناشناس",
    "نامشخص",
    "مخفی",
    "unknown",
    "anonymous",
    "private",
    "withheld",
    "none",
}
_FLOAT = re.compile(r"(\d{10,15})\.0*|(\d)\.(\d+)[Ee]\+?(\d{1,2})")
_FILLING = re.compile(r"[\s()\-_.]+")
_PSEUDONYM = re.compile(secrets.PSEUDONYM)


def number(text: str) -> str | None:
    """Return one way of writing a number: 09… for a mobile, 0… with area code, +… from abroad.

    Parameters
    ----------
    text : str
        In any digits, with or without 0098, +98, 98 or 0; as Excel shows it (9.123456789E9) if no
        digit was lost.

    Returns
    -------
    str or None
        None if it is no whole number of a telephone.
    """
    text = _whole(persian.digits(persian.tidy(text)))
    text = _FILLING.sub("", text)
    text = re.sub(r"^(?:\+|00)", "+", text)
    if text.startswith("+98"):
        text = "0" + text[3:].removeprefix("0")
    elif re.fullmatch(r"98\d{10}", text):
        text = "0" + text[2:]
    elif re.fullmatch(r"9\d{9}", text):
        text = "0" + text
    return text if re.fullmatch(r"0[1-9]\d{9}|\+[1-9]\d{7,14}", text) else None


def pseudonyms(texts: pa.Array, key: secrets.Key) -> tuple[pa.Array, np.ndarray]:
    """Return the callers' pseudonyms, and which rows name a caller that cannot be read.

    Parameters
    ----------
    texts : Array of string, shape (n,)
        Numbers, or pseudonyms of this key from our own file of refused rows.
    key : secrets.Key

    Returns
    -------
    tuple of (DictionaryArray of string, ndarray of bool)
        Null where there is no caller.
    """
    encoded = pc.fill_null(texts, "").dictionary_encode()
    unique = encoded.dictionary.to_pylist()
    plain = pc.match_substring_regex(encoded.dictionary, "^09[0-9]{9}$").to_pylist()
    read = [text if ok else _read(text, key) for text, ok in zip(unique, plain, strict=True)]
    to_hide = [place for place, text in enumerate(read) if text and text[0] in "0+"]
    names = [text if text and _PSEUDONYM.fullmatch(text) else None for text in read]
    for place, name in zip(
        to_hide, key.pseudonyms([read[place] for place in to_hide]), strict=True
    ):
        names[place] = name
    wrong = np.array([text is None for text in read], bool)
    found = pa.array(names, pa.string()).dictionary_encode()
    indices = found.indices.take(encoded.indices)
    column = pa.DictionaryArray.from_arrays(indices, found.dictionary)
    return column, wrong[encoded.indices.to_numpy()]


def hidden(text: str, key: secrets.Key) -> str:
    """Return the text with a caller's number in it, if it is one, made a pseudonym."""
    found = number(text)
    return key.pseudonyms([found])[0] if found else text


def _read(text: str, key: secrets.Key) -> str | None:
    """Return a number or a pseudonym of this key; nothing for nobody; None where unreadable."""
    if persian.tidy(text).casefold() in NOBODY:
        return ""
    if _PSEUDONYM.fullmatch(text) and text.startswith(f"{key.id}:"):
        return text
    return number(text)


def _whole(text: str) -> str:
    """Return the digits of a number that a spreadsheet made a decimal one."""
    found = _FLOAT.fullmatch(text)
    if found is None:
        return text
    if found[1]:
        return found[1]
    power = int(found[4])
    return found[2] + found[3] if len(found[3]) == power else text
