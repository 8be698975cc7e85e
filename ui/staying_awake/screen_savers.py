"""The desktops' screen savers and power managers, held off over a connection of our own.

They let go when their number is sent back to them, and when whoever asked has left the bus: so too when the
program dies.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ui.staying_awake.own_bus import OwnBus
from ui.staying_awake.wire import Value

APPLICATION = "KAP Companion"
# (service, path); the interface is called as the service. GNOME and Cinnamon answer for their session
# managers under freedesktop's name; older KDE stands at the short path.
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.freedesktop.PowerManagement.Inhibit", "/org/freedesktop/PowerManagement/Inhibit"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
# GNOME's own, where nobody stands under freedesktop's name: neither suspended nor idle.
SESSION_MANAGER = "org.gnome.SessionManager"
_MANAGER_PATH = "/org/gnome/SessionManager"
# GNOME writes it its own way.
_LETTING_GO = {SESSION_MANAGER: "Uninhibit"}
_NO_WINDOW, _NOT_SUSPENDED_NOR_IDLE = 0, 4 | 8
_SERVICES = (*dict.fromkeys(service for service, _path in SAVERS), SESSION_MANAGER)


class ScreenSaversOff(QObject):
    """Asks every screen saver that is there, and those that start while it holds.

    Args:
        address: says where the desktop's bus is, when asked.
        parent: owns it.
    """

    def __init__(self, address: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._bus: OwnBus | None = None
        self._why = ""
        self._agreed: dict[tuple[str, str], int] = {}

    @property
    def agreed(self) -> frozenset[str]:
        """The services that agreed."""
        return frozenset(service for service, _path in self._agreed)

    def hold(self, why: str) -> None:
        """Ask whoever is there."""
        bus = self._bus = OwnBus(self._address(), self)
        self._why = why
        bus.owner_changed.connect(self._follow)
        bus.open()
        for service in _SERVICES:
            bus.follow(service)
            self._ask(service)

    def let_go(self) -> None:
        """Send the numbers back, and leave the bus."""
        bus, self._bus = self._bus, None
        if bus is None:
            return
        for (service, path), number in self._agreed.items():
            bus.call(service, path, service, _LETTING_GO.get(service, "UnInhibit"), number)
        self._agreed.clear()
        bus.close()
        bus.deleteLater()

    def _follow(self, service: str, owner: str) -> None:
        # Whoever has the name now was not asked yet.
        for service_and_path in [place for place in self._agreed if place[0] == service]:
            del self._agreed[service_and_path]
        if owner:
            self._ask(service)

    def _ask(self, service: str) -> None:
        if self._bus is None:
            return
        if service == SESSION_MANAGER:
            arguments: tuple[Value, ...] = (APPLICATION, _NO_WINDOW, self._why, _NOT_SUSPENDED_NOR_IDLE)
            places = [_MANAGER_PATH]
        else:
            arguments = (APPLICATION, self._why)
            places = [path for name, path in SAVERS if name == service]
        for path in places:
            note = partial(self._note, (service, path))
            self._bus.call(service, path, service, "Inhibit", *arguments, take=note)

    def _note(self, place: tuple[str, str], answer: tuple[Value, ...]) -> None:
        match answer:
            case (int(number),):
                self._agreed[place] = number
            case _:
                return
