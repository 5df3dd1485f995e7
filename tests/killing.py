"""An act on a copy of a store, killed at each of its steps: run as a program of its own.

`python -m tests.killing STORE FOLDER ACT` copies STORE, with what lies beside it, to FOLDER/1/store
and so on, does ACT there and dies (SIGKILL) before the first, second, ... time that a file is
opened for writing, renamed, linked or removed; the last copy is the one in which it came through.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from data import backups, erasure, retention, rotation

ROOT = Path(__file__).parents[1]
ACTS = {
    "rotate": lambda directory: rotation.rotate(directory, by="test"),
    "erase": lambda directory: erasure.erase(directory, "09111234567", by="test"),
    "retain": lambda directory: retention.retain(directory, by="test"),
    "backup": lambda directory: backups.make(directory, _beside(directory, "backup"), by="test"),
    "restore": lambda backup: backups.restore(backup, _beside(backup, "store.new"), by="test"),
}
STEPS = {"os.rename", "os.remove", "os.link", "os.truncate", "os.chmod", "shutil.rmtree"}
MOST = 400


def at_every_step(store: Path, folder: Path, act: str) -> list[Path]:
    """Return the stores that an act left when it was killed at each step, the whole one last."""
    asked = [sys.executable, "-m", "tests.killing", str(store), str(folder), act]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return sorted((one / "store" for one in folder.iterdir()), key=lambda one: int(one.parent.name))


def _beside(directory: Path, name: str) -> Path:
    return directory.with_name(name)


def _copied(store: Path, folder: Path) -> Path:
    folder.mkdir(parents=True)
    shutil.copytree(store, folder / "store")
    for beside in store.parent.glob(f"{store.name}.*"):
        shutil.copy2(beside, folder / beside.name)
    return folder / "store"


def _die_at(step: int) -> None:
    taken = 0

    def taking(event: str, facts: tuple) -> None:
        nonlocal taken
        writes = (
            event == "open" and isinstance(facts[2], int) and facts[2] & (os.O_RDWR | os.O_WRONLY)
        )
        if event in STEPS or writes:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(taking)


def _main(store: Path, folder: Path, act: str) -> None:
    for step in range(1, MOST):
        directory = _copied(store, folder / str(step))
        child = os.fork()
        if not child:
            _die_at(step)
            ACTS[act](directory)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return
    raise AssertionError(f"{act} takes more than {MOST} steps")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
