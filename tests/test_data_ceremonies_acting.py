"""Each act upon a calling counts once and whole, and can be undone."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data import ceremonies
from tests import ceremonies_of
from tests.ceremonies_of import BY, DESK
from tests.refusing import refused

ROOT = Path(__file__).parents[1]


@pytest.fixture
def evening(tmp_path):
    """A rehearsal that runs, with its store."""
    store = tmp_path / "store"
    return store, ceremonies_of.rehearsal(store)


def plus(calling, _context):
    """A change that counts."""
    return calling | {"count": calling.get("count", 0) + 1}


def act(store, name, change=plus, **told):
    ceremonies.act(store, name, change, **{"act": "next", "by": BY, "holder": DESK} | told)


def count(store, name):
    return ceremonies.of(store, name).calling.get("count", 0)


def test_two_that_press_at_once_lose_no_press(evening):
    store, name = evening
    before = ceremonies.of(store, name).revision

    def press(side):
        for place in range(50):
            act(store, name, press=f"{side}-{place}")

    sides = [threading.Thread(target=press, args=[side]) for side in ("left", "right")]
    for side in sides:
        side.start()
    for side in sides:
        side.join()

    assert count(store, name) == 100
    assert ceremonies.of(store, name).revision == before + 100


def test_the_same_press_twice_counts_once(evening):
    store, name = evening

    act(store, name, press="p1")
    held = ceremonies.of(store, name)
    act(store, name, press="p1")

    assert ceremonies.of(store, name) == held
    act(store, name, press="p2")
    assert count(store, name) == 2


def test_only_the_console_that_holds_it_acts(evening):
    store, name = evening

    assert refused(act, store, name, holder="another") == "ceremony.not_held"
    ceremonies.release(store, name, holder=DESK)
    assert refused(act, store, name) == "ceremony.not_held"
    assert count(store, name) == 0


def test_only_a_ceremony_that_runs_is_acted_upon(evening):
    store, name = evening
    ceremonies.end(store, name, by=BY)

    assert refused(act, store, name) == "ceremony.not_running"
    undo = {"by": BY, "holder": DESK}
    assert refused(ceremonies.undo, store, name, **undo) == "ceremony.not_running"


def test_undo_goes_back_one_act_each_time_and_is_no_act_itself(evening):
    store, name = evening
    for _ in range(3):
        act(store, name)
    undo = {"by": BY, "holder": DESK}

    ceremonies.undo(store, name, **undo, press="u1")
    ceremonies.undo(store, name, **undo, press="u1")
    assert count(store, name) == 2
    ceremonies.undo(store, name, **undo)
    act(store, name)
    assert count(store, name) == 2
    ceremonies.undo(store, name, **undo)
    ceremonies.undo(store, name, **undo)
    assert count(store, name) == 0
    assert refused(ceremonies.undo, store, name, **undo) == "ceremony.nothing"


def test_a_change_that_fails_leaves_all_as_it_was(evening):
    store, name = evening
    held = ceremonies.of(store, name)

    def fails(_calling, _context):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act(store, name, fails, press="p1")

    assert ceremonies.of(store, name) == held
    act(store, name, press="p1")
    assert count(store, name) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from data import ceremonies

def dies(calling, context):
    os.kill(os.getpid(), signal.SIGKILL)

ceremonies.act(
    Path(sys.argv[1]), sys.argv[2], dies, act="next", by="b", holder=sys.argv[3], press="p1"
)
"""


def test_killed_in_the_middle_of_an_act_it_is_as_if_it_had_not_begun(evening):
    store, name = evening
    act(store, name)
    held = ceremonies.of(store, name)
    asked = [sys.executable, "-c", KILLED, str(store), name, DESK]

    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == -9

    assert ceremonies.of(store, name) == held
    act(store, name, press="p1")
    assert count(store, name) == 2
