"""Files as others write them, to rows of text; what cannot be read for certain is refused."""

import datetime
import gzip
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import reading, separated
from data.refusal import Refusal

TEXT = 'تاریخ,محله\n1404/01/05,گلسار\n1404/01/06,"لاکانی، کوچه ۲"\n'
ROWS = [["تاریخ", "محله"], ["1404/01/05", "گلسار"], ["1404/01/06", "لاکانی، کوچه ۲"]]


def read(path: Path) -> list[list[list[str]]]:
    """Rows of each table of a file, the header first; ragged ones as their number."""
    found = []
    for table in reading.tables(path):
        rows = [table.header]
        for batch in table.batches(list(range(len(table.header)))):
            rows += map(list, zip(*[column.to_pylist() for column in batch.columns], strict=True))
            rows += [[f"row {one.row}: {len(one.fields)}"] for one in batch.ragged]
        found.append(rows)
    return found


def of_bytes(folder: Path, content: bytes, name: str = "file.csv") -> list[list[list[str]]]:
    path = folder / name
    path.write_bytes(content)
    return read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_any_encoding_of_unicode(tmp_path, encoding):
    assert of_bytes(tmp_path, TEXT.encode(encoding)) == [ROWS]


def test_utf_16_of_the_other_byte_order_is_read(tmp_path):
    assert of_bytes(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")) == [ROWS]


def test_windows_1256_is_read_with_its_own_letters(tmp_path):
    text = TEXT.replace("ی", "ي").replace("۲", "2")

    assert of_bytes(tmp_path, text.encode("cp1256"))[0][0] == ["تاريخ", "محله"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [";", "\t", "|", "،"])
def test_what_parts_the_fields_is_found(tmp_path, mark, end):
    lines = [["a", "b"], ["1,5", "2"], ["3,5", "4"]]
    text = end.join(mark.join(line) for line in lines) + end

    assert of_bytes(tmp_path, text.encode()) == [lines]


def test_a_row_is_never_shifted(tmp_path):
    found = of_bytes(tmp_path, b'a,b\n1,2\n3\n\n4,5\n6,7,8\n"x\ny",1\n9\n')

    fitting = [["a", "b"], ["1", "2"], ["4", "5"], ["x\ny", "1"]]
    assert found == [[*fitting, ["row 3: 1"], ["row 5: 3"], ["row 7: 1"]]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "reading.empty"),
        (b" \n", "reading.empty"),
        (b"a,b", "reading.header_only"),
        (b"a,b\n", "reading.header_only"),
        (b"a,b\n1,\0\n", "reading.nul"),
        (TEXT.encode("utf-16-le"), "reading.nul"),
        (TEXT.encode() * 3 + "تاريخ,x\n".encode("cp1256"), "reading.encoding"),
        ("تاريخ,محل\n1,مكان قديم في كل\n".encode("iso-8859-6"), "reading.encoding"),
        (TEXT.encode().decode("cp1256", "replace").encode(), "reading.mojibake"),
        (TEXT.encode().decode("latin-1").encode(), "reading.mojibake"),
        (b'a,b,c\n1,2,3\n3,"x,1\n4,5,6\n6,7,8\n', "reading.unclosed_quote"),
        (b'a,b,c\n1,2,3\n3,"x,1\n4,5,6\n6,"7,8\n', "reading.unclosed_quote"),
        (b"%PDF-1.4 \n", "reading.not_a_table"),
        (b"<html><table>", "reading.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "reading.old_office"),
        (b"PAR1 and no more", "reading.parquet"),
        (b"PK\x03\x04 and no more", "reading.damaged_archive"),
        (gzip.compress(TEXT.encode() * 99)[:-20], "reading.damaged_archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_for_certain_is_refused(tmp_path, content, code):
    with pytest.raises(Refusal) as refused:
        of_bytes(tmp_path, content)

    assert refused.value.code == code
    assert refused.value.facts["file"].startswith("file.csv")


def test_a_refusal_names_the_line(tmp_path):
    with pytest.raises(Refusal) as refused:
        of_bytes(tmp_path, b'a,b,c\n1,2,3\n3,"x,1\n4,5,6\n')

    assert refused.value.facts["line"] == 3


def test_a_row_as_long_as_a_book_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(separated, "BLOCK", 1 << 16)

    with pytest.raises(Refusal, match="row_too_long"):
        of_bytes(tmp_path, b"a,b\n1," + b"x" * (1 << 21) + b"\n")


def test_rows_are_numbered_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(separated, "BLOCK", 64)
    lines = [f"{number},x" if number % 7 else f"{number}" for number in range(2, 200)]
    path = tmp_path / "file.csv"
    path.write_text("\n".join(["a,b", *lines]))

    (table,) = reading.tables(path)
    batches = list(table.batches([0]))

    numbers = [int(text) for batch in batches for text in batch.columns[0].to_pylist()]
    assert numbers == [row for batch in batches for row in batch.rows.tolist()]
    assert [row.row for batch in batches for row in batch.ragged] == list(range(7, 200, 7))
    assert sum(map(len, batches)) == 198


def test_what_is_packed_is_unpacked(tmp_path):
    path = tmp_path / "file.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../outside/a.csv", TEXT)
        archive.writestr("b.csv.gz", gzip.compress(TEXT.encode()))
        archive.writestr("__MACOSX/._b", b"\0")

    assert read(path) == [ROWS, ROWS]
    assert of_bytes(tmp_path, gzip.compress(TEXT.encode()), "x.csv.gz") == [ROWS]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file.zip", "x.csv.gz"]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "a.csv"])
def test_what_would_fill_the_memory_is_refused_unopened(tmp_path, name):
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * (1 << 24))

    with pytest.raises(Refusal, match=r"reading\.bomb"):
        read(path)


def test_the_visible_sheets_of_a_workbook_are_read(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["تاریخ", "ساعت", "شماره", "محله"])
    sheet.append([datetime.datetime(2025, 3, 25, 10), datetime.time(10, 5), 9111234567, None])
    sheet.append([None] * 4)
    sheet.append(["1404/01/05", None, 1.5, "گلسار"])
    book.create_sheet("راهنما").append(["متن"])
    book.create_sheet("خالی")
    hidden = book.create_sheet("پنهان")
    hidden.append(["a"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "file.xlsx")

    tables = reading.tables(tmp_path / "file.xlsx")
    (batch,) = next(tables).batches([0, 1, 2, 3])
    second = next(tables)

    assert [column.to_pylist() for column in batch.columns] == [
        ["2025-03-25 10:00:00", "1404/01/05"],
        ["10:05:00", ""],
        ["9111234567", "1.5"],
        ["", "گلسار"],
    ]
    assert batch.rows.tolist() == [2, 4]
    assert (second.name, second.header) == ("file.xlsx [راهنما]", ["متن"])
    assert list(tables) == []


def test_parquet_is_read_as_text(tmp_path):
    at = pa.array([datetime.datetime(2025, 3, 25, 6, 30)], pa.timestamp("us", tz="UTC"))
    whole, word = pa.array([9111234567.0]), pa.array(["x"]).dictionary_encode()
    pq.write_table(pa.table({"t": at, "n": whole, "w": word}), tmp_path / "file.parquet")

    assert read(tmp_path / "file.parquet") == [
        [["t", "n", "w"], ["2025-03-25 06:30:00.000000Z", "9111234567", "x"]]
    ]


FIELD = st.text(st.sampled_from('ab ,;"\n\r\tی۱'), max_size=6)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.just("k"), FIELD, FIELD), min_size=1, max_size=6))
def test_what_was_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("round") / "file.csv"
    quoted = [[f'"{field.replace(chr(34), chr(34) * 2)}"' for field in row] for row in rows]
    path.write_text("a,b,c\n" + "\n".join(map(",".join, quoted)), encoding="utf-8", newline="")

    try:
        assert read(path) == [[["a", "b", "c"], *map(list, rows)]]
    except Refusal as refusal:
        swallowed = [field for row in rows for field in row if field.count(",") >= 2]
        assert refusal.code == "reading.unclosed_quote" and swallowed
