"""Staying awake on macOS. Not run yet: written from its documentation.

An assertion of IOKit keeps the screen on, and with it the computer awake and the screen saver away. It ends
with the process. Closing the lid still sends the computer to sleep.
"""

import ctypes
from ctypes.util import find_library

from PySide6.QtCore import QObject

from ui.staying_awake.staying_awake import StayingAwake

PREVENT_IDLE_DISPLAY_SLEEP = b"PreventUserIdleDisplaySleep"
ASSERTION_ON = 255
SUCCEEDED = 0
UTF_8 = 0x08000100


class MacStayingAwake(StayingAwake):
    """Holds one assertion."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assertion: int | None = None

    def _hold(self, why: str) -> None:
        core, power = _libraries()
        assertion = ctypes.c_uint32()
        kind = core.CFStringCreateWithCString(None, PREVENT_IDLE_DISPLAY_SLEEP, UTF_8)
        words = core.CFStringCreateWithCString(None, why.encode(), UTF_8)
        answer = power.IOPMAssertionCreateWithName(kind, ASSERTION_ON, words, ctypes.byref(assertion))
        core.CFRelease(words)
        core.CFRelease(kind)
        self._assertion = assertion.value if answer == SUCCEEDED else None

    def _let_go(self) -> None:
        if self._assertion is not None:
            _core, power = _libraries()
            power.IOPMAssertionRelease(self._assertion)
        self._assertion = None


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    core = ctypes.CDLL(find_library("CoreFoundation"))
    power = ctypes.CDLL(find_library("IOKit"))
    pointer = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    core.CFRelease.restype = None
    core.CFRelease.argtypes = (pointer,)
    power.IOPMAssertionCreateWithName.restype = ctypes.c_int
    power.IOPMAssertionCreateWithName.argtypes = (
        pointer,
        ctypes.c_uint32,
        pointer,
        ctypes.POINTER(ctypes.c_uint32),
    )
    power.IOPMAssertionRelease.restype = ctypes.c_int
    power.IOPMAssertionRelease.argtypes = (ctypes.c_uint32,)
    return core, power
