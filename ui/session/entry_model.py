"""The session's entries as rows: the one model that the log and the timeline are views of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kap_companion.parts.roster import label
from kap_companion.session.live import Change
from kap_companion.session.timeline import Risk, Timeline, seconds_from_dose
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from ui.session.about_words import named_by_actions, spoken_of
from ui.session.entry_words import EntryWords, Surroundings, words_of
from ui.words import clock_time, t_plus

TIME, LINE, DETAIL = range(3)
COLUMNS = 3
EntryRole = Qt.ItemDataRole.UserRole + 1
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_NOWHERE = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractTableModel):
    """Current entries by their time; columns are the time, the line and what stands on its right.

    `AccessibleTextRole` of the line says the whole row, so that a screen reader needs one cell only.

    Signals:
        changed: rows, names, roles or the zero of time changed; for views that draw the session as a whole.
    """

    changed = Signal()

    def __init__(self, timeline: Timeline, roster: Roster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._roster = roster
        self._rows: list[Entry] = list(timeline.entries)
        self._by_id = {entry.id: entry for entry in self._rows}
        # Kept, because at each key it would be looked for among thousands of entries.
        self._named = named_by_actions(timeline)
        self._around = _surroundings(timeline, roster, frozenset(), self._named)
        self._words: dict[str, EntryWords] = {}

    @property
    def timeline(self) -> Timeline:
        """The session as it reads now."""
        return self._timeline

    @property
    def roster(self) -> Roster:
        """The client's parts."""
        return self._roster

    @property
    def surroundings(self) -> Surroundings:
        """How the parts are called now, and what else an entry's words depend on."""
        return self._around

    def apply(self, change: Change) -> None:
        """Follow a change; rows that stay keep their selection.

        Rows are compared with the new timeline itself, so that a reading which comes back (an amendment was
        taken back) is found too.
        """
        if change.removed or any(entry.kind is EntryKind.ACTION for entry in change.added):
            self._named = named_by_actions(change.timeline)
        before = self._around
        around = _surroundings(change.timeline, change.roster, change.held, self._named)
        self._timeline, self._roster, self._around = change.timeline, change.roster, around
        entries, known = change.timeline.entries, len(self._rows)
        # As one types, the new ones come after all others; then no other is looked at.
        if len(entries) > known and list(entries[:known]) == self._rows:
            self._insert(known, entries[known:])
        else:
            self._compare(entries)
        self._reread(before, around)
        self.changed.emit()

    def entry_at(self, row: int) -> Entry:
        """The entry in a row."""
        return self._rows[row]

    def row_of(self, entry_id: str) -> int | None:
        """The row of a current entry, or None."""
        entry = self._by_id.get(entry_id)
        return None if entry is None else bisect_left(self._rows, _order(entry), key=_order)

    def row_near(self, elapsed_ms: float) -> int | None:
        """The row nearest in time, or None where there is no entry."""
        if not self._rows:
            return None
        after = bisect_left(self._rows, elapsed_ms, key=lambda entry: entry.elapsed_ms)
        around = [row for row in (after - 1, after) if 0 <= row < len(self._rows)]
        return min(around, key=lambda row: abs(self._rows[row].elapsed_ms - elapsed_ms))

    def words_at(self, row: int) -> EntryWords:
        """How the entry in a row reads; kept until something it depends on changes."""
        entry = self._rows[row]
        words = self._words.get(entry.id)
        if words is None:
            words = self._words[entry.id] = words_of(entry, self._around)
        return words

    def time_at(self, row: int) -> str:
        """When: "T+0:03" from the first dose; the wall's time while there is no dose."""
        entry = self._rows[row]
        seconds = seconds_from_dose(self._timeline, entry.elapsed_ms)
        return clock_time(entry.at) if seconds is None else t_plus(seconds, with_seconds=False)

    def said_at(self, row: int) -> str:
        """The whole row in one sentence, as a screen reader says it and a tooltip shows it."""
        words = self.words_at(row)
        return ", ".join(text for text in (self.time_at(row), words.line, *words.right) if text)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many entries are current."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Time, line and detail."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, or the entry itself by `EntryRole`."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = index.row(), index.column()
        if role == EntryRole:
            return self._rows[row]
        if role not in _TEXT_ROLES:
            return None
        if column == TIME:
            return self.time_at(row)
        if column == DETAIL:
            return self.words_at(row).detail
        return self.words_at(row).line if role == Qt.ItemDataRole.DisplayRole else self.said_at(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names, for screen readers."""
        if orientation is not Qt.Orientation.Horizontal or role not in _TEXT_ROLES:
            return None
        translate = QCoreApplication.translate
        names = (translate("Entry", "Time"), translate("Entry", "Entry"), translate("Entry", "Details"))
        return names[section] if 0 <= section < COLUMNS else None

    def _compare(self, entries: Sequence[Entry]) -> None:
        wanted = {entry.id for entry in entries}
        for first, last in _stretches_down([i for i, e in enumerate(self._rows) if e.id not in wanted]):
            self._remove(first, last)
        fresh = [i for i, e in enumerate(entries) if e.id not in self._by_id]
        for first, last in _stretches_up(fresh):
            self._insert(first, entries[first : last + 1])

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(_NOWHERE, first, last)
        for entry in self._rows[first : last + 1]:
            del self._by_id[entry.id]
            self._words.pop(entry.id, None)
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _insert(self, first: int, entries: Sequence[Entry]) -> None:
        self.beginInsertRows(_NOWHERE, first, first + len(entries) - 1)
        self._rows[first:first] = entries
        self._by_id |= {entry.id: entry for entry in entries}
        self.endInsertRows()

    def _reread(self, before: Surroundings, now: Surroundings) -> None:
        if before == now:
            return
        if before.first_dose_ms != now.first_dose_ms:
            self._words.clear()
            if self._rows:
                self.dataChanged.emit(self.index(0, TIME), self.index(len(self._rows) - 1, DETAIL))
            return
        stale = {part for part in now.names if _known_of(part, before) != _known_of(part, now)}
        moved = {dose for dose, n in now.dose_numbers.items() if before.dose_numbers.get(dose) != n}
        moved |= before.held ^ now.held
        if before.spoken_of != now.spoken_of:
            about = {e.id: e.about for e in self._rows if e.about is not None}
            moved |= {
                entry for entry, of in about.items() if before.spoken_of.get(of) != now.spoken_of.get(of)
            }
        marked = {*before.risks, *now.risks}
        moved |= {entry for entry in marked if before.risks.get(entry) != now.risks.get(entry)}
        rows = [row for row, e in enumerate(self._rows) if e.part in stale or e.id in moved]
        for row in rows:
            self._words.pop(self._rows[row].id, None)
        for first, last in _stretches_up(rows):
            self.dataChanged.emit(self.index(first, TIME), self.index(last, DETAIL))


def select_row(selection: QItemSelectionModel, row: int) -> None:
    """Select one row of the model, in every view that shares the selection."""
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    selection.setCurrentIndex(selection.model().index(row, LINE), flags)


def step_selection(selection: QItemSelectionModel, by: int) -> None:
    """Select the entry before (-1) or after (1); with nothing selected, the newest."""
    count = selection.model().rowCount()
    if count == 0:
        return
    current = selection.currentIndex()
    row = current.row() + by if current.isValid() else count - 1
    select_row(selection, min(max(row, 0), count - 1))


def _order(entry: Entry) -> tuple[int, str]:
    return entry.elapsed_ms, entry.id


def _known_of(part: str, around: Surroundings) -> tuple[object, ...]:
    return around.names.get(part), around.roles.get(part), part in around.named


def _surroundings(
    timeline: Timeline, roster: Roster, held: frozenset[str], named_by: frozenset[str]
) -> Surroundings:
    risks: dict[str, tuple[Risk, ...]] = {}
    for risk in timeline.risks:
        risks[risk.entry.id] = (*risks.get(risk.entry.id, ()), risk)
    named = frozenset(part.id for part in roster.parts if part.name.strip())
    return Surroundings(
        names={
            part.id: part.name
            if part.id in named
            else label(part, (e for e in timeline.entries if e.part == part.id))
            for part in roster.parts
        },
        named=named,
        roles={part.id: part.role for part in roster.parts},
        spoken_of=spoken_of(timeline, named_by),
        dose_numbers={dose.id: number for number, dose in enumerate(timeline.doses, start=1)},
        first_dose_ms=timeline.first_dose_ms,
        risks=risks,
        held=held,
    )


def _stretches_up(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring rows as (first, last), from the top."""
    first = last = None
    for row in rows:
        if last is not None and first is not None and row != last + 1:
            yield first, last
            first = None
        first, last = (row if first is None else first), row
    if first is not None and last is not None:
        yield first, last


def _stretches_down(rows: Iterable[int]) -> list[tuple[int, int]]:
    return list(_stretches_up(rows))[::-1]
