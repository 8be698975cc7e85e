"""The second version's triggers: what is signed is only added to, what is purged may go.

Frozen like the steps that use them; each is named after what it refuses.
"""

from collections.abc import Sequence

from kap_companion.records.cipher import Connection
from kap_companion.records.protection import run

_LEDGER_KEEPS = (
    "sequence",
    "at",
    "author",
    "device",
    "table_name",
    "row_id",
    "action",
    "content_sha256",
    "previous",
    "chain",
)


def replace_triggers(connection: Connection, *names: str) -> None:
    """Takes the first version's triggers away, for the ones of this version."""
    run(connection, (f"DROP TRIGGER {name}" for name in names))


def only_added(table: str) -> tuple[str, str]:
    """Rows are added, never changed, never removed."""
    return (
        f"""CREATE TRIGGER {table}_not_removed BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table}: rows stay'); END""",
        f"""CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table}: rows are only added'); END""",
    )


def removed_when_purged(table: str) -> str:
    """A row goes only after the ledger said that it was purged."""
    return f"""CREATE TRIGGER {table}_not_removed BEFORE DELETE ON {table}
        WHEN NOT EXISTS (SELECT 1 FROM ledger
            WHERE action = 'purged' AND table_name = '{table}' AND row_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, '{table}: rows stay'); END"""  # noqa: S608 (our names)


def changed_but_not(table: str, columns: Sequence[str]) -> str:
    """A row may change, and keeps these columns."""
    return f"""CREATE TRIGGER {table}_not_renamed BEFORE UPDATE ON {table}
        WHEN {_differs(columns)}
        BEGIN SELECT RAISE(ABORT, '{table}: rows keep their names'); END"""


def ledger_emptied_when_purged() -> tuple[str, str]:
    """The ledger's rows stay as they are, but for the content of what was purged."""
    return (
        only_added("ledger")[0],
        f"""CREATE TRIGGER ledger_not_changed BEFORE UPDATE ON ledger
        WHEN NEW.content IS NOT NULL OR {_differs(_LEDGER_KEEPS)}
            OR NOT EXISTS (SELECT 1 FROM ledger
                WHERE action = 'purged' AND table_name = OLD.table_name AND row_id = OLD.row_id)
        BEGIN SELECT RAISE(ABORT, 'ledger: rows are only added'); END""",  # noqa: S608 (our names)
    )


def entries_of_signed_sessions() -> str:
    """A signed session takes addenda and late entries with their reason, and nothing that corrects it."""
    return """CREATE TRIGGER entry_not_in_signed BEFORE INSERT ON entry
        WHEN (EXISTS (SELECT 1 FROM signature WHERE session = NEW.session)
                AND (NEW.addition IS NULL OR length(NEW.reason) = 0
                    OR coalesce(NEW.amends, NEW.retracts, NEW.closes) IS NOT NULL))
            OR (coalesce(NEW.amends, NEW.retracts, NEW.closes) IS NOT NULL
                AND EXISTS (SELECT 1 FROM entry AS other JOIN signature ON signature.session = other.session
                    WHERE other.id IN (NEW.amends, NEW.retracts, NEW.closes)))
        BEGIN SELECT RAISE(ABORT, 'entry: rows of a signed session are only added to'); END"""


def additions_to_signed_sessions(table: str) -> str:
    """A signed session takes rows of this table only where they say that they came after it."""
    return f"""CREATE TRIGGER {table}_not_in_signed BEFORE INSERT ON {table}
        WHEN NEW.addition IS NULL AND EXISTS (SELECT 1 FROM signature WHERE session = NEW.session)
        {_refuse(table)}"""  # noqa: S608 (our names)


def drafts_of_open_sessions(table: str, session: str) -> tuple[str, str]:
    """No half-typed line of a signed session; `session` is where its id stands in a row, as SQL of NEW."""
    return (
        f"""CREATE TRIGGER {table}_not_in_signed BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM signature WHERE session = {session})
        {_refuse(table)}""",  # noqa: S608 (our names)
        f"""CREATE TRIGGER {table}_not_changed_in_signed BEFORE UPDATE ON {table}
        WHEN EXISTS (SELECT 1 FROM signature WHERE session = {session})
        {_refuse(table)}""",  # noqa: S608 (our names)
    )


def _refuse(table: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{table}: rows of a signed session are only added to'); END"


def _differs(columns: Sequence[str]) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
