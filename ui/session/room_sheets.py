"""The sheets of the room: which one lies over it, and keeping it in step with the session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kap_companion.session.from_before import FromBefore
from kap_companion.session.leaving_time import MS_A_MINUTE
from ui.controller import SessionController
from ui.session.room_clock import RoomClock
from ui.session.sheet import Sheet
from ui.session.sheets import SHEETS, Look


class RoomSheets(QObject):
    """Lays a sheet over the room and takes it away; one at a time.

    Args:
        sheet: what is laid over the room.
        controller: of the session.
        clock: writes the times.
        before: what stands ready from earlier sessions.
        looked_at: tells the id of the part that is looked at, or None.
        parent: the page.

    Signals:
        line_wanted: the beginning of a line, for the capture field.
    """

    line_wanted = Signal(str)

    def __init__(
        self,
        sheet: Sheet,
        controller: SessionController,
        clock: RoomClock,
        before: FromBefore,
        looked_at: Callable[[], str | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._controller = controller
        self._clock = clock
        self._before = before
        self._looked_at = looked_at
        self._open = ""
        self._minute = 0
        sheet.line_wanted.connect(self.line_wanted)

    @property
    def is_open(self) -> bool:
        """Whether one lies over the room."""
        return bool(self._open)

    @property
    def open_name(self) -> str:
        """Which one; empty for none."""
        return self._open

    def toggle(self, name: str) -> None:
        """Lay that one over the room, or take it away where it lies there already."""
        if self._open == name:
            self.close()
            return
        self._open = name
        self.refresh()

    def close(self) -> None:
        """Take away whatever lies over the room."""
        self._open = ""
        self._sheet.take_away()

    def refresh(self) -> None:
        """Follow what changed, or the time that passed."""
        if not self._open:
            return
        look = Look(
            timeline=self._controller.timeline,
            session=self._controller.session,
            now_ms=self._controller.elapsed_ms(),
            before=self._before,
            known=self._controller.known,
            roster=self._controller.roster,
            part=self._looked_at(),
            time_of=self._clock.time_of,
            clock_of=self._clock.clock_of,
        )
        self._sheet.lay(SHEETS[self._open](look))

    def follow_time(self, now_ms: int) -> None:
        """Let what counts minutes move on; to be called every second."""
        minute = now_ms // MS_A_MINUTE
        if self._open and minute != self._minute:
            self._minute = minute
            self.refresh()

    def choose(self, place: int) -> bool:
        """Want the line of the row at `place`, from 0; False without a sheet, or without such a row."""
        return bool(self._open) and self._sheet.choose(place)

    def turn(self, pages: int) -> bool:
        """Scroll the sheet by whole pages; False where none lies there."""
        if self._open:
            self._sheet.turn(pages)
        return bool(self._open)
