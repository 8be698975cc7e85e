"""A signal on a message bus, led to a slot of ours and away from it again."""

from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject
from PySide6.QtDBus import QDBusConnection


@dataclass(frozen=True, slots=True)
class BusSignal:
    """Which signal of whom: names as D-Bus writes them."""

    service: str
    path: str
    interface: str
    name: str

    def lead_to(self, receiver: QObject, slot: str, bus: QDBusConnection) -> None:
        """From now on call the receiver's slot, such as "take_lock()"."""
        # PySide6 takes the text of SLOT and refuses bytes; its stubs say the reverse.
        bus.connect(
            self.service,
            self.path,
            self.interface,
            self.name,
            receiver,
            SLOT(slot),  # type: ignore[call-overload]
        )

    def lead_away(self, receiver: QObject, slot: str, bus: QDBusConnection) -> None:
        """Call the receiver's slot no more."""
        bus.disconnect(
            self.service,
            self.path,
            self.interface,
            self.name,
            receiver,
            SLOT(slot),  # type: ignore[call-overload]
        )
