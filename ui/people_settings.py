"""Who works in the practice, on its settings page: shown, added, removed with or without new keys."""

from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.vault.admitting import Prepared
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice
from ui import background
from ui.backing_up import BackingUp
from ui.settings.people_panel import LeavingForm, NewPersonForm, PeoplePanel, PersonShown
from ui.spending import spend


class PeopleSettings(QObject):
    """Serves the panel of people.

    Signals:
        sheet_made: a `Person` who was added and the `RecoveryCode` of their sheet, to be shown once.
    """

    sheet_made = Signal(object, object)

    def __init__(
        self, practice: Practice, clock: Clock, pool: QThreadPool, backing_up: BackingUp, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._backing_up = backing_up

    def attach(self, panel: PeoplePanel) -> None:
        """Serve a panel until it is gone."""
        panel.person_described.connect(partial(self._add_person, panel))
        panel.leaving_decided.connect(partial(self._remove_person, panel))
        self._show_people(panel)

    def _show_people(self, panel: PeoplePanel) -> None:
        practice = self._practice
        holders = {holder.id: holder for holder in practice.keyring.people}
        shown: list[PersonShown] = []
        for person in practice.record.people():
            holder = holders.get(person.id)
            shown.append(
                PersonShown(
                    id=person.id,
                    name=person.name,
                    role=person.role,
                    may_add=holder is not None and holder.may_add,
                    has_sheet=None if holder is None else holder.sheet.state is not SheetState.NOT_PRINTED,
                    left_at=person.left_at,
                    is_reader=person.id == practice.person.id,
                )
            )
        panel.show_people(shown, may_add=practice.may_add_people)

    def _add_person(self, panel: PeoplePanel, form: NewPersonForm) -> None:
        panel.set_busy(True)
        work = partial(
            self._practice.prepare_person,
            name=form.name,
            role=form.role,
            passphrase=form.passphrase,
            clock=self._clock,
            may_add=form.may_add,
        )
        spending = partial(spend, work, form.passphrase)
        background.run(self._pool, spending, partial(self._admit, panel), partial(self._say_people, panel))

    def _admit(self, panel: PeoplePanel, prepared: Prepared) -> None:
        try:
            person, code = self._practice.admit(prepared, self._clock)
        except KnownError as error:
            self._say_people(panel, error)
            return
        self.sheet_made.emit(person, code)

    def _remove_person(self, panel: PeoplePanel, form: LeavingForm) -> None:
        if self._backing_up.under_way:
            panel.show_problem(self.tr("A backup is being made. Try again when it is done."))
            return
        panel.set_busy(True)
        try:
            self._practice.remove_person(form.person, self._clock)
            if form.change_keys:
                self._practice.change_keys(self._clock)
        except KnownError as error:
            self._show_people(panel)
            self._say_people(panel, error)
            return
        panel.set_busy(False)
        self._show_people(panel)
        panel.say(
            self.tr("Removed, and the practice has new keys.")
            if form.change_keys
            else self.tr("Removed. The practice’s keys are as they were.")
        )

    @staticmethod
    def _say_people(panel: PeoplePanel, error: Exception) -> None:
        if isValid(panel):
            panel.set_busy(False)
            panel.show_problem(str(error))
