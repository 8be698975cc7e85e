"""logind: about to sleep, a lock that is asked for, a session that says it is locked."""

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from ui.system_lock.bus_signals import BusSignal

SERVICE = "org.freedesktop.login1"
MANAGER_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
# logind waits five seconds at most; a veil is painted and shown in a fraction of one.
SHOWN_AFTER_MS = 300
_AUTO = "auto"


class Logind(QObject):
    """Hears logind, and holds the sleep back until what is told of it has been painted.

    Everything is asked without waiting: a logind that is slow or away costs the window nothing.

    Signals:
        sleeping: the computer is about to sleep.
        locked: a lock of this login session is asked for, or is on.
    """

    sleeping = Signal()
    locked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._followed: list[tuple[BusSignal, str]] = []
        self._session_path = ""
        self._delay: QDBusUnixFileDescriptor | None = None
        self._letting_go = QTimer(self)
        self._letting_go.setSingleShot(True)
        self._letting_go.setInterval(SHOWN_AFTER_MS)
        self._letting_go.timeout.connect(self._let_sleep)

    @property
    def holds_sleep_back(self) -> bool:
        """Whether a sleep would wait for us."""
        return self._delay is not None

    @property
    def session_path(self) -> str:
        """Where our login session is found on the bus; empty until logind told."""
        return self._session_path

    def listen(self) -> None:
        """Begin to listen; nothing happens where there is no such bus."""
        if not self._bus.isConnected():
            return
        self._follow(MANAGER_PATH, MANAGER, "PrepareForSleep", "take_prepare_for_sleep(bool)")
        self._hold_sleep_back()
        self._find_session(os.environ.get("XDG_SESSION_ID") or _AUTO)

    def stop(self) -> None:
        """Let the computer sleep, and hear nothing more."""
        self._let_sleep()
        for signal, slot in self._followed:
            signal.lead_away(self, slot, self._bus)
        self._followed.clear()

    @Slot(bool)
    def take_prepare_for_sleep(self, about_to: bool) -> None:  # noqa: FBT001 - a signal's payload
        """Before the sleep: tell, and let go a little later. After it: hold the next one back."""
        if about_to:
            self.sleeping.emit()
            self._letting_go.start()
        else:
            self._hold_sleep_back()

    @Slot()
    def take_lock(self) -> None:
        """Somebody asks that this login session is locked."""
        self.locked.emit()

    @Slot(QDBusMessage)
    def take_properties(self, message: QDBusMessage) -> None:
        """Something about our login session changed: ask whether it is locked."""
        if message.arguments()[:1] == [SESSION]:
            call = _call(self._session_path, PROPERTIES, "Get", SESSION, "LockedHint")
            self._ask(call, self._take_locked_hint)

    def _take_locked_hint(self, answer: object) -> None:
        if isinstance(answer, QDBusVariant) and answer.variant() is True:
            self.locked.emit()

    def _hold_sleep_back(self) -> None:
        self._letting_go.stop()
        if self._delay is None:
            why = self.tr("Hides what is open first")
            call = _call(MANAGER_PATH, MANAGER, "Inhibit", "sleep", "KAP Companion", why, "delay")
            self._ask(call, self._keep_delay)

    def _keep_delay(self, answer: object) -> None:
        if isinstance(answer, QDBusUnixFileDescriptor) and answer.isValid():
            self._delay = answer

    def _let_sleep(self) -> None:
        self._letting_go.stop()
        if self._delay is not None:
            # logind waits until the file is closed, and this closes it.
            self._delay.setFileDescriptor(-1)
            self._delay = None

    def _find_session(self, session_id: str) -> None:
        # The number in the environment may be of a login that is over.
        missing = None if session_id == _AUTO else partial(self._find_session, _AUTO)
        self._ask(_call(MANAGER_PATH, MANAGER, "GetSession", session_id), self._follow_session, missing)

    def _follow_session(self, answer: object) -> None:
        if isinstance(answer, QDBusObjectPath):
            self._session_path = answer.path()
            self._follow(self._session_path, SESSION, "Lock", "take_lock()")
            self._follow(self._session_path, PROPERTIES, "PropertiesChanged", "take_properties(QDBusMessage)")

    def _follow(self, path: str, interface: str, name: str, slot: str) -> None:
        signal = BusSignal(SERVICE, path, interface, name)
        signal.lead_to(self, slot, self._bus)
        self._followed.append((signal, slot))

    def _ask(
        self, call: QDBusMessage, take: Callable[[object], None], missing: Callable[[], None] | None = None
    ) -> None:
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        watcher.finished.connect(partial(_hand_on, watcher, take, missing))


def _call(path: str, interface: str, method: str, *arguments: str) -> QDBusMessage:
    call = QDBusMessage.createMethodCall(SERVICE, path, interface, method)
    call.setArguments(list(arguments))
    return call


def _hand_on(
    watcher: QDBusPendingCallWatcher,
    take: Callable[[object], None],
    missing: Callable[[], None] | None,
    *_finished: object,
) -> None:
    answer = watcher.reply()
    watcher.deleteLater()
    if answer.type() is QDBusMessage.MessageType.ReplyMessage and answer.arguments():
        take(answer.arguments()[0])
    elif missing is not None:
        missing()
