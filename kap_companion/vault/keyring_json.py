"""Reads and writes the text of `keyring.json`; trusts nothing in it."""

import json
from hashlib import sha256
from typing import Any

from kap_companion.errors import PracticeDamagedError, PracticeTooNewError
from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.derivation import KEY_BYTES, SALT_BYTES, Strength
from kap_companion.vault.handover import SIGNATURE_BYTES, HandedBox, Handover
from kap_companion.vault.json_fields import (
    all_different,
    bytes_of,
    fields_of,
    flag_of,
    id_of,
    items_of,
    load,
    number_of,
    text_of,
    time_of,
)
from kap_companion.vault.keyring_contents import (
    FORMAT_VERSION,
    LONGEST_NAME,
    MOST_HANDOVERS,
    MOST_PEOPLE,
    MOST_SLOTS,
    Contents,
    Keyholder,
    RecoverySheet,
    SheetState,
)
from kap_companion.vault.sealing import TAG_BYTES, Box
from kap_companion.vault.slots import KDF_NAME, NONCE_BYTES, WRAPPED_BYTES, Slot, SlotKind

MOST_BYTES = 1024 * 1024
MAC_BYTES = 32

# A little more brackets than a full keyring has, far fewer than would exhaust the parser's time.
_MOST_BRACKETS = 3_000
_LONGEST_ROLE = 40
_BACKUP = "Put back keyring.json from a backup of this practice."


def to_text(contents: Contents, mac: bytes) -> bytes:
    """The file's bytes: indented for a person's eye, with a check that finds accidental damage."""
    fields = contents.to_json() | {"mac": mac.hex()}
    return (json.dumps(fields | {"check": _check(fields)}, indent=2) + "\n").encode("ascii")


def parse(raw: bytes) -> tuple[Contents, bytes]:
    """The contents of a keyring file and its MAC, which only a key can judge.

    Raises:
        PracticeTooNewError: a later version wrote it.
        PracticeDamagedError: it is damaged, cut off, or asks for a protection that is never used.
    """
    if len(raw) > MOST_BYTES or raw.count(b"[") + raw.count(b"{") > _MOST_BRACKETS:
        raise PracticeDamagedError("keyring.json is far larger than a keyring can be.", _BACKUP)
    try:
        fields = load(raw)
        version = number_of(fields["version"], at_least=1)
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise PracticeDamagedError("keyring.json is damaged or cut off.", _BACKUP) from error
    if version > FORMAT_VERSION:
        raise PracticeTooNewError(
            "A newer KAP Companion wrote this practice's keyring.", "Install the newest KAP Companion."
        )
    try:
        check = fields.pop("check")
        if check != _check(fields):
            raise ValueError("check")
        mac = bytes_of(fields.pop("mac"), MAC_BYTES)
        contents = _first_version(fields) if version == 1 else _contents(fields)
    except (ValueError, KeyError, RecursionError) as error:
        raise PracticeDamagedError(
            "keyring.json is damaged, or was changed by something other than KAP Companion.", _BACKUP
        ) from error
    return contents, mac


def _first_version(fields: dict[str, Any]) -> Contents:
    # One person, who made the practice: they may add people, and the one recovery sheet is theirs.
    fields_of(fields, "version", "practice", "people", "recovery_sheet", "slots")
    (person,) = items_of(fields["people"], 1)
    known = fields_of(person, "id", "role")
    sheet = _sheet(fields["recovery_sheet"])
    role = text_of(known["role"], _LONGEST_ROLE)
    holder = Keyholder(id_of(known["id"]), role, may_add=True, sealing_key=None, sheet=sheet)
    return _put_together(fields, (holder,), ())


def _contents(fields: dict[str, Any]) -> Contents:
    fields_of(fields, "version", "practice", "people", "handovers", "slots")
    people = tuple(_keyholder(person) for person in items_of(fields["people"], MOST_PEOPLE))
    handovers = tuple(_handover(value) for value in items_of(fields["handovers"], MOST_HANDOVERS))
    return _put_together(fields, people, handovers)


def _put_together(
    fields: dict[str, Any], people: tuple[Keyholder, ...], handovers: tuple[Handover, ...]
) -> Contents:
    practice = fields_of(fields["practice"], "id", "name", "made_at")
    slots = tuple(_slot(slot) for slot in items_of(fields["slots"], MOST_SLOTS))
    all_different(person.id for person in people)
    all_different(slot.id for slot in slots)
    if not slots or {slot.person for slot in slots} != {person.id for person in people}:
        raise ValueError("slots")
    if not any(person.may_add for person in people):
        raise ValueError("people")
    contents = Contents(
        practice_id=id_of(practice["id"]),
        name=text_of(practice["name"], LONGEST_NAME),
        made_at=time_of(practice["made_at"]),
        people=people,
        slots=slots,
        handovers=handovers,
        version=fields["version"],
    )
    _every_slot_leads_to_today(contents)
    return contents


def _every_slot_leads_to_today(contents: Contents) -> None:
    oldest = min(slot.generation for slot in contents.slots)
    numbers = [handover.number for handover in contents.handovers]
    # Counted before they are listed: a forged generation may be any number.
    if contents.generation - oldest != len(numbers) or (contents.version == 1 and contents.generation):
        raise ValueError("handovers")
    if numbers != list(range(oldest + 1, contents.generation + 1)):
        raise ValueError("handovers")


def _keyholder(value: object) -> Keyholder:
    fields = fields_of(value, "id", "role", "may_add", "sealing_key", "recovery_sheet")
    return Keyholder(
        id=id_of(fields["id"]),
        role=text_of(fields["role"], _LONGEST_ROLE),
        may_add=flag_of(fields["may_add"]),
        sealing_key=bytes_of(fields["sealing_key"], KEY_BYTES),
        sheet=_sheet(fields["recovery_sheet"]),
    )


def _sheet(value: object) -> RecoverySheet:
    fields = fields_of(value, "state", "at")
    return RecoverySheet(SheetState(text_of(fields["state"], 20)), time_of(fields["at"]))


def _handover(value: object) -> Handover:
    fields = fields_of(value, "number", "at", "by", "boxes", "signature")
    boxes = tuple(_box(box) for box in items_of(fields["boxes"], MOST_PEOPLE))
    all_different(handed.person for handed in boxes)
    return Handover(
        number=number_of(fields["number"], at_least=1),
        at=time_of(fields["at"]),
        by=id_of(fields["by"]),
        boxes=boxes,
        signature=bytes_of(fields["signature"], SIGNATURE_BYTES),
    )


def _box(value: object) -> HandedBox:
    fields = fields_of(value, "person", "ephemeral", "nonce", "wrapped")
    box = Box(
        ephemeral=bytes_of(fields["ephemeral"], KEY_BYTES),
        nonce=bytes_of(fields["nonce"], NONCE_BYTES),
        wrapped=bytes_of(fields["wrapped"], KEY_BYTES + TAG_BYTES),
    )
    return HandedBox(id_of(fields["person"]), box)


def _slot(value: object) -> Slot:
    fields = fields_of(value, "id", "kind", "person", "kdf", "nonce", "wrapped", optional=("generation",))
    kdf = fields_of(fields["kdf"], "name", "memory_kib", "passes", "lanes", "salt")
    if kdf["name"] != KDF_NAME:
        raise ValueError("kdf")
    strength = Strength(*(number_of(kdf[name], at_least=1) for name in ("memory_kib", "passes", "lanes")))
    # Judged before it is ever run: neither a weakened slot nor one that would take all memory.
    if strength.too_weak:
        raise PracticeDamagedError(
            "keyring.json asks for a weaker protection than KAP Companion ever uses.", _BACKUP
        )
    if strength.absurd:
        raise PracticeDamagedError(
            "keyring.json asks for more memory or time than KAP Companion ever uses.", _BACKUP
        )
    return Slot(
        id=id_of(fields["id"]),
        kind=SlotKind(text_of(fields["kind"], 20)),
        person=id_of(fields["person"]),
        strength=strength,
        salt=bytes_of(kdf["salt"], SALT_BYTES),
        nonce=bytes_of(fields["nonce"], NONCE_BYTES),
        wrapped=bytes_of(fields["wrapped"], WRAPPED_BYTES),
        generation=number_of(fields["generation"], at_least=1) if "generation" in fields else 0,
    )


def _check(fields: dict[str, Any]) -> str:
    return sha256(canonical_json(fields)).hexdigest()
