"""What one therapist's notebook holds, column by column."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kap_companion.records.column_types import Instant, Json, KeptText
from kap_companion.records.columns import (
    COMING,
    CORRECTION,
    IS_COMING,
    IS_CORRECTION,
    EntryColumns,
    LedgerColumns,
    Ledgered,
    SignatureColumns,
)


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
        Index("entry_coming", *COMING, sqlite_where=text(IS_COMING)),
        Index("entry_correction", *CORRECTION, sqlite_where=text(IS_CORRECTION)),
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
    state: str | None = Field(default=None, sa_type=Text)


class PartActRow(Ledgered, NotebookTable, table=True):
    """What was done about a client's parts beside a session's log."""

    __tablename__ = "part_act"
    __table_args__ = (Index("part_act_client", "client"),)
    client: str = Field(sa_type=Text)
    session: str | None = Field(default=None, sa_type=Text)
    author: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    deed: dict[str, Any] = Field(sa_type=Json)


class NotebookSignatureRow(SignatureColumns, NotebookTable, table=True):
    """A signature; it outlives a purge of what was signed, for it vouches for all the ledger before it."""

    __tablename__ = "signature"
    __table_args__ = (Index("signature_session", "session"),)


class DraftRow(NotebookTable, table=True):
    """The half-typed line of a session; it may change and go."""

    __tablename__ = "draft"
    session: str = Field(primary_key=True, sa_type=Text)
    text: str = Field(sa_type=KeptText)
    started_at: datetime = Field(sa_type=Instant)


class NotebookLedgerRow(LedgerColumns, NotebookTable, table=True):
    """The notebook's ledger."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ledger_purged", "table_name", "row_id", sqlite_where=text("action = 'purged'")),
        {"sqlite_autoincrement": True},
    )


NOTEBOOK_TABLES: MetaData = NotebookTable.metadata
