"""How long a key press takes to reach the disk, beside the least that the library itself can do.

Run as `python -m tests.bench.bench_records`.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kap_companion.clock import SystemClock
from kap_companion.records import cipher
from kap_companion.records.ledger import Writer
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import a_client, a_session, an_entry

KEY = bytes(range(32))
COMMITS = 1_000
SESSION_LENGTH = 2_000
LEDGER_LENGTH = 20_000


class Measured(NamedTuple):
    """What was measured; `p99` equals `median` where it was done a few times only."""

    what: str
    median: float
    p99: float
    unit: str


def measure() -> list[Measured]:
    """Measures commits one by one and in turn with bare ones, reading a session, and verifying."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record = Record.create(folder / "record.db", KEY, Writer("person-1", "device-1"), SystemClock())
        client = a_client()
        record.add_client(client)
        session = a_session(client.id)
        record.add_session(session)
        bare = _bare(folder / "bare.db")
        ours, theirs = [], []
        for number in range(COMMITS):
            entry = _entry(session.id)
            ours.append(_seconds(partial(record.append, entry)))
            theirs.append(_seconds(partial(_insert, bare, number)))
        record.append(*(_entry(session.id) for _ in range(SESSION_LENGTH - COMMITS)))
        reading = [_seconds(lambda: record.entries(session.id)) for _ in range(5)]
        record.append(*(_entry(session.id) for _ in range(LEDGER_LENGTH - SESSION_LENGTH)))
        verifying = statistics.median(_seconds(record.verify) for _ in range(3))
        rows = record.verify().rows / verifying
        record.close()
        bare.close()
    return [
        _milliseconds("record.append, one entry", ours),
        _milliseconds("bare sqlcipher3 insert and commit", theirs),
        _milliseconds(f"record.entries, {SESSION_LENGTH} entries", reading),
        Measured(f"verify, {LEDGER_LENGTH} entries and their ledger", rows, rows, "ledger rows/s"),
    ]


def _entry(session: str) -> Entry:
    return an_entry(
        EntryKind.EXPECTED_EFFECT, session=session, raw="x far away", text="far away, hands feel large"
    )


def _bare(path: Path) -> cipher.Connection:
    cipher.make_empty(path)
    connection = cipher.connect(path, KEY)
    cipher.prepare(connection)
    connection.execute("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, content TEXT)")
    return connection


def _insert(connection: cipher.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO entry VALUES (?, ?)", (number, "x" * 600))
    connection.execute("COMMIT")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _milliseconds(what: str, seconds: list[float]) -> Measured:
    in_order = sorted(value * 1_000 for value in seconds)
    return Measured(what, statistics.median(in_order), in_order[int(len(in_order) * 0.99)], "ms")


def main() -> None:
    """Print it."""
    for measured in measure():
        print(f"{measured.what:<58} median {measured.median:8.2f} {measured.unit}   p99 {measured.p99:8.2f}")


if __name__ == "__main__":
    main()
