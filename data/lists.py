"""Lists as workbooks: right to left where they are Persian, and every text a text."""

import io
from typing import Any

import xlsxwriter

WIDEST = 40  # characters of a column


def workbook(title: str, headings: list[str], rows: list[list[Any]], right_to_left: bool) -> bytes:
    r"""Return an XLSX of one sheet, to be printed on A4 across.

    Parameters
    ----------
    title : str
        The sheet's; at most 31 characters, none of []:*?/\.
    headings : list of str, length n
    rows : list of lists of length n
        Numbers stay numbers; all else is written as text, so that "=…" runs nothing.
    right_to_left : bool
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(title)
        if right_to_left:
            sheet.right_to_left()
        head = book.add_format({"bold": True, "bottom": 1})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, head)
            held = [heading, *(str(row[column]) for row in rows)]
            sheet.set_column(column, column, min(WIDEST, 2 + max(map(len, held))))
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    sheet.write_number(place, column, value)
                elif value is not None:
                    sheet.write_string(place, column, str(value))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
    return file.getvalue()
