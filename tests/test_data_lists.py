"""Lists as workbooks: right to left, and every text a text."""

import io

import openpyxl

from data import lists

HOSTILE = ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "{=1}", "https://x.example", "رضا"]


def read(file):
    return openpyxl.load_workbook(io.BytesIO(file)).active


def test_whatever_a_text_begins_with_it_stays_a_text():
    sheet = read(lists.workbook("فهرست", ["نام"], [[text] for text in HOSTILE], True))

    cells = [sheet.cell(row + 2, 1) for row in range(len(HOSTILE))]
    assert [cell.value for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_a_persian_sheet_runs_from_right_to_left_and_an_english_one_does_not():
    assert read(lists.workbook("a", ["x"], [[1]], True)).sheet_view.rightToLeft
    assert not read(lists.workbook("a", ["x"], [[1]], False)).sheet_view.rightToLeft


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell():
    sheet = read(lists.workbook("a", ["x", "y", "z"], [[1, 2.5, None]], False))

    assert [sheet.cell(2, column).value for column in (1, 2, 3)] == [1, 2.5, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
