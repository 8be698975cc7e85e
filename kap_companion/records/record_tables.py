"""What the record holds, column by column."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kap_companion.records.column_types import Day, Instant, Json, KeptText, Measure
from kap_companion.records.columns import (
    CORRECTION,
    HASH_ALONE,
    IS_CORRECTION,
    EntryColumns,
    LedgerColumns,
    Ledgered,
    SignatureColumns,
)


class RecordTable(SQLModel, registry=registry()):
    """A table of the practice's record."""


class PersonRow(Ledgered, RecordTable, table=True):
    """Someone who works in the practice, or did."""

    __tablename__ = "person"
    name: str = Field(sa_type=KeptText)
    role: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    signing_key: str | None = Field(default=None, sa_type=Text)
    left_at: datetime | None = Field(default=None, sa_type=Instant)


class ClientRow(Ledgered, RecordTable, table=True):
    """Someone who comes to the practice."""

    __tablename__ = "client"
    name: str = Field(sa_type=KeptText)
    pronouns: str = Field(sa_type=KeptText)
    made_at: datetime = Field(sa_type=Instant)
    glyphs_only: int | None = None
    language: str | None = Field(default=None, sa_type=Text)
    part_two: int | None = None
    wordings: dict[str, str] | None = Field(default=None, sa_type=Json)


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
    __table_args__ = (
        Index("entry_session", "session"),
        Index("entry_correction", *CORRECTION, sqlite_where=text(IS_CORRECTION)),
        CheckConstraint("compartment = 'record'"),
    )
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
    addition: str | None = Field(default=None, sa_type=Text)


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
    questions: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)
    composition: dict[str, Any] | None = Field(default=None, sa_type=Json)
    setting: str | None = Field(default=None, sa_type=KeptText)
    handed: str | None = Field(default=None, sa_type=Text)
    addition: str | None = Field(default=None, sa_type=Text)


class RecordSignatureRow(SignatureColumns, RecordTable, table=True):
    """A signature; it outlives a purge of what was signed, for it vouches for all the ledger before it."""

    __tablename__ = "signature"
    __table_args__ = (Index("signature_session", "session"),)


class AuthorisationRow(Ledgered, RecordTable, table=True):
    """A client's leave to hand process notes to someone, or its withdrawal."""

    __tablename__ = "authorisation"
    __table_args__ = (Index("authorisation_client", "client"),)
    client: str = Field(foreign_key="client.id", sa_type=Text)
    author: str = Field(sa_type=Text)
    reader: str = Field(sa_type=Text)
    scope: str = Field(sa_type=KeptText)
    given_at: datetime = Field(sa_type=Instant)
    withdraws: str | None = Field(default=None, foreign_key="authorisation.id", sa_type=Text)


class LetterRow(Ledgered, RecordTable, table=True):
    """Sealed process entries on their way; once emptied, no copy of them is left, in the ledger neither."""

    __tablename__ = "letter"
    __table_args__ = (Index("letter_reader", "reader"), Index("letter_client", "client"), HASH_ALONE)
    authorisation: str = Field(foreign_key="authorisation.id", sa_type=Text)
    client: str = Field(foreign_key="client.id", sa_type=Text)
    session: str = Field(foreign_key="session.id", sa_type=Text)
    sender: str = Field(sa_type=Text)
    reader: str = Field(sa_type=Text)
    sealed: str = Field(sa_type=Text)
    sent_at: datetime = Field(sa_type=Instant)
    received_at: datetime | None = Field(default=None, sa_type=Instant)


class RetentionRow(Ledgered, RecordTable, table=True):
    """How long a client's records are kept; the newest row counts."""

    __tablename__ = "retention"
    __table_args__ = (Index("retention_client", "client"),)
    client: str = Field(foreign_key="client.id", sa_type=Text)
    years_after_visit: int
    years_after_majority: int | None = None
    majority_age: int
    born_on: date | None = Field(default=None, sa_type=Day)
    until: date | None = Field(default=None, sa_type=Day)
    source: str = Field(sa_type=KeptText)
    hold: int
    reason: str = Field(sa_type=KeptText)
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class LetterheadRow(Ledgered, RecordTable, table=True):
    """What the practice puts on every page; the newest row counts."""

    __tablename__ = "letterhead"
    name: str = Field(sa_type=KeptText)
    contact: str = Field(sa_type=KeptText)
    language: str = Field(sa_type=Text)
    logo: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class StandingLimitRow(Ledgered, RecordTable, table=True):
    """Limits for vitals; a client's, or, where there is none, the practice's. The newest row counts."""

    __tablename__ = "standing_limit"
    __table_args__ = (Index("standing_limit_client", "client"),)
    client: str | None = Field(default=None, foreign_key="client.id", sa_type=Text)
    limits: list[dict[str, Any]] = Field(sa_type=Json)
    ordered_by: str = Field(sa_type=KeptText)
    ordered_at: datetime = Field(sa_type=Instant)
    source: str = Field(sa_type=KeptText)
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class PurgeRow(Ledgered, RecordTable, table=True):
    """That a client's content was removed; the client is no row any more."""

    __tablename__ = "purge"
    client: str = Field(sa_type=Text)
    due_on: date = Field(sa_type=Day)
    source: str = Field(sa_type=KeptText)
    rows: int
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)


class SealedDraftRow(RecordTable, table=True):
    """The half-typed line of someone without a notebook; it may change and go."""

    __tablename__ = "sealed_draft"
    id: str = Field(primary_key=True, sa_type=Text)
    sealed: str = Field(sa_type=Text)
    started_at: datetime = Field(sa_type=Instant)


class RecordLedgerRow(LedgerColumns, RecordTable, table=True):
    """The record's ledger."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ledger_purged", "table_name", "row_id", sqlite_where=text("action = 'purged'")),
        Index("ledger_session", "row_id", sqlite_where=text("table_name = 'session'")),
        {"sqlite_autoincrement": True},
    )


RECORD_TABLES: MetaData = RecordTable.metadata
