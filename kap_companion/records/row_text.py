"""The rows of a table as the text that the ledger has of them, put together as quickly as Python can."""

from functools import lru_cache
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from kap_companion.records.cipher import Connection
from kap_companion.records.statements import TableStatements


class RowText:
    """How the rows of one table read.

    Attributes:
        name: the table's name.
        asked: the columns that `of` takes, as a question asks for them.
    """

    def __init__(self, table: TableStatements) -> None:
        always = table.texts | table.numbers
        first = [name for name in table.columns if name in always]
        self._others = [name for name in table.columns if name not in always]
        self._columns = table.columns
        self._numbers = table.numbers
        self._count = len(first)
        self._texts = [place for place, name in enumerate(first) if name in table.texts]
        self._json = [place for place in self._texts if first[place] in table.json]
        self._plain = itemgetter(*(place for place in self._texts if place not in self._json))
        # Caches of its own, so that nothing of a row outlives a verification.
        self._template = lru_cache(maxsize=4096)(self._make_template)
        self._escaped = lru_cache(maxsize=1024)(_escaped)
        self.name = table.name
        self.asked = ", ".join(f'"{table.name}"."{name}"' for name in (*first, *self._others))

    def of(self, row: tuple[Any, ...], start: int = 0) -> str:
        """The text of a row.

        Args:
            row: what a question gave; the columns asked for are its last.
            start: at which place they begin.

        Raises:
            TypeError: a column holds what it should not, text that is no valid Unicode, or a measured number.
        """
        end = start + self._count
        values = [*row[start:end]]
        plain = "".join(self._plain(values))
        # What has neither stands between quotation marks as it is. Control characters never do: the ledger's
        # content has none, so a row that has some is not the same and is looked at again.
        as_they_are = '"' not in plain and "\\" not in plain
        for place in self._json if as_they_are else self._texts:
            values[place] = self._escaped(values[place])
        return self._template(row[end:]) % tuple(values)

    def same(self, connection: Connection) -> set[int]:
        """The numbers of the rows that read as the content that the ledger has under their number."""
        question = (
            f"SELECT {self.name}.sequence, ledger.content, {self.asked} FROM {self.name}"  # noqa: S608 (our names)
            f" CROSS JOIN ledger ON ledger.sequence = {self.name}.sequence"
            f" AND ledger.row_id = {self.name}.id AND ledger.table_name = '{self.name}'"
        )
        return {row[0] for row in connection.execute(question) if self.reads_as(row[1], row, 2)}

    def reads_as(self, content: object, row: tuple[Any, ...], start: int) -> bool:
        """Whether a row's text is a content; False as well where it has none, and must be looked at again."""
        try:
            return self.of(row, start) == content
        except TypeError:
            return False

    def _make_template(self, others: tuple[object, ...]) -> str:
        there = dict(zip(self._others, others, strict=True))
        pieces = []
        for name in self._columns:
            if name not in there:
                pieces.append(f'"{name}":%r' if name in self._numbers else f'"{name}":"%s"')
            elif there[name] is not None:
                pieces.append(f'"{name}":{_as_json(there[name])}'.replace("%", "%%"))
        return f"{{{','.join(pieces)}}}"


def _escaped(text: str) -> str:
    return encode_basestring(text)[1:-1]


def _as_json(value: object) -> str:
    match value:
        case str():
            return encode_basestring(value)
        case int():
            return str(value)
    raise TypeError
