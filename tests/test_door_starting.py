"""The dashboard starts only over a store that is safe; else it ends, and says why twice."""

import os
import subprocess
import sys

import pytest

from data import accounts, audit, secrets, store
from door import starting
from tests import reports
from tests.browser import running
from words import LANGUAGES, Say


@pytest.fixture
def directory(tmp_path):
    """A store of real reports."""
    reports.taken(tmp_path, [reports.row(report=str(number)) for number in range(12)])
    return tmp_path / "store"


def ended(directory) -> subprocess.CompletedProcess:
    """The dashboard started over a store, once it has ended by itself."""
    asked = ["--server.port", "0", "--server.address", "127.0.0.1"]
    return subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(running.ROOT / "dashboard.py"), *asked],
        cwd=running.ROOT,
        env=os.environ | {"MAHALLEH_STORE": str(directory), "PYTHONPATH": str(running.ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_a_demo_account_over_real_reports_ends_the_start(directory):
    accounts.add(
        directory,
        "commander",
        "commander",
        by="command line",
        password="mahalleh-commander",
        demo=True,
    )

    done = ended(directory)

    assert done.returncode == 2
    for language in LANGUAGES:
        say = Say(language)
        why = say("refusal_account.demo_on_real", names="commander")
        assert say("door.not_started", why=why) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("[privacy]\nfewest_reports = 3\n", "settings.too_lax"),
        ("[door]\nport = 3\n", "settings.unknown_name"),
        ("[door]\norigin = 'http://dash.example'\n", "settings.origin"),
        ("not toml", "settings.unreadable"),
    ],
)
def test_settings_that_are_not_safe_end_the_start(directory, settings, code):
    directory.with_name("store.toml").write_text(settings)

    with pytest.raises(starting.Refusal) as refused:
        starting.require_sound(directory)

    assert refused.value.code == code


def test_a_store_whose_key_is_gone_is_not_opened(directory):
    secrets.path(directory).unlink()

    with pytest.raises(starting.Refusal, match=r"key\.missing"):
        starting.require_sound(directory)

    assert not secrets.path(directory).exists()


def test_what_was_done_to_the_store_is_told_to_the_audit_at_the_start(directory):
    with store.change(directory) as change:
        change.act("areas", by="command line", layer="of a command that was killed")
    assert not [one for one in audit.entries(directory, limit=9) if one.act == "areas"]

    starting.require_sound(directory)

    [entry] = [one for one in audit.entries(directory, limit=9) if one.act == "areas"]
    assert entry.facts == {"layer": "of a command that was killed"}


def test_a_store_that_is_safe_is_opened(directory, tmp_path):
    starting.require_sound(directory)
    starting.require_sound(tmp_path / "another")
