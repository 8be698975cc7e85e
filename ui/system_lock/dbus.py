"""What Linux desktops tell over D-Bus: logind on the system's bus, screen savers on the session's."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

from ui.system_lock.listener import SystemLockListener
from ui.system_lock.logind import Logind
from ui.system_lock.screen_savers import ScreenSavers

Bus = Callable[[], QDBusConnection]


class DBusListener(SystemLockListener):
    """Listens wherever there is someone to hear; a bus that is not there is passed over.

    Args:
        system_bus: gives the bus logind is on; connecting waits until `listen`.
        session_bus: gives the bus the desktop's screen saver is on.
        parent: owns it.
    """

    def __init__(self, system_bus: Bus, session_bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system_bus = system_bus
        self._session_bus = session_bus
        self._logind: Logind | None = None
        self._savers: ScreenSavers | None = None

    def listen(self, window: QWidget) -> None:
        """Begin to listen; no window is needed."""
        if self._logind is not None:
            return
        self._logind = Logind(self._system_bus(), self)
        self._logind.sleeping.connect(self.sleeping)
        self._logind.locked.connect(self.screen_locked)
        self._savers = ScreenSavers(self._session_bus(), self)
        self._savers.locked.connect(self.screen_locked)
        self._logind.listen()
        self._savers.listen()

    def stop(self) -> None:
        """Let the computer sleep when it wants to, and listen no more."""
        if self._logind is not None and self._savers is not None:
            self._logind.stop()
            self._savers.stop()
            self._logind.deleteLater()
            self._savers.deleteLater()
        self._logind = self._savers = None
