"""The layering rule: imports point inwards, each library has one door, only data opens anything."""

import ast

import pytest

from tests import source, ways_around

# room: rooms that it may import. A module with an entry of its own may import these besides.
MAY_IMPORT = {
    "dashboard": {"door", "pages.views"},
    "door": {"data", "words"},
    "pages": {"pages.views"},
    "pages.views": {"awards", "data", "door", "geo", "words"},
    "words": {"data.jalali"},
    "data": {"geo"},
    "awards": set(),
    "geo": set(),
    "data.__main__": {"words"},
    "benchmarks": {"awards", "data", "geo", "pages.views", "tests", "words"},
}
# library: the modules or rooms that may know it.
DOORS = {
    "streamlit": {"dashboard", "pages", "pages.views", "door.wire"},
    "google.protobuf": {"door.wire"},
    "starlette": {"dashboard", "door"},
    "folium": {"pages.views.maps"},
    "streamlit_folium": {"pages.views.maps"},
    "branca": {"pages.views.maps"},
    "altair": {"pages.views.charts"},
    "esda": set(),  # what our own maps of chance are held against, in tests and benchmarks
    "libpysal": set(),
    "statsmodels": {"geo.panels"},
    "duckdb": {"data.queries"},
    "sqlalchemy": {"data.decisions"},
    "argon2": {"data.passwords"},
    "pyotp": {"data.own_account"},
    "cryptography": {"data.seals"},
    "authlib": {"door.provider"},
    "joserfc": {"door.provider"},
    "httpx": {"door.provider"},
    "segno": {"door.codes", "data.documents"},
    "xlsxwriter": {"data.lists"},
    "typst": {"data.documents"},
    "pikepdf": {"data.documents"},
    "pptx": {"data.documents"},
    "fontpkg_amiri": {"data.documents"},
    "fontTools": {"data.assets", "data.documents"},
    "requests": set(),
    "urllib.request": set(),
    "http.client": set(),
}
CACHES = {"cache_data", "cache_resource"}
# What opens a file, or asks the environment or the clock.
OPENS = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink"}
READS = {
    "read_csv",
    "read_parquet",
    "read_file",
    "read_excel",
    "to_file",
    "to_parquet",
    "read_json",
}
ASKS = {"environ", "getenv", "now", "today", "utcnow", "time", "monotonic", "perf_counter"}
OF_CLOCKS = {"datetime", "date", "time", "os", "Timestamp", "pd"}
READS_ITSELF = {
    "words": "its sentences lie beside it",
    "pages.views.frame": "its icon lies beside it",
    "awards.replay": "a command that anybody can run on the public file, with nothing else of ours",
}

OURS = source.modules()
BUILT = [module for module in OURS if module.room != "benchmarks"]  # those try other ways, too
PAGES, VIEWS = ([one for one in OURS if one.room == room] for room in ("pages", "pages.views"))


def rooms(imported: str) -> set[str]:
    """Names under which an import may be allowed: data.jalali.day is also data, data.jalali."""
    parts = imported.split(".")
    return {".".join(parts[: length + 1]) for length in range(len(parts))}


def is_ours(imported: str) -> bool:
    return imported.partition(".")[0] in {*source.PACKAGES, "dashboard", "tests", "benchmarks"}


def attributes(module: source.Module) -> set[str]:
    """Names of all attributes that a module speaks of."""
    return {node.attr for node in module.nodes if isinstance(node, ast.Attribute)}


def test_imports_point_inwards():
    def strangers(module):
        allowed = {module.room} | MAY_IMPORT[module.room] | MAY_IMPORT.get(module.name, set())
        if module.room == "pages":
            allowed.discard("pages")  # a page knows no other page
        return {name for name in module.imports() if is_ours(name) and not rooms(name) & allowed}

    assert source.breaking(strangers, OURS) == {}


def test_each_library_has_one_door():
    def strangers(module):
        known = rooms(module.name) | {module.room}
        imported = set().union(*map(rooms, module.imports()))
        return {one for one, doors in DOORS.items() if one in imported and not known & doors}

    assert source.breaking(strangers, BUILT) == {}


def test_only_cached_keeps_answers():
    others = [one for one in OURS if not one.name.startswith("pages.views.cached")]

    assert source.breaking(lambda module: attributes(module) & CACHES, others) == {}


def test_pages_themselves_keep_no_state():
    others = [one for one in OURS if one.room != "pages.views"]

    assert source.breaking(lambda module: attributes(module) & {"session_state"}, others) == {}


def test_a_page_draws_and_asks_pages_views_and_goes_no_other_way():
    assert source.breaking(lambda module: ways_around.of_page(module.tree), PAGES) == {}


def test_private_names_stay_in_their_module():
    assert source.breaking(ways_around.private_of_others, OURS) == {}


def test_what_pages_are_made_of_reads_released_figures_alone():
    assert source.breaking(ways_around.of_views, VIEWS) == {}


def test_single_contributions_are_opened_by_the_picker_alone():
    opening = {
        module.name
        for module in OURS
        if "data.contributions" in module.imports() and module.room != "benchmarks"
    }

    assert opening == {"pages.views.cached_candidates"}


def test_only_data_opens_files_or_asks_the_clock():
    def asked(module):
        if module.room in {"data", "benchmarks"} or module.name in READS_ITSELF:
            return set()
        return {
            f"{ast.unparse(node)} (line {node.lineno})"
            for node in module.nodes
            if _opens(node) or _asks(node)
        }

    assert source.breaking(asked, OURS) == {}


def _opens(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
    return name in OPENS | READS


def _asks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr not in ASKS:
        return False
    return ast.unparse(node.value).split(".")[-1] in OF_CLOCKS


def test_the_rule_catches_what_it_forbids():
    caught = ast.parse("import os\nos.environ['A']\npath.read_text()\ndatetime.datetime.now()\n")

    assert sum(_opens(node) or _asks(node) for node in ast.walk(caught)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "import pandas as pd",
        "import streamlit",
        "from data import queries",
        "from pages.views.cached import figures",
        "from pages.views import cached\ncached.queries.figures_by_area",
        "from pages.views import cached\ncached._figures",
        "from pages.views import cached\nheld = cached",
        "from pages.views import cached as st\nst.queries",
        "st.session_state",
        "st.query_params['within'] = 'AML-1'",
        "getattr(visit, 'say')",
        "open('a')",
        "visit.layer",
        "visit.say = None",
        "f'{visit.sid}'",
        "[row for row in visit.counts]",
        "table.to_csv('a')",
        "try:\n    pass\nfinally:\n    pass",
    ],
)
def test_the_rule_for_pages_catches_what_it_forbids(text):
    assert ways_around.of_page(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "from data import queries\nqueries.days",
        "from data import secrets",
        "from data.release import rows",
        "from data.decisions import tables",
        "st.user.sid",
        "getattr(cached, name)",
        "importlib.import_module(name)",
    ],
)
def test_the_rule_for_views_catches_what_it_forbids(text):
    module = source.Module("pages.views.evil", source.ROOT, ast.parse(text), text)

    assert ways_around.of_views(module)


def test_the_rule_for_private_names_catches_what_it_forbids():
    for text in ("from data import seals\nseals._opened", "from data.seals import _opened"):
        module = source.Module("pages.views.evil", source.ROOT, ast.parse(text), text)
        assert ways_around.private_of_others(module)


def test_every_room_is_named_in_the_rule():
    assert {module.room for module in OURS} <= set(MAY_IMPORT)
