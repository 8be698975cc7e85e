"""A session's rows from the two files they lie in, as one list in the order they were written."""

import heapq
from collections.abc import Iterable

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry


def rows_of(record: Record, notebook: Notebook | None, session_id: str) -> tuple[Entry, ...]:
    """All rows of a session from the record and the reader's own notebook, in the order written.

    Whoever has no notebook sees the record's.
    """
    own = notebook.entries(session_id) if notebook is not None else ()
    return in_order_written(record.entries(session_id), own)


def in_order_written(*files: Iterable[Entry]) -> tuple[Entry, ...]:
    """Rows of several files, each in the order written, as one list in the order written.

    Ids and wall times alone would not do: a clock set back an hour makes later rows look older.
    """
    return tuple(heapq.merge(*files, key=_written))


def _written(row: Entry) -> tuple[int, str]:
    return row.typed_ms, row.id
