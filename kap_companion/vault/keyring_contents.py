"""What `keyring.json` says: who has keys, by which slots, and whether the recovery sheet was seen to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kap_companion.vault.slots import Slot, canonical_json

FORMAT_VERSION = 1
LONGEST_NAME = 200
MOST_PEOPLE = 32
MOST_SLOTS = 64


class SheetState(StrEnum):
    """What became of the recovery sheet."""

    NOT_PRINTED = "not printed"
    PRINTED = "printed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What became of the recovery sheet, and since when."""

    state: SheetState
    at: datetime


@dataclass(frozen=True, slots=True)
class Keyholder:
    """Someone with keys to the practice; their name stands in the record, not here."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in `keyring.json` but its check and its MAC; no client data, nothing secret in the clear."""

    practice_id: str
    name: str
    made_at: datetime
    people: tuple[Keyholder, ...]
    recovery_sheet: RecoverySheet
    slots: tuple[Slot, ...]

    def to_json(self) -> dict[str, Any]:
        """The fields as they stand in the file."""
        return {
            "version": FORMAT_VERSION,
            "practice": {"id": self.practice_id, "name": self.name, "made_at": self.made_at.isoformat()},
            "people": [{"id": person.id, "role": person.role} for person in self.people],
            "recovery_sheet": {
                "state": self.recovery_sheet.state.value,
                "at": self.recovery_sheet.at.isoformat(),
            },
            "slots": [slot.to_json() for slot in self.slots],
        }

    def to_authenticate(self) -> bytes:
        """The bytes that the keyring's MAC covers."""
        return canonical_json(self.to_json())
