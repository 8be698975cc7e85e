"""One interface to what each system tells of its sleep and of its own screen lock."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class SystemLockListener(QObject):
    """Hears nothing by itself; each system has its own listener.

    Where a system cannot be heard, nothing is told and nothing is claimed: the idle lock still counts the
    time the computer slept.

    Signals:
        sleeping: the computer is about to sleep; whoever is told hides what is on the screen at once.
        screen_locked: the system's own screen lock was asked for or is on.
    """

    sleeping = Signal()
    screen_locked = Signal()

    def listen(self, window: QWidget) -> None:
        """Begin to listen; `window` is the one some systems send their messages to."""

    def stop(self) -> None:
        """Listen no more, and hold nothing back."""


def listener_for_this_system(parent: QObject) -> SystemLockListener:
    """The listener that fits the system the companion runs on."""
    # Each is imported only where it works: they bind to libraries of their own system.
    if sys.platform == "win32":
        from ui.system_lock.windows import WindowsListener

        return WindowsListener(parent)
    if sys.platform == "darwin":
        from ui.system_lock.macos import MacListener

        return MacListener(parent)
    from PySide6.QtDBus import QDBusConnection

    from ui.system_lock.dbus import DBusListener

    return DBusListener(QDBusConnection.systemBus, QDBusConnection.sessionBus, parent)
