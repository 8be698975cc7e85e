"""The system's own sleep and screen lock, heard on real message buses of our own."""

import os
import select
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import ClassInfo, Property, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.system_lock.dbus import DBusListener
from ui.system_lock.logind import MANAGER, MANAGER_PATH, PROPERTIES, SERVICE, SESSION

OURS, NOBODYS = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_37"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


class LoginManager(QObject):
    """logind as far as it is asked: real calls on a real bus, a real pipe that is held open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, str, str]] = []
        self.pipes: list[int] = []
        self.sessions = {"2": OURS, "auto": OURS}

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:  # noqa: N802
        self.asked.append((what, who, why, mode))
        watched, handed_out = os.pipe()
        self.pipes.append(watched)
        answer = QDBusUnixFileDescriptor(handed_out)
        os.close(handed_out)
        return answer

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, number: str) -> QDBusObjectPath:  # noqa: N802
        return QDBusObjectPath(self.sessions.get(number, NOBODYS))

    def is_held_back(self, index: int = -1) -> bool:
        """Whether somebody still holds the other end of a pipe."""
        return not select.select([self.pipes[index]], [], [], 0)[0]


# PySide6's stubs say that it cannot be called.
class_info: Any = ClassInfo


@class_info({"D-Bus Interface": SESSION})
class LoginSession(QObject):
    """The properties of a login session."""

    locked = False

    def _locked_hint(self) -> bool:
        return self.locked

    LockedHint = Property(bool, _locked_hint)


@dataclass
class Desktop:
    """A computer with both buses, and someone who listens."""

    qtbot: QtBot
    listener: DBusListener
    server: QDBusConnection
    manager: LoginManager
    session: LoginSession
    heard: list[str] = field(default_factory=list)

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self.server.send(signal)

    def hears(self, *told: str) -> None:
        self.qtbot.waitUntil(lambda: self.heard == list(told))

    def is_listening(self) -> bool:
        logind = self.listener._logind
        return logind is not None and logind.holds_sleep_back and logind.session_path == OURS


@pytest.fixture
def bus_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    config = tmp_path_factory.mktemp("bus") / "bus.conf"
    config.write_text(CONFIG)
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def connect(bus_address: str) -> Iterator[Callable[[str], QDBusConnection]]:
    names: list[str] = []

    def connection(name: str) -> QDBusConnection:
        names.append(name)
        bus = QDBusConnection.connectToBus(bus_address, name)
        assert bus.isConnected()
        return bus

    yield connection
    for name in names:
        QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def desktop(
    qtbot: QtBot, connect: Callable[[str], QDBusConnection], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    server, manager, session = connect("the system"), LoginManager(), LoginSession()
    everything = QDBusConnection.RegisterOption.ExportAllContents
    assert server.registerService(SERVICE)
    assert server.registerService("org.gnome.ScreenSaver")
    assert server.registerObject(MANAGER_PATH, MANAGER, manager, everything)
    assert server.registerObject(OURS, session, everything)
    listener = DBusListener(lambda: connect("system bus"), lambda: connect("session bus"))
    made = Desktop(qtbot, listener, server, manager, session)
    listener.sleeping.connect(lambda: made.heard.append("sleeping"))
    listener.screen_locked.connect(lambda: made.heard.append("screen locked"))
    window = QWidget()
    qtbot.addWidget(window)
    listener.listen(window)
    qtbot.waitUntil(made.is_listening)
    yield made
    listener.stop()
    for pipe in manager.pipes:
        os.close(pipe)


def test_the_computer_is_asked_to_wait_a_moment_before_it_sleeps(desktop: Desktop) -> None:
    assert [(what, mode) for what, _who, _why, mode in desktop.manager.asked] == [("sleep", "delay")]
    assert desktop.manager.is_held_back()


def test_what_is_about_to_sleep_is_told_and_waited_for_until_the_veil_is_painted(desktop: Desktop) -> None:
    held_back_when_told: list[bool] = []
    desktop.listener.sleeping.connect(lambda: held_back_when_told.append(desktop.manager.is_held_back()))
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.hears("sleeping")
    assert held_back_when_told == [True]
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_held_back())


def test_after_a_sleep_the_next_one_waits_again_and_is_told_again(desktop: Desktop) -> None:
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_held_back(0))
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    desktop.qtbot.waitUntil(lambda: len(desktop.manager.pipes) == 2 and desktop.is_listening())
    assert desktop.manager.is_held_back(1)
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.hears("sleeping", "sleeping")


def test_a_sleep_that_is_called_off_at_once_leaves_the_next_one_waiting(desktop: Desktop) -> None:
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    desktop.hears("sleeping")
    with desktop.qtbot.waitSignal(desktop.listener.sleeping):
        desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    assert desktop.manager.is_held_back()


def test_a_lock_that_is_asked_for_is_heard(desktop: Desktop) -> None:
    desktop.tell(OURS, SESSION, "Lock")
    desktop.hears("screen locked")


def test_a_lock_of_someone_elses_login_is_not_ours(desktop: Desktop) -> None:
    desktop.tell(NOBODYS, SESSION, "Lock")
    desktop.tell(OURS, SESSION, "Lock")
    desktop.hears("screen locked")


def test_a_session_that_says_it_is_locked_is_heard_and_one_that_is_unlocked_is_not(desktop: Desktop) -> None:
    desktop.session.locked = True
    desktop.tell(OURS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": True}, [])
    desktop.hears("screen locked")
    desktop.session.locked = False
    desktop.tell(OURS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": False}, [])
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.hears("screen locked", "sleeping")


def test_a_screen_saver_that_comes_on_is_heard(desktop: Desktop) -> None:
    for active in (False, True):
        desktop.tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", active)
    desktop.hears("screen locked")


@pytest.mark.parametrize("path", ["/ScreenSaver", "/org/freedesktop/ScreenSaver"])
def test_a_screen_saver_that_starts_later_is_heard_too(
    desktop: Desktop, connect: Callable[[str], QDBusConnection], path: str
) -> None:
    late = connect("a desktop that starts late")
    assert late.registerService("org.freedesktop.ScreenSaver")
    signal = QDBusMessage.createSignal(path, "org.freedesktop.ScreenSaver", "ActiveChanged")
    signal.setArguments([True])

    def told_and_heard() -> bool:
        late.send(signal)
        return "screen locked" in desktop.heard

    desktop.qtbot.waitUntil(told_and_heard)


def test_after_stopping_nothing_is_heard_and_nothing_held_back(desktop: Desktop) -> None:
    desktop.listener.stop()
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_held_back())
    desktop.tell(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    desktop.tell(OURS, SESSION, "Lock")
    desktop.qtbot.wait(50)
    assert desktop.heard == []


def test_without_any_bus_nothing_is_heard_and_nothing_breaks(qtbot: QtBot) -> None:
    def nowhere() -> QDBusConnection:
        return QDBusConnection.connectToBus("unix:path=/nowhere/at/all", "nowhere")

    listener = DBusListener(nowhere, nowhere)
    window = QWidget()
    qtbot.addWidget(window)
    listener.listen(window)
    listener.listen(window)
    listener.stop()
    listener.stop()
    QDBusConnection.disconnectFromBus("nowhere")
