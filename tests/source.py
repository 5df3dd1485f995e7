"""Our own source as syntax trees, for the tests of the house's rules."""

import ast
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("awards", "data", "door", "geo", "pages", "words")
BUILT = (*PACKAGES, "benchmarks")


@dataclass(frozen=True)
class Module:
    """One file of ours.

    Parameters
    ----------
    name : str
        Dotted, as it is imported: `data.intake`; a package by its own name.
    path : Path
    tree : Module
    text : str
    """

    name: str
    path: Path
    tree: ast.Module
    text: str

    @property
    def room(self) -> str:
        """The room of the house it stands in: `pages.views`, else its first name."""
        first, *rest = self.name.split(".")
        return "pages.views" if first == "pages" and rest[:1] == ["views"] else first

    @functools.cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its syntax tree."""
        return tuple(ast.walk(self.tree))

    def imports(self) -> set[str]:
        """Return the dotted names of all that it imports, wherever in the file."""
        found = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name} imports relative to itself"
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found


def breaking(rule: Callable[[Module], object], some: Iterable[Module]) -> dict[str, object]:
    """Return what a rule finds in each module that breaks it, by the module's name."""
    return {module.name: found for module in some if (found := rule(module))}


@functools.cache
def modules(*, tests: bool = False) -> tuple[Module, ...]:
    """Return our modules, those of the tests only where asked for."""
    rooms = (*BUILT, "tests") if tests else BUILT
    paths = [
        ROOT / "dashboard.py",
        *(path for room in rooms for path in (ROOT / room).rglob("*.py")),
    ]
    return tuple(_read(path) for path in sorted(paths) if path.exists())


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(text), text)
