"""What the source of a page must not hold: the ways round the public functions of pages.views.

A page is Python that runs on the server. Nothing at run time can keep it from reading a file, from
taking another module's private names or from writing over `access.narrow`; a frozen `Visit` is a
help to the honest, no wall. What holds is that such source does not get in: this reads the tree of
a page and allows what is named here, nothing else.
"""

import ast
import builtins
from collections.abc import Iterator

from tests import source

# Of Streamlit: what draws, and what stops. A widget's answer comes by pages.views.
DRAWS = {
    *("caption", "code", "columns", "container", "divider", "error", "expander", "header"),
    *("info", "metric", "sidebar", "stop", "subheader", "success", "tabs", "text", "title"),
    *("warning", "write"),
}
PLAIN = {
    *("abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "len", "list", "max"),
    *("min", "range", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip"),
}
# Of a visit and of what reads it: a page hands the visit on and asks what its reader may do.
OF_VISITS = {"sid", "directory", "version", "counts", "layer", "months", "weeks", "districts"}
IN_TEXTS = {"format", "format_map", "eval", "query"}  # reach attributes by their names in a text
OF_FILES = ("to_", "read_")
CHANGES = {"inplace", "unsafe_allow_html", "unsafe_allow_javascript"}
STATEMENTS = (
    *(ast.ClassDef, ast.AsyncFunctionDef, ast.Try, ast.TryStar, ast.Match, ast.Global),
    *(ast.Nonlocal, ast.Delete, ast.Raise),
)
VIEWS = "pages.views"
# Where single reports, callers and secrets are.
KEPT_FROM_VIEWS = {
    *("data.callers", "data.decisions", "data.erased", "data.erasure", "data.keys", "data.known"),
    *("data.parts", "data.passage", "data.passwords", "data.pieces", "data.placing"),
    *("data.rotation", "data.seals", "data.secrets", "data.separated", "data.traces"),
}


def of_page(tree: ast.AST) -> set[str]:
    """Return what of a page's source goes round pages.views, each with its line."""
    views = dict(_views(tree))
    found = [(why, node) for node in ast.walk(tree) for why in _whys(node, views)]
    held = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found += [
        ("module handed on", node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in {"st", *views} and id(node) not in held
    ]
    return {f"{why}: {ast.unparse(node)[:70]} (line {node.lineno})" for why, node in found}


def _views(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that modules of pages.views go by in a page, and the modules' own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == VIEWS:
            for alias in node.names:
                yield alias.asname or alias.name, f"{VIEWS}.{alias.name}"


def _whys(node: ast.AST, views: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield from _attribute(node, views)
        return
    told = {
        "no statement of a page": isinstance(node, STATEMENTS),
        "import": isinstance(node, (ast.Import, ast.ImportFrom)) and not _may_import(node),
        "built-in": isinstance(node, ast.Name) and not _may_name(node.id),
        "written into": isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load),
        "argument": isinstance(node, ast.keyword) and node.arg in CHANGES,
    }
    yield from (why for why, holds in told.items() if holds)


def _may_name(name: str) -> bool:
    return not name.startswith("__") and (name in PLAIN or not hasattr(builtins, name))


def _may_import(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == VIEWS
    return [(alias.name, alias.asname) for alias in node.names] == [("streamlit", "st")]


def _attribute(node: ast.Attribute, views: dict[str, str]) -> Iterator[str]:
    of = node.value.id if isinstance(node.value, ast.Name) else None
    if not isinstance(node.ctx, ast.Load):
        yield "written into"
    if node.attr.startswith("_"):
        yield "private name"
    if node.attr in IN_TEXTS:
        yield "names in a text"
    if node.attr.startswith(OF_FILES):
        yield "of files"
    if node.attr in OF_VISITS:
        yield "of a visit"
    if of == "st" and node.attr not in DRAWS:
        yield "of Streamlit"
    if of in views and node.attr not in defined(views[of]):
        yield f"not a function of {views[of]}"


def defined(name: str) -> set[str]:
    """Return the public functions that a module of ours defines itself."""
    [module] = [one for one in source.modules() if one.name == name]
    functions = {node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    return {name for name in functions if not name.startswith("_")}


def private_of_others(module: source.Module) -> set[str]:
    """Return the private names of other modules of ours that a module takes."""
    known = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            known |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    ours = {name for name, full in known.items() if full.split(".")[0] in source.PACKAGES}
    taken = {
        f"{node.value.id}.{node.attr} (line {node.lineno})"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ours
        and node.attr.startswith("_")
    }
    return taken | {name for name in module.imports() if name.split(".")[-1].startswith("_")}


def of_views(module: source.Module) -> set[str]:
    """Return what a module of pages.views takes that is not for it."""
    told = {
        "getattr": "pages.views.cached",  # a question's name, written in that file
        "st.user": "pages.views.readers",
        "importlib.import_module": "pages.views.serving",
        "queries": "pages.views.cached",
    }
    found = {ast.unparse(node) for node in ast.walk(module.tree) if _is_named(node)}
    if module.name.startswith("pages.views.cached_"):
        told.pop("queries")  # each keeps the answers of its own page
    return {name for name in found & set(told) if module.name != told[name]} | {
        name for name in module.imports() if _is_kept_from_views(name)
    }


def _is_kept_from_views(name: str) -> bool:
    of_releases = name.startswith("data.release.") and not name.startswith("data.release.places.")
    return of_releases or ".".join(name.split(".")[:2]) in KEPT_FROM_VIEWS


def _is_named(node: ast.AST) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute))
