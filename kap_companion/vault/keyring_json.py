"""Reads and writes the text of `keyring.json`; trusts nothing in it."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from kap_companion.errors import PracticeDamagedError, PracticeTooNewError
from kap_companion.vault.derivation import SALT_BYTES, Strength
from kap_companion.vault.keyring_contents import (
    FORMAT_VERSION,
    LONGEST_NAME,
    MOST_PEOPLE,
    MOST_SLOTS,
    Contents,
    Keyholder,
    RecoverySheet,
    SheetState,
)
from kap_companion.vault.slots import KDF_NAME, NONCE_BYTES, WRAPPED_BYTES, Slot, SlotKind, canonical_json

MOST_BYTES = 1024 * 1024
MAC_BYTES = 32

# Far more brackets than a full keyring has, far fewer than would exhaust the parser's stack.
_MOST_BRACKETS = 400
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
        fields = json.loads(raw.decode("utf-8"), object_pairs_hook=_without_repeats)
        version = _number(fields["version"], at_least=1)
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
        return _contents(fields), _bytes(fields["mac"], MAC_BYTES)
    except (ValueError, KeyError, RecursionError) as error:
        raise PracticeDamagedError(
            "keyring.json is damaged, or was changed by something other than KAP Companion.", _BACKUP
        ) from error


def _contents(fields: dict[str, Any]) -> Contents:
    _object(fields, "version", "practice", "people", "recovery_sheet", "slots", "mac")
    practice = _object(fields["practice"], "id", "name", "made_at")
    sheet = _object(fields["recovery_sheet"], "state", "at")
    people = tuple(_keyholder(person) for person in _list(fields["people"], MOST_PEOPLE))
    slots = tuple(_slot(slot) for slot in _list(fields["slots"], MOST_SLOTS))
    _all_different(person.id for person in people)
    _all_different(slot.id for slot in slots)
    if not slots or not {slot.person for slot in slots} <= {person.id for person in people}:
        raise ValueError("slots")
    return Contents(
        practice_id=_id(practice["id"]),
        name=_text(practice["name"], LONGEST_NAME),
        made_at=_time(practice["made_at"]),
        people=people,
        recovery_sheet=RecoverySheet(SheetState(_text(sheet["state"], 20)), _time(sheet["at"])),
        slots=slots,
    )


def _keyholder(value: object) -> Keyholder:
    fields = _object(value, "id", "role")
    return Keyholder(_id(fields["id"]), _text(fields["role"], _LONGEST_ROLE))


def _slot(value: object) -> Slot:
    fields = _object(value, "id", "kind", "person", "kdf", "nonce", "wrapped")
    kdf = _object(fields["kdf"], "name", "memory_kib", "passes", "lanes", "salt")
    if kdf["name"] != KDF_NAME:
        raise ValueError("kdf")
    strength = Strength(*(_number(kdf[name], at_least=1) for name in ("memory_kib", "passes", "lanes")))
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
        id=_id(fields["id"]),
        kind=SlotKind(_text(fields["kind"], 20)),
        person=_id(fields["person"]),
        strength=strength,
        salt=_bytes(kdf["salt"], SALT_BYTES),
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        wrapped=_bytes(fields["wrapped"], WRAPPED_BYTES),
    )


def _check(fields: dict[str, Any]) -> str:
    return sha256(canonical_json(fields)).hexdigest()


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _all_different(name for name, _ in pairs)
    return dict(pairs)


def _all_different(values: Iterable[str]) -> None:
    listed = list(values)
    if len(set(listed)) != len(listed):
        raise ValueError("repeated")


def _object(value: object, *names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise ValueError("fields")
    return value


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError("text")
    return value


def _number(value: object, *, at_least: int) -> int:
    if type(value) is not int or value < at_least:
        raise ValueError("number")
    return value


def _bytes(value: object, length: int) -> bytes:
    text = _text(value, 2 * length)
    read = bytes.fromhex(text)
    if len(read) != length or read.hex() != text:
        raise ValueError("bytes")
    return read


def _id(value: object) -> str:
    # Ids become file names (notebooks/ID.db), so nothing but the one spelling of a uuid will do.
    text = _text(value, 36)
    if str(uuid.UUID(text)) != text:
        raise ValueError("id")
    return text


def _time(value: object) -> datetime:
    text = _text(value, 40)
    read = datetime.fromisoformat(text)
    if read.utcoffset() is None or read.isoformat() != text:
        raise ValueError("time")
    return read
