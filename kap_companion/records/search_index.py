"""The search index of a file: filled in the transaction that adds a row, emptied in the one that purges it.

It holds which words are in which row, and no text of its own; it lies in the encrypted file beside the rows.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import as_text
from kap_companion.records.search_words import words_of


class Searched(NamedTuple):
    """Where the words of a table's rows are.

    Attributes:
        whose: the column with the id by which rows are looked through.
        texts: columns that are text.
        detail: the column of JSON in which some fields are text.
    """

    whose: str
    texts: tuple[str, ...]
    detail: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold words."""
        return (*self.texts, self.detail)


SEARCHED: Final[Mapping[str, Searched]] = {
    "entry": Searched("session", ("raw", "text"), "detail"),
    "part_act": Searched("client", (), "deed"),
}
"""The tables whose rows can be found by their words; each row under its own `sequence`."""

# What a person said or named, wherever it stands in a detail or a deed; all else is numbers, ids and kinds.
_SAID: Final = frozenset({"name", "names", "words", "body", "value", "question", "text", "term", "reason"})

LONGEST_BEGINNING: Final = 8
"""Beginnings of words up to so many characters are in the index; longer ones it puts together each time."""

_INSERT: Final = "INSERT INTO search (rowid, words) VALUES (?, ?)"

# Where in a row a word stands is not kept: words that begin with some letters would take far longer to find.
SEARCH_TABLE: Final = """CREATE VIRTUAL TABLE search USING fts5 (
        words, content='', contentless_delete=1, tokenize='ascii', detail='none', prefix='1 2 3 4 5 6 7 8')"""


def removed_from_search(table: str) -> str:
    """A trigger by which a row that goes is found no more."""
    return f"""CREATE TRIGGER {table}_not_found AFTER DELETE ON {table}
        BEGIN DELETE FROM search WHERE rowid = OLD.sequence; END"""  # noqa: S608 (our names)


def enter(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    """Puts a row that was just added into the index, if its table is searched.

    Args:
        connection: the open transaction's.
        table: its table.
        row: its columns as they are stored, `sequence` among them.
    """
    searched = SEARCHED.get(table)
    if searched is not None:
        connection.execute(_INSERT, (row["sequence"], indexed(searched, row)))


def enter_all(connection: Connection, table: str) -> None:
    """Puts all rows of a table into the index; for a file that had none."""
    for row in rows_to_index(connection, table):
        connection.execute(_INSERT, row)


def compact(connection: Connection) -> None:
    """Writes the index anew as one piece, so that no word is left of rows that went."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def rows_to_index(connection: Connection, table: str) -> Iterator[tuple[int, str]]:
    """For each row of a table its number and its words, as the index should have them.

    Raises:
        ValueError: a column does not hold what it should.
    """
    searched = SEARCHED[table]
    question = f"SELECT sequence, {', '.join(searched.columns)} FROM {table} ORDER BY sequence"  # noqa: S608 (our names)
    for sequence, *values in connection.execute(question):
        yield sequence, indexed(searched, dict(zip(searched.columns, values, strict=True)))


def indexed(searched: Searched, row: Mapping[str, Any]) -> str:
    """The words of a row in their order, as the index has them, with a space between.

    Raises:
        ValueError: a column does not hold what it should.
    """
    words = " "
    for text in (*(as_text(row[name]) for name in searched.texts), *said_in(row[searched.detail])):
        more = f"{' '.join(words_of(text))} "
        # Most of it is in the line as it was typed.
        if f" {more}" not in words:
            words += more
    return words.strip()


def said_in(detail: str | bytes) -> Iterator[str]:
    """What was said or named in a detail or a deed, as its column holds it.

    Raises:
        ValueError: it is no JSON.
    """
    yield from _said(json.loads(as_text(detail)))


def _said(value: object, name: str = "") -> Iterator[str]:
    match value:
        case str() if name in _SAID:
            yield value
        case dict():
            for key, each in value.items():
                yield from _said(each, key)
        case list():
            for each in value:
                yield from _said(each, name)
