"""Rows of `entry` as entries, put together column by column: a client's whole history is read at once.

Validating each entry as a whole takes longer than reading it from the disk. Here each column is looked at for
itself, and equal columns once: what comes out is the same entry, or the same refusal.
"""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Final

from pydantic import TypeAdapter

from kap_companion.records.column_types import as_text, moment
from kap_companion.vocabulary.details import Detail
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase

_FIELDS: Final = tuple(Entry.model_fields)
_ALL_SET: Final = set(_FIELDS)
_DETAIL: Final[TypeAdapter[Detail]] = TypeAdapter(Detail)
_NAMED: Final[dict[str, type[StrEnum]]] = {
    "kind": EntryKind,
    "compartment": Compartment,
    "phase": Phase,
    "source": EntrySource,
    "addition": Addition,
}
_NUMBERS: Final = frozenset({"elapsed_ms", "typed_ms"})
_MOMENTS: Final = frozenset({"at", "typed_at"})
_MAY_BE_EMPTY: Final = frozenset(name for name, field in Entry.model_fields.items() if field.default is None)

ENTRY_COLUMNS: Final = ", ".join(f'entry."{name}"' for name in _FIELDS)
"""The columns that `as_entries` takes, as a question asks for them."""


def as_entries(rows: Iterable[tuple[Any, ...]]) -> tuple[Entry, ...]:
    """The entries that rows stand for, in their order.

    Args:
        rows: what a question for `ENTRY_COLUMNS` gave.

    Raises:
        ValueError: a row is no entry; its text may quote the row, so it must not be shown.
    """
    given = list(rows)
    columns = list(zip(*given, strict=True)) or [()] * len(_FIELDS)
    read = [_column(name, values) for name, values in zip(_FIELDS, columns, strict=True)]
    return tuple(_entry(dict(zip(_FIELDS, values, strict=True))) for values in zip(*read, strict=True))


def _entry(fields: dict[str, Any]) -> Entry:
    """An entry of fields that were read already, made as unpickling makes one."""
    entry = Entry.__new__(Entry)
    entry.__setstate__(
        {
            "__dict__": fields,
            "__pydantic_fields_set__": _ALL_SET,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return entry


def _column(name: str, stored: tuple[Any, ...]) -> list[Any]:
    """A column's values; each distinct one is read once. Entries are frozen, so they may share a value."""
    if name in _NUMBERS:
        if not all(type(value) is int for value in stored):
            raise ValueError(name)
        return list(stored)
    reading = _reading(name)
    read = {value: reading(value) for value in set(stored) if value is not None}
    if None not in read and name in _MAY_BE_EMPTY:
        read[None] = None
    try:
        return [read[value] for value in stored]
    except KeyError:
        raise ValueError(name) from None


def _reading(name: str) -> Callable[[Any], Any]:
    if name in _NAMED:
        return _NAMED[name]
    if name in _MOMENTS:
        return moment
    if name == "detail":
        return _detail
    if name == "not_understood":
        return _texts
    return _text


def _detail(stored: str | bytes) -> Detail:
    if isinstance(stored, str):
        return _DETAIL.validate_json(stored)
    # Text with a lone surrogate, which the quicker reader refuses.
    return _DETAIL.validate_python(json.loads(as_text(stored)))


def _texts(stored: str | bytes) -> tuple[str, ...]:
    texts = json.loads(as_text(stored))
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        message = "not a list of texts"
        raise ValueError(message)
    return tuple(texts)


def _text(stored: object) -> str:
    if not isinstance(stored, str | bytes):
        message = "not a text"
        raise ValueError(message)
    return as_text(stored)
