"""Staying awake on Linux: logind on the system's bus, the desktop's screen savers on the session's."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from ui.staying_awake.logind import LogindBlock
from ui.staying_awake.screen_savers import ScreenSaversOff
from ui.staying_awake.staying_awake import StayingAwake


class DBusStayingAwake(StayingAwake):
    """Asks everyone who is there, without waiting for an answer; a bus that is not there is passed over.

    Args:
        system_bus: gives the bus logind is on; connecting waits until the first `hold`.
        session_bus_address: says where the desktop's bus is.
        parent: owns it.
    """

    def __init__(
        self,
        system_bus: Callable[[], QDBusConnection],
        session_bus_address: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system_bus = system_bus
        self._savers = ScreenSaversOff(session_bus_address, self)
        self._logind: LogindBlock | None = None

    @property
    def agreed(self) -> frozenset[str]:
        """Who agreed so far, as D-Bus names them."""
        asked = (self._logind, self._savers)
        return frozenset().union(*(one.agreed for one in asked if one is not None))

    def _hold(self, why: str) -> None:
        if self._logind is None:
            self._logind = LogindBlock(self._system_bus(), self)
        self._logind.hold(why)
        self._savers.hold(why)

    def _let_go(self) -> None:
        if self._logind is not None:
            self._logind.let_go()
        self._savers.let_go()
