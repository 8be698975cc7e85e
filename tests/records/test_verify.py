from collections.abc import Callable
from pathlib import Path

import pytest

from kap_companion.errors import PracticeDamagedError
from kap_companion.records.cipher import PAGE_BYTES, Connection
from kap_companion.records.ledger import CHAINED, chained, digest
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.records.verify import Verification
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, a_part, an_entry
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER, behind_its_back, without_triggers

CANARY = "heron-under-ice"


@pytest.fixture
def record_file(record: Record, session: Session, tmp_path: Path) -> Path:
    for minutes in range(6):
        entry = an_entry(EntryKind.STOP, session=session.id, minutes=minutes, raw=f"{CANARY} {minutes}")
        record.append(entry)
    record.close()
    return tmp_path / "record.db"


def _verified(path: Path, clock: ManualClock) -> Verification:
    record = Record.open(path, RECORD_KEY, WRITER, clock)
    try:
        return record.verify()
    finally:
        record.close()


def _tampered(path: Path, clock: ManualClock, tamper: Callable[[Connection], object]) -> str:
    """What is found after somebody with the key went past the triggers and put them back."""
    with behind_its_back(path, RECORD_KEY) as connection:
        triggers = without_triggers(connection)
        tamper(connection)
        for statement in triggers.values():
            connection.execute(statement)
    verification = _verified(path, clock)
    assert not verification.ok
    found = "\n".join(verification.problems)
    assert CANARY not in found
    return found


def _sql(*statements: str) -> Callable[[Connection], object]:
    def run(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return run


def test_what_nobody_touched_is_as_the_ledger_says(record_file: Path, clock: ManualClock) -> None:
    assert _verified(record_file, clock) == Verification(9, (), signed_to=0, unsigned=9)


def test_a_new_file_is_as_its_ledger_says(record: Record, notebook: Notebook) -> None:
    assert record.verify() == notebook.verify() == Verification(0, ())


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entry SET raw = 'other' WHERE sequence = 6", "Table entry, row {id6} is not as in"),
        ("UPDATE entry SET elapsed_ms = elapsed_ms + 1 WHERE sequence = 6", "is not as in"),
        ("UPDATE entry SET part = 'p' WHERE sequence = 6", "is not as in"),
        (
            "UPDATE entry SET id = 'other' WHERE sequence = 6",
            "Table entry, row other has no row in the ledger",
        ),
        (
            "UPDATE entry SET id = 'o t\nher' WHERE sequence = 6",
            "row (unreadable name) has no row in the ledger",
        ),
        ("UPDATE session SET state = 'signed'", "Table session, row"),
        ("UPDATE person SET name = 'Eve'", "Table person, row"),
        ("DELETE FROM entry WHERE sequence = 6", "Table entry lacks row {id6} of the ledger's row 6"),
        ("DELETE FROM client", "Table client lacks row"),
        ("UPDATE entry SET sequence = 70 WHERE sequence = 6", "Table entry, row {id6} is not in its place"),
        (
            "UPDATE entry SET raw = CAST(raw AS BLOB) WHERE sequence = 6",
            "Table entry, row {id6} is not as in",
        ),
        (
            "UPDATE ledger SET content = CAST(content AS BLOB) WHERE sequence = 6",
            "The content of the ledger's row 6",
        ),
        ("UPDATE entry SET raw = CAST(x'ff' AS TEXT) WHERE sequence = 6", "Table entry cannot be read"),
        ("UPDATE entry SET raw = x'ff' WHERE sequence = 6", "Table entry, row {id6} is not as in"),
        ("UPDATE ledger SET author = 'person-2' WHERE sequence = 6", "The ledger's row 6 was altered"),
        ("UPDATE ledger SET author = x'00' WHERE sequence = 6", "The ledger's row 6 was altered"),
        ("UPDATE ledger SET action = 'removed' WHERE sequence = 6", "The ledger's row 6 was altered"),
        ("UPDATE ledger SET chain = previous WHERE sequence = 6", "The ledger's row 6 was altered"),
        ("UPDATE ledger SET content = '{{}}' WHERE sequence = 6", "The content of the ledger's row 6"),
        (
            "UPDATE ledger SET content = NULL WHERE sequence = 6",
            "The content of the ledger's row 6 is missing",
        ),
        ("DELETE FROM ledger WHERE sequence = 6", "The ledger lacks the rows between 5 and 7"),
        ("DELETE FROM ledger WHERE sequence = 1", "The ledger lacks the rows between 0 and 2"),
        ("DELETE FROM ledger WHERE sequence > 6", "The ledger ends at row 6"),
        ("DELETE FROM ledger", "The ledger ends at row 0"),
        ("UPDATE sqlite_sequence SET seq = 2", "The count of the ledger's rows was altered"),
        ("INSERT INTO sqlite_sequence VALUES ('entry', 9)", "The count of the ledger's rows was altered"),
    ],
)
def test_an_edit_a_removal_and_a_move_are_found(
    statement: str, found: str, record_file: Path, clock: ManualClock
) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        (row_id,) = connection.execute("SELECT id FROM entry WHERE sequence = 6").fetchone()
    problems = _tampered(record_file, clock, _sql(statement.format()))
    assert found.format(id6=row_id) in problems


def test_an_entry_put_in_without_the_ledger_is_found(record_file: Path, clock: ManualClock) -> None:
    def put_in(connection: Connection) -> None:
        names = [row[1] for row in connection.execute("PRAGMA table_info(entry)")][2:]
        columns = ", ".join(names)
        connection.execute(
            f"INSERT INTO entry (sequence, id, {columns})"
            f" SELECT 99, 'more', {columns} FROM entry WHERE sequence = 6"
        )

    assert "Table entry, row more has no row in the ledger" in _tampered(record_file, clock, put_in)


def test_two_entries_that_changed_places_are_found(record_file: Path, clock: ManualClock) -> None:
    swap = _sql(
        "UPDATE entry SET sequence = -1 WHERE sequence = 5",
        "UPDATE entry SET sequence = 5 WHERE sequence = 6",
        "UPDATE entry SET sequence = 6 WHERE sequence = -1",
    )
    assert "is not in its place" in _tampered(record_file, clock, swap)


def test_two_ledger_rows_that_changed_places_are_found(record_file: Path, clock: ManualClock) -> None:
    swap = _sql(
        "UPDATE ledger SET sequence = -1 WHERE sequence = 5",
        "UPDATE ledger SET sequence = 5 WHERE sequence = 6",
        "UPDATE ledger SET sequence = 6 WHERE sequence = -1",
    )
    found = _tampered(record_file, clock, swap)
    assert "The ledger's row 5 does not follow the one before" in found
    assert "The ledger's row 5 was altered" in found


def test_the_last_entry_gone_with_its_ledger_row_is_found(record_file: Path, clock: ManualClock) -> None:
    cut = _sql("DELETE FROM entry WHERE sequence = 9", "DELETE FROM ledger WHERE sequence = 9")
    assert _tampered(record_file, clock, cut).splitlines() == [
        "The ledger ends at row 8; rows after it are missing.",
        "The search index does not agree with the rows.",
    ]


def test_a_ledger_row_rewritten_with_its_entry_breaks_the_chain_after_it(
    record_file: Path, clock: ManualClock
) -> None:
    def rewrite(connection: Connection) -> None:
        connection.execute("UPDATE entry SET raw = 'other' WHERE sequence = 6")
        columns = (*CHAINED, "content")
        found = connection.execute(f"SELECT {', '.join(columns)} FROM ledger WHERE sequence = 6").fetchone()
        row = dict(zip(columns, found, strict=True))
        row["content"] = row["content"].replace(f"{CANARY} 2", "other")
        row["content_sha256"] = digest(row["content"])
        connection.execute(
            "UPDATE ledger SET content = ?, content_sha256 = ?, chain = ? WHERE sequence = 6",
            (row["content"], row["content_sha256"], chained(row)),
        )

    assert "The ledger's row 7 does not follow the one before" in _tampered(record_file, clock, rewrite)


def test_a_trigger_that_is_gone_or_weakened_is_found(record_file: Path, clock: ManualClock) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute("DROP TRIGGER entry_not_changed")
    assert _verified(record_file, clock).problems == ("The trigger entry_not_changed is missing.",)
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute("CREATE TRIGGER entry_not_changed BEFORE UPDATE ON entry BEGIN SELECT 1; END")
    assert _verified(record_file, clock).problems == ("The trigger entry_not_changed was altered.",)


def test_a_table_that_does_not_belong_is_found_and_not_named(record_file: Path, clock: ManualClock) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute(f'CREATE TABLE "{CANARY}" (a)')
    assert _verified(record_file, clock).problems == ("There is a table that does not belong here.",)


def test_a_missing_table_is_an_answer_not_an_error(record_file: Path, clock: ManualClock) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute("DROP TABLE shared")
    assert "Table shared cannot be read to the end." in _verified(record_file, clock).problems


def test_a_reference_that_leads_nowhere_is_found(record_file: Path, clock: ManualClock) -> None:
    found = _tampered(record_file, clock, _sql("PRAGMA foreign_keys = OFF", "DELETE FROM session"))
    assert "refers to a row of session that is not there" in found


def test_a_flipped_byte_in_any_page_is_found_or_refused_at_once(
    record_file: Path, clock: ManualClock
) -> None:
    whole = record_file.read_bytes()
    found = 0
    for page in range(len(whole) // PAGE_BYTES):
        broken = bytearray(whole)
        broken[page * PAGE_BYTES + 100] ^= 1
        record_file.write_bytes(broken)
        try:
            problems = _verified(record_file, clock).problems
        except PracticeDamagedError:
            continue
        assert problems[0] == "1 pages of the file were altered or damaged."
        found += 1
    assert found > 5


def test_a_changed_part_and_an_altered_draft_are_told_apart(
    notebook: Notebook, tmp_path: Path, clock: ManualClock
) -> None:
    part = a_part()
    notebook.append(parts=(part,))
    notebook.change_part(part.model_copy(update={"name": "Watch"}))
    notebook.save_draft(Draft(session="session-1", text="rain", started_at=BEGAN))
    assert notebook.verify().ok
    notebook.close()
    with behind_its_back(tmp_path / "notebook.db", NOTEBOOK_KEY) as connection:
        connection.execute("UPDATE draft SET text = 'snow'")
    notebook = Notebook.open(tmp_path / "notebook.db", NOTEBOOK_KEY, WRITER, clock)
    assert notebook.verify().problems == ("Table draft, row session-1 is not as in the ledger's row 3.",)
    notebook.close()
