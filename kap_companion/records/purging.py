"""What there is of a client in each of the two files: what a purge removes."""

from collections.abc import Collection
from typing import Final

from kap_companion.records.transaction import Transaction

_OF_CLIENT: Final = (
    """SELECT 'sealed_draft', sealed_draft.id FROM sealed_draft
        JOIN session ON session.id = substr(sealed_draft.id, 1, instr(sealed_draft.id, '/') - 1)
        WHERE session.client = ?""",
    "SELECT 'letter', id FROM letter WHERE client = ?",
    "SELECT 'authorisation', id FROM authorisation WHERE client = ?",
    "SELECT 'retention', id FROM retention WHERE client = ?",
    "SELECT 'standing_limit', id FROM standing_limit WHERE client = ?",
    """SELECT 'worksheet', worksheet.id FROM worksheet
        JOIN session ON session.id = worksheet.session WHERE session.client = ?""",
    "SELECT 'shared', id FROM shared WHERE client = ?",
    """SELECT 'entry', entry.id FROM entry
        JOIN session ON session.id = entry.session WHERE session.client = ?""",
    "SELECT 'session', id FROM session WHERE client = ?",
    "SELECT 'client', id FROM client WHERE id = ?",
)

_OF_CLIENT_IN_NOTEBOOK: Final = (
    "SELECT 'part_act', id FROM part_act WHERE client = ?",
    "SELECT 'part_link', id FROM part_link WHERE client = ?",
    "SELECT 'part', id FROM part WHERE client = ?",
)

_OF_SESSION_IN_NOTEBOOK: Final = (
    "SELECT 'draft', session FROM draft WHERE session = ?",
    "SELECT 'entry', id FROM entry WHERE session = ?",
)


def rows_of_client(record: Transaction, client_id: str) -> list[tuple[str, str]]:
    """Each row of the record that tells of a client, as its table and id; signatures and purges stay."""
    return [(row[0], row[1]) for question in _OF_CLIENT for row in record.rows(question, client_id)]


def process_rows_of_client(
    notebook: Transaction, client_id: str, session_ids: Collection[str]
) -> list[tuple[str, str]]:
    """Each row of a notebook that tells of a client, as its table and id.

    Args:
        notebook: where to look.
        client_id: whose parts and links go.
        session_ids: the client's sessions, which a notebook does not know by itself.
    """
    of_client = [(question, client_id) for question in _OF_CLIENT_IN_NOTEBOOK]
    of_sessions = [(question, each) for each in session_ids for question in _OF_SESSION_IN_NOTEBOOK]
    found = [row for question, each in (*of_client, *of_sessions) for row in notebook.rows(question, each)]
    return [(row[0], row[1]) for row in found]
