"""A session's rows from the two files they lie in, as one list in the order they were written."""

import heapq
from collections.abc import Iterable

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry


def rows_of(record: Record, notebook: Notebook, session_id: str) -> tuple[Entry, ...]:
    """All rows of a session from both files, in the order written."""
    return in_order_written(record.entries(session_id), notebook.entries(session_id))


def in_order_written(*files: Iterable[Entry]) -> tuple[Entry, ...]:
    """Rows of several files, each in the order written, as one list in the order written.

    Ids and wall times alone would not do: a clock set back an hour makes later rows look older.
    """
    return tuple(heapq.merge(*files, key=_written))


def _written(row: Entry) -> tuple[int, str]:
    return row.typed_ms, row.id
