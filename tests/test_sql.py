"""Each file in data/sql has its function in data/queries.py, and each is short."""

import ast
from pathlib import Path

import pytest

from tests import source

FILES = sorted((source.ROOT / "data" / "sql").glob("*.sql"))
LINES = 30

named = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def functions() -> dict[str, ast.FunctionDef]:
    queries = next(module for module in source.modules() if module.name == "data.queries")
    return {node.name: node for node in queries.tree.body if isinstance(node, ast.FunctionDef)}


def strings(function: ast.FunctionDef) -> set[str]:
    return {node.value for node in ast.walk(function) if isinstance(node, ast.Constant)}


@named
def test_a_question_is_asked_by_the_function_of_its_name(file):
    found = functions()

    assert file.stem in found
    assert file.stem in strings(found[file.stem])


@named
def test_a_question_is_short(file: Path):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LINES
