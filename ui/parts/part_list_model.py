"""All parts of a client as a list: who each is, and when it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.history import Strip, histories
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.parts.field_words import day_said
from ui.words import role_word

ROW_ROLE = Qt.ItemDataRole.UserRole
MOST_NAMES = 4
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in the list.

    Attributes:
        also: its other names.
        strips: one a session of the client, in their order; None where the part did not come up.
        last: the day it last came up, in words; empty where it never did.
    """

    part: str
    label: str
    also: tuple[str, ...]
    role: Role
    strips: tuple[Strip | None, ...]
    last: str

    @property
    def sessions(self) -> int:
        """In how many sessions it came up."""
        return sum(strip is not None for strip in self.strips)


def part_rows(parts: ClientParts, today: date) -> tuple[PartRow, ...]:
    """All parts in the order they became known: none stands before another for any other reason."""
    strips = histories(parts)
    return tuple(_row(part, parts, strips[part.id], today) for part in parts.parts)


def _row(part: Part, parts: ClientParts, strips: Sequence[Strip], today: date) -> PartRow:
    by_session = {strip.session.id: strip for strip in strips}
    last = day_said(strips[-1].session.anchor.date(), today) if strips else ""
    return PartRow(
        part.id,
        one_line(parts.label(part.id), 320),
        tuple(one_line(name, 80) for name in part.aliases[:MOST_NAMES]),
        part.role,
        tuple(by_session.get(session.id) for session in parts.sessions),
        last,
    )


class PartListModel(QAbstractListModel):
    """The rows, and the words a screen reader says for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PartRow, ...] = ()

    def show_rows(self, rows: Sequence[PartRow]) -> None:
        """Show these parts."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        """How many parts there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and the words of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        return None

    def row_of(self, part_id: str) -> int:
        """The place of a part; -1 for none."""
        return next((place for place, row in enumerate(self._rows) if row.part == part_id), -1)

    def _words(self, row: PartRow) -> str:
        said = [row.label, role_word(row.role)]
        if row.also:
            said.append(self.tr("also {names}").format(names=", ".join(row.also)))
        if row.sessions == 0:
            said.append(self.tr("not in a session yet"))
        elif row.sessions == 1:
            said.append(self.tr("in 1 session, {day}").format(day=row.last))
        else:
            said.append(self.tr("in {n} sessions, last {day}").format(n=row.sessions, day=row.last))
        return ", ".join(said)
