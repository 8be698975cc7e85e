"""Limits that stand for the practice or for one client: shown with who, when and source, and set anew."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.ids import new_id
from kap_companion.session.capture import read
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.limits import Limit, LimitDetail, StandingLimit
from kap_companion.vocabulary.part import Roster
from ui import words
from ui.one_line import one_line
from ui.session.measure_words import limit_words
from ui.settings.limits_panel import LimitsPanel


class StandingLimits(QObject):
    """Serves panels of limits until they are gone.

    Args:
        practice: open.
        clock: tells when they were set.
        parent: who shows the panels.
    """

    def __init__(self, practice: Practice, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock

    def attach(self, panel: LimitsPanel, whose: Callable[[], str | None]) -> None:
        """Take in what is typed on a panel; `whose` tells the client's id then, None for the practice."""
        panel.limits_typed.connect(partial(self._set, panel, whose))
        panel.limits_dropped.connect(partial(self._drop, panel, whose))

    def show(self, panel: LimitsPanel, client_id: str | None) -> None:
        """Show the limits of a client; of the practice for None."""
        panel.show_limits(standing_words(self._practice.record.standing_limits(client_id)[:1]))

    def _set(self, panel: LimitsPanel, whose: Callable[[], str | None], line: str) -> None:
        reading = read(f"> limit {line}", Roster())
        detail = reading.detail
        if not isinstance(detail, LimitDetail) or not detail.limits:
            panel.show_problem(self.tr("Type limits such as “bp 160/100 spo2 92 by Dr. Okafor”."))
            return
        if reading.not_understood:
            said = self.tr("This is no limit: {words}. Nothing was set.")
            panel.show_problem(said.format(words=one_line(", ".join(reading.not_understood), 80)))
            return
        if not detail.ordered_by:
            panel.show_problem(self.tr("Say who set them: add “by NAME”."))
            return
        self._add(panel, whose(), detail.limits, detail.ordered_by, detail.source or reading.text)

    def _drop(self, panel: LimitsPanel, whose: Callable[[], str | None]) -> None:
        self._add(panel, whose(), (), self._practice.person.name, "")

    def _add(
        self, panel: LimitsPanel, client_id: str | None, limits: tuple[Limit, ...], by: str, source: str
    ) -> None:
        now = self._clock.now().at
        standing = StandingLimit(
            id=new_id(),
            client=client_id,
            limits=limits,
            ordered_by=by,
            ordered_at=now,
            source=source,
            author=self._practice.person.id,
            at=now,
        )
        try:
            self._practice.record.add_standing_limit(standing)
        except KnownError as error:
            panel.show_problem(str(error))
            return
        panel.forget_line()
        self.show(panel, client_id)


def standing_words(standing: Sequence[StandingLimit]) -> tuple[str, ...]:
    """Each set of limits as a sentence: what, who set it, when, and where it is written."""
    return tuple(_sentence(each) for each in standing if each.limits)


def _sentence(standing: StandingLimit) -> str:
    at = standing.ordered_at.astimezone()
    pieces = (
        limit_words(standing.limits),
        one_line(standing.ordered_by, 80),
        f"{words.day(at)} {at.year}",
        one_line(standing.source, 200),
    )
    return " · ".join(piece for piece in pieces if piece)
