"""Names on papers: whole, as they were written, found by a search, or refused before printing."""

import json
import subprocess
import sys

import pypdfium2
import pytest

from data import documents, persian
from data.documents import letters, squares
from data.refusal import Refusal
from tests import papers_of, source
from tests.refusing import refused

HOSTILE = [
    '#read("/etc/passwd")',
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "$x$ *b* _i_ @ref // x `raw` ~ -- ---",
    "\"quoted\" 'single' \\u{41} [b] <label>",
    "ن" * 60,
    "محمدحسین " * 6 + "لاهیجی",
    "live\u202etpircs",
    "nul\u0000l",
]
SHEETS = documents.KINDS[:-1]


def folded(text: str) -> str:
    """A text as a search compares it: without breaks of lines and half-spaces."""
    return "".join(text.replace(persian.ZWNJ, "").split())


@pytest.mark.parametrize("kind", ["certificates", "cards", "roll"])
def test_hostile_names_are_printed_whole_and_as_they_are(kind):
    document = papers_of.printed(kind, papers_of.ceremony("en", HOSTILE))
    whole = folded("".join(papers_of.text(page) for page in document))
    in_one_line = [one for one in HOSTILE if not one.startswith("محمد")]

    assert [one for one in in_one_line if folded(persian.tidy(one)) not in whole] == []
    assert whole.count("محمدحسین") == 6
    assert "لاهیجی" in whole
    assert "root:" not in whole


@pytest.mark.parametrize("kind", SHEETS)
def test_the_longest_names_stay_on_the_page(kind):
    document = papers_of.printed(
        kind, papers_of.ceremony("fa", ["ن" * 60, "سلطان " * 10, "m" * 60])
    )

    for page in document:
        wide, high = page.get_size()
        read = page.get_textpage()
        boxes = [read.get_charbox(at) for at in range(read.count_chars())]
        read.close()
        assert all(left >= -1 and right <= wide + 1 for left, _, right, _ in boxes)
        assert all(low >= -1 and top <= high + 1 for _, low, _, top in boxes)


@pytest.mark.parametrize("kind", ["certificates", "slides"])
def test_a_search_finds_every_name_on_its_page(kind):
    document = papers_of.printed(kind, papers_of.ceremony())
    first = 2 if kind == "slides" else 0
    lost = []
    for place, name in enumerate(papers_of.NAMES):
        read = document[place + first].get_textpage()
        if read.search(persian.tidy(name).replace(persian.ZWNJ, "")).get_next() is None:
            lost.append(name)
        read.close()

    assert len(papers_of.NAMES) >= 38
    assert lost == []


def test_bookmarks_are_the_names_as_they_are_written():
    document = papers_of.printed("certificates", papers_of.ceremony())

    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [(persian.tidy(name), at) for at, name in enumerate(papers_of.NAMES)]


def test_a_letter_that_no_face_has_is_refused_before_anything_is_printed():
    content = papers_of.ceremony("fa", ["رضا", "مینا \U0001f600"])

    with pytest.raises(Refusal) as told:
        documents.pdf("certificates", content, at=papers_of.AT)
    assert told.value.facts == {"letters": "U+1F600", "person": 2}
    assert refused(letters.ready, content) == "paper.letters"
    content["people"].pop()
    content["occasion"]["title"] = "漢字"
    assert refused(letters.ready, content) == "paper.text_letters"


def test_the_same_paper_at_the_same_moment_is_the_same_file():
    one = documents.pdf("cards", papers_of.ceremony("en", ["رضا"]), at=papers_of.AT)
    again = documents.pdf("cards", papers_of.ceremony("en", ["رضا"]), at=papers_of.AT)
    later = documents.pdf("cards", papers_of.ceremony("en", ["رضا"]), at=papers_of.AT + 60)

    assert one == again != later


def test_what_cannot_be_printed_is_refused_without_telling_what_it_held():
    content = papers_of.ceremony("en", ["رضا"])
    del content["occasion"]["title"]

    assert refused(documents.pdf, "cards", content, at=papers_of.AT) == "paper.failed"
    with pytest.raises(ValueError, match="no such paper"):
        documents.pdf("../../etc/passwd", content, at=papers_of.AT)


@pytest.mark.parametrize("kind", SHEETS)
def test_each_page_of_what_is_made_up_says_so(kind):
    document = papers_of.printed(kind, papers_of.ceremony("en", papers_of.NAMES[:12], made_up=True))
    real = papers_of.printed(kind, papers_of.ceremony("en", papers_of.NAMES[:12]))

    assert all("Sample" in papers_of.text(page) for page in document)
    assert not any("Sample" in papers_of.text(page) for page in real)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_brief_is_one_page_however_much_there_is_to_tell(language):
    long = papers_of.brief(language, notes=40, said="m w " * 100)
    empty = papers_of.brief(language, notes=0, filled=False)

    assert len(papers_of.printed("brief", long)) == 1
    assert len(papers_of.printed("brief", empty)) == 1


def test_a_square_holds_the_digits_and_a_margin_and_is_no_micro_code():
    drawn = squares.square("000000079444")

    assert 'width="25"' in drawn  # 21 modules of version 1, two on each side
    assert 'fill="#fff"' in drawn


def test_a_number_stands_on_certificate_card_and_invitation_in_groups_of_four():
    content = papers_of.ceremony("en", ["رضا"])
    number = content["people"][0]["number"]
    grouped = " ".join(number[at : at + 4] for at in (0, 4, 8))

    for kind in ("certificates", "cards", "invitations", "roll"):
        [page] = papers_of.printed(kind, content)
        assert grouped in papers_of.text(page).replace("\u00a0", " ")


def test_nothing_is_fetched():
    program = (
        "import json, socket, sys\n"
        "socket.socket.connect = None\n"
        "from data.documents import printing\n"
        "sys.stdout.buffer.write(printing.printed('roll', json.load(sys.stdin), 1))"
    )
    content = json.dumps(letters.ready(papers_of.ceremony()))
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=source.ROOT,
        input=content.encode(),
        capture_output=True,
        check=True,
    )

    assert len(pypdfium2.PdfDocument(made.stdout)) == 2
