"""Logs into one record and one notebook without end, for whoever ends it from outside.

Run as `python -m tests.faults.log_without_end FOLDER`, in a folder that `found` filled. It says what it did
once it was saved: `record ID` and `notebook ID` when `append` had returned, `draft TEXT` when a half-typed
line was kept, and first of all `left DRAFT LINE`, the half-typed line and the newest line that it found in
the notebook (`-` for none).
"""

import os
import sys
from pathlib import Path

from kap_companion.clock import SystemClock
from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, a_client, a_session, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER

SESSION = "session-1"

_NEWEST_LINE = "SELECT raw FROM entry ORDER BY sequence DESC LIMIT 1"


def found(folder: Path) -> None:
    """Makes a record with one session in it, and a notebook."""
    record = Record.create(folder / "record.db", RECORD_KEY, WRITER, SystemClock())
    client = a_client()
    record.add_client(client)
    record.add_session(a_session(client.id, id=SESSION))
    record.close()
    Notebook.create(folder / "notebook.db", NOTEBOOK_KEY, WRITER, SystemClock()).close()


def log_without_end(folder: Path, acknowledge: int) -> None:
    """Opens both files and writes to them; what is saved is said to the file descriptor."""
    record = Record.open(folder / "record.db", RECORD_KEY, WRITER, SystemClock())
    notebook = Notebook.open(folder / "notebook.db", NOTEBOOK_KEY, WRITER, SystemClock())
    draft = notebook.draft(SESSION)
    newest = notebook._store._connection.execute(_NEWEST_LINE).fetchone()
    os.write(acknowledge, f"left {draft.text if draft else '-'} {newest[0] if newest else '-'}\n".encode())
    line = draft.text if draft else ""
    while True:
        in_record = an_entry(EntryKind.EXPECTED_EFFECT, session=SESSION, raw="x far away, hands feel large")
        record.append(in_record)
        os.write(acknowledge, f"record {in_record.id}\n".encode())
        if not line:
            line = f"line-{new_id()}"
            notebook.save_draft(Draft(session=SESSION, text=line, started_at=BEGAN))
            os.write(acknowledge, f"draft {line}\n".encode())
        in_notebook = an_entry(EntryKind.NOTE, session=SESSION, raw=line)
        notebook.append(in_notebook, settle_draft=SESSION)
        os.write(acknowledge, f"notebook {in_notebook.id}\n".encode())
        line = ""


if __name__ == "__main__":
    log_without_end(Path(sys.argv[1]), sys.stdout.fileno())
