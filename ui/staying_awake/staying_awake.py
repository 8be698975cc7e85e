"""One interface to what each system offers for staying awake."""

import sys
from enum import Enum, auto

from PySide6.QtCore import QObject


class Why(Enum):
    """Why the computer stays awake: a fixed reason, for the desktop shows it to anyone."""

    SESSION = auto()


class StayingAwake(QObject):
    """Holds nothing off by itself; each system has its own.

    Whoever holds lets go: at the end of a session, on leaving it and on closing. Where the program dies, the
    system lets go by itself. A system that cannot be asked goes to sleep as it always does; that is no error.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._why: Why | None = None

    @property
    def is_held(self) -> bool:
        """Whether the computer is asked to stay awake; whether it agrees is the system's matter."""
        return self._why is not None

    def hold(self, why: Why) -> None:
        """Keep the computer awake and its screen on until `let_go`; holding twice is holding once."""
        if self._why is None:
            self._why = why
            self._hold(self._words_of(why))

    def let_go(self) -> None:
        """Let the computer sleep when it wants to; nothing happens where nothing is held."""
        if self._why is not None:
            self._why = None
            self._let_go()

    def _hold(self, why: str) -> None:
        """Ask the system, with words it may show."""

    def _let_go(self) -> None:
        """Take back what the system was asked."""

    def _words_of(self, why: Why) -> str:
        return {Why.SESSION: self.tr("A session is running")}[why]


def staying_awake_on_this_system(parent: QObject) -> StayingAwake:
    """What fits the system the companion runs on."""
    # Each is imported only where it works: they bind to libraries of their own system.
    if sys.platform == "win32":
        from ui.staying_awake.windows import WindowsStayingAwake

        return WindowsStayingAwake(parent)
    if sys.platform == "darwin":
        from ui.staying_awake.macos import MacStayingAwake

        return MacStayingAwake(parent)
    from PySide6.QtDBus import QDBusConnection

    from ui.staying_awake.dbus import DBusStayingAwake
    from ui.staying_awake.own_bus import session_bus_address

    return DBusStayingAwake(QDBusConnection.systemBus, session_bus_address, parent)
