"""Every command in the README does what a reader will make it do."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import source

README = source.ROOT / "README.md"
SAMPLES = source.ROOT / "docs" / "samples"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
FEW = "2000"  # reports of a made-up half-year, for a command that does not say how many
ELSEWHERE = ("git clone", "cd ")  # where the README has brought its reader, the test already stands


def commands() -> list[str]:
    """The commands of all ```sh blocks, in order; a backslash joins lines, # begins a remark."""
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    lines = "\n".join(BLOCK.findall(text)).replace("\\\n", " ").splitlines()
    plain = [re.sub(r"(^|\s)#.*$", "", line).strip() for line in lines]
    return [line for line in plain if line and not line.startswith(ELSEWHERE)]


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that a command takes for a checkout: samples, a python, a make that only plans."""
    folder = tmp_path_factory.mktemp("reader")
    if SAMPLES.exists():
        shutil.copytree(SAMPLES, folder / "docs" / "samples")
    _program(folder / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    for name in ("python", "python3"):
        _program(folder / "bin" / name, f'exec "{sys.executable}" "$@"')
    plan = f'env -u MAKEFLAGS "{shutil.which("make")}" -n -C "{source.ROOT}"'
    _program(folder / "bin" / "make", f'exec {plan} "$@"')
    return folder


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def few(command: str) -> str:
    """The command, with few made-up reports where it asks for the full number."""
    return re.sub(r"-m data demo(?!.*--reports)", f"-m data demo --reports {FEW}", command)


@pytest.mark.parametrize("command", commands())
def test_a_command_works(command, scratch):
    environment = os.environ | {
        "PATH": f"{scratch / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(source.ROOT),
        "MAHALLEH_STORE": str(scratch / "store"),
    }

    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", few(command)],
        cwd=scratch,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_pictures_and_files_it_points_to_are_there():
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    links = set(re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text))

    assert not {link for link in links if not (source.ROOT / link).exists()}


def test_the_two_commands_are_named():
    assert README.exists(), "README.md is missing"
    assert {"make run", "make test"} <= set(commands())
