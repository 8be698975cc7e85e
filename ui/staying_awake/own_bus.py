"""A connection of our own to the desktop's bus, on which nothing is ever waited for."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from ui.staying_awake import wire

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_READ_AT_ONCE = 64 * 1024
_LONGEST_GREETING = 1024

Take = Callable[[tuple[wire.Value, ...]], None]


def session_bus_address() -> str:
    """Where the desktop says that its bus is; empty where it says nothing."""
    said = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    usual = Path(runtime) / "bus"
    return said or (f"unix:path={usual}" if runtime and usual.exists() else "")


def socket_names(address: str) -> tuple[str, ...]:
    """The sockets that an address of D-Bus names, those in the abstract namespace with a leading NUL."""
    names: list[str] = []
    for one in address.split(";"):
        transport, _, rest = one.partition(":")
        said = dict(pair.partition("=")[::2] for pair in rest.split(","))
        if transport == "unix" and "path" in said:
            names.append(unquote(said["path"]))
        elif transport == "unix" and "abstract" in said:
            names.append("\0" + unquote(said["abstract"]))
    return tuple(names)


class OwnBus(QObject):
    """Says who it is, sends calls, and hears their answers; closing it is leaving the bus.

    Signals:
        owner_changed: a followed service's name, and who has it now (empty for no one).
    """

    owner_changed = Signal(str, str)

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._socket: socket.socket | None = None
        self._readable: QSocketNotifier | None = None
        self._greeted = False
        self._heard = b""
        self._waiting = b""
        self._number = 0
        self._asked: dict[int, Take] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is someone to talk to."""
        return self._socket is not None

    def open(self) -> None:
        """Begin to talk; it stays closed where there is no such bus."""
        for name in socket_names(self._address):
            made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            made.setblocking(False)
            try:
                made.connect(name)
            except (OSError, ValueError):
                made.close()
                continue
            self._socket = made
            self._readable = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Read, self)
            self._readable.activated.connect(self._read)
            self._write(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
            self.call(BUS, BUS_PATH, BUS, "Hello")
            return

    def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        *arguments: wire.Value,
        take: Take | None = None,
    ) -> None:
        """Send a call; `take` gets the values of its answer, later, unless it is an error."""
        self._number += 1
        if take is not None:
            self._asked[self._number] = take
        message = wire.call(self._number, destination, path, interface, member, *arguments)
        if self._greeted:
            self._write(message)
        else:
            self._waiting += message

    def follow(self, service: str) -> None:
        """Tell from now on who has a service's name."""
        rule = f"type='signal',sender='{BUS}',interface='{BUS}',member='NameOwnerChanged',arg0='{service}'"
        self.call(BUS, BUS_PATH, BUS, "AddMatch", rule)

    def close(self) -> None:
        """Leave the bus; what was sent before is still heard there."""
        if self._readable is not None:
            self._readable.setEnabled(False)
            self._readable.deleteLater()
        if self._socket is not None:
            self._socket.close()
        self._readable = self._socket = None
        self._greeted = False
        self._heard = self._waiting = b""
        self._asked.clear()

    def _write(self, data: bytes) -> None:
        if self._socket is None:
            return
        try:
            sent = self._socket.send(data)
        except OSError:
            sent = 0
        if sent < len(data):
            # A bus that takes not even a few hundred bytes at once is as good as none.
            self.close()

    def _read(self) -> None:
        if self._socket is None:
            return
        heard = b""
        with suppress(OSError):
            heard = self._socket.recv(_READ_AT_ONCE)
        self._heard += heard
        if not heard or not self._understand():
            self.close()

    def _understand(self) -> bool:
        """Take in all that is whole; False where it is nothing that a bus says."""
        if not self._greeted:
            line, ended, rest = self._heard.partition(b"\r\n")
            if not ended:
                return len(line) < _LONGEST_GREETING
            if not line.startswith(b"OK "):
                return False
            self._heard, self._greeted = rest, True
            self._write(b"BEGIN\r\n" + self._waiting)
            self._waiting = b""
        try:
            while self.is_open and (found := wire.read(self._heard)) is not None:
                said, used = found
                self._heard = self._heard[used:]
                self._take(said)
        except ValueError:
            return False
        return True

    def _take(self, said: wire.Said) -> None:
        take = self._asked.pop(said.reply_to, None)
        if said.kind == wire.ANSWER and take is not None:
            take(said.values)
        elif said.kind == wire.SIGNAL and said.member == "NameOwnerChanged":
            match said.values:
                case (str(service), str(), str(owner)):
                    self.owner_changed.emit(service, owner)
                case _:
                    return
