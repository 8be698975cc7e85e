"""What the record and a notebook hold, column by column.

Every row that stays has two names: its own `id`, and `sequence`, the ledger's number for the moment it was
added, which is the order things were written in. The other columns are the fields of the vocabulary's value
of the same name; migrations make the tables, these classes say what they are by now.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kap_companion.records.column_types import Instant, Json, KeptText, Measure


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


class RecordTable(SQLModel, registry=registry()):
    """A table of the practice's record."""


class PersonRow(Ledgered, RecordTable, table=True):
    """Someone who works in the practice."""

    __tablename__ = "person"
    name: str = Field(sa_type=KeptText)
    role: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)


class ClientRow(Ledgered, RecordTable, table=True):
    """Someone who comes to the practice."""

    __tablename__ = "client"
    name: str = Field(sa_type=KeptText)
    pronouns: str = Field(sa_type=KeptText)
    made_at: datetime = Field(sa_type=Instant)


class SessionRow(Ledgered, RecordTable, table=True):
    """What is set about a session, with its own copy of the protocol."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("client", "number"),)
    client: str = Field(foreign_key="client.id", sa_type=Text)
    number: int
    protocol: dict[str, Any] = Field(sa_type=Json)
    facilitator: str = Field(sa_type=Text)
    intention: str = Field(sa_type=KeptText)
    anchor: datetime = Field(sa_type=Instant)
    timezone: str = Field(sa_type=Text)
    weight_kg: float | None = Field(default=None, sa_type=Measure)
    state: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)


class RecordEntryRow(EntryColumns, RecordTable, table=True):
    """An entry that everyone in the practice may read."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_session", "session"), CheckConstraint("compartment = 'record'"))
    session: str = Field(foreign_key="session.id", sa_type=Text)


class SharedRow(Ledgered, RecordTable, table=True):
    """One thing a client agreed to take home, or took back."""

    __tablename__ = "shared"
    __table_args__ = (Index("shared_session", "session"),)
    client: str = Field(foreign_key="client.id", sa_type=Text)
    session: str = Field(foreign_key="session.id", sa_type=Text)
    about: str = Field(sa_type=Text)
    position: int
    field: str = Field(sa_type=Text)
    value: str = Field(sa_type=KeptText)
    origin: str = Field(sa_type=Text)
    elapsed_seconds: float | None = Field(default=None, sa_type=Measure)
    agreed_at: datetime = Field(sa_type=Instant)
    author: str = Field(sa_type=Text)
    withdraws: str | None = Field(default=None, foreign_key="shared.id", sa_type=Text)


class WorksheetRow(Ledgered, RecordTable, table=True):
    """A worksheet that was made."""

    __tablename__ = "worksheet"
    __table_args__ = (Index("worksheet_session", "session"),)
    session: str = Field(foreign_key="session.id", sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    author: str = Field(sa_type=Text)
    paper: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    items: list[str] = Field(sa_type=Json)


class RecordLedgerRow(LedgerColumns, RecordTable, table=True):
    """The record's ledger."""

    __tablename__ = "ledger"
    __table_args__ = ({"sqlite_autoincrement": True},)


class NotebookTable(SQLModel, registry=registry()):
    """A table of one therapist's notebook."""


class PartRow(Ledgered, NotebookTable, table=True):
    """A handle for one part of one client."""

    __tablename__ = "part"
    __table_args__ = (Index("part_client", "client"),)
    client: str = Field(sa_type=Text)
    name: str = Field(sa_type=KeptText)
    aliases: list[str] = Field(sa_type=Json)
    role: str = Field(sa_type=Text)
    first_entry: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    merged_into: str | None = Field(default=None, foreign_key="part.id", sa_type=Text)


class NotebookEntryRow(EntryColumns, NotebookTable, table=True):
    """An entry that its author alone may read."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_session", "session"),
        Index("entry_part", "part", sqlite_where=text("part IS NOT NULL")),
        Index("entry_amends", "amends", sqlite_where=text("amends IS NOT NULL")),
        Index("entry_retracts", "retracts", sqlite_where=text("retracts IS NOT NULL")),
        CheckConstraint("compartment = 'process'"),
    )
    part: str | None = Field(default=None, foreign_key="part.id", sa_type=Text)


class PartLinkRow(Ledgered, NotebookTable, table=True):
    """How one part stands to another."""

    __tablename__ = "part_link"
    __table_args__ = (Index("part_link_client", "client"),)
    client: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    from_part: str = Field(foreign_key="part.id", sa_type=Text)
    to_part: str = Field(foreign_key="part.id", sa_type=Text)
    entry: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)


class DraftRow(NotebookTable, table=True):
    """The half-typed line of a session; the only rows that may go."""

    __tablename__ = "draft"
    session: str = Field(primary_key=True, sa_type=Text)
    text: str = Field(sa_type=KeptText)
    started_at: datetime = Field(sa_type=Instant)


class NotebookLedgerRow(LedgerColumns, NotebookTable, table=True):
    """The notebook's ledger."""

    __tablename__ = "ledger"
    __table_args__ = ({"sqlite_autoincrement": True},)


RECORD_TABLES: MetaData = RecordTable.metadata
NOTEBOOK_TABLES: MetaData = NotebookTable.metadata
