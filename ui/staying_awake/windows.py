"""Staying awake on Windows. Not run yet: written from its documentation.

`SetThreadExecutionState` keeps the computer from sleeping and the screen from going dark by themselves; a
screen saver that is set up, and a person who sends the computer to sleep, it does not stop.
"""

import ctypes

from ui.staying_awake.staying_awake import StayingAwake

ES_CONTINUOUS = 0x80000000
ES_SYSTEM_REQUIRED = 0x00000001
ES_DISPLAY_REQUIRED = 0x00000002


class WindowsStayingAwake(StayingAwake):
    """The state belongs to the thread that asks and ends with it."""

    def _hold(self, why: str) -> None:
        _set_state(ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED)

    def _let_go(self) -> None:
        _set_state(ES_CONTINUOUS)


def _set_state(state: int) -> None:
    # On 64-bit Windows there is one calling convention, so CDLL serves.
    kernel = ctypes.CDLL("kernel32")
    kernel.SetThreadExecutionState.argtypes = (ctypes.c_uint32,)
    kernel.SetThreadExecutionState.restype = ctypes.c_uint32
    kernel.SetThreadExecutionState(state)
