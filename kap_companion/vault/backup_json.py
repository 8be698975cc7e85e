"""Reads and writes `backup.json`, which says what a backup holds; trusts nothing in it."""

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kap_companion.errors import BackupError
from kap_companion.records.ledger import LedgerHead
from kap_companion.vault.backup_files import Fingerprint
from kap_companion.vault.backup_own_files import (
    LARGEST_OWN_BYTES,
    MOST_OWN_FILES,
    OWN_FOLDERS,
    is_own_file,
)
from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.practice_folder import KEYRING_NAME, NOTEBOOKS_NAME, RECORD_NAME

CONTENTS_NAME: Final = "backup.json"
FORMAT_VERSION: Final = 2
"""With files of the practice's own; without them a backup is of format 1, as it always was."""
MOST_BYTES: Final = 384 * 1024
MOST_FILES: Final = 256
"""Besides the practice's own."""
LARGEST_FILE_BYTES: Final = 1 << 40

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NOTEBOOK_NAME = re.compile(rf"{NOTEBOOKS_NAME}/({_ID})\.db")
_FILE_NAME = re.compile(
    rf"{re.escape(KEYRING_NAME)}|{re.escape(RECORD_NAME)}|{NOTEBOOKS_NAME}/{_ID}\.db(?:-wal)?"
)
# No clock shows another; nearer to the ends of the calendar another time zone would lie outside of it.
_YEARS = (1970, 9990)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_FILES_AT_ALL = MOST_FILES + len(OWN_FOLDERS) * MOST_OWN_FILES
# Each file has two brackets at the most, the name of one's own a few, and the whole some more.
_MOST_BRACKETS = 2 * MOST_FILES + 64 * len(OWN_FOLDERS) * MOST_OWN_FILES + 8


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One file of a backup.

    Attributes:
        name: its path inside the backup, such as `notebooks/ID.db`; one of a fixed few, or a small one in
            `protocols` or `prompts`.
        fingerprint: its size and SHA-256.
        head: how far its ledger had come; None where it was copied byte by byte and not opened.
    """

    name: str
    fingerprint: Fingerprint
    head: LedgerHead | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: no client's data and nobody's name.

    Attributes:
        practice_id: whose backup it is.
        made_at: when it was begun.
        files: the keyring, the record, every notebook and the practice's own protocols and questions; each
            was read again and found right.
    """

    practice_id: str
    made_at: datetime
    files: tuple[BackupFile, ...]

    def file(self, name: str) -> BackupFile | None:
        """The file of that name, or None."""
        return next((file for file in self.files if file.name == name), None)


def to_text(contents: Contents) -> bytes:
    """The bytes of `backup.json`; the same contents always have the same bytes."""
    fields: dict[str, Any] = {
        "format": FORMAT_VERSION if any(is_own_file(file.name) for file in contents.files) else 1,
        "practice": contents.practice_id,
        "made_at": contents.made_at.isoformat(),
        "verified": True,
        "files": [_file_fields(file) for file in contents.files],
    }
    check = sha256(canonical_json(fields)).hexdigest()
    return (json.dumps(fields | {"check": check}, indent=2) + "\n").encode("ascii")


def parse(raw: bytes) -> Contents:
    """The contents that `to_text` wrote.

    Raises:
        BackupError: it is damaged or cut off, was written by something else, or by a newer version.
    """
    damaged = BackupError(
        f"{CONTENTS_NAME} is damaged, so this backup is not trusted.", "Use another backup."
    )
    if len(raw) > MOST_BYTES or raw.count(b"[") + raw.count(b"{") > _MOST_BRACKETS:
        raise damaged
    try:
        fields = json.loads(raw)
        version = fields["format"]
        if type(version) is int and version > FORMAT_VERSION:
            raise BackupError(
                "A newer KAP Companion made this backup.", "Install the newest KAP Companion to use it."
            )
        contents = Contents(
            practice_id=_id(fields["practice"]),
            made_at=_time(fields["made_at"]),
            files=tuple(_file(value) for value in fields["files"][: _MOST_FILES_AT_ALL + 1]),
        )
        _check_files(contents.files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged from error
    # Whatever was changed, a space as well as a number, these are no longer the bytes that we would write.
    if to_text(contents) != raw:
        raise damaged
    return contents


def is_file_name(name: str) -> bool:
    """Whether a file of a practice called so goes into a backup."""
    return _FILE_NAME.fullmatch(name) is not None or is_own_file(name)


def notebook_owner(name: str) -> str | None:
    """Whose notebook the file of that name is; None where it is no notebook."""
    found = _NOTEBOOK_NAME.fullmatch(name)
    return None if found is None else found[1]


def path_in(folder: Path, name: str) -> Path:
    """Where a file of that name lies in a backup or a practice."""
    return folder.joinpath(*name.split("/"))


def _file_fields(file: BackupFile) -> dict[str, Any]:
    head = file.head
    return {
        "name": file.name,
        "bytes": file.fingerprint.size,
        "sha256": file.fingerprint.sha256,
        "head": None if head is None else {"sequence": head.sequence, "chain": head.chain},
    }


def _file(fields: dict[str, Any]) -> BackupFile:
    name, size, head = fields["name"], fields["bytes"], fields["head"]
    own = is_own_file(name)
    largest = LARGEST_OWN_BYTES if own else LARGEST_FILE_BYTES
    if not is_file_name(name) or type(size) is not int or not 0 <= size <= largest:
        raise ValueError("file")
    if own and head is not None:
        raise ValueError("head")
    return BackupFile(name, Fingerprint(size, _hash(fields["sha256"])), None if head is None else _head(head))


def _head(fields: dict[str, Any]) -> LedgerHead:
    sequence, chain = fields["sequence"], fields["chain"]
    if type(sequence) is not int or not 0 <= sequence < 1 << 63:
        raise ValueError("sequence")
    return LedgerHead(sequence, _hash(chain))


def _check_files(files: Sequence[BackupFile]) -> None:
    names = {file.name for file in files}
    if len(names) != len(files) or not {KEYRING_NAME, RECORD_NAME} <= names:
        raise ValueError("files")
    of_own = [sum(is_own_file(name) and name.startswith(f"{own}/") for name in names) for own in OWN_FOLDERS]
    if max(of_own) > MOST_OWN_FILES or len(files) - sum(of_own) > MOST_FILES:
        raise ValueError("files")
    if any(name.endswith("-wal") and name.removesuffix("-wal") not in names for name in names):
        raise ValueError("files")


def _hash(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise ValueError("hash")
    return value


def _id(value: str) -> str:
    if str(uuid.UUID(value)) != value:
        raise ValueError("id")
    return value


def _time(value: str) -> datetime:
    read = datetime.fromisoformat(value)
    if read.utcoffset() is None or not _YEARS[0] <= read.year <= _YEARS[1]:
        raise ValueError("time")
    return read
