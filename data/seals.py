"""Texts sealed with the store's key, each bound to the row and the field that it belongs to."""

import base64
import binascii
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.refusal import Refusal
from data.secrets import Key, derived

NONCE = 12  # bytes; random, so that no two seals are alike
BROKEN = (InvalidTag, binascii.Error, KeyError, ValueError)


def seal(key: Key, text: str, *, row: str | int, field: str) -> str:
    """Return a text sealed under the newest key: key id, colon, nonce and ciphertext (AES-256-GCM).

    Parameters
    ----------
    key : Key
    text : str
    row, field : str
        Where it will stand; in another place it cannot be opened.
    """
    nonce = os.urandom(NONCE)
    sealed = _cipher(key, key.id).encrypt(nonce, text.encode(), _place(row, field, key.id))
    return f"{key.id}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def opened(key: Key, sealed: str, *, row: str | int, field: str) -> str:
    """Return what was sealed for this row and field, under any of the keys.

    Raises
    ------
    Refusal
        "seal.broken" if it stood elsewhere, was changed or cut, or was sealed under another key.
    """
    name, _, held = sealed.partition(":")
    try:
        whole = base64.b64decode(held, altchars=b"-_", validate=True)
        place = _place(row, field, name)
        return _cipher(key, name).decrypt(whole[:NONCE], whole[NONCE:], place).decode()
    except BROKEN as error:
        raise Refusal("seal.broken", field=field) from error


def resealed(key: Key, sealed: str, *, row: str | int, field: str) -> str:
    """Return what was sealed, under the newest key; as it is if it was so already.

    Raises
    ------
    Refusal
        "seal.broken", see `opened`.
    """
    text = opened(key, sealed, row=row, field=field)
    return sealed if sealed.startswith(f"{key.id}:") else seal(key, text, row=row, field=field)


def _cipher(key: Key, name: str) -> AESGCM:
    return AESGCM(derived(key.masters[name], "seal"))


def _place(row: str | int, field: str, name: str) -> bytes:
    """Return what the seal is bound to: as JSON, since a mark between them could be in a name."""
    return json.dumps([str(row), field, name]).encode()
