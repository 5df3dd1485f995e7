"""The vocabulary and the tables that are kept."""

import pyarrow as pa
import pytest

from data import schema


def test_words_are_kept_by_their_place_in_the_vocabulary():
    assert schema.word([4, 0], "outcome").to_pylist() == ["pending", "useful"]


def test_nothing_about_a_caller_stands_beside_a_report():
    assert set(schema.CALLERS.names) & set(schema.REPORTS.names) == {"report"}
    assert not {"longitude", "latitude", "place"} & set(schema.REPORTS.names)


def test_released_figures_hold_no_single_report():
    for what in schema.RELEASED.values():
        assert what.names[-1] == "reports"
        assert "report" not in what.names


def test_a_table_must_be_of_its_columns_and_full():
    table = pa.table({"caller": ["x", None], "report": ["1", "2"]})
    assert schema.require(table, schema.CALLERS).column_names == ["report", "caller"]

    with pytest.raises(ValueError, match="report"):
        schema.require(pa.table({"caller": ["x"], "report": [None]}), schema.CALLERS)
    with pytest.raises(KeyError):
        schema.require(pa.table({"report": ["1"]}), schema.CALLERS)
