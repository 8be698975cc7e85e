"""Columns that tables of the record and of a notebook have in common.

Every row that stays has two names: its own `id`, and `sequence`, the ledger's number for the moment it was
added, which is the order things were written in. The other columns are the fields of the vocabulary's value
of the same name; migrations make the tables, these classes say what they are by now.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from kap_companion.records.column_types import Instant, Json, KeptText

HASH_ALONE: Final = {"info": {"ledger": "hash"}}
"""For a table whose rows the ledger keeps by their hash alone, no word of them."""

CORRECTION: Final = ("session", "id", "amends", "retracts")
"""The columns that tell which entries are corrected by which."""

COMING: Final = ("session", "part", "elapsed_ms", "id", "addition")
"""The columns that tell when a part came up in a session."""

IS_COMING: Final = "kind = 'part'"
"""Where an entry is about a part; the index of `COMING` holds these alone."""

IS_CORRECTION: Final = "amends IS NOT NULL OR retracts IS NOT NULL"
"""Where an entry corrects another one; the index of `CORRECTION` holds these alone."""


class Ledgered(SQLModel):
    """A row that was added by the ledger's row `sequence`."""

    sequence: int = Field(primary_key=True)
    id: str = Field(unique=True, sa_type=Text)


class EntryColumns(Ledgered):
    """An entry, the same in the record and in a notebook."""

    session: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    detail: dict[str, Any] = Field(sa_type=Json)
    compartment: str = Field(sa_type=Text)
    part: str | None = Field(default=None, sa_type=Text)
    phase: str | None = Field(default=None, sa_type=Text)
    author: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    raw: str = Field(sa_type=KeptText)
    text: str = Field(sa_type=KeptText)
    not_understood: list[str] = Field(sa_type=Json)
    at: datetime = Field(sa_type=Instant)
    elapsed_ms: int
    typed_at: datetime = Field(sa_type=Instant)
    typed_ms: int
    amends: str | None = Field(default=None, sa_type=Text)
    retracts: str | None = Field(default=None, sa_type=Text)
    closes: str | None = Field(default=None, sa_type=Text)
    reason: str = Field(sa_type=KeptText)
    about: str | None = Field(default=None, sa_type=Text)
    copied_from: str | None = Field(default=None, sa_type=Text)
    addition: str | None = Field(default=None, sa_type=Text)


class SignatureColumns(Ledgered):
    """One signature over one session, over the rows of the file it lies in."""

    session: str = Field(sa_type=Text)
    person: str = Field(sa_type=Text)
    name: str = Field(sa_type=KeptText)
    role: str = Field(sa_type=Text)
    meaning: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    head: int
    chain: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    signature: str = Field(sa_type=Text)


class LedgerColumns(SQLModel):
    """One change of one row, chained to the one before; `content` is empty where it must not be kept."""

    sequence: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    author: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    table_name: str = Field(sa_type=Text)
    row_id: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    content: str | None = Field(default=None, sa_type=KeptText)
    content_sha256: str = Field(sa_type=Text)
    previous: str = Field(sa_type=Text)
    chain: str = Field(sa_type=Text)
