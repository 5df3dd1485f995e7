"""What a version of the store held, for whoever reads it while a newer one comes."""

import hashlib
import json
from pathlib import Path

from data.refusal import Refusal


def manifest_of(directory: Path, version: str) -> dict:
    """Return what the store held at a version, while a reader of it may still ask.

    Raises
    ------
    Refusal
        "store.empty" if there is no such version any more.
    """
    path = Path(directory) / "manifests" / f"{version}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal("store.empty", path=directory) from error


def fingerprint(directory: Path, version: str) -> str:
    """Return eight digits of the SHA-256 of the figures that a version of the store tells."""
    made, told = hashlib.sha256(), manifest_of(directory, version)["files"]
    for name in told:
        if name.startswith(("released/", "surveys/")):
            made.update((Path(directory) / name).read_bytes())
    return made.hexdigest()[:8]
