"""A paper as a file: its texts looked through first, then printed in a process of its own."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from data.documents import letters
from data.refusal import Refusal

KINDS = ("certificates", "cards", "invitations", "order", "roll", "slides", "brief")
SECONDS = 60  # and no longer
ROOT = Path(__file__).parents[2]
_ONE_AT_A_TIME = threading.Lock()  # 250 certificates take half a gigabyte


def pdf(kind: str, content: dict[str, Any], *, at: float) -> bytes:
    """Return a paper as PDF.

    Parameters
    ----------
    kind : str
        One of KINDS.
    content : dict
        Of a `Ceremony`, for "brief" of a `Brief`; see `data.documents.content.plain`.
    at : float
        Seconds since 1970, UTC. The same content at the same second makes the same bytes.

    Raises
    ------
    Refusal
        "paper.letters", "paper.text_letters" if there is something that cannot be printed,
        "paper.failed" if nothing came out of it.
    """
    if kind not in KINDS:
        raise ValueError(f"no such paper: {kind}")
    asked = {"kind": kind, "content": letters.ready(content), "at": int(at)}
    return _made("data.documents.printing", asked)


def slides_pptx(content: dict[str, Any]) -> bytes:
    """Return what the wall shows as PPTX, from right to left in Persian. Raises as `pdf`."""
    return _made("data.documents.slides", letters.ready(content))


def _made(module: str, asked: dict[str, Any]) -> bytes:
    """Return what a module prints; what it complains of could hold names, and is not kept."""
    try:
        with _ONE_AT_A_TIME:
            made = subprocess.run(
                [sys.executable, "-m", module],
                input=json.dumps(asked).encode(),
                capture_output=True,
                cwd=ROOT,
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise Refusal("paper.failed") from error
    if made.returncode or not made.stdout:
        raise Refusal("paper.failed")
    return made.stdout
