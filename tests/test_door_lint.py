"""Ways round the door that the source must not take: open files, HTML that runs, pickles."""

import ast

from tests import source

# Streamlit leaves what these show at an address that needs no sign-in.
LEFT_OPEN = {"download_button", "image", "audio", "video", "logo", "chat_input", "camera_input"}
RAW = {"components", "iframe", "page_link", "login", "logout", "dialog_html"}
PICKLES = {"pickle", "dill", "cloudpickle", "shelve", "joblib", "marshal"}
READS_PICKLES = {"read_pickle", "to_pickle"}
ARGUMENTS = {"unsafe_allow_html", "unsafe_allow_javascript", "persist", "allow_pickle"}
RUNS = {"eval", "exec", "compile", "__import__"}

OURS = [module for module in source.modules() if module.room != "benchmarks"]


def ways_round(tree: ast.AST, *, room: str) -> set[str]:
    """Return what of a module's source goes round the door, with its lines."""
    return {
        f"{ast.unparse(node)[:60]} (line {node.lineno})"
        for node in ast.walk(tree)
        if isinstance(node, (ast.Call, ast.Attribute, ast.Import, ast.ImportFrom))
        and _goes_round(node, room)
    }


def _goes_round(node: ast.AST, room: str) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = {alias.name.split(".")[0] for alias in node.names}
        names.add((getattr(node, "module", None) or "").split(".")[0])
        return bool(names & PICKLES)
    if isinstance(node, ast.Call):
        given = {keyword.arg for keyword in node.keywords}
        called = getattr(node.func, "id", None)
        return bool(given & ARGUMENTS) or called in RUNS
    return _is_open(node, room)


def _is_open(node: ast.Attribute, room: str) -> bool:
    of_streamlit = ast.unparse(node.value) in {"st", "st.sidebar", "streamlit", "st.components"}
    if node.attr == "html" and of_streamlit:
        return room != "pages.views"
    if node.attr in READS_PICKLES:
        return True
    return of_streamlit and node.attr in LEFT_OPEN | RAW


def test_nothing_goes_round_the_door():
    def found(module):
        return ways_round(module.tree, room=module.room)

    assert source.breaking(found, OURS) == {}


EVIL = """
import pickle
from shelve import open
st.download_button("a", b"")
st.sidebar.image("a.png")
st.components.v1.html("<script>")
st.markdown("<b>", unsafe_allow_html=True)
st.html("<b>")
st.cache_data(persist="disk")
pd.read_pickle("a")
np.load("a", allow_pickle=True)
eval("1")
"""


def test_the_rule_catches_what_it_forbids():
    lines = {line for line in range(2, 13)}

    caught = ways_round(ast.parse(EVIL), room="pages")

    assert {int(one.split("(line ")[1].rstrip(")")) for one in caught} == lines


def test_html_is_written_by_what_pages_are_made_of_alone():
    assert ways_round(ast.parse('st.html("<b>")'), room="pages")
    assert not ways_round(ast.parse('st.html("<b>")'), room="pages.views")
