"""What Windows tells a window: a locked session, a suspend. Not run yet: written from its documentation."""

import ctypes
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.system_lock.listener import SystemLockListener

WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_SESSION_LOCK = 0x0007
NOTIFY_FOR_THIS_SESSION = 0


class WindowsListener(SystemLockListener):
    """Hears the messages the session manager and the power manager send to the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = _Messages(self)
        self._handle: int | None = None

    def listen(self, window: QWidget) -> None:
        """Ask that the window is told of the session's lock; suspends are told to every window."""
        if self._handle is not None:
            return
        self._handle = int(window.winId())
        # On 64-bit Windows there is one calling convention, so CDLL serves.
        sessions = ctypes.CDLL("wtsapi32")
        sessions.WTSRegisterSessionNotification(wintypes.HWND(self._handle), NOTIFY_FOR_THIS_SESSION)
        _application().installNativeEventFilter(self._messages)

    def stop(self) -> None:
        """Be told no more."""
        if self._handle is None:
            return
        _application().removeNativeEventFilter(self._messages)
        ctypes.CDLL("wtsapi32").WTSUnRegisterSessionNotification(wintypes.HWND(self._handle))
        self._handle = None

    def take(self, message: int, what: int) -> None:
        """One message of the system: its number and its `wParam`."""
        if message == WM_WTSSESSION_CHANGE and what == WTS_SESSION_LOCK:
            self.screen_locked.emit()
        elif message == WM_POWERBROADCAST and what == PBT_APMSUSPEND:
            self.sleeping.emit()


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, listener: WindowsListener) -> None:
        super().__init__()
        self._listener = listener

    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(event_type) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            self._listener.take(told.message, told.wParam)
        return False, 0


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
