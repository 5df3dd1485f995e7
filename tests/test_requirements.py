"""Every package is pinned, and there for a reason."""

import ast
import functools
import re
from importlib import metadata

import pytest

from tests import source

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([0-9][0-9A-Za-z.]*)$")
# What nothing imports by name, and why it is there all the same.
NOT_IMPORTED = {
    "tzdata": "time zones for machines that have none",
    "pyarrow": "Parquet for pandas",
    "pyogrio": "files of outlines for geopandas",
    "openpyxl": "XLSX for pandas",
    "mypy": "run by make test",
    "ruff": "run by make test",
    "pytest-timeout": "ends a test that hangs",
    "pytest-xdist": "two tests at a time",
}


def pins(name: str) -> dict[str, str]:
    lines = (source.ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [line.split(" #")[0].strip() for line in lines if not line.startswith(("#", "-r "))]
    found = {line: PINNED.match(line) for line in asked if line}
    loose = [line for line, match in found.items() if match is None]
    assert not loose, f"{name}: not pinned: {loose}"
    return {match[1]: match[2] for match in found.values()}


ASKED = pins("requirements.txt")
ASKED_FOR_TESTS = pins("requirements-test.txt")


@functools.cache
def known_names() -> set[str]:
    """All that our source imports or names in a string, by its first part and whole."""
    found = set()
    for module in source.modules(tests=True):
        found |= module.imports()
        found |= {
            node.value
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return {name.split(".")[0] for name in found}


installed = functools.cache(metadata.packages_distributions)


@pytest.mark.parametrize("package", [*ASKED, *ASKED_FOR_TESTS])
def test_a_package_is_used(package):
    if package in NOT_IMPORTED:
        return
    wanted = package.lower()
    modules = {
        module
        for module, packages in installed().items()
        if wanted in {name.lower() for name in packages}
    }

    assert modules & known_names()


def test_what_they_lead_to_is_pinned_to_the_same_releases():
    everything = {
        name.lower().replace("_", "-"): release for name, release in pins("constraints.txt").items()
    }

    for name, release in (ASKED | ASKED_FOR_TESTS).items():
        assert everything.get(name.lower().replace("_", "-")) == release, f"{name}: run make pins"


def test_no_reason_is_given_for_a_package_that_is_gone():
    assert set(NOT_IMPORTED) <= set(ASKED) | set(ASKED_FOR_TESTS)
