"""The ledgers of a practice and of its copy side by side: how far they agree, what each has beyond that.

Only the ledger is read, never what a row says: each row's chain covers all rows before it, so where two
ledgers agree on one row they agree on everything up to it.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kap_companion.records import cipher
from kap_companion.records.faults import reading
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import LedgerHead, genesis

_LAST: Final = "SELECT max(sequence) FROM ledger"
_CHAIN: Final = "SELECT chain FROM ledger WHERE sequence = ?"
_AFTER: Final = "SELECT table_name, action, at FROM ledger WHERE sequence > ? ORDER BY sequence"

# A half-typed line comes and goes with every other key press.
_DRAFTS: Final = frozenset({"draft", "sealed_draft"})


@dataclass(frozen=True, slots=True)
class Beyond:
    """What one ledger has that the other has not.

    Attributes:
        sessions: how many sessions were begun in it.
        entries: how many entries were written.
        others: how many other changes: clients, parts, worksheets, what was shared or taken back.
        first_at: when the first of these was written; None where there is none.
        last_at: when the last of these was written.
    """

    sessions: int = 0
    entries: int = 0
    others: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing."""
        return not (self.sessions or self.entries or self.others)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two copies of one file: what only the one here has, and what only the backup has."""

    here: Beyond
    in_backup: Beyond


def head_of(path: Path, key: bytes | bytearray, kind: FileKind, *, open_elsewhere: bool = True) -> LedgerHead:
    """How far the ledger of a file has come.

    `open_elsewhere` where the program has it open, in whatever thread; else no trace is left beside it.

    Raises:
        PracticeError: it cannot be read with this key.
    """
    with _ledger(path, key, open_elsewhere=open_elsewhere) as ledger:
        sequence = ledger.last()
        return LedgerHead(sequence, ledger.chain(sequence) or genesis(kind.name))


def difference(
    here: Path, here_key: bytes | bytearray, copy: Path, copy_key: bytes | bytearray
) -> Difference:
    """A file of a practice, which may be open, beside its copy in a backup.

    Raises:
        PracticeError: one of them cannot be read with its key.
    """
    with (
        _ledger(here, here_key, open_elsewhere=True) as ours,
        _ledger(copy, copy_key, open_elsewhere=False) as theirs,
    ):
        common = _common(ours, theirs)
        return Difference(ours.beyond(common), theirs.beyond(common))


class _Ledger:
    def __init__(self, connection: cipher.Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        return self._rows(_LAST)[0][0] or 0

    def chain(self, sequence: int) -> str | None:
        found = self._rows(_CHAIN, sequence)
        return found[0][0] if found else None

    def beyond(self, sequence: int) -> Beyond:
        rows = [row for row in self._rows(_AFTER, sequence) if row[0] not in _DRAFTS]
        if not rows:
            return Beyond()
        sessions, entries = (
            sum(table == name and action == "added" for table, action, _ in rows)
            for name in ("session", "entry")
        )
        return Beyond(
            sessions, entries, len(rows) - sessions - entries, _moment(rows[0][2]), _moment(rows[-1][2])
        )

    def _rows(self, statement: str, *values: int) -> list[Any]:
        return list(self._connection.execute(statement, values))


@contextmanager
def _ledger(path: Path, key: bytes | bytearray, *, open_elsewhere: bool) -> Iterator[_Ledger]:
    # Never through a handle of Python's own where SQLite has the file open in this process: closing that
    # would drop SQLite's locks.
    log = cipher.log_of(path)
    with reading(path), ExitStack() as closing:
        place = path
        if not open_elsewhere and log.exists():
            # Opening it where it lies would move the log into it, and a backup stays as it was verified.
            place = Path(closing.enter_context(TemporaryDirectory()), path.name)
            shutil.copyfile(path, place)
            shutil.copyfile(log, cipher.log_of(place))
        connection = cipher.connect(place, key, immutable=not open_elsewhere and place == path)
        closing.callback(connection.close)
        yield _Ledger(connection)


def _common(ours: _Ledger, theirs: _Ledger) -> int:
    """The number of the last row that both have with the same chain; 0 where they never were one."""
    low, high = 0, min(ours.last(), theirs.last())
    while low < high:
        middle = (low + high + 1) // 2
        chain = ours.chain(middle)
        if chain is not None and chain == theirs.chain(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _moment(stored: str) -> datetime:
    # A ledger's time is that of UTC with the offset of the place behind it.
    return datetime.fromisoformat(f"{stored[:26]}+00:00")
