"""Whether the search index has the words of each row, and no others."""

from collections.abc import Mapping
from typing import Final

from kap_companion.records.cipher import Connection
from kap_companion.records.findings import Findings
from kap_companion.records.search_index import SEARCHED, rows_to_index
from kap_companion.records.statements import TableStatements

_OPEN: Final = "CREATE VIRTUAL TABLE temp.words_of_search USING fts5vocab(main, search, instance)"
_WORDS: Final = "SELECT term, doc FROM temp.words_of_search"
_CLOSE: Final = "DROP TABLE IF EXISTS temp.words_of_search"
_ALL_BITS: Final = (1 << 64) - 1


def check_search(connection: Connection, tables: Mapping[str, TableStatements], findings: Findings) -> None:
    """Compares the index with the rows, whatever order either comes in.

    Both sides are summed up: Python salts the hash of a text anew with each start, so that nobody can choose
    words that sum up to the same.
    """
    searched = [name for name in SEARCHED if name in tables]
    try:
        with findings.reading("The search index"):
            connection.execute(_OPEN)
            kept = sum(map(hash, connection.execute(_WORDS)))
            due = sum(_of_rows(connection, name) for name in searched)
            if kept & _ALL_BITS != due & _ALL_BITS:
                findings.note("search", "The search index does not agree with the rows.")
    except (ValueError, TypeError):
        # A row that does not read; what is wrong with it is found beside the ledger.
        findings.note("search", "The search index cannot be compared with the rows.")
    finally:
        connection.execute(_CLOSE)


def _of_rows(connection: Connection, table: str) -> int:
    total = 0
    for sequence, words in rows_to_index(connection, table):
        total += sum(hash((word, sequence)) for word in set(words.split()))
    return total
