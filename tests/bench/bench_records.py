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
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import SessionState
from tests.builders import a_client, a_part, a_session, an_entry

KEY = bytes(range(32))
COMMITS = 1_000
SESSION_LENGTH = 2_000
LEDGER_LENGTH = 20_000
CLIENTS = 2_000
SESSIONS_EACH = 3


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
        _milliseconds(f"record and notebook of {CLIENTS} clients, opened", _openings()),
    ]


def _openings() -> list[float]:
    """Opens both files and asks what is asked first: who works here, and what still runs."""
    writer, clock = Writer("person-1", "device-1"), SystemClock()
    with tempfile.TemporaryDirectory() as name:
        record_path, notebook_path = Path(name, "record.db"), Path(name, "notebook.db")
        record = Record.create(record_path, KEY, writer, clock)
        notebook = Notebook.create(notebook_path, KEY, writer, clock)
        with record._store.writing() as in_record, notebook._store.writing() as in_notebook:
            for client in (a_client() for _ in range(CLIENTS)):
                in_record.add("client", client)
                in_notebook.add("part", a_part(client=client.id))
                for number in range(SESSIONS_EACH):
                    session = a_session(client.id, number=number, state=SessionState.ENDED)
                    in_record.add("session", session)
                    in_record.add("entry", _entry(session.id))
                    in_notebook.add("entry", an_entry(session=session.id, raw="Rain starts."))

        def open_both() -> None:
            record = Record.open(record_path, KEY, writer, clock)
            notebook = Notebook.open(notebook_path, KEY, writer, clock)
            record.people()
            record.running_session()
            both.append((record, notebook))

        both: list[tuple[Record, Notebook]] = [(record, notebook)]
        times = []
        for _ in range(10):
            for file in both.pop():
                file.close()
            times.append(_seconds(open_both))
        for file in both.pop():
            file.close()
        return times


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
