"""Columns about people who were reported refuse their file, in whatever way they are written."""

import tomllib
import unicodedata
import zipfile
from collections import Counter

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import forbidden, headers, intake, mapping, repeated, store
from data.callers import UNREADABLE
from data.refusal import Refusal
from tests.reports import HEADER, row, written
from tests.traces import plain

PLAIN = mapping.Mapping()
FORBIDDEN = [
    *("متهم", "نام متهم", "متهمین", "مظنونین", "مضنون", "مشتکی‌عنه", "مشتکی عنه", "متشاکی"),
    *("بازداشتی", "تعداد بازداشت‌شدگان", "دستگیرشده", "دستگیر شدگان", "مجرم", "مجرمان", "سارقین"),
    *("محکومین", "ضارب", "پلاک", "پلاک خودرو", "شماره‌پلاک", "شمارهپلاک", "شماره انتظامی"),
    *("کد ملی", "کدملی", "کد‌ملی فرد", "شماره ملی", "شماره شاسی", "سابقه کیفری", "فرد مشکوک"),
    *("suspect", "Suspects", "suspectName", "SUSPECT_ID", "suspects-count", "PrimarySuspect"),
    *("accused", "offender", "OffenderAge", "perpetrator", "perp_name", "defendant", "arrestee"),
    *("detainees", "arrested person", "person of interest", "convicted", "prisoner no"),
    *(
        "plate",
        "plates",
        "carPlate",
        "plateNumber",
        "license plate",
        "LicensePlate",
        "licenceplate",
    ),
    *(
        "number-plate",
        "Vehicle Plate",
        "VRM",
        "vrn",
        "VIN",
        "registration number",
        "RegistrationNumber",
    ),
    *(
        "national code",
        "NationalID",
        "codeMelli",
        "code_meli",
        "pelak",
        "Motaham",
        "driver's license",
    ),
    *("SSN", "DriversLicense", "vehicle_registration"),
]
HARMLESS = [
    *(
        "template",
        "plateau",
        "contemplated",
        "nameplater",
        "suspicious activity",
        "مورد مشکوک",
        "تهمت",
    ),
    *("خودرو مشکوک", "عمل مجرمانه", "موضوع جرم", "شاکی", "نام شاکی", "خوانده شد", "قیمت همراه"),
    *("خدمت‌همگانی", "پلاکارد", "ملیت", "کد محله", "کد ملک", "شماره ثبت", "آدرس", "نشانی", "نام"),
    *("offence", "offense type", "arrest", "registered at", "registration date", "license", "code"),
    *("id", "national park", "vinyl", "convenience", "sub plot", "reg no", "officer", "gender", ""),
    *("location", "lsoa_code", "zip", "twp", "addr", "e", "LSOA name", "Last outcome category"),
]


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_column_about_people_who_were_reported_refuses_the_file(name):
    with pytest.raises(Refusal) as refused:
        headers.columns(["تاریخ", name], PLAIN)

    assert refused.value.code == "intake.forbidden_column"


@pytest.mark.parametrize("name", HARMLESS)
def test_a_column_that_only_looks_like_one_is_left_behind_or_read(name):
    assert not forbidden.is_forbidden(name)


@pytest.mark.parametrize(
    "name",
    [
        *("م\u200cت\u200cه\u200cم", "مت\u200cهم", "م\u200bت\u200bهم", "مـتـهـم", "متّهم", "م ت ه م"),
        *(
            "مت\u00adهم",
            "مت\u2060هم",
            "\u202eمتهم",
            "\ufeffمتهم",
            "مت\u180eهم",
            "مت\u034fهم",
            "متھم",
        ),
        *("ﻣﺘﻬﻢ", "مُتَهَم", "م_ت_ه_م", "م.ت.ه.م", "متهم۲", "متهم2", "مشتكي", "مُشتکیٌ‌عنه", "كد ملي"),
        *("s u s p e c t", "sus\u200bpect", "suspect\u200bName", "s\u00aduspect", "su_spect"),
        *("ＳＵＳＰＥＣＴ", "suspéct", "ѕuѕpeсt", "S.U.S.P.E.C.T.", "sus\u200cpect", "suspect1"),
        *(
            "plate\u200bNumber",
            "p-l-a-t-e",
            "PLATE#1",
            "platе",
            "V.R.M.",
            "c o d e m e l i",
            "کد\u200bملی",
        ),
    ],
)
def test_nothing_hides_a_forbidden_word(name):
    assert forbidden.is_forbidden(name)


ROOTS = ["متهم", "مظنون", "پلاک", "کد ملی", "suspect", "accused", "license plate"]
UNSEEN = ["\u200b", "\u200d", "\u200e", "\u200f", "\u00ad", "\u2060", "\ufeff", "\u0640", "\u202b"]


@given(st.sampled_from(ROOTS), st.data())
def test_however_many_unseen_characters_are_put_in(root, data):
    put = data.draw(
        st.lists(st.sampled_from(["", *UNSEEN]), min_size=len(root), max_size=len(root))
    )
    name = "".join(letter + unseen for letter, unseen in zip(root, put, strict=True))

    assert forbidden.is_forbidden(name)
    assert forbidden.is_forbidden(unicodedata.normalize("NFD", name))


def test_no_name_that_we_know_a_column_by_is_forbidden_or_free_text():
    for name, synonyms in headers.synonyms_of("columns").items():
        for synonym in synonyms if name != headers.OURS else []:
            assert not forbidden.is_forbidden(synonym), synonym
            assert not forbidden.is_free_text(synonym), synonym


@pytest.mark.parametrize(
    "name",
    [
        *("شرح", "شرح گزارش", "توضیحات", "توضيحات", "متن خبر", "یادداشت‌ها", "خلاصه", "ملاحظات"),
        *(
            "description",
            "IncidentDescription",
            "narrative",
            "Comments",
            "remarks",
            "notes",
            "NOTE",
        ),
        *("free text", "summary_text", "call details", "desc"),
    ],
)
def test_free_text_is_left_behind_and_named_as_such(name):
    found = headers.columns(["تاریخ", "نام", name], PLAIN)

    assert found.free_text == (found.dropped[1],)
    assert found.used == [0]


@pytest.mark.parametrize(
    "name", ["متنوع", "عنوان", "title", "context", "notebook", "subject", "شرحه"]
)
def test_a_name_that_holds_such_a_word_within_is_no_free_text(name):
    assert not forbidden.is_free_text(name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[columns]\nplace = "suspect"', "mapping.forbidden_column"),
        ('[columns]\nreceived_at = ["Day", "م‌ت‌ه‌م"]', "mapping.forbidden_column"),
        ('[time]\ncolumns = ["plateNumber"]', "mapping.forbidden_column"),
        ('[coordinates]\nlongitude = "کد ملی"', "mapping.forbidden_column"),
        ('[columns]\ncategory = "شرح"', "mapping.free_text"),
        ('[columns]\nplace = ["addr", "Comments"]', "mapping.free_text"),
    ],
)
def test_no_mapping_lets_one_in(tmp_path, text, code):
    (tmp_path / "mapping.toml").write_text(text, encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        mapping.read(tmp_path / "mapping.toml")

    assert refused.value.code == code


def _workbook(folder):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(row())
    book.create_sheet("2").append(["x", "sus\u200bpect"])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def _parquet(folder, **columns):
    fields = dict(zip(HEADER, [[one] for one in row()], strict=True))
    pq.write_table(pa.table(fields | columns), folder / "file.parquet")
    return folder / "file.parquet"


def _zipped(folder):
    inner = written(folder / "inner.csv", [[*row(), "x"]], [*HEADER, "Suspect_Name"])
    with zipfile.ZipFile(folder / "file.zip", "w") as archive:
        archive.write(written(folder / "good.csv", [row()]), "good.csv")
        archive.write(inner, "deep/er/inner.csv")
    return folder / "file.zip"


@pytest.mark.parametrize(
    "made",
    [
        _workbook,
        _zipped,
        lambda folder: _parquet(folder, plate=["x"]),
        lambda folder: _parquet(folder, about=[{"person": {"suspect": "x"}}]),
        lambda folder: _parquet(folder, people=[[{"کد ملی": "x"}]]),
    ],
    ids=["sheet", "zip", "parquet", "parquet struct", "parquet list"],
)
def test_no_kind_of_file_lets_one_in(tmp_path, made):
    with pytest.raises(Refusal) as refused:
        intake.take_in([made(tmp_path)], tmp_path / "store")

    assert refused.value.code == "intake.forbidden_column"
    assert store.version(tmp_path / "store") == "0"


def test_a_file_without_a_header_is_not_told_again():
    first = [
        "09111234567",
        "1404/01/05 10:00:00",
        "رضا احمدی زنگ زد و گفت که همسایه‌اش شب‌ها سروصدا می‌کند",
    ]

    with pytest.raises(Refusal) as refused:
        headers.columns([*first, "گلسار"], PLAIN)

    assert refused.value.facts == {"columns": "… · گلسار"}


def test_words_that_became_other_are_told_where_ten_rows_agree(tmp_path):
    rows = [row(report=f"a{number}", category="پرنده") for number in range(10)]
    rows += [row(report=f"b{number}", category="ماهی") for number in range(9)]
    rows += [row(report=f"c{number}", category="به ۰۹۱۱۱۲۳۴۵۶۷ زنگ بزنید") for number in range(20)]
    rows += [row(report=f"d{number}", category="x" * 41) for number in range(20)]

    receipt = intake.take_in([written(tmp_path / "file.csv", rows)], tmp_path / "store")

    assert receipt.mapped_to_other == {"پرنده": 10}
    assert receipt.other_untold == 49


def test_never_more_than_fifty_words_are_told():
    letters = [first + second for first in "abcdefgh" for second in "abcdefgh"]

    told, rest = repeated.words(Counter(dict.fromkeys(letters[:60], 10)))

    assert (len(told), rest) == (50, 100)


def test_a_column_full_of_different_texts_does_not_fill_the_memory():
    held: Counter = Counter()
    for batch in range(5):
        repeated.add(held, Counter(f"{batch}x{number}" for number in range(9_000)))
        repeated.add(held, Counter({"پرنده": 3}))

    assert len(held) <= repeated.HELD
    assert held.total() == 5 * 9_003
    assert repeated.words(held)[0] == {"پرنده": 15}


CANARIES = {
    "name": "زهراچکامه",
    "address": "کوچه چکامه‌سرا",
    "story": "چکامه می‌گوید که شب‌ها",
    "number": "09119876543",
    "landline": "01333998877",
    "code": "2709876543",
}


def test_no_value_of_a_column_that_is_left_behind_reaches_the_disk(tmp_path, monkeypatch):
    header = [*HEADER, "نام", "نشانی", "شرح", "تلفن دوم", "کد پستی"]
    rest = [CANARIES[name] for name in ("name", "address", "story", "number", "code")]
    rows = [
        [*row(), *rest],
        [*row(report="2", kind="x"), *rest],
        [*row(report="3")[:-1], *rest],
        [*row(report="4"), *rest, "x"],
    ]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    seen = []

    def look(_):
        seen.extend(_holding(tmp_path / "store"))

    path = written(tmp_path / "file.csv", rows, header)
    receipt = intake.take_in([path], tmp_path / "store", progress=look)

    assert (receipt.reports, receipt.refused) == (1, 3)
    assert receipt.dropped_columns == header[len(HEADER) :]
    assert receipt.free_text == ["شرح"]
    assert not seen
    assert not _holding(tmp_path / "store")
    assert not _holding(scratch)
    assert _holding(tmp_path)  # the file itself: what is looked for can be found


def _holding(folder):
    return [
        (path, one)
        for path in folder.rglob("*")
        if path.is_file()
        for held in plain(path)
        for one in CANARIES.values()
        if one.encode() in held
    ]


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"place": f"منزل آقای احمدی {CANARIES['number']}"}, CANARIES["number"]),
        ({"place": "۰۹۱۱ ۹۸۷ ۶۵۴۳"}, "۹۸۷"),
        ({"place": CANARIES["landline"]}, CANARIES["landline"]),
        ({"category": CANARIES["story"] * 3}, "چکامه"),
        ({"kind": CANARIES["number"]}, CANARIES["number"]),
        ({"time": CANARIES["number"]}, CANARIES["number"]),
        ({"report": CANARIES["number"]}, CANARIES["number"]),
        ({"caller": "0911 987 654"}, "987"),
        ({"caller": CANARIES["name"]}, CANARIES["name"]),
    ],
)
def test_a_refused_row_holds_no_number_and_no_story(tmp_path, changed, lost):
    line = row(**({"outcome": "x", "place": "ژژژژ"} | changed))

    receipt = intake.take_in([written(tmp_path / "file.csv", [line])], tmp_path / "store")

    assert receipt.refused == 1
    [path] = (tmp_path / "store" / "refused").iterdir()
    assert lost not in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("column", ["kind", "outcome", "place", "caller", "time"])
def test_what_stands_for_an_unreadable_text_is_refused_again(tmp_path, column):
    receipt = intake.take_in(
        [written(tmp_path / "file.csv", [row(**{column: UNREADABLE})])], tmp_path / "store"
    )

    assert receipt.refused == 1


def test_a_refused_row_still_holds_what_is_needed_to_correct_it(tmp_path):
    line = row(report="1404000123", time="1404-01-05 10:00", kind="x", place="گلسارر")

    intake.take_in([written(tmp_path / "file.csv", [line])], tmp_path / "store")

    [path] = (tmp_path / "store" / "refused").iterdir()
    held = path.read_text(encoding="utf-8-sig")
    for text in ("1404000123", "1404-01-05 10:00", '"x"', "سرقت", "گلسارر"):
        assert text in held


def test_an_id_that_is_a_number_of_a_telephone_becomes_a_mark(tmp_path):
    rows = [
        row(report=text) for text in ("09119876543", "+989119876543", "۰۹۱۱۹۸۷۶۵۴۳", "9119876543")
    ]

    receipt = intake.take_in([written(tmp_path / "file.csv", rows)], tmp_path / "store")
    again = intake.take_in([written(tmp_path / "more.csv", [*rows, row()])], tmp_path / "store")

    assert (receipt.reports, again.reports, again.duplicates) == (4, 1, 4)
    for path in (tmp_path / "store").rglob("*"):
        if path.is_file():
            for held in plain(path):
                assert b"09119876543" not in held
                assert "۹۸۷۶۵۴۳".encode() not in held


def test_the_lists_hold_nothing_twice():
    held = tomllib.loads(headers.SYNONYMS.read_text(encoding="utf-8"))
    for words in (*held["forbidden"].values(), held["free_text"]["words"]):
        folded = ["".join(forbidden._words(word)) for word in words]
        assert len(set(folded)) == len(folded)
