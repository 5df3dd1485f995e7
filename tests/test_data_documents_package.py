"""The package for the day on which the machine fails: slides, lists, certificates, all at once."""

import io
import zipfile

import openpyxl
import pypdfium2
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from data import documents
from data.documents import slides
from data.refusal import Refusal
from tests import papers_of

NAMES = ['=HYPERLINK("x")', "<script>alert(1)</script>", "عبدالله الله‌وردی", "ن" * 60]


@pytest.fixture(scope="module")
def package():
    content = papers_of.ceremony("fa", NAMES)
    made = documents.package(content, readme="بخوانید", at=papers_of.AT)
    with zipfile.ZipFile(io.BytesIO(made)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_everything_of_an_evening_is_in_it(package):
    assert sorted(package) == [
        *("README.txt", "certificates.pdf", "invitations.pdf", "name-cards.pdf", "roll-call.pdf"),
        *("roll-call.xlsx", "running-order.pdf", "slides.pdf", "slides.pptx"),
    ]
    pages = {
        name: len(pypdfium2.PdfDocument(file))
        for name, file in package.items()
        if name.endswith(".pdf")
    }
    assert pages["certificates.pdf"] == pages["invitations.pdf"] == 4
    assert pages["slides.pdf"] == 4 + 4  # opening, county, those in private, closing
    assert package["README.txt"].decode("utf-8-sig") == "بخوانید"


def test_in_the_workbook_every_name_is_a_text_and_the_sheet_runs_from_the_right(package):
    sheet = openpyxl.load_workbook(io.BytesIO(package["roll-call.xlsx"])).active

    cells = [sheet.cell(row, 2) for row in range(2, 6)]
    assert [cell.value for cell in cells] == NAMES
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet.sheet_view.rightToLeft
    assert sheet.cell(2, 6).value.isdecimal()
    assert sheet.cell(2, 6).data_type == "s"


def test_slides_for_powerpoint_hold_the_names_as_titles_from_right_to_left(package):
    deck = Presentation(io.BytesIO(package["slides.pptx"]))

    titles = [slide.shapes.title for slide in deck.slides]
    assert [one.text_frame.text for one in titles[2:6]] == NAMES
    for slide in deck.slides:
        for run in slide._element.iter(qn("a:r")):
            told = run.find(qn("a:rPr"))
            assert told.get("lang") == "fa-IR"
            assert told.find(qn("a:cs")).get("typeface") == slides.FACE
            assert run.getparent().find(qn("a:pPr")).get("rtl") == "1"


def test_without_anybody_there_are_slides_all_the_same():
    made = documents.package(papers_of.ceremony("en", []), readme="", at=papers_of.AT)

    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert "slides.pdf" in names
    assert "certificates.pdf" not in names


def test_a_name_that_cannot_be_printed_leaves_no_package():
    content = papers_of.ceremony("en", ["رضا \U0001f600"])

    with pytest.raises(Refusal):
        documents.package(content, readme="", at=papers_of.AT)
