"""logind: neither sleep nor idleness while a file it gave us is open."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

from ui.staying_awake.screen_savers import APPLICATION

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
WHAT = "sleep:idle"


class LogindBlock(QObject):
    """Holds logind's file open; the system closes it where the program dies."""

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._turn = 0
        self._held: QDBusUnixFileDescriptor | None = None

    @property
    def agreed(self) -> frozenset[str]:
        """The name of logind, once it agreed."""
        return frozenset({SERVICE}) if self._held is not None else frozenset()

    def hold(self, why: str) -> None:
        """Ask for the file."""
        if not self._bus.isConnected():
            return
        inhibit = QDBusMessage.createMethodCall(SERVICE, PATH, MANAGER, "Inhibit")
        inhibit.setArguments([WHAT, APPLICATION, why, "block"])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(inhibit), self)
        watcher.finished.connect(partial(self._take, watcher, self._turn))

    def let_go(self) -> None:
        """Close the file; one that is still on its way is closed when it comes."""
        self._turn += 1
        self._held = None

    def _take(self, watcher: QDBusPendingCallWatcher, turn: int, *_finished: object) -> None:
        answer = watcher.reply()
        watcher.deleteLater()
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
            return
        # A file that came too late is closed by being dropped here.
        match answer.arguments():
            case [QDBusUnixFileDescriptor() as file] if turn == self._turn and file.isValid():
                self._held = file
            case _:
                return
