"""What macOS posts when its screen is locked. Not run yet: written from its documentation.

Only CoreFoundation is used, through `ctypes`. The sleep itself is not heard: that needs a run-loop source of
IOKit. The screen lock is usually posted with it, and the idle lock counts the time asleep.
"""

import ctypes
from ctypes.util import find_library

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.system_lock.listener import SystemLockListener

SCREEN_IS_LOCKED = b"com.apple.screenIsLocked"
UTF_8 = 0x08000100
DELIVER_IMMEDIATELY = 4
# void callback(center, observer, name, object, userInfo)
_Callback = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacListener(SystemLockListener):
    """Hears the notification the login window posts; Qt's event loop on macOS delivers it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The notification centre keeps only the address: it must live as long as we listen.
        self._callback = _Callback(lambda *_posted: self.screen_locked.emit())
        self._core: ctypes.CDLL | None = None

    def listen(self, window: QWidget) -> None:
        """Begin to listen; no window is needed."""
        if self._core is not None:
            return
        core = self._core = _core_foundation()
        core.CFNotificationCenterAddObserver(
            core.CFNotificationCenterGetDistributedCenter(),
            ctypes.cast(self._callback, ctypes.c_void_p),
            self._callback,
            core.CFStringCreateWithCString(None, SCREEN_IS_LOCKED, UTF_8),
            None,
            DELIVER_IMMEDIATELY,
        )

    def stop(self) -> None:
        """Listen no more."""
        if self._core is not None:
            self._core.CFNotificationCenterRemoveEveryObserver(
                self._core.CFNotificationCenterGetDistributedCenter(),
                ctypes.cast(self._callback, ctypes.c_void_p),
            )
        self._core = None


def _core_foundation() -> ctypes.CDLL:
    core = ctypes.CDLL(find_library("CoreFoundation"))
    pointer = ctypes.c_void_p
    core.CFNotificationCenterGetDistributedCenter.restype = pointer
    core.CFNotificationCenterGetDistributedCenter.argtypes = ()
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    core.CFNotificationCenterAddObserver.restype = None
    core.CFNotificationCenterAddObserver.argtypes = (
        pointer,
        pointer,
        _Callback,
        pointer,
        pointer,
        ctypes.c_long,
    )
    core.CFNotificationCenterRemoveEveryObserver.restype = None
    core.CFNotificationCenterRemoveEveryObserver.argtypes = (pointer, pointer)
    return core
