"""What `keyring.json` says: who has keys, by which slots, and what became of their recovery sheets."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.handover import Handover
from kap_companion.vault.slots import Slot

FORMAT_VERSION = 2
LONGEST_NAME = 200
MOST_PEOPLE = 32
MOST_SLOTS = 64
MOST_HANDOVERS = 64


class SheetState(StrEnum):
    """What became of a recovery sheet."""

    NOT_PRINTED = "not printed"
    PRINTED = "printed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What became of a person's recovery sheet, and since when."""

    state: SheetState
    at: datetime

    def to_json(self) -> dict[str, Any]:
        """The sheet as it stands in the file."""
        return {"state": self.state.value, "at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Keyholder:
    """Someone with keys to the practice; their name stands in the record, not here.

    Attributes:
        id: as in the record.
        role: what they do in the practice.
        may_add: whether they may add and remove people.
        sealing_key: the public half of their X25519 key, 32 bytes; None in a keyring of version 1.
        sheet: their recovery sheet.
    """

    id: str
    role: str
    may_add: bool
    sealing_key: bytes | None
    sheet: RecoverySheet

    def to_json(self) -> dict[str, Any]:
        """The person as they stand in the file."""
        return {
            "id": self.id,
            "role": self.role,
            "may_add": self.may_add,
            "sealing_key": (self.sealing_key or b"").hex(),
            "recovery_sheet": self.sheet.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in `keyring.json` but its check and its MAC; no client data, nothing secret in the clear.

    Attributes:
        handovers: how those whose slots are older get at the practice key of today, oldest first.
        version: of the file's format; version 1 has one person, who may add people.
    """

    practice_id: str
    name: str
    made_at: datetime
    people: tuple[Keyholder, ...]
    slots: tuple[Slot, ...]
    handovers: tuple[Handover, ...] = ()
    version: int = FORMAT_VERSION

    @property
    def generation(self) -> int:
        """How often the practice key was changed."""
        numbers = [handover.number for handover in self.handovers]
        return max([*numbers, *(slot.generation for slot in self.slots)], default=0)

    def to_json(self) -> dict[str, Any]:
        """The fields as they stand in the file, in the spelling of its version."""
        fields: dict[str, Any] = {
            "version": self.version,
            "practice": {"id": self.practice_id, "name": self.name, "made_at": self.made_at.isoformat()},
        }
        slots = [slot.to_json() for slot in self.slots]
        if self.version == 1:
            (person,) = self.people
            people = [{"id": person.id, "role": person.role}]
            return fields | {"people": people, "recovery_sheet": person.sheet.to_json(), "slots": slots}
        return fields | {
            "people": [person.to_json() for person in self.people],
            "handovers": [handover.to_json() for handover in self.handovers],
            "slots": slots,
        }

    def to_authenticate(self) -> bytes:
        """The bytes that the keyring's MAC covers."""
        return canonical_json(self.to_json())
