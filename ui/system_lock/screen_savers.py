"""The screen savers of the desktops, each under its own name with the same signal."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from ui.system_lock.bus_signals import BusSignal

# (service and interface, path): freedesktop's is KDE's and others', and stands at two places.
SAVERS = tuple(
    BusSignal(service, path, service, "ActiveChanged")
    for service, path in (
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
        ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    )
)
_TAKE = "take_active(bool)"


class ScreenSavers(QObject):
    """Hears every screen saver that is there now or comes later.

    Signals:
        locked: a screen saver came on.
    """

    locked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus

    def listen(self) -> None:
        """Begin to listen; nothing happens where there is no such bus."""
        if self._bus.isConnected():
            for saver in SAVERS:
                saver.lead_to(self, _TAKE, self._bus)

    def stop(self) -> None:
        """Hear nothing more."""
        if self._bus.isConnected():
            for saver in SAVERS:
                saver.lead_away(self, _TAKE, self._bus)

    @Slot(bool)
    def take_active(self, active: bool) -> None:  # noqa: FBT001 - a signal's payload
        """A screen saver came on or went off."""
        if active:
            self.locked.emit()
