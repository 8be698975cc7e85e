"""Finding entries and acts by their words, in one file; never an error, whatever was typed."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final, NamedTuple

from kap_companion.records.column_types import as_json, as_text, instant
from kap_companion.records.corrections import Correction, out_of_force
from kap_companion.records.search_index import LONGEST_BEGINNING, SEARCHED, said_in
from kap_companion.records.search_words import Question, may_hold, question_of
from kap_companion.records.store import Store
from kap_companion.vocabulary.entry import Entry

_CORRECTIONS: Final = """SELECT id, amends, retracts FROM entry
    WHERE session IN (SELECT value FROM json_each(?)) AND (amends IS NOT NULL OR retracts IS NOT NULL)"""

# The rows of one session were written one after the other, or nearly so.
_SPANS: Final = """SELECT (SELECT min(sequence) FROM {table} WHERE {whose} = value),
    (SELECT max(sequence) FROM {table} WHERE {whose} = value) FROM json_each(?)"""
_MATCHING: Final = """SELECT rowid FROM search
    WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"""
_COUNTING: Final = """SELECT sequence, {whose}, id{texts} FROM {table}
    WHERE sequence IN (SELECT value FROM json_each(?)) {filtered} ORDER BY sequence DESC"""
_CURRENT: Final = "AND kind <> 'retraction' AND at >= ? AND at < ?"

# The words in the index, one after the other; a table in memory, of the connection and not of the file.
_OPEN_WORDS: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_found USING fts5vocab(main, search, instance)"
)
_NEXT_WORD: Final = "SELECT term FROM temp.words_found WHERE term >= ? LIMIT 1"
# No word has a character so small in it: what comes from here on is behind the word itself.
_JUST_AFTER: Final = "\x01"

# Before and after every moment as it is written in a column.
_EVER: Final = ("", "~")
_WITHOUT_OFFSET: Final = 27
_FIRST_WINDOW: Final = 1_000
_AT_ONCE: Final = 200
_MOST_ENDINGS: Final = 16


class Counting(NamedTuple):
    """Which entries count: of some time, and neither taken back nor replaced.

    Attributes:
        since: the first moment, as a column has it without its offset.
        until: the moment after the last, likewise.
        out_of_force: the ids of those that do not count.
    """

    since: str
    until: str
    out_of_force: frozenset[str]


def find_entries(
    store: Store,
    words: str,
    sessions: Collection[str],
    limit: int,
    since: datetime | None,
    until: datetime | None,
) -> tuple[Entry, ...]:
    """The last written current readings with all these words in these sessions, the newest first by time.

    Args:
        store: the file.
        words: as typed; the last may be the beginning of a word.
        sessions: their ids.
        limit: how many at most.
        since: entries of before this moment are left out.
        until: entries of this moment and after are left out.

    Raises:
        PracticeDamagedError: the file does not read.
    """
    if not question_of(words).terms:
        return ()
    corrections = (Correction(*row) for row in store.rows(_CORRECTIONS, as_json(list(sessions))))
    first, last = _EVER
    counting = Counting(
        first if since is None else instant(since)[:_WITHOUT_OFFSET],
        last if until is None else instant(until)[:_WITHOUT_OFFSET],
        out_of_force(corrections),
    )
    found = find_rows(store, "entry", sessions, words, limit, counting)
    entries = store.entries("WHERE sequence IN (SELECT value FROM json_each(?))", as_json(found))
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.typed_ms, entry.id), reverse=True))


def find_rows(
    store: Store,
    table: str,
    whose: Collection[str],
    words: str,
    limit: int,
    counting: Counting | None = None,
) -> list[int]:
    """The numbers of rows with all these words, the last written first.

    Args:
        store: the file.
        table: the table they are in.
        whose: the ids of the sessions or clients whose rows are looked through.
        words: as typed.
        limit: how many at most.
        counting: for entries, which of them count.

    Raises:
        PracticeDamagedError: the file does not read.
    """
    question, searched = question_of(words), SEARCHED[table]
    spans = _spans(store, table, whose) if question.terms and limit > 0 else []
    match = _match(store, question) if spans else ""
    if not match:
        return []
    asked = _COUNTING.format(
        table=table,
        whose=searched.whose,
        texts="".join(f", {name}" for name in searched.columns) if question.together else "",
        filtered=_CURRENT if counting else "",
    )
    found: list[int] = []
    owners = frozenset(whose)
    times = (counting.since, counting.until) if counting else ()
    gone = counting.out_of_force if counting else frozenset()
    for first, last in _windows(spans):
        matching = store.rows(_MATCHING, match, first, last)
        numbers = [row[0] for row in reversed(matching) if _is_in(spans, row[0])]
        for start in range(0, len(numbers), _AT_ONCE):
            rows = store.rows(asked, as_json(numbers[start : start + _AT_ONCE]), *times)
            found += [
                number
                for number, belongs_to, row_id, *texts in rows
                if belongs_to in owners and row_id not in gone and (not texts or _holds(texts, question))
            ]
            if len(found) >= limit:
                return found[:limit]
    return found


def _match(store: Store, question: Question) -> str:
    """The question in the language of FTS5; empty where nothing in the file can answer it.

    For a long beginning the index would go through all rows with a word that begins so, at each question. So
    these words are looked up, one seek each, and asked for themselves, unless they are many.
    """
    if len(question.last) <= LONGEST_BEGINNING:
        return question.match
    store.rows(_OPEN_WORDS)
    endings: list[str] = []
    word = _next_word(store, question.last)
    while word.startswith(question.last):
        endings.append(word)
        if len(endings) > _MOST_ENDINGS:
            return question.match
        word = _next_word(store, word + _JUST_AFTER)
    return question.match_ending_in(endings) if endings else ""


def _next_word(store: Store, least: str) -> str:
    """The first word in the index that does not come before `least`; empty where there is none."""
    return next((str(row[0]) for row in store.rows(_NEXT_WORD, least)), "")


def _holds(texts: Sequence[Any], question: Question) -> bool:
    """Whether what was typed together stands together in one of the texts of a row; its detail comes last."""
    *columns, detail = map(as_text, texts)
    for term in question.together:
        if any(question.is_together(term, text) for text in columns):
            continue
        if detail.isascii() and not may_hold(detail, term):
            return False
        if not any(question.is_together(term, text) for text in said_in(detail)):
            return False
    return True


def _spans(store: Store, table: str, whose: Collection[str]) -> list[tuple[int, int]]:
    """From which number to which the rows of sessions or clients are, in order, none touching another."""
    asked = _SPANS.format(table=table, whose=SEARCHED[table].whose)
    spans: list[tuple[int, int]] = []
    for first, last in sorted(row for row in store.rows(asked, as_json(list(whose))) if row[0] is not None):
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _windows(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From which number to which to look, the newest first, each time through four times as many rows.

    The index is quick from any number upwards and slow downwards: it is asked for a few upwards.
    """
    left, size = list(spans), _FIRST_WINDOW
    while left:
        end, wanted = left[-1][1], size
        while left and wanted > 0:
            first, last = left.pop()
            begin = max(first, last - wanted + 1)
            wanted -= last - begin + 1
            if begin > first:
                left.append((first, begin - 1))
        yield begin, end
        size *= 4


def _is_in(spans: list[tuple[int, int]], number: int) -> bool:
    place = bisect_right(spans, number, key=itemgetter(0))
    return place > 0 and number <= spans[place - 1][1]
