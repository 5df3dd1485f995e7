"""Both languages say the same, with the same blanks, and nothing is left unsaid or unused."""

import ast
import re
import string
from collections.abc import Iterator

import pyarrow as pa
import pytest

import words
from data import mapping, schema, vocabulary
from tests import source

KEY = re.compile(r"^[a-z_0-9]+\.[a-z_0-9]+$")
# Names that Persian, too, writes with Latin letters.
LATIN_NAMES = {
    *("PageDown", "PageUp", "B", "F"),  # keys
    *("CSV", "TSV", "XLSX", "GeoJSON", "GeoPackage", "Shapefile", "KML", "Parquet", "TOML", "JSON"),
    *(
        "UTF",
        "Windows",
        "EPSG",
        "UTM",
        "WGS",
        "OpenStreetMap",
        "English",
        "python",
        "data",
        "zip",
        "gz",
    ),
    *("re", "place", "intake", "areas", "demo", "status", "h", "id", "Excel", "prj", "shp", "cpg"),
}
PERSIAN_NAMES = {"فارسی"}
WITH_ASCII_DIGITS = re.compile(r"(UTF-\d+|Windows-\d+|EPSG:\d+|WGS ?84)")
ARABIC = {"ي": "ی", "ك": "ک", "ى": "ی"} | {chr(0x660 + n): chr(0x6F0 + n) for n in range(10)}

SENTENCES = words.catalogue()


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def told(sentence: str) -> str:
    """The sentence without its blanks, and without code, options and addresses."""
    plain = "".join(text for text, *_ in string.Formatter().parse(sentence))
    return re.sub(r"`[^`]*`|<[^>]*>|--[a-z-]+|:material/\w+:|https?://\S+", " ", plain)


def test_both_languages_say_it_with_the_same_blanks():
    for key, said in SENTENCES.items():
        assert set(said) == set(words.LANGUAGES), key
        assert all(sentence.strip() for sentence in said.values()), key
        assert blanks(said["fa"]) == blanks(said["en"]), key


def test_blanks_are_words_filled_by_name():
    for key, said in SENTENCES.items():
        assert all(name.isidentifier() for name in blanks(said["fa"])), key


def test_persian_is_written_in_persian():
    def foreign(sentence):
        latin = set(re.findall(r"[A-Za-z]+", sentence)) - LATIN_NAMES
        digits = re.findall(r"[0-9]", WITH_ASCII_DIGITS.sub("", sentence))
        return latin | {*digits} | set(sentence) & set(ARABIC)

    found = {key: foreign(told(said["fa"])) for key, said in SENTENCES.items()}

    assert {key: letters for key, letters in found.items() if letters} == {}


def test_english_is_written_in_english():
    for key, said in SENTENCES.items():
        assert set(re.findall(r"[\u0600-\u06ff]+", told(said["en"]))) <= PERSIAN_NAMES, key


def test_a_key_is_two_plain_words():
    assert [key for key in SENTENCES if not KEY.match(key)] == []


def spoken() -> Iterator[tuple[source.Module, ast.Call]]:
    """Every call of a `say` in our source."""
    for module in source.modules():
        for node in module.nodes:
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", None))
                if name == "say" or (name == "self" and module.name == "words"):
                    yield module, node


def patterns_of(tree: ast.AST) -> Iterator[str]:
    """Patterns of keys that a piece of source puts together: f"page_{name}", "kind." + word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_piece(value) for value in node.values)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield _piece(node.left) + _piece(node.right)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
            yield re.escape(f"refusal_{node.value}")  # Refusal("areas.overlap")


def _piece(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    return "[a-z_0-9]+"


def matching(pattern: str) -> set[str]:
    if "[" not in pattern:  # the words of one key, put together of nothing
        return {pattern.replace("\\", "")} & set(SENTENCES)
    return {key for key in SENTENCES if re.fullmatch(pattern, key)}


def test_every_key_said_is_there():
    missing = {
        f"{module.name}:{node.lineno} {ast.unparse(node.args[0])}"
        for module, node in spoken()
        for pattern in _asked(node.args[0])
        if not matching(pattern)
    }

    assert not missing


def _asked(key: ast.AST) -> list[str]:
    if isinstance(key, ast.Constant):
        return [re.escape(str(key.value))]
    if isinstance(key, ast.IfExp):
        return [*_asked(key.body), *_asked(key.orelse)]
    if isinstance(key, ast.JoinedStr):
        return ["".join(_piece(value) for value in key.values)]
    if isinstance(key, ast.BinOp):
        return [_piece(key.left) + _piece(key.right)]
    return []


def test_every_blank_is_filled():
    wrong = {
        f"{module.name}:{node.lineno} {key}: {sorted(given ^ blanks(SENTENCES[key]['en']))}"
        for module, node in spoken()
        if isinstance(node.args[0], ast.Constant)
        and (key := str(node.args[0].value)) in SENTENCES
        and not any(keyword.arg is None for keyword in node.keywords)
        and (given := {keyword.arg for keyword in node.keywords}) != blanks(SENTENCES[key]["en"])
    }

    assert not wrong


def test_no_sentence_lies_unused():
    used = set()
    for pattern in {pattern for module in source.modules() for pattern in patterns_of(module.tree)}:
        if "\\." in pattern:
            used |= matching(pattern)

    assert not set(SENTENCES) - used


def test_a_sentence_is_said_in_either_language():
    assert words.Say("fa")("calendar.month_1") == "فروردین"
    assert words.Say("en").number(1234.5, 1) == "1,234.5"
    assert words.Say("fa").number(1234.5, 1) == "۱٬۲۳۴٫۵"


@pytest.mark.parametrize("column", ["kind", "outcome", "category"])
def test_a_word_that_a_page_shows_is_understood_when_a_file_has_it(column):
    known = vocabulary.Vocabulary(column, mapping.read(None), schema.VOCABULARY[column][-1])
    for place, word in enumerate(schema.VOCABULARY[column]):
        for language in words.LANGUAGES:
            label = words.Say(language)(f"{column}.{word}")
            read = known.read(pa.array([label]), 1)

            assert read.positions.tolist() == [place], label
