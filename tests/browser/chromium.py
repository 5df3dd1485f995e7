"""Where a Chromium is found, and how it is started so that it asks nobody anything."""

import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--hide-scrollbars",
]


def found() -> Path | None:
    """Return the path of a Chromium on this machine; None where there is none."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return Path(path)
    return None
