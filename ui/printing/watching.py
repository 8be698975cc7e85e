"""Watching jobs in a printer's queue until nothing more comes of them."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ui import background
from ui.printing.cups import Cups
from ui.printing.standing import Standing, standing

LOOK_EVERY_MS = 400
_Seen = dict[int, tuple[Standing, str]]


class QueueWatch(QObject):
    """Asks a print server again and again how this user's jobs stand, beside the screen.

    Signals:
        seen: the number of a job, its Standing, and the printer's own words; after each look.
    """

    seen = Signal(int, object, str)

    def __init__(self, cups: Cups, printer: str, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cups = cups
        self._printer = printer
        self._pool = pool
        self._followed: set[int] = set()
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, job: int) -> None:
        """Watch one more job, from now until nothing more comes of it."""
        self._followed.add(job)
        self._timer.start()
        self._look()

    def cancel(self) -> None:
        """Take the jobs that are watched out of the queue; whether it worked is seen like all else."""
        self._run(partial(_cancel, self._cups, self._printer, frozenset(self._followed)))

    def stop(self) -> None:
        """Watch no more; the jobs stay in the queue."""
        self._followed.clear()
        self._timer.stop()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._run(partial(_look, self._cups, self._printer, frozenset(self._followed)))

    def _run(self, work: partial[_Seen]) -> None:
        background.run(self._pool, work, self._tell, self._tell_of_no_answer)

    def _tell(self, seen: _Seen) -> None:
        self._looking = False
        for job, (stands, says) in seen.items():
            if job in self._followed:
                if stands.ended:
                    self._followed.remove(job)
                self.seen.emit(job, stands, says)
        if not self._followed:
            self._timer.stop()

    def _tell_of_no_answer(self, _error: Exception) -> None:
        self._tell(dict.fromkeys(self._followed, (Standing.NO_ANSWER, "")))


def _look(cups: Cups, name: str, jobs: Collection[int]) -> _Seen:
    printer = cups.printer(name)
    says = printer.says if printer is not None else ""
    return {job: (standing(cups.job(job), printer), says) for job in sorted(jobs)}


def _cancel(cups: Cups, name: str, jobs: Collection[int]) -> _Seen:
    for job in jobs:
        cups.cancel(job)
    return _look(cups, name, jobs)
