"""The promised minutes: set by name, kept, told in the audit."""

import sqlite3

import pytest

from data import audit, decisions, pledge
from data.decisions import engines, tables


def test_a_quarter_of_an_hour_until_another_is_set(tmp_path):
    store = tmp_path / "store"
    assert pledge.target(store) == 15

    pledge.promise(store, 10, by="sara")
    pledge.promise(store, 12, by="sara")

    assert pledge.target(store) == 12
    [last, _] = audit.entries(store, limit=5)
    assert (last.act, last.by, last.facts) == ("policy", "sara", {"response_target": 12})


def test_only_what_is_released_can_be_promised(tmp_path):
    with pytest.raises(ValueError, match="11 minutes"):
        pledge.promise(tmp_path / "store", 11, by="sara")

    assert audit.entries(tmp_path / "store", limit=1) == []


def test_a_database_from_before_there_were_policies_gets_their_table(tmp_path):
    store = tmp_path / "store"
    with decisions.transaction(store) as connection:
        connection.execute(tables.schema.update().values(version=1))
        connection.exec_driver_sql("drop table policy")
    engines._made.cache_clear()

    pledge.promise(store, 20, by="sara")

    assert pledge.target(store) == 20
    with sqlite3.connect(engines.path(store)) as held:
        assert held.execute("select version from schema").fetchall() == [(tables.VERSION,)]
    held.close()
