"""The database of decisions changes whole or not at all, for its owner alone."""

import ast
import threading

import pytest
from sqlalchemy import exc

from data import decisions
from data.decisions import engines, tables
from data.refusal import Refusal
from tests import source

ATTEMPT = tables.attempt


def add(directory, mark="x"):
    with decisions.transaction(directory) as connection:
        connection.execute(ATTEMPT.insert().values(mark=mark, at=1.0))


def marks(directory):
    with decisions.reading(directory) as connection:
        return sorted(row.mark for row in connection.execute(ATTEMPT.select()))


def test_a_transaction_counts_when_it_ends(tmp_path):
    with decisions.transaction(tmp_path) as connection:
        connection.execute(ATTEMPT.insert().values(mark="x", at=1.0))
        assert marks(tmp_path) == []

    assert marks(tmp_path) == ["x"]


def test_a_transaction_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(KeyError), decisions.transaction(tmp_path) as connection:
        connection.execute(ATTEMPT.insert().values(mark="x", at=1.0))
        raise KeyError

    assert marks(tmp_path) == []


def test_what_is_written_while_reading_is_forgotten(tmp_path):
    with decisions.reading(tmp_path) as connection:
        connection.execute(ATTEMPT.insert().values(mark="x", at=1.0))

    assert marks(tmp_path) == []


def test_whoever_reads_sees_one_state(tmp_path):
    add(tmp_path, "before")
    with decisions.reading(tmp_path) as connection:
        first = connection.execute(ATTEMPT.select()).all()
        add(tmp_path, "meanwhile")
        second = connection.execute(ATTEMPT.select()).all()

    assert first == second
    assert marks(tmp_path) == ["before", "meanwhile"]


def test_writers_take_turns(tmp_path):
    def count_up():
        for _ in range(10):
            with decisions.transaction(tmp_path) as connection:
                so_far = len(connection.execute(ATTEMPT.select()).all())
                connection.execute(ATTEMPT.insert().values(mark=str(so_far), at=1.0))

    writers = [threading.Thread(target=count_up) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(map(int, marks(tmp_path))) == list(range(60))


def test_a_writer_that_does_not_end_is_told_as_busy(tmp_path, monkeypatch):
    quick = tuple(one.replace("5000", "20") for one in engines.PRAGMAS)
    monkeypatch.setattr(engines, "PRAGMAS", quick)

    with (
        decisions.transaction(tmp_path),
        pytest.raises(Refusal, match=r"decisions\.busy"),
        decisions.transaction(tmp_path),
    ):
        pass


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = engines.path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 100)

    with pytest.raises(Refusal, match=r"decisions\.damaged"):
        marks(tmp_path)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path):
    add(tmp_path)
    with decisions.transaction(tmp_path) as connection:
        connection.execute(tables.schema.update().values(version=tables.VERSION + 1))
    engines._made.cache_clear()

    with pytest.raises(Refusal, match=r"decisions\.newer"):
        marks(tmp_path)


def test_two_that_make_it_at_once_make_one(tmp_path):
    failed = []

    def begin(number):
        try:
            add(tmp_path, str(number))
        except Exception as error:  # noqa: BLE001 - a thread's own would be lost
            failed.append(error)

    writers = [threading.Thread(target=begin, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failed == []
    assert len(marks(tmp_path)) == 8
    with decisions.reading(tmp_path) as connection:
        assert len(connection.execute(tables.schema.select()).all()) == 1


def test_what_is_deleted_leaves_no_bytes(tmp_path):
    canary = "canary-4711" * 20
    add(tmp_path, canary)
    folder = engines.path(tmp_path).parent
    held = b"".join(path.read_bytes() for path in folder.iterdir())
    assert canary.encode() in held

    with decisions.transaction(tmp_path) as connection:
        connection.execute(ATTEMPT.delete())
    decisions.checkpoint(tmp_path)

    assert canary.encode() not in b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_session_needs_its_account(tmp_path):
    orphan = {"mark": b"x", "sid": "x", "account": 7, "epoch": 0, "method": "x"}

    with (
        pytest.raises(exc.IntegrityError, match="FOREIGN KEY"),
        decisions.transaction(tmp_path) as connection,
    ):
        connection.execute(tables.session.insert().values(**orphan, begun=1.0, seen=1.0))


@pytest.mark.parametrize("role", ["", "king", "Commander"])
def test_the_database_itself_knows_the_roles(tmp_path, role):
    row = {"name": "sara", "compared": "sara", "role": role, "districts": [], "added": 1.0}

    with (
        pytest.raises(exc.IntegrityError, match="known_role"),
        decisions.transaction(tmp_path) as connection,
    ):
        connection.execute(tables.account.insert().values(**row))


def test_a_connection_knows_its_store(tmp_path):
    with decisions.transaction(tmp_path / "store") as connection:
        assert decisions.directory_of(connection) == tmp_path / "store"


def test_nobody_writes_sql_of_their_own():
    """Only the tables' own words: nothing typed by a reader is ever put into SQL."""
    for module in source.modules():
        if module.name.startswith("data.decisions"):
            continue
        told = {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}

        assert not told & {"exec_driver_sql", "text_clause", "executescript"}, module.name
