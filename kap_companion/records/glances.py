"""Entries as far as a glance needs them: who came forward, doses, ratings, what was added.

A client's page shows a hundred sessions at once; of what people wrote nothing is read for it. Most lines are
about parts, and of those only the first of each session and part tells anything: none is made of the rest.
"""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from kap_companion.records.column_types import as_text
from kap_companion.vocabulary.details import DoseDetail, SelfDetail
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import EntryKind

_TOLD: Final = TypeAdapter[SelfDetail | DoseDetail](SelfDetail | DoseDetail)

_OF_SESSIONS: Final = "FROM entry WHERE session IN (SELECT value FROM json_each(?))"
_ABOUT_A_PART: Final = f"kind = '{EntryKind.PART.value}' AND addition IS NOT '{Addition.ADDENDUM.value}'"

GLANCES: Final = f"""SELECT id, session, kind, part, elapsed_ms, addition,
        CASE WHEN kind IN ('{EntryKind.SELF.value}', '{EntryKind.DOSE.value}') THEN detail END
    {_OF_SESSIONS} AND (
        kind IN ('{EntryKind.SELF.value}', '{EntryKind.DOSE.value}', '{EntryKind.ADDENDUM.value}')
        OR (addition = '{Addition.ADDENDUM.value}' AND kind <> '{EntryKind.RETRACTION.value}'))
    """

# The index of `COMING` holds all that these ask for. Of equal moments the smallest id comes first in it, and
# min() of SQLite keeps what it met first.
_LISTED: Final = "(SELECT value FROM json_each(?))"
FIRST_COMINGS: Final = f"""SELECT id, session, part, min(elapsed_ms) {_OF_SESSIONS} AND {_ABOUT_A_PART}
    AND id NOT IN {_LISTED} GROUP BY session, part"""
COMINGS_WITH: Final = f"""SELECT id, session, part, elapsed_ms {_OF_SESSIONS} AND {_ABOUT_A_PART}
    AND id IN {_LISTED}"""

CORRECTIONS: Final = f"""SELECT id, amends, retracts, part, typed_ms
    {_OF_SESSIONS} AND (amends IS NOT NULL OR retracts IS NOT NULL)"""
ABOUT: Final = f"WHERE part IN (SELECT value FROM json_each(?)) AND {_ABOUT_A_PART}"  # noqa: S608 (our names)
# No text of a detail holds this: there its quotes would have a backslash before them.
ROLES: Final = f"""WHERE part IN (SELECT value FROM json_each(?)) AND kind = '{EntryKind.PART.value}'
    AND instr(detail, '"role":"unknown"') = 0"""  # noqa: S608 (our names)


class Correcting(NamedTuple):
    """A row that amends another one or takes it back.

    Attributes:
        typed_ms: from the session's anchor; by it rows are in the order written.
    """

    id: str
    amends: str | None
    retracts: str | None
    part: str | None
    typed_ms: int


class Coming(NamedTuple):
    """A line about a part: when it came up.

    Attributes:
        part: the id of the part that it was written about; None where it tells none.
        elapsed_ms: from the session's anchor.
    """

    id: str
    session: str
    part: str | None
    elapsed_ms: int

    @property
    def kind(self) -> EntryKind:
        """Lines about parts are all of one kind."""
        return EntryKind.PART


class Glimpse(NamedTuple):
    """What a glance sees of one rating, dose or addition, current or not.

    Attributes:
        elapsed_ms: from the session's anchor.
        is_addendum: whether it came after the session was signed.
        detail: of a rating or a dose; None for all else.
    """

    id: str
    session: str
    kind: EntryKind
    part: str | None
    elapsed_ms: int
    is_addendum: bool
    detail: SelfDetail | DoseDetail | None


def as_glimpses(rows: Iterable[tuple[Any, ...]]) -> tuple[Glimpse, ...]:
    """What rows tell that a question for `GLANCES` found; in no order.

    Raises:
        ValueError: a row is no entry; its text may quote the row, so it must not be shown.
    """
    kinds = {kind.value: kind for kind in EntryKind}
    addenda = {Addition.ADDENDUM.value, EntryKind.ADDENDUM.value}
    details: dict[str | bytes | None, SelfDetail | DoseDetail | None] = {None: None}
    found: list[Glimpse] = []
    for entry, session, kind, part, elapsed_ms, addition, detail in rows:
        if kind not in kinds:
            raise ValueError(kind)
        if detail not in details:
            details[detail] = _TOLD.validate_python(json.loads(as_text(detail)), strict=False)
        added = addition in addenda or kind in addenda
        found.append(Glimpse(entry, session, kinds[kind], part, elapsed_ms, added, details[detail]))
    return tuple(found)
