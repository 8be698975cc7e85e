"""How long a search inside a client takes in a notebook of many years, beside the least it could take.

Run as `python -m tests.bench.bench_search`. Goal: 50 ms for 95 of 100 searches over 200,000 entries.
"""

import random
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from kap_companion.clock import SystemClock
from kap_companion.records import cipher
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from tests.bench.timing import timed
from tests.builders import a_part, an_entry

KEY = bytes(range(32))
WRITER = Writer("person-1", "device-1")
CLIENTS, SESSIONS_EACH, ENTRIES_EACH = 10, 100, 200
ENTRIES = CLIENTS * SESSIONS_EACH * ENTRIES_EACH
SEARCHES = 60
CORRECTED_EVERY = 25

# How often words come up in speech falls roughly with their place in a list of them (Zipf's law).
_SYLLABLES = (
    "ra",
    "in",
    "wa",
    "tch",
    "ma",
    "hold",
    "le",
    "ter",
    "ki",
    "ro",
    "sel",
    "fo",
    "mu",
    "nen",
    "di",
    "gra",
    "lu",
)
WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", *_SYLLABLES[:12])]
random.Random(1).shuffle(WORDS)
WEIGHTS = [1 / (place + 1) for place in range(len(WORDS))]
ASKED = {
    "the commonest word": WORDS[0],
    "three common words": " ".join(WORDS[:3]),
    "one letter": WORDS[5][:1],
    "three letters": WORDS[7][:3],
    "a middling word": WORDS[120],
    "a seldom one": WORDS[-5],
    "one that is nowhere": "owlsight",
    "two together": f"{WORDS[0]}-{WORDS[1]}",
}


def main() -> None:
    """Print it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "notebook.db")
        notebook = Notebook.create(path, KEY, WRITER, SystemClock())
        for client in range(CLIENTS):
            parts = [a_part(f"Part {number}", client=f"client-{client}") for number in range(6)]
            notebook.append(*_entries(client, [part.id for part in parts]), parts=parts)
        notebook.close()
        print(f"a notebook of {ENTRIES} entries, {path.stat().st_size / 1e6:.0f} MB")
        notebook = Notebook.open(path, KEY, WRITER, SystemClock())
        every = []
        for what, words in ASKED.items():
            times = [
                timed(partial(notebook.find, words, _sessions(place % CLIENTS))) for place in range(SEARCHES)
            ]
            every += times
            print(_line(f"search: {what}", times))
        notebook.close()
        print(_line("search: all of these", every))
        bare = cipher.connect(path, KEY)
        cipher.prepare(bare)
        numbers = (random.Random(place).sample(range(1, ENTRIES), 50) for place in range(SEARCHES))
        floor = [timed(partial(_select, bare, each)) for each in numbers]
        bare.close()
        print(_line("floor: bare SELECT of 50 rows by rowid", floor))


def _sessions(client: int) -> list[str]:
    return [f"client-{client}-session-{number}" for number in range(SESSIONS_EACH)]


def _entries(client: int, parts: list[str]) -> Iterator[Entry]:
    chance = random.Random(client)
    for session in _sessions(client):
        before = ""
        for number in range(ENTRIES_EACH):
            text = " ".join(chance.choices(WORDS, WEIGHTS, k=9))
            corrects = {"amends": before} if before and number % CORRECTED_EVERY == 0 else {}
            part = chance.choice(parts)
            detail = PartDetail(intensity=chance.randint(0, 10), words=(text[:20],), body=("throat",))
            entry = an_entry(
                EntryKind.PART, detail, session=session, minutes=number, part=part, raw=text, **corrects
            )
            before = entry.id
            yield entry


def _select(connection: cipher.Connection, numbers: list[int]) -> None:
    places = ", ".join("?" * len(numbers))
    connection.execute(f"SELECT * FROM entry WHERE sequence IN ({places})", numbers).fetchall()


def _line(what: str, times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    spread = f"median {median(ordered):8.2f} ms   p95 {p95:8.2f} ms   max {ordered[-1]:8.2f} ms"
    return f"{what:<58} {spread}   n {len(ordered)}"


if __name__ == "__main__":
    main()
