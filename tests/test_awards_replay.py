"""The public file: nothing in it but what the draw needs, and the same choice from it anywhere."""

import hashlib
import subprocess
import sys

import pandas as pd
import pytest

from awards import choosing, replay
from awards.policy import Policy
from tests import awarding, source

PLACES = pd.Series({"A": 2, "B": 1})
ROWS = [("A", merit, bool(merit % 2), True, False) for merit in (5, 5, 5, 3, 8)]
ROWS += [("B", 2, True, False, True), ("B", 2, False, False, True)]


def public(policy: Policy) -> str:
    return replay.text("week-2026-11-14", policy, PLACES, awarding.pool(ROWS))


@pytest.mark.parametrize(
    "policy", [Policy(), Policy(least_women=2, least_rural=1), Policy(rule="draw", least_first=1)]
)
def test_the_command_line_draws_what_was_chosen(policy, tmp_path):
    path = tmp_path / "round.csv"
    path.write_bytes(public(policy).encode())
    chosen = choosing.choose(awarding.pool(ROWS), PLACES, policy, "3 1 4")

    ended = subprocess.run(
        [sys.executable, "-m", "awards.replay", path, "3 1 4"],
        cwd=source.ROOT,
        capture_output=True,
        check=True,
    )

    head, seed, *rows = ended.stdout.decode().split("\n")
    assert head == f"# sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}"
    assert seed == "# seed: 3 1 4"
    assert "\n".join(rows) == replay.table(chosen)


def test_it_needs_nothing_else_of_ours():
    told = "import sys, awards.replay; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], cwd=source.ROOT, capture_output=True, check=True
    )

    ours = {name.split(".")[0] for name in loaded.stdout.decode().split()}
    assert ours & {*source.PACKAGES, "streamlit", "duckdb", "sqlalchemy"} == {"awards"}


@pytest.mark.parametrize(
    ("policy", "columns"),
    [
        (Policy(), "id,county,merit"),
        (Policy(least_women=1), "id,county,merit,woman"),
        (Policy(rule="draw"), "id,county"),
    ],
)
def test_only_what_the_draw_needs_stands_in_public(policy, columns):
    lines = public(policy).splitlines()

    assert next(line for line in lines if not line.startswith("#")) == columns


def test_its_hash_is_that_of_its_bytes():
    text = public(Policy())

    assert replay.mark(text) == hashlib.sha256(text.encode()).hexdigest()


def test_it_comes_back_as_it_was():
    policy = Policy(least_women=1, least_first=1, least_rural=1)

    told, places, pool = replay.read(public(policy))

    assert (told, places.to_dict()) == (policy, PLACES.to_dict())
    assert pool.to_dict() == awarding.pool(ROWS).to_dict()


@pytest.mark.parametrize("text", ["", "id,county\n", "# format: 2\n# policy: {}\n# places: {}\n"])
def test_another_file_is_refused(text):
    with pytest.raises(ValueError, match="public file"):
        replay.read(text)
