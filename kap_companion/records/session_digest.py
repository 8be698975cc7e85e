"""The digest of a session: one hash over its rows in one file, as they were at some row of the ledger."""

from typing import Final

from kap_companion.records.cipher import Connection
from kap_companion.records.ledger import digest

# A row that is only ever added has its content hash in the ledger's row of its own number.
_ADDED = """
    SELECT '["{0}",' || json_quote({0}.id) || ',' || json_quote(ledger.content_sha256) || ']',
        {0}.sequence AS place
    FROM {0} JOIN ledger ON ledger.sequence = {0}.sequence
    WHERE {0}.session = :session AND {0}.sequence <= :head"""

_IN_RECORD = (
    """SELECT '["session",' || json_quote(session.id) || ',' || json_quote(
            (SELECT content_sha256 FROM ledger
                WHERE table_name = 'session' AND row_id = session.id AND sequence <= :head
                ORDER BY sequence DESC LIMIT 1)) || ']',
        session.sequence AS place
    FROM session WHERE session.id = :session AND session.sequence <= :head""",
    *(_ADDED.format(table) for table in ("entry", "shared", "worksheet")),
)

_IN_NOTEBOOK = (
    _ADDED.format("entry"),
    """SELECT '["part_link",' || json_quote(part_link.id) || ',' || json_quote(ledger.content_sha256)
            || ']',
        part_link.sequence AS place
    FROM part_link JOIN ledger ON ledger.sequence = part_link.sequence
        JOIN entry ON entry.id = part_link.entry
    WHERE entry.session = :session AND part_link.sequence <= :head""",
)

_QUESTIONS: Final = {
    "record": " UNION ALL ".join(_IN_RECORD) + " ORDER BY place",
    "notebook": " UNION ALL ".join(_IN_NOTEBOOK) + " ORDER BY place",
}


def session_digest(connection: Connection, kind: str, session_id: str, head: int) -> str:
    """SHA-256 over a line `["table","id","content hash"]` for each row of a session, in the order added.

    Args:
        connection: the open file.
        kind: the kind of file, "record" or "notebook".
        session_id: the session.
        head: the ledger's row up to which the file is looked at.

    Returns:
        64 hexadecimal digits; `NOTHING` where nothing of the session was in the file then, or is any more.
    """
    found = connection.execute(_QUESTIONS[kind], {"session": session_id, "head": head})
    return digest("\n".join(row[0] for row in found))
