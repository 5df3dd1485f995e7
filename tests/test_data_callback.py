"""The way back to a number, at the 110 centre alone."""

import csv
import stat

import pandas as pd
import pytest

from data import audit, callback, exports, rotation, secrets
from data.refusal import Refusal
from tests import reports
from tests.refusing import refused

NUMBER, OTHER = "09111234567", "09117654321"


@pytest.fixture
def centre(tmp_path):
    """A store, the list of one to be asked, and the centre's export with two numbers."""
    reports.taken(tmp_path, [reports.row(caller=NUMBER)])
    store = tmp_path / "store"
    asked = pd.DataFrame(
        {"who": [secrets.key(store).pseudonym(NUMBER)], "code": ["K7Q2M-9MXPA"], "county": ["RSH"]}
    )
    (tmp_path / "to-ask.csv").write_bytes(exports.csv(asked))
    calls = [["زمان", "شماره تماس گیرنده"], ["1404/01/01", "۰۹۱۱ ۱۲۳ ۴۵۶۷"], ["1404/01/02", OTHER]]
    with (tmp_path / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(calls)
    return tmp_path


def find(centre, out="found.csv"):
    return callback.find(
        centre / "store", centre / "to-ask.csv", centre / "calls.csv", centre / out
    )


@pytest.mark.parametrize("rotated", [False, True])
def test_those_asked_for_are_found_and_nobody_else(centre, rotated):
    if rotated:
        rotation.rotate(centre / "store", by="a steward")

    found = find(centre)

    text = (centre / "found.csv").read_text(encoding="utf-8-sig")
    assert (found.asked, found.found) == (1, 1)
    assert NUMBER in text
    assert "K7Q2M-9MXPA" in text
    assert OTHER not in text
    assert stat.S_IMODE((centre / "found.csv").stat().st_mode) == 0o600
    [last] = audit.entries(centre / "store", limit=1)
    assert (last.act, last.facts) == ("called_back", {"rows": 1})


@pytest.mark.parametrize(
    ("out", "code"), [("store/found.csv", "asking.inside"), ("calls.csv", "asking.exists")]
)
def test_numbers_are_written_outside_the_store_and_over_nothing(centre, out, code):
    before = (centre / "calls.csv").read_bytes()

    with pytest.raises(Refusal) as told:
        find(centre, out)

    assert told.value.code == code
    assert (centre / "calls.csv").read_bytes() == before


def test_a_file_that_is_no_list_is_refused(centre):
    with pytest.raises(Refusal) as told:
        callback.find(
            centre / "store", centre / "calls.csv", centre / "calls.csv", centre / "out.csv"
        )

    assert told.value.code == "asking.no_list"
    assert not (centre / "out.csv").exists()


@pytest.mark.parametrize("code", ["key.missing", "key.changed"])
def test_without_the_key_that_made_the_list_nothing_is_looked_for(centre, code):
    own = secrets.path(centre / "store")
    own.unlink()
    if code == "key.changed":
        secrets.key(centre / "store")

    assert refused(find, centre) == code
    assert own.exists() == (code == "key.changed")
    assert not (centre / "found.csv").exists()
