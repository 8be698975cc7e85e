"""Whether each signature holds, is over what the file says, and nothing but additions came after it."""

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import as_text, moment
from kap_companion.records.file_kind import FileKind
from kap_companion.records.findings import Findings, shown
from kap_companion.records.ledger import NOTHING, content_of, genesis
from kap_companion.records.session_digest import session_digest
from kap_companion.records.signatures import holds
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Signature

_FIELDS: Final = tuple(Signature.model_fields)
_SIGNATURES: Final = f"SELECT sequence, {', '.join(_FIELDS)} FROM signature ORDER BY sequence"  # noqa: S608 (our names)
_SIGNED: Final = "(SELECT session, min(sequence) AS since FROM signature GROUP BY session) AS signed"

_NO_ADDITION: Final = """SELECT '{0}', {0}.id FROM {0} JOIN {1} ON signed.session = {0}.session
    WHERE {0}.sequence > since AND {0}.addition IS NULL"""

_CORRECTION: Final = f"""SELECT 'entry', entry.id FROM entry JOIN {_SIGNED} ON signed.session = entry.session
        WHERE entry.sequence > since
            AND (coalesce(amends, retracts, closes) IS NOT NULL OR length(reason) = 0)
    UNION ALL SELECT 'entry', entry.id FROM entry
        JOIN entry AS other ON other.id IN (entry.amends, entry.retracts, entry.closes)
        JOIN {_SIGNED} ON signed.session = other.session
        WHERE coalesce(entry.amends, entry.retracts, entry.closes) IS NOT NULL
            AND entry.sequence > since"""  # noqa: S608 (our names)

_AFTER: Final = {
    "record": (
        *(_NO_ADDITION.format(table, _SIGNED) for table in ("entry", "shared", "worksheet")),
        _CORRECTION,
        f"""SELECT 'session', row_id FROM ledger JOIN {_SIGNED} ON signed.session = row_id
        WHERE table_name = 'session' AND action = 'changed' AND sequence > since""",  # noqa: S608 (our names)
    ),
    "notebook": (
        _NO_ADDITION.format("entry", _SIGNED),
        _CORRECTION,
        f"""SELECT 'part_link', part_link.id FROM part_link JOIN entry ON entry.id = part_link.entry
        JOIN {_SIGNED} ON signed.session = entry.session
        WHERE part_link.sequence > since AND entry.addition IS NULL""",  # noqa: S608 (our names)
    ),
}

_STATES: Final = """SELECT id FROM session
    WHERE (state = 'signed') <> EXISTS (SELECT 1 FROM signature WHERE session = session.id)"""
_BETWEEN: Final = """SELECT count(*) FROM ledger WHERE sequence > ? AND sequence < ?
    AND NOT (table_name = 'session' AND row_id = ? AND action = 'changed')"""
_SESSION_BEFORE: Final = """SELECT content FROM ledger WHERE table_name = 'session' AND row_id = ?
    AND sequence <= ? ORDER BY sequence DESC LIMIT 1"""
_SESSION_MOVED: Final = """SELECT content FROM ledger WHERE table_name = 'session' AND row_id = ?
    AND sequence > ? AND sequence < ?"""


class _Kept(NamedTuple):
    """A signature, and the ledger's number for its adding."""

    sequence: int
    signature: Signature


def check_signatures(connection: Connection, kind: FileKind, findings: Findings) -> int:
    """Checks every signature, and that nothing but additions came after it.

    Returns:
        The highest row of the ledger that a valid signature covers; 0 where there is none.
    """
    signed_to = 0
    with findings.reading("Table signature"):
        for kept in _signatures(connection, findings):
            if _is_good(connection, kind, kept, findings):
                signed_to = max(signed_to, kept.signature.head)
        for question in _AFTER[kind.name]:
            for table, row_id in connection.execute(question):
                findings.note(
                    "signed_changed",
                    f"Table {table}, row {shown(row_id)} is no addition to a session signed before it.",
                )
        if kind.name == "record":
            for (session_id,) in connection.execute(_STATES):
                findings.note(
                    "signed_state",
                    f"Table session, row {shown(session_id)} does not tell whether the session is signed.",
                )
    return signed_to


def _signatures(connection: Connection, findings: Findings) -> Iterator[_Kept]:
    for sequence, *columns in connection.execute(_SIGNATURES).fetchall():
        fields = dict(zip(_FIELDS, columns, strict=True))
        try:
            name, at = as_text(fields["name"]), moment(fields["at"])
            signature = Signature.model_validate({**fields, "name": name, "at": at})
        except (ValueError, TypeError):
            findings.note("signature", f"The signature {shown(fields['id'])} was altered.")
            continue
        yield _Kept(sequence, signature)


def _is_good(connection: Connection, kind: FileKind, kept: _Kept, findings: Findings) -> bool:
    signature = kept.signature
    name = f"The signature {shown(signature.id)}"
    if not holds(signature):
        findings.note("signature", f"{name} was altered.")
    elif not _is_of_its_person(connection, kind, signature):
        findings.note("signature_key", f"{name} is not by the person that it names.")
    elif not _is_over(connection, kind, signature):
        findings.note(
            "signature_chain",
            f"{name} is over another ledger: a row up to {signature.head} was altered, the chain rebuilt.",
        )
    elif connection.execute(_BETWEEN, (signature.head, kept.sequence, signature.session)).fetchone()[0]:
        findings.note("signature_late", f"{name} was put in after other rows were written.")
    elif not _only_moved_its_session(connection, kept):
        findings.note(
            "signature_session",
            f"Table session, row {shown(signature.session)} was altered in what came of its signing.",
        )
    elif not _is_of_its_session(connection, kind, signature):
        findings.note(
            "signature_digest", f"The session {shown(signature.session)} is not as it was when it was signed."
        )
    else:
        return True
    return False


def _is_of_its_person(connection: Connection, kind: FileKind, signature: Signature) -> bool:
    # A notebook knows nobody; its signatures are held against the record's by whoever has both open.
    if kind.name != "record":
        return True
    row = connection.execute("SELECT signing_key FROM person WHERE id = ?", (signature.person,)).fetchone()
    return row is not None and row[0] == signature.key


def _is_over(connection: Connection, kind: FileKind, signature: Signature) -> bool:
    if signature.head == 0:
        # The notebook of someone who had written nothing yet.
        return signature.chain == genesis(kind.name)
    row = connection.execute("SELECT chain FROM ledger WHERE sequence = ?", (signature.head,)).fetchone()
    return row is not None and row[0] == signature.chain


def _only_moved_its_session(connection: Connection, kept: _Kept) -> bool:
    """Whether the row that signing itself writes of a session says nothing new but that it is signed."""
    signature = kept.signature
    before = connection.execute(_SESSION_BEFORE, (signature.session, signature.head)).fetchone()
    moved = connection.execute(_SESSION_MOVED, (signature.session, signature.head, kept.sequence)).fetchall()
    for (content,) in moved:
        if content is None or before is None or before[0] is None:
            continue  # purged, and if not, that is seen elsewhere
        fields = json.loads(as_text(before[0])) | {"state": SessionState.SIGNED.value}
        if content_of(fields.items()) != as_text(content):
            return False
    return len(moved) <= 1


def _is_of_its_session(connection: Connection, kind: FileKind, signature: Signature) -> bool:
    found = session_digest(connection, kind.name, signature.session, signature.head)
    # Nothing is left of a session that was purged; that the ledger says so of each row is seen elsewhere.
    return found in (signature.digest, NOTHING)
