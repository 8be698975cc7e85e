"""Who works in the practice: adding someone with keys of their own, and letting someone go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kap_companion.vocabulary.people import PersonRole
from ui.one_line import one_line
from ui.settings.leaving_panel import LeavingForm, LeavingPanel
from ui.settings.new_person_panel import NewPersonForm, NewPersonPanel
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label
from ui.words import day, person_role_word

__all__ = ["LeavingForm", "NewPersonForm", "PeoplePanel", "PersonShown"]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person as the panel shows them.

    Attributes:
        may_add: whether they may add and remove people.
        has_sheet: whether their recovery sheet is on paper; None for someone who left.
        left_at: when they were removed, or None.
        is_reader: whether it is the person who looks at the panel.
    """

    id: str
    name: str
    role: PersonRole
    may_add: bool
    has_sheet: bool | None
    left_at: datetime | None
    is_reader: bool


class PeoplePanel(Panel):
    """The people by the order they came; what can be done only by someone who may is not offered to others.

    Signals:
        person_described: a `NewPersonForm`.
        leaving_decided: a `LeavingForm`.
    """

    person_described = Signal(object)
    leaving_decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PeoplePanel", "People"), parent=parent)
        self._about = words_label(kind="quiet")
        self._rows = Rows(4)
        self.add = QPushButton(self.tr("Add a person…"))
        self.new_person = NewPersonPanel()
        self.new_person.hide()
        self.leaving = LeavingPanel()
        self.leaving.hide()
        acts = QHBoxLayout()
        acts.addWidget(self.add)
        acts.addStretch(1)
        self.lines.addWidget(self._about)
        self.lines.addLayout(self._rows)
        self.lines.addWidget(self.leaving)
        self.lines.addWidget(self.new_person)
        self.lines.addLayout(acts)
        self.add.clicked.connect(self._ask_for_person)
        self.new_person.person_described.connect(self.person_described)
        self.new_person.went_back.connect(self.close_forms)
        self.leaving.decided.connect(self.leaving_decided)
        self.leaving.went_back.connect(self.close_forms)

    def show_people(self, people: Sequence[PersonShown], *, may_add: bool) -> None:
        """Show who works here, and who did."""
        self._rows.replace(self._row(person, may_remove=may_add) for person in people)
        self._about.setText(
            self.tr(
                "Everyone opens the practice with a passphrase of their own. A therapist’s process notes "
                "are theirs alone: nobody else here can read them."
            )
            if may_add
            else self.tr("Adding and removing people is for those who may.")
        )
        self.add.setVisible(may_add)
        self.close_forms()

    def close_forms(self) -> None:
        """No question is open."""
        self.new_person.forget()
        self.new_person.hide()
        self.leaving.hide()
        self.add.setEnabled(True)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While keys are made nothing else can be pressed here."""
        self.new_person.set_busy(busy)
        self.leaving.set_busy(busy)

    def _ask_for_person(self) -> None:
        self.leaving.hide()
        self.show_problem("")
        self.add.setEnabled(False)
        self.new_person.ask()

    def _ask_about_leaving(self, person: PersonShown) -> None:
        self.close_forms()
        self.show_problem("")
        self.leaving.ask(person.id, person.name)

    def _row(self, person: PersonShown, *, may_remove: bool) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        across.addWidget(words_label(one_line(person.name, 80), "strong"), 2)
        across.addWidget(words_label(self._details(person), "quiet"), 3)
        remove = QPushButton(self.tr("Remove…"))
        remove.setAccessibleName(self.tr("Remove {name}").format(name=one_line(person.name, 80)))
        remove.setProperty("kind", "link")
        # The columns stay in line where the button is away.
        keeps_place = remove.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        remove.setSizePolicy(keeps_place)
        across.addWidget(remove)
        remove.setVisible(may_remove and person.left_at is None)
        remove.clicked.connect(partial(self._ask_about_leaving, person))
        return row

    def _details(self, person: PersonShown) -> str:
        words = [person_role_word(person.role)]
        if person.is_reader:
            words.append(self.tr("you"))
        if person.left_at is not None:
            left = person.left_at
            words.append(self.tr("left {day} {year}").format(day=day(left), year=left.year))
        else:
            if person.may_add:
                words.append(self.tr("may add people"))
            if person.has_sheet is False:
                words.append(self.tr("no recovery sheet on paper"))
        return " · ".join(words)
