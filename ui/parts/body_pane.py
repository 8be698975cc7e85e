"""Where a client's parts were felt: the figure, and beside it which parts and when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kap_companion.parts.body_spots import Manner
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.felt_where import FeltPlace, felt_where
from ui.one_line import one_line
from ui.parts.body_figure import BodyFigure
from ui.parts.body_words import body_marks, part_name
from ui.parts.felt_rows import FeltRow
from ui.parts.when_words import newest_year, session_choice
from ui.session.finger_button import FINGER, FingerButton
from ui.theme import Light
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

# Of more places than these, the rest are on the figure and in the words below it, to be chosen there.
_MOST_ROWS = 16


class BodyPane(QWidget):
    """One session or all of them, one part or all of them.

    Signals:
        part_chosen: a person wants a part, by its id.
        entry_wanted: a person wants what says so: the session's id (empty for between the sessions) and the
            id of the entry or act.
    """

    part_chosen = Signal(str)
    entry_wanted = Signal(str, str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._parts: ClientParts | None = None
        self._places: tuple[FeltPlace, ...] = ()
        self._chosen: str | None = None
        self._one_part = False
        self._sessions = self._choice(self.tr("Sessions to show"))
        self._which = self._choice(self.tr("Parts to show"))
        self._figure = BodyFigure(light)
        self._figure.place_chosen.connect(self._choose)
        self._note = words_label("", "quiet")
        self._all = FingerButton(self.tr("Show every place"))
        self._all.clicked.connect(lambda: self._choose(None))
        self._rows = Rows(14)
        self._lay_out()

    def show_parts(self, parts: ClientParts) -> None:
        """Show all of a client's parts, of all sessions; what was chosen before stays where it can."""
        self._show(parts, one_part=False, part_id=self._which.currentData())

    def show_part(self, parts: ClientParts, part_id: str) -> None:
        """Show one part alone, over all sessions."""
        self._show(parts, one_part=True, part_id=parts.family.itself(part_id))

    @property
    def figure(self) -> BodyFigure:
        """The figure with the places."""
        return self._figure

    @property
    def sessions_choice(self) -> ChoiceBox:
        """Of which sessions; the first is all of them."""
        return self._sessions

    @property
    def parts_choice(self) -> ChoiceBox:
        """Of which parts; the first is all of them."""
        return self._which

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        box.setMinimumHeight(FINGER)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        box.currentIndexChanged.connect(self._reread)
        return box

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self._sessions)
        choices.addWidget(self._which)
        choices.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._note)
        left.addWidget(self._figure, 1)
        listed = QWidget()
        right = QVBoxLayout(listed)
        right.setContentsMargins(4, 0, 12, 0)
        right.addLayout(self._rows)
        right.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(listed)
        halves = QHBoxLayout()
        halves.setSpacing(28)
        halves.addLayout(left, 3)
        halves.addWidget(scroll, 4)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        lines.addLayout(choices)
        lines.addLayout(halves, 1)

    def _show(self, parts: ClientParts, *, one_part: bool, part_id: str | None) -> None:
        session = self._sessions.currentData()
        self._parts, self._one_part = parts, one_part
        felt = felt_where(parts, part=part_id if one_part else None)
        held = {reading.session for place in felt for reading in place.readings}
        year = newest_year(parts)
        self._fill(
            self._sessions,
            self.tr("All sessions"),
            [(session_choice(each, year), each.id) for each in parts.sessions if each.id in held],
            session,
        )
        in_body = {part for place in felt for part in place.parts}
        self._fill(
            self._which,
            self.tr("All parts"),
            [(part_name(parts, part.id), part.id) for part in parts.parts if part.id in in_body],
            part_id,
        )
        self._which.setVisible(not one_part)
        everything = self._sessions.currentData() is None and (one_part or self._which.currentData() is None)
        self._show_places(felt if everything else self._felt(parts))

    @staticmethod
    def _fill(box: ChoiceBox, everything: str, choices: list[tuple[str, str]], chosen: str | None) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, None)
        for words, data in choices:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen) if chosen else 0))
        box.blockSignals(False)

    def _reread(self) -> None:
        if self._parts is not None:
            self._show_places(self._felt(self._parts))

    def _felt(self, parts: ClientParts) -> tuple[FeltPlace, ...]:
        return felt_where(parts, session=self._sessions.currentData(), part=self._which.currentData())

    def _show_places(self, places: tuple[FeltPlace, ...]) -> None:
        if self._parts is None:
            return
        part_id = self._which.currentData()
        self._places = places
        marks = body_marks(self._parts, self._places, naming=part_id is None)
        part = self._parts.family.part(part_id)
        tone = None if part is None else self._light.role(part.role.value)
        self._figure.show_places(marks, tone)
        self._note.setText(self._legend())
        self._choose(None)

    def _choose(self, place: str | None) -> None:
        self._chosen = place
        self._figure.choose(place)
        shown = [each for each in self._places if place in (None, each.place)]
        rows = [self._row(each, alone=place is not None) for each in shown[:_MOST_ROWS]]
        if len(shown) > _MOST_ROWS:
            rest = self.tr("and {n} more places: choose one to see it").format(n=len(shown) - _MOST_ROWS)
            rows.append(words_label(rest, "quiet"))
        self._rows.replace(rows)
        self._all.setVisible(place is not None and len(self._places) > 1)

    def _row(self, place: FeltPlace, *, alone: bool) -> QWidget:
        if self._parts is None:
            raise ValueError("a place without the parts that were felt there")
        naming = self._which.currentData() is None
        row = FeltRow(self._parts, place, self._light, naming=naming, alone=alone)
        row.part_chosen.connect(self.part_chosen)
        row.entry_wanted.connect(self.entry_wanted)
        return row

    def _legend(self) -> str:
        if not self._places:
            if self._one_part:
                return self.tr("Nobody has said yet where it is felt.")
            return self.tr("Nobody has said yet where a part is felt.")
        said = [self.tr("Left and right are {name}’s own.").format(name=self._client_name())]
        if any(place.earlier for place in self._places):
            said.append(self.tr("Filled: felt the last time. Ring: felt earlier."))
        if any(spot.manner is Manner.ONE_OF for place in self._places for spot in place.spots):
            said.append(self.tr("Dashed on both sides: nobody said which."))
        return " ".join(said)

    def _client_name(self) -> str:
        return one_line(self._parts.client.name, 40) if self._parts else ""
