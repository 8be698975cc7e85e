"""For each table, how a value becomes the very texts and numbers that are stored, and the SQL for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Delete,
    Insert,
    MetaData,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    update,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeDecorator

from kap_companion.records.column_types import Json
from kap_companion.records.ledger import Stored, content_of
from kap_companion.vocabulary.frozen import Frozen

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")
_KEY = "key_of_row"

Conversion = Callable[[Any], Stored]


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with question marks, and the names of what takes their places."""

    sql: str
    names: tuple[str, ...]

    def arguments(self, stored: Mapping[str, Stored]) -> tuple[Stored, ...]:
        """The stored values in the order of the question marks."""
        return tuple(stored[name] for name in self.names)


class TableStatements:
    """One table's way in; made once, so that a key press compiles nothing.

    Attributes:
        name: the table's name.
        key: the column that names a row: "id", or the one of the primary key.
        columns: the columns that make up a row's content, by name; all but `sequence`.
        numbered: whether a row carries the ledger's number of its adding.
        keeps_content: whether the ledger keeps what a row says, and not its hash alone.
        texts: the columns of the content that hold a text in every row.
        json: those of them that hold JSON.
        numbers: those that hold a whole number in every row.
    """

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self.numbered = "sequence" in table.columns
        self.keeps_content = self.numbered and table.info.get("ledger") != "hash"
        self.key = "id" if "id" in table.columns else next(iter(table.primary_key)).name
        content = sorted((c for c in table.columns if c.name != "sequence"), key=lambda c: c.name)
        self.columns = tuple(column.name for column in content)
        kinds = {column.name: column.type.python_type for column in content}
        self.texts = frozenset(c.name for c in content if kinds[c.name] is not int and not c.nullable)
        self.json = frozenset(c.name for c in content if isinstance(c.type, Json) and not c.nullable)
        self.numbers = frozenset(c.name for c in content if kinds[c.name] is int and not c.nullable)
        self._conversions = tuple((column.name, _conversion(column)) for column in content)
        changing: dict[str, BindParameter[Any]] = {
            c.name: bindparam(c.name) for c in content if c.name != self.key
        }
        this_row = table.columns[self.key] == bindparam(_KEY)
        self.insert = _compiled(insert(table))
        self.update = _compiled(update(table).where(this_row).values(changing))
        self.delete = _compiled(delete(table).where(this_row))

    def stored(self, value: Frozen) -> dict[str, Stored]:
        """A value's fields as the table's columns hold them, in the order of their names."""
        fields = ((name, getattr(value, name), convert) for name, convert in self._conversions)
        return {name: None if field is None else convert(field) for name, field, convert in fields}

    @staticmethod
    def content(stored: Mapping[str, Stored]) -> str:
        """What the ledger keeps of a row."""
        return content_of(stored.items())

    def naming(self, row_id: str) -> dict[str, Stored]:
        """The argument by which `update` and `delete` find their row."""
        return {_KEY: row_id}


@cache
def statements_of(tables: MetaData) -> Mapping[str, TableStatements]:
    """The way into each table of a kind of file, by its name."""
    return {name: TableStatements(table) for name, table in tables.tables.items()}


def _conversion(column: Column[Any]) -> Conversion:
    if isinstance(column.type, TypeDecorator):
        kind = column.type
        return lambda value: kind.process_bind_param(value, _DIALECT)
    if column.type.python_type is int:
        return int
    # The driver takes plain text quicker than an enum's member.
    return str


def _compiled(statement: Insert | Update | Delete) -> Statement:
    compiled = statement.compile(dialect=_DIALECT)
    return Statement(str(compiled), tuple(compiled.positiontup or ()))
