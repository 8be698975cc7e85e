"""The ledger: each change of each row, chained by SHA-256 to the one before."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, Final

from kap_companion.records.column_types import as_bytes, as_json

Stored = str | bytes | int | float | None
"""What a column holds as the database has it."""

CHAINED: Final = (
    "sequence",
    "at",
    "author",
    "device",
    "table_name",
    "row_id",
    "action",
    "content_sha256",
    "previous",
)
"""The ledger's columns that go into the chain, in this order; the content goes in by its hash alone."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a person's id and a computer's."""

    person: str
    device: str


class Action(StrEnum):
    """What happened to a row.

    A draft is removed; what is purged lost its content in the ledger as well.
    """

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The newest row of a ledger: its number, 0 where there is none, and its chain hash."""

    sequence: int
    chain: str


def digest(text: str) -> str:
    """SHA-256 of a text, as hexadecimal."""
    return hashlib.sha256(as_bytes(text)).hexdigest()


NOTHING: Final = digest("")
"""The content hash of a row that is gone."""


def genesis(kind: str) -> str:
    """What the first row of the ledger of a kind of file is chained to."""
    return digest(f"KAP Companion ledger of a {kind}")


def content_of(columns: Iterable[tuple[str, Stored]]) -> str:
    """A row as it is stored, as JSON; columns in the order given, which must be that of their names.

    What is empty is left out, so that a column added later changes no content. `sequence` is not part of it:
    it is this file's, and the ledger's own number for the row.
    """
    return as_json({name: value for name, value in columns if value is not None})


def chained(row: Mapping[str, Stored]) -> str:
    """The chain hash of a ledger row that has all columns of `CHAINED`."""
    return link(row["sequence"], tuple(row[name] for name in CHAINED[1:]))


def link(sequence: Stored, texts: Iterable[Any]) -> str:
    """The SHA-256 of a ledger row's number and the texts of the other columns of `CHAINED`, as a JSON array.

    Raises:
        TypeError: a column holds something else than a text.
    """
    return digest(f"[{sequence!r},{','.join(map(encode_basestring, texts))}]")
