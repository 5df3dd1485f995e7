"""What must hold before the first request is answered; else the program ends with the reason."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from data import audit, demo_passwords, erasure, secrets, settings, store
from data.refusal import Refusal
from door import listening
from words import LANGUAGES, Say

REFUSED = 2  # the exit code, as on the command line
Lifespan = Callable[[object], AbstractAsyncContextManager[None]]


def require_sound(directory: Path) -> None:
    """Raise `Refusal` where the settings, the key or the accounts of a store are not safe.

    A store from a backup forgets before anything else whoever was erased since.
    """
    settings.read(directory)
    secrets.key(directory, store.manifest(directory).get("key"))
    erasure.replay(directory)
    demo_passwords.refuse_demo(directory)
    audit.note_store_acts(directory)


def checked(directory: Path, then: Lifespan) -> Lifespan:
    """Return what to do at the start: end the program where something is not sound, else `then`.

    Parameters
    ----------
    directory : Path
        The store.
    then : callable
        Of the app; what is to be made ready once all is sound.
    """

    @contextlib.asynccontextmanager
    async def begun(app: object) -> AsyncIterator[None]:
        try:
            require_sound(directory)
        except Refusal as refusal:
            _end(refusal)
        listening.send_at_once()
        async with then(app):
            yield

    return begun


def _end(refusal: Refusal) -> None:
    for language in LANGUAGES:
        say = Say(language)
        why = say(refusal.key, **refusal.facts)
        sys.stderr.write(say("door.not_started", why=why) + "\n")
    sys.stderr.flush()
    os._exit(REFUSED)  # the server would make another code of it
