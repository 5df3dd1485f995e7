"""What many tests stand on: stores of made-up reports, real files, a chequerboard of areas."""

import contextlib
import fcntl
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pytest
from argon2 import PasswordHasher
from shapely.geometry import box
from streamlit.components.v2 import manifest_scanner

from data import clock, passwords
from data.access import ROLES
from tests import readers

ROOT = Path(__file__).parents[1]
REPORTS = 60_000  # in each made-up half-year


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> None:
    """Streamlit looks all packages through for components once a server; here, once a process."""
    once = functools.cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = once


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two made-up half-years of 60,000 reports each. To be read, not changed."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # one for all workers
    store, done = folder / "demo", folder / "demo.done"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _fill(store)
            done.touch()
    return store


def _fill(store: Path) -> None:
    asked = ["demo", "--reports", str(REPORTS), "--seed", "1", "--store", str(store)]
    ended = subprocess.run(
        [sys.executable, "-m", "data", *asked],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture
def own_store(demo_store: Path, tmp_path: Path) -> Path:
    """A copy of `demo_store`, with its key, that a test may change."""
    own = tmp_path / "own"
    shutil.copytree(demo_store, own, ignore=shutil.ignore_patterns("decisions"))
    _copy_decisions(demo_store, own)
    key = demo_store.with_name(f"{demo_store.name}.key")
    if key.exists():
        shutil.copy2(key, own.with_name(f"{own.name}.key"))
    return own


def _copy_decisions(store: Path, own: Path) -> None:
    """Copy a database that others may be writing to: whole, as it stands at one moment."""
    (own / "decisions").mkdir(mode=0o700)
    copy = own / "decisions" / "decisions.db"
    copy.touch(mode=0o600)
    with (
        contextlib.closing(sqlite3.connect(store / "decisions" / "decisions.db")) as held,
        contextlib.closing(sqlite3.connect(copy)) as written,
    ):
        held.backup(written)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed with next to no work, for tests of all else."""
    _hash_quickly(monkeypatch)


def _hash_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", quick)
    monkeypatch.setattr(passwords, "DUMMY", quick.hash("of nobody"))


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> "Hours":
    """The clock, in the hands of the test."""
    held = Hours()
    monkeypatch.setattr(clock, "now", lambda: held.now)
    return held


@dataclass
class Hours:
    """A clock that goes on only when it is told to."""

    now: float = 1_764_000_000.0

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@pytest.fixture(scope="session")
def _peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peopled")
    with pytest.MonkeyPatch.context() as patch:
        _hash_quickly(patch)
        for role in ROLES:
            readers.named(folder / "store", role)
    return folder


@pytest.fixture
def peopled_store(_peopled: Path, tmp_path: Path, quick_passwords: None) -> Path:  # noqa: ARG001
    """A store without reports, with an account of each role, that a test may change."""
    shutil.copytree(_peopled, tmp_path / "peopled")
    return tmp_path / "peopled" / "store"


@pytest.fixture(scope="session")
def shared_real() -> Path:
    """The folder of real calls, outlines and a survey; the test is skipped where it is missing."""
    named = os.environ.get("MAHALLEH_SHARED")
    folder = (Path(named) if named else ROOT.parent / "shared") / "real"
    if not folder.is_dir():
        pytest.skip(f"no real files at {folder}; MAHALLEH_SHARED may name their folder")
    return folder


@pytest.fixture
def chequerboard() -> gpd.GeoDataFrame:
    """Sixteen squares of one kilometre, in metres (EPSG:32639), by code.

    North is up; each square touches its neighbours, and two districts share the board::

        d1 d2 d3 d4     district "up":   c, d
        c1 c2 c3 c4
        b1 b2 b3 b4     district "down": a, b
        a1 a2 a3 a4     a1 has its south-west corner at 400 000, 4 100 000
    """
    squares = {
        f"{row}{column + 1}": box(
            400_000 + 1000 * column,
            4_100_000 + 1000 * height,
            401_000 + 1000 * column,
            4_101_000 + 1000 * height,
        )
        for height, row in enumerate("abcd")
        for column in range(4)
    }
    table = gpd.GeoDataFrame(
        {"district": ["down" if code[0] in "ab" else "up" for code in squares]},
        geometry=list(squares.values()),
        index=list(squares),
        crs="EPSG:32639",
    )
    table.index.name = "code"
    return table
