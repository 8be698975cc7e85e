import json
from pathlib import Path

from kap_companion.records.ledger import CHAINED, chained, digest, genesis
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, behind_its_back


def test_every_write_leaves_who_where_what_and_the_whole_row(
    record: Record, session: Session, tmp_path: Path
) -> None:
    entry = an_entry(EntryKind.STOP, session=session.id, raw="> stop \udead")
    record.append(entry, state=SessionState.ENDED)
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        rows = connection.execute(
            "SELECT sequence, author, device, table_name, row_id, action FROM ledger"
        ).fetchall()
        content = connection.execute("SELECT content FROM ledger WHERE sequence = 4").fetchone()[0]
        at = connection.execute("SELECT DISTINCT at FROM ledger").fetchall()
    assert [row[1:3] for row in rows] == [("person-1", "device-1")] * 5
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert [row[3] for row in rows] == ["person", "client", "session", "entry", "session"]
    assert rows[3][4:] == (entry.id, "added")
    assert rows[4][4:] == (session.id, "changed")
    assert at == [("2026-11-21T17:00:00.000000Z[-08:00]",)]
    row = json.loads(content.decode("utf-8", "surrogatepass"))
    assert row["raw"] == entry.raw
    assert row["elapsed_ms"] == 0
    assert "amends" not in row


def test_each_row_is_chained_to_the_one_before(record: Record, session: Session, tmp_path: Path) -> None:
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        columns = (*CHAINED, "content", "chain")
        rows = [
            dict(zip(columns, row, strict=True))
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM ledger ORDER BY sequence")
        ]
    previous = genesis("record")
    for row in rows:
        assert row["previous"] == previous
        assert row["content_sha256"] == digest(row["content"])
        expected = digest(json.dumps([row[name] for name in CHAINED], separators=(",", ":")))
        assert row["chain"] == expected == chained(row)
        previous = row["chain"]


def test_the_ledgers_of_a_record_and_a_notebook_begin_differently() -> None:
    assert genesis("record") != genesis("notebook")


def test_no_word_of_a_half_typed_line_stays(notebook: Notebook, tmp_path: Path) -> None:
    for text in ("m watch", "m watchman cannot say"):
        notebook.save_draft(Draft(session="session-1", text=text, started_at=BEGAN))
    notebook.clear_draft("session-1")
    notebook.close()
    with behind_its_back(tmp_path / "notebook.db", NOTEBOOK_KEY) as connection:
        assert connection.execute("SELECT table_name, action, content FROM ledger").fetchall() == [
            ("draft", "added", None),
            ("draft", "changed", None),
            ("draft", "removed", None),
        ]
        everything = connection.execute("SELECT * FROM ledger").fetchall()
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert "watch" not in str(everything)
