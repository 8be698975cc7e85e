"""How do these two stand to each other? A small panel beside them, that asks for nothing else to wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.parts.map_scene import MapLink, MapPart
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind, LinkState
from ui.one_line import one_line
from ui.parts.link_sample import LinkSample
from ui.parts.map_words import kind_word, name_of, state_word
from ui.session.finger_button import FingerButton
from ui.theme import Light
from ui.widgets.words_label import words_label

_LONGEST = 40


class LinkPanel(QFrame):
    """Asks for the kind of a link from one part to another; digits choose too, Esc leaves it."""

    kind_chosen = Signal(str, str, object)
    state_chosen = Signal(str, str, object, object)
    dropped = Signal(str, str, object)
    left = Signal()

    def __init__(self, light: Light, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        # A card of the style sheet is seen through where its parent paints itself.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("How do they stand to each other?"))
        self._light = light
        self._ends: tuple[MapPart, MapPart] | None = None
        self._links: tuple[MapLink, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 14, 16, 14)
        self._lines.setSpacing(8)
        self._asked = words_label(kind="strong")
        self._lines.addWidget(self._asked)
        self._kinds = self._make_kinds()
        self._held = QVBoxLayout()
        self._lines.addLayout(self._held)
        self._held_rows: list[QWidget] = []
        self._make_ways_out()

    def ask(self, from_part: MapPart, to_part: MapPart, links: tuple[MapLink, ...]) -> None:
        """Ask how one part stands to another.

        Args:
            from_part: from where the link was drawn.
            to_part: to where.
            links: those there are between both.
        """
        self._ends, self._links = (from_part, to_part), links
        names = [one_line(name_of(part), _LONGEST) for part in (from_part, to_part)]
        self._asked.setText(self.tr("{one} … {other}").format(one=names[0], other=names[1]))
        for kind, button in self._kinds.items():
            button.setAccessibleName(f"{names[0]} {kind_word(kind)} {names[1]}")
        self._show_links()
        self.adjustSize()
        self.show()
        self.raise_()
        next(iter(self._kinds.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def kind_button(self, kind: LinkKind) -> FingerButton:
        """The button that chooses a kind."""
        return self._kinds[kind]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; 1 to 6 choose a kind."""
        place = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif 0 <= place < len(self._kinds):
            self._choose(list(self._kinds)[place])
        else:
            super().keyPressEvent(event)

    def _make_kinds(self) -> dict[LinkKind, FingerButton]:
        grid = QGridLayout()
        grid.setSpacing(6)
        made: dict[LinkKind, FingerButton] = {}
        rows = -(-len(LinkKind) // 2)
        for place, kind in enumerate(LinkKind):
            row, column = place % rows, place // rows * 3
            number = words_label(str(place + 1), "quiet", self)
            button = FingerButton(kind_word(kind), self)
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            grid.addWidget(number, row, column)
            grid.addWidget(LinkSample(kind, self._light, self), row, column + 1)
            grid.addWidget(button, row, column + 2)
            made[kind] = button
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(5, 1)
        self._lines.addLayout(grid)
        return made

    def _make_ways_out(self) -> None:
        turn = FingerButton(self.tr("The other way round"), self)
        turn.clicked.connect(self._turn)
        leave = FingerButton(self.tr("Cancel"), self)
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(turn)
        row.addWidget(leave)
        self._lines.addLayout(row)

    def _show_links(self) -> None:
        """For each link there is already: how it stands now, and that it is none after all."""
        for widget in self._held_rows:
            self._held.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._held_rows = [self._row_of(link) for link in self._links]
        for widget in self._held_rows:
            self._held.addWidget(widget)

    def _row_of(self, link: MapLink) -> QWidget:
        row = QWidget(self)
        lines = QHBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        said = self.tr("{link} now: {state}").format(link=kind_word(link.kind), state=state_word(link.state))
        lines.addWidget(words_label(said, "quiet", row), 1)
        for state in LinkState:
            if state is not link.state:
                button = FingerButton(state_word(state), row)
                button.clicked.connect(
                    lambda _checked=False, link=link, state=state: self.state_chosen.emit(
                        link.from_part, link.to_part, link.kind, state
                    )
                )
                lines.addWidget(button)
        no_link = FingerButton(self.tr("not so after all"), row)
        no_link.clicked.connect(
            lambda _checked=False, link=link: self.dropped.emit(link.from_part, link.to_part, link.kind)
        )
        lines.addWidget(no_link)
        return row

    def _turn(self) -> None:
        if self._ends is not None:
            self.ask(self._ends[1], self._ends[0], self._links)

    def _choose(self, kind: LinkKind) -> None:
        if self._ends is None:
            return
        ends = [part.id for part in self._ends]
        if kind in UNDIRECTED:
            ends.sort()
        self.kind_chosen.emit(*ends, kind)
