import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection, connect
from kap_companion.records.file_kind import FileKind
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE
from kap_companion.records.statements import statements_of
from kap_companion.records.verify import Verification, verify
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, without_triggers
from tests.records.prepared import ODD_TEXTS, prepare_notebook, prepare_record
from tests.records.tampering import ROW_CHANGES, SCHEMA_CHANGES, Change, everything

Make = Callable[[Path], None]

FILES = pytest.mark.parametrize(
    ("kind", "key", "make"),
    [(RECORD_FILE, RECORD_KEY, prepare_record), (NOTEBOOK_FILE, NOTEBOOK_KEY, prepare_notebook)],
    ids=["record", "notebook"],
)


def _take_the_triggers_away(connection: Connection) -> None:
    without_triggers(connection)


def _verified(connection: Connection, kind: FileKind, path: Path, key: bytes) -> Verification:
    return verify(connection, kind, statements_of(kind.tables), lambda: connect(path, key))


def _unnoticed(
    path: Path, kind: FileKind, key: bytes, changes: tuple[tuple[Change, int], ...], seed: int
) -> tuple[int, list[str]]:
    """Makes each change, undoing it afterwards; returns how many there were, and those not found."""
    connection = connect(path, key)
    as_made = _verified(connection, kind, path, key)
    assert as_made.problems == ()
    before = everything(connection)
    chance = random.Random(seed)
    changed, unnoticed = 0, []
    for change, times in changes:
        done = 0
        while done < times:
            connection.execute("BEGIN")
            try:
                what = change(connection, chance, kind.name)
                if everything(connection) != before:
                    done += 1
                    verification = _verified(connection, kind, path, key)
                    # The index would tell of many changes; each must be found without it.
                    if all("search index" in problem for problem in verification.problems):
                        unnoticed.append(what)
                    assert not any(text in str(verification.problems) for text in ODD_TEXTS)
            except dbapi2.IntegrityError:
                pass  # what even the table refuses is no change
            connection.execute("ROLLBACK")
        changed += done
    assert everything(connection) == before
    connection.close()
    return changed, unnoticed


@FILES
def test_two_hundred_random_changes_of_rows_behind_the_programs_back_are_each_found(
    kind: FileKind, key: bytes, make: Make, tmp_path: Path
) -> None:
    path = tmp_path / "file.db"
    make(path)
    # The file of a version without triggers: who changes it behind our back does not ask them.
    bare = replace(kind, steps=(*kind.steps, _take_the_triggers_away))
    connection = connect(path, key)
    _take_the_triggers_away(connection)
    connection.execute(f"PRAGMA user_version = {bare.version}")
    connection.close()
    changed, unnoticed = _unnoticed(path, bare, key, ROW_CHANGES, seed=20261121)
    assert changed >= 200
    assert unnoticed == []


@FILES
def test_random_changes_of_tables_indexes_and_triggers_are_each_found(
    kind: FileKind, key: bytes, make: Make, tmp_path: Path
) -> None:
    path = tmp_path / "file.db"
    make(path)
    changed, unnoticed = _unnoticed(path, kind, key, SCHEMA_CHANGES, seed=20261122)
    assert changed >= 20
    assert unnoticed == []
