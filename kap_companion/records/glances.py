"""Entries as far as a glance needs them: who came forward, doses, ratings, what was added.

A client's page shows a hundred sessions at once; of what people wrote nothing is read for it.
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

GLANCES: Final = f"""SELECT id, session, kind, part, elapsed_ms, addition,
        CASE WHEN kind IN ('{EntryKind.SELF.value}', '{EntryKind.DOSE.value}') THEN detail END
    FROM entry WHERE session IN (SELECT value FROM json_each(?)) AND (
        kind IN ('{EntryKind.PART.value}', '{EntryKind.SELF.value}', '{EntryKind.DOSE.value}',
            '{EntryKind.ADDENDUM.value}')
        OR addition = '{Addition.ADDENDUM.value}')"""  # noqa: S608 (our names)

CORRECTIONS: Final = (
    "WHERE session IN (SELECT value FROM json_each(?)) AND (amends IS NOT NULL OR retracts IS NOT NULL)"
)
# No text of a detail holds this: there its quotes would have a backslash before them.
ROLES: Final = f"""WHERE part IN (SELECT value FROM json_each(?)) AND kind = '{EntryKind.PART.value}'
    AND instr(detail, '"role":"unknown"') = 0"""  # noqa: S608 (our names)


class Glimpse(NamedTuple):
    """What a glance sees of one entry, current or not.

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
