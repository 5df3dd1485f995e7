"""The four roles as a table that can be read aloud, the reader's own among them."""

import pandas as pd

from data.access import ROLES
from pages.views import readers, tables
from pages.views.frame import Visit
from words import END, ISOLATE


def who(visit: Visit) -> str:
    """Return who reads and in which role, in a sentence."""
    say, name = visit.say, f"{ISOLATE}{readers.name(visit.directory)}{END}"
    return say("welcome.you_are", name=name, role=say(f"role.{visit.access.role}"))


def table(visit: Visit) -> None:
    """Draw what each role sees and does."""
    say = visit.say
    rows = pd.DataFrame(
        {
            "who": [say(f"role.{role}") for role in ROLES],
            "may": [say(f"role.{role}_may") for role in ROLES],
        }
    )
    titles = {name: say(f"welcome.{name}") for name in rows}
    tables.ranking(rows, titles, title=say("welcome.roles"), note="")
