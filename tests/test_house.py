"""Sizes, names and places: what keeps the house one that a newcomer can walk through."""

import ast
import subprocess

import pytest

from tests import source

PAGE, MODULE, BODY = 60, 200, 25
BANNED = {"utils", "util", "common", "helpers", "helper", "core", "base", "misc", "manager"}
BANNED_NAMES = {"df", "gdf", "tmp"}
BANNED_BEGINNINGS = ("get_", "process_", "handle_")
TOP = {
    ".ci": "runs `make test`",
    ".gitignore": "",
    ".streamlit": "Streamlit reads nothing else",
    "LICENSE": "",
    "Makefile": "run, test, look, bench",
    "README.md": "",
    "awards": "choosing honorees",
    "benchmarks": "speed and memory",
    "constraints.txt": "every package that the requirements lead to, pinned",
    "dashboard.py": "what is started",
    "data": "what was reported and decided",
    "docs": "pictures, data formats, operations",
    "door": "the gate round the app",
    "geo": "where, and how much",
    "pages": "one file per screen",
    "pyproject.toml": "ruff, mypy and pytest",
    "requirements-test.txt": "what tests need besides",
    "requirements.txt": "pinned",
    "tests": "",
    "words": "every sentence in both languages",
}

OURS = source.modules()


def test_a_module_is_short_and_a_page_shorter():
    lines = {module.name: len(module.text.splitlines()) for module in OURS}
    most = {module.name: PAGE if module.room == "pages" else MODULE for module in OURS}

    assert {name: count for name, count in lines.items() if count > most[name]} == {}


def test_a_module_begins_with_its_duty():
    duties = {module.name: ast.get_docstring(module.tree) or "" for module in OURS}
    begun = {name: duty.split("\n")[0] for name, duty in duties.items()}

    assert {name: duty for name, duty in begun.items() if not duty.endswith((".", "?"))} == {}


def test_a_function_fits_the_eye():
    def long(module):
        return {
            f"{node.name}: {lines} lines"
            for node in module.nodes
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and (lines := body_lines(node)) > BODY
        }

    assert source.breaking(long, OURS) == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code from the first statement after the docstring to the last."""
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    return statements[-1].end_lineno - statements[0].lineno + 1 if statements else 0


def test_a_module_is_named_for_what_it_holds():
    assert source.breaking(lambda module: set(module.name.split(".")) & BANNED, OURS) == {}


def test_names_are_words():
    def no_words(module):
        given = {node.id for node in module.nodes if isinstance(node, ast.Name)}
        given |= {node.arg for node in module.nodes if isinstance(node, ast.arg)}
        defined = {
            node.name for node in module.nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        }
        begun = {name for name in defined if name.lstrip("_").startswith(BANNED_BEGINNINGS)}
        return given & BANNED_NAMES | begun

    assert source.breaking(no_words, OURS) == {}


def test_a_page_is_never_named_after_a_package():
    pages = {path.stem for path in (source.ROOT / "pages").glob("*.py")}

    assert not pages & set(source.PACKAGES)


def test_every_entry_at_the_top_is_known():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=source.ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so what belongs to it cannot be told")

    assert {name.split("/")[0].strip('"') for name in listed.stdout.splitlines()} <= set(TOP)


def test_no_picture_is_heavy():
    heavy = {
        path.name: path.stat().st_size
        for path in (source.ROOT / "docs").rglob("*.png")
        if path.stat().st_size > 600_000
    }

    assert not heavy
