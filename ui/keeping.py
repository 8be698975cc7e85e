"""How long a client's records are kept: said on their page, changed there, and the purge that may follow."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.custody.purging import RetentionShown, purge_client, retention_of, set_retention
from kap_companion.errors import KnownError
from kap_companion.vault.backups import Backup, backups_before, remove_backups
from kap_companion.vault.practice import Practice
from ui import words
from ui.backing_up import BackingUp, Reason
from ui.home.home_page import HomePage
from ui.home.keeping_panel import KeepingForm


class Keeping(QObject):
    """Answers what the home page asks about keeping.

    Signals:
        purged: everything about a client is gone; the page is to be filled anew.
    """

    purged = Signal()

    def __init__(
        self,
        practice: Practice,
        clock: Clock,
        backing_up: BackingUp,
        second_place: Callable[[], Path | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock
        self._backing_up = backing_up
        self._second_place = second_place
        backing_up.backed_up.connect(self._remove_what_holds_it_still)

    def attach(self, page: HomePage) -> None:
        """Serve a home page until it is gone."""
        panel = page.client.keeping_panel
        page.keeping_requested.connect(partial(self._ask, page))
        panel.rule_decided.connect(partial(self._decide, page))
        panel.purge_confirmed.connect(partial(self._purge, page))

    def show(self, page: HomePage, client_id: str) -> None:
        """Say until when a client's records are kept."""
        page.client.show_keeping(self._says(retention_of(self._practice, client_id, self._clock)))

    def _ask(self, page: HomePage, client_id: str) -> None:
        shown = retention_of(self._practice, client_id, self._clock)
        today = self._clock.now().at.date()
        may_purge = today > shown.kept.until and not shown.rule.hold
        page.client.keeping_panel.ask(shown.rule, self._says(shown), may_purge=may_purge, today=today)

    def _says(self, shown: RetentionShown) -> str:
        until = shown.kept.until
        said = self.tr("The records are kept until {day} {year}: {source}")
        if shown.rule.hold:
            said = self.tr("A legal hold keeps the records, past {day} {year} too: {source}")
        return said.format(day=words.day(until), year=until.year, source=shown.kept.source)

    def _decide(self, page: HomePage, form: KeepingForm) -> None:
        client_id = page.client.client_id()
        before = retention_of(self._practice, client_id, self._clock).rule
        changed = before.model_copy(
            update={
                "years_after_visit": form.years_after_visit,
                "years_after_majority": form.years_after_majority,
                "born_on": form.born_on,
                "until": form.until,
                "source": form.source,
                "hold": form.hold,
                "reason": form.reason,
            }
        )
        try:
            set_retention(self._practice, changed, self._clock)
        except KnownError as error:
            page.show_problem(str(error))
            return
        page.client.close_keeping()
        self.show(page, client_id)

    def _purge(self, page: HomePage) -> None:
        try:
            purge_client(self._practice, page.client.client_id(), self._clock)
        except KnownError as error:
            page.show_problem(str(error))
            return
        # The older backups hold it still: they go as soon as there is a new one that does not.
        self._backing_up.back_up(Reason.REQUEST)
        if isValid(page):
            self.purged.emit()

    def _remove_what_holds_it_still(self, made: Backup) -> None:
        # Looked up each time: where a backup failed, or the window was closed, the next one makes it good.
        purged_at = max((purge.at for purge in self._practice.record.purges()), default=None)
        if purged_at is not None and made.made_at >= purged_at:
            remove_backups(backups_before(self._practice.folder, purged_at, self._second_place()))
