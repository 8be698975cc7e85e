"""The computer stays awake while a session runs, on real message buses of our own."""

import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import ClassInfo, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor
from pytestqt.qtbot import QtBot

from ui.staying_awake.dbus import DBusStayingAwake
from ui.staying_awake.logind import MANAGER, PATH, SERVICE
from ui.staying_awake.own_bus import BUS, BUS_PATH, OwnBus, session_bus_address, socket_names
from ui.staying_awake.screen_savers import SESSION_MANAGER
from ui.staying_awake.staying_awake import StayingAwake, Why, staying_awake_on_this_system

SAVER = "org.freedesktop.ScreenSaver"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""
# PySide6's stubs say that it cannot be called.
class_info: Any = ClassInfo


class LoginManager(QObject):
    """logind as far as it is asked: a real pipe that is held open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, str, str]] = []
        self.pipes: list[int] = []

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:  # noqa: N802
        self.asked.append((what, who, why, mode))
        watched, handed_out = os.pipe()
        self.pipes.append(watched)
        answer = QDBusUnixFileDescriptor(handed_out)
        os.close(handed_out)
        return answer

    def is_blocked(self) -> bool:
        """Whether somebody holds the other end of a pipe."""
        return any(not select.select([pipe], [], [], 0)[0] for pipe in self.pipes)


@class_info({"D-Bus Interface": SAVER})
class ScreenSaver(QObject):
    """A screen saver that knows on whose behalf it is held off, and which holds were taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.by: list[str] = []
        self.taken_back: list[int] = []

    @Slot(str, str, QDBusMessage, result="uint")
    def Inhibit(self, who: str, why: str, message: QDBusMessage) -> int:  # noqa: N802
        self.asked.append((who, why))
        self.by.append(message.service())
        return 3_000_000_000 + len(self.asked)

    @Slot("uint")
    def UnInhibit(self, number: int) -> None:  # noqa: N802
        self.taken_back.append(number)


@class_info({"D-Bus Interface": SESSION_MANAGER})
class SessionManager(QObject):
    """GNOME's session manager as far as it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, int, str, int]] = []
        self.taken_back: list[int] = []

    @Slot(str, "uint", str, "uint", result="uint")
    def Inhibit(self, who: str, window: int, why: str, flags: int) -> int:  # noqa: N802
        self.asked.append((who, window, why, flags))
        return 7

    @Slot("uint")
    def Uninhibit(self, number: int) -> None:  # noqa: N802
        self.taken_back.append(number)


def _bus_call(method: str) -> QDBusMessage:
    return QDBusMessage.createMethodCall(BUS, BUS_PATH, BUS, method)


@dataclass
class Desktop:
    """A computer with both buses on one daemon."""

    qtbot: QtBot
    awake: DBusStayingAwake
    server: QDBusConnection
    manager: LoginManager
    saver: ScreenSaver = field(default_factory=ScreenSaver)

    def show_saver(self) -> None:
        everything = QDBusConnection.RegisterOption.ExportAllContents
        assert self.server.registerObject("/org/freedesktop/ScreenSaver", self.saver, everything)
        assert self.server.registerService(SAVER)

    def saver_is_held_off(self) -> bool:
        """Whether one of those who asked is still on the bus."""
        names = self.server.call(_bus_call("ListNames")).arguments()[0]
        return bool(set(names) & set(self.saver.by))

    def holds(self) -> bool:
        return self.awake.agreed == {SERVICE, SAVER}


@pytest.fixture
def bus_address(tmp_path: Path) -> Iterator[str]:
    config = tmp_path / "bus.conf"
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
def desktop(qtbot: QtBot, connect: Callable[[str], QDBusConnection], bus_address: str) -> Iterator[Desktop]:
    server, manager = connect("the desktop"), LoginManager()
    everything = QDBusConnection.RegisterOption.ExportAllContents
    assert server.registerService(SERVICE)
    assert server.registerObject(PATH, MANAGER, manager, everything)
    awake = DBusStayingAwake(lambda: connect("system bus"), lambda: bus_address)
    made = Desktop(qtbot, awake, server, manager)
    yield made
    made.awake.let_go()
    for pipe in manager.pipes:
        os.close(pipe)


def test_sleep_and_idleness_are_blocked_and_the_screen_saver_is_held_off(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(desktop.holds)
    assert desktop.manager.asked == [("sleep:idle", "KAP Companion", "A session is running", "block")]
    assert desktop.manager.is_blocked()
    assert desktop.saver.asked == [("KAP Companion", "A session is running")]
    assert desktop.saver_is_held_off()


def test_letting_go_frees_both(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(desktop.holds)
    desktop.awake.let_go()
    assert not desktop.awake.is_held
    assert desktop.awake.agreed == frozenset()
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_blocked())
    desktop.qtbot.waitUntil(lambda: not desktop.saver_is_held_off())


def test_holding_twice_is_holding_once_and_the_next_session_holds_again(desktop: Desktop) -> None:
    desktop.show_saver()
    for _session in range(3):
        desktop.awake.hold(Why.SESSION)
        desktop.awake.hold(Why.SESSION)
        desktop.qtbot.waitUntil(desktop.holds)
        assert desktop.manager.is_blocked()
        desktop.awake.let_go()
        desktop.awake.let_go()
        desktop.qtbot.waitUntil(lambda: not desktop.manager.is_blocked())
        desktop.qtbot.waitUntil(lambda: not desktop.saver_is_held_off())
    assert len(desktop.manager.asked) == len(desktop.saver.asked) == 3


def test_an_answer_that_comes_after_letting_go_holds_nothing(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.awake.let_go()
    desktop.qtbot.waitUntil(lambda: bool(desktop.manager.asked))
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_blocked())
    desktop.qtbot.waitUntil(lambda: not desktop.saver_is_held_off())
    assert desktop.awake.agreed == frozenset()


def test_letting_go_and_holding_at_once_holds_once(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.awake.let_go()
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(desktop.holds)
    assert desktop.manager.is_blocked()
    desktop.awake.let_go()
    desktop.qtbot.waitUntil(lambda: not desktop.manager.is_blocked())
    desktop.qtbot.waitUntil(lambda: not desktop.saver_is_held_off())


def test_a_screen_saver_that_starts_during_the_session_is_held_off_too(desktop: Desktop) -> None:
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(lambda: desktop.awake.agreed == {SERVICE})
    desktop.show_saver()
    desktop.qtbot.waitUntil(desktop.holds)
    assert desktop.saver_is_held_off()


def test_a_screen_saver_that_starts_anew_is_asked_anew(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(desktop.holds)
    assert desktop.server.unregisterService(SAVER)
    desktop.qtbot.waitUntil(lambda: desktop.awake.agreed == {SERVICE})
    assert desktop.server.registerService(SAVER)
    desktop.qtbot.waitUntil(desktop.holds)
    assert len(desktop.saver.asked) == 2


def test_its_number_is_sent_back_to_the_screen_saver_on_letting_go(desktop: Desktop) -> None:
    desktop.show_saver()
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(desktop.holds)
    desktop.awake.let_go()
    desktop.qtbot.waitUntil(lambda: desktop.saver.taken_back == [3_000_000_001])


def test_gnomes_session_manager_is_asked_and_let_go(desktop: Desktop) -> None:
    gnome = SessionManager()
    everything = QDBusConnection.RegisterOption.ExportAllContents
    assert desktop.server.registerObject("/org/gnome/SessionManager", gnome, everything)
    assert desktop.server.registerService(SESSION_MANAGER)
    desktop.awake.hold(Why.SESSION)
    desktop.qtbot.waitUntil(lambda: desktop.awake.agreed == {SERVICE, SESSION_MANAGER})
    assert gnome.asked == [("KAP Companion", 0, "A session is running", 12)]
    desktop.awake.let_go()
    desktop.qtbot.waitUntil(lambda: gnome.taken_back == [7])


def test_a_bus_that_does_not_answer_keeps_nobody_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        bus = OwnBus(f"unix:path={tmp_path / 'bus'}")
        began = perf_counter()
        bus.open()
        bus.call("org.example", "/", "org.example", "Inhibit", "a", "b")
        assert perf_counter() - began < 0.5
        assert bus.is_open
        bus.close()


@pytest.mark.parametrize("said", [b"REJECTED EXTERNAL\r\n", b"x" * 5_000, b"OK 1\r\n" + b"x" * 40, b""])
def test_what_says_nothing_a_bus_says_is_left(qtbot: QtBot, tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(str(tmp_path / "bus"))
        other.listen()
        bus = OwnBus(f"unix:path={tmp_path / 'bus'}")
        bus.open()
        answering, _address = other.accept()
        answering.sendall(said)
        answering.close()
        qtbot.waitUntil(lambda: not bus.is_open)


def test_the_desktop_says_where_its_bus_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/tmp/x,guid=1")
    assert session_bus_address() == "unix:abstract=/tmp/x,guid=1"
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert session_bus_address() == ""
    (tmp_path / "bus").touch()
    assert session_bus_address() == f"unix:path={tmp_path / 'bus'}"


def test_sockets_are_found_in_an_address() -> None:
    said = "tcp:host=x;unix:abstract=/tmp/a%20b,guid=1;unix:guid=2,path=/run/bus"
    assert socket_names(said) == ("\0/tmp/a b", "/run/bus")


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/at/all", "tcp:host=x", ";,=:%", "unix:path=\0"])
def test_without_any_bus_nothing_is_held_and_nothing_breaks(qtbot: QtBot, address: str) -> None:
    def nowhere() -> QDBusConnection:
        return QDBusConnection.connectToBus("unix:path=/nowhere/at/all", "no system bus")

    awake = DBusStayingAwake(nowhere, lambda: address)
    awake.hold(Why.SESSION)
    assert awake.is_held
    assert awake.agreed == frozenset()
    awake.let_go()
    QDBusConnection.disconnectFromBus("no system bus")


def test_when_the_program_dies_the_system_lets_go_by_itself(desktop: Desktop, bus_address: str) -> None:
    desktop.show_saver()
    program = f"""
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection
from ui.staying_awake.dbus import DBusStayingAwake
from ui.staying_awake.own_bus import BUS, BUS_PATH, OwnBus, session_bus_address, socket_names
from ui.staying_awake.screen_savers import SESSION_MANAGER
from ui.staying_awake.staying_awake import Why
app = QCoreApplication([])
connect = lambda name: QDBusConnection.connectToBus({bus_address!r}, name)
awake = DBusStayingAwake(lambda: connect("system"), lambda: {bus_address!r})
awake.hold(Why.SESSION)
look = QTimer()
look.timeout.connect(lambda: len(awake.agreed) == 2 and print("holds", flush=True))
look.start(5)
app.exec()
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as other:
        desktop.qtbot.waitUntil(lambda: bool(desktop.saver.asked and desktop.manager.asked), timeout=20_000)
        assert other.stdout is not None
        # It says so only while the desktop's own loop answers, which the wait above has done.
        assert other.stdout.readline() == "holds\n"
        assert desktop.manager.is_blocked()
        assert desktop.saver_is_held_off()
        other.kill()
        other.wait()
        desktop.qtbot.waitUntil(lambda: not desktop.manager.is_blocked())
        desktop.qtbot.waitUntil(lambda: not desktop.saver_is_held_off())


def test_an_interface_alone_holds_nothing_and_says_what_was_asked(qtbot: QtBot) -> None:
    awake = StayingAwake()
    awake.hold(Why.SESSION)
    assert awake.is_held
    awake.let_go()
    assert not awake.is_held


def test_linux_stays_awake_over_its_buses(qtbot: QtBot) -> None:
    owner = QObject()
    assert isinstance(staying_awake_on_this_system(owner), DBusStayingAwake)
