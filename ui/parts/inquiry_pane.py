"""The path so far: the steps of meeting one part, each to be kept with a word about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.family.observations import StepSeen
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.inquiry import Path, Stands, StepOnPath, path
from kap_companion.vocabulary.observation import PathStep
from kap_companion.vocabulary.roles import Role
from ui.home.session_words import day_words
from ui.one_line import one_line
from ui.parts.path_row import PathRow
from ui.parts.path_words import path_notes, path_step_word, stands_word, told_of
from ui.parts.step_panel import StepPanel
from ui.parts.when_words import moment_in, newest_year
from ui.session.finger_button import FINGER
from ui.theme import Light
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

_LONGEST_NAME = 60


class InquiryPane(QWidget):
    """Shows how far meeting a part has come; pressing a step asks what is to be told of it, and keeps it.

    Signals:
        step_wanted: a `PathStep` that was done, and what is told of it, which may be empty.
        next_wanted: the id of a part that stepped in and became the next one to meet, and why.
    """

    step_wanted = Signal(object, str)
    next_wanted = Signal(str, str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._parts: ClientParts | None = None
        self._path: Path | None = None
        self._wants_more = False
        self._steps: dict[PathStep, PathRow] = {}
        self._rows = Rows(spacing=0)
        self._panel = StepPanel(self)
        self._chosen: PathStep | None = None
        self._panel.kept.connect(self._keep)
        self._panel.left.connect(self._back_to_the_row)
        self._more = self._link(self._toggle_more)
        self._stepped_in = self._link(self.ask_who_stepped_in)
        self._stepped_in.setText(self.tr("Another part stepped in…"))
        self._notes = words_label(kind="quiet", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(words_label(self.tr("The path so far"), "heading", self))
        column.addLayout(self._rows)
        column.addWidget(self._panel)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stepped_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._notes)
        column.addStretch()
        self.setAccessibleName(self.tr("The path so far"))

    @property
    def steps(self) -> dict[PathStep, PathRow]:
        """The rows that are shown, in their order."""
        return dict(self._steps)

    @property
    def told(self) -> QLineEdit:
        """Where a word about a step is typed; hidden until one is chosen."""
        return self._panel.told

    @property
    def who(self) -> ChoiceBox:
        """Where the part that stepped in is chosen."""
        return self._panel.who

    @property
    def notes(self) -> str:
        """What is said below the steps."""
        return self._notes.text()

    def show_part(self, parts: ClientParts, part_id: str) -> None:
        """Show the path with one part; what was being typed about the same part stays."""
        found = path(parts, part_id)
        if self._path is not None and found.part != self._path.part:
            self._chosen = None
            self._panel.leave()
            self._wants_more = False
        self._parts, self._path = parts, found
        self._show()

    def begin(self) -> None:
        """Ask about the first of the six Fs that is not done; where all are, show the steps of healing."""
        if self._path is None:
            return
        step = self._path.next_step
        if step is None:
            self._wants_more = True
            self._show()
        else:
            self.choose(step)

    def choose(self, step: PathStep) -> None:
        """Ask what is to be told of a step; Enter keeps it, Esc leaves it."""
        self._chosen = step
        self._panel.ask(step)

    def ask_who_stepped_in(self) -> None:
        """Ask which part stepped in and became the next one to meet, and why."""
        if self._parts is None or self._path is None:
            return
        others = [part.id for part in self._parts.parts if part.id != self._path.part]
        self._chosen = None
        self._panel.ask(PathStep.BECAME_NEXT, [(part_id, self._called(part_id)) for part_id in others])

    def _show(self) -> None:
        if self._parts is None or self._path is None:
            return
        shown = self._shown(self._parts, self._path)
        self._steps = {each.step: self._row(each) for each in shown}
        self._rows.replace(self._steps.values())
        notes = path_notes(self._path, self._called, self._when)
        self._notes.setText("\n\n".join(notes))
        self._notes.setVisible(bool(notes))
        words = self.tr("Fewer steps") if self._wants_more else self.tr("Permission and healing…")
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self._stepped_in.setVisible(any(part.id != self._path.part for part in self._parts.parts))

    def _shown(self, parts: ClientParts, found: Path) -> list[StepOnPath]:
        """All six Fs; of the others those that are done, or that are wanted."""
        part = parts.family.part(found.part)
        is_exile = part is not None and part.role is Role.EXILE
        steps = list(found.six_fs)
        for each in (*found.permission, *found.healing):
            heals = is_exile and each in found.healing
            if self._wants_more or heals or each.stands is not Stands.NOT_YET:
                steps.append(each)
        if self._wants_more:
            left = Stands.DONE if found.unresolved else Stands.NOT_YET
            steps.append(StepOnPath(PathStep.UNRESOLVED, left, found.unresolved))
        return steps

    def _row(self, each: StepOnPath) -> PathRow:
        told = told_of(each, self._when)
        said = f"{stands_word(each.stands)}, {told}" if told else stands_word(each.stands)
        row = PathRow(path_step_word(each.step), each.stands, said, self._light, self)
        row.setToolTip(told)
        row.clicked.connect(partial(self.choose, each.step))
        return row

    def _called(self, part_id: str) -> str:
        known = self._parts is not None and self._parts.family.part(part_id) is not None
        if self._parts is None or not known:
            return self.tr("another part")
        return one_line(self._parts.label(part_id), _LONGEST_NAME)

    def _when(self, seen: StepSeen) -> str:
        if self._parts is None:
            return ""
        day = day_words(seen.at.date(), newest_year(self._parts))
        if seen.session not in self._parts.timelines or seen.elapsed_ms is None:
            return day
        return f"{day}, {moment_in(self._parts, seen.session or '', seen.elapsed_ms, seen.at)}"

    def _toggle_more(self) -> None:
        self._wants_more = not self._wants_more
        self._show()

    def _keep(self, step: PathStep, told: str, other: str) -> None:
        if step is not PathStep.BECAME_NEXT:
            self.step_wanted.emit(step, told)
        elif other:
            self.next_wanted.emit(other, told)

    def _back_to_the_row(self) -> None:
        row = self._steps.get(self._chosen) if self._chosen is not None else None
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "link")
        button.setMinimumHeight(FINGER)
        button.clicked.connect(lambda: act())
        return button
