"""A practice's own protocols: files in its folder `protocols`.

They are not encrypted, for they hold no client's words.
"""

import os
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from kap_companion.errors import SessionError
from kap_companion.session.protocol_reading import ENDING
from kap_companion.toml_file import MOST_BYTES

MOST_FILES: Final = 100
LONGEST_KEY: Final = 60

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_MOST_LOOKED_AT: Final = 1_000
# A link is not followed, and what is no file (a pipe) is not waited for.
_READING: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_MAKING: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ADVICE: Final = "Check the folder protocols beside the practice's record."


def keys_in(own: Path) -> tuple[str, ...]:
    """The keys of the files there, in the order of the alphabet; none where there is no such folder.

    Raises:
        SessionError: it is no folder, cannot be looked into, or holds too many files.
    """
    try:
        if not stat.S_ISDIR(own.lstat().st_mode):
            raise SessionError("The practice's protocols are not in a folder of their own.", _ADVICE)
        with os.scandir(own) as listed:
            named = [item.name for item in islice(listed, _MOST_LOOKED_AT) if item.name.endswith(ENDING)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SessionError("The practice's protocols cannot be looked into.", _ADVICE) from error
    if len(named) > MOST_FILES:
        raise SessionError(f"There are more than {MOST_FILES} protocols.", _ADVICE)
    return tuple(sorted(name.removesuffix(ENDING) for name in named if not name.startswith(".")))


def read_own(own: Path, key: str) -> bytes:
    """What that file holds, at most one byte more than a protocol may have.

    Raises:
        SessionError: its name is no protocol's, it is no ordinary file (a link is none), or cannot be read.
    """
    _refuse_name(key)
    path = own / f"{key}{ENDING}"
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise _not_a_file(key)
        with os.fdopen(os.open(path, _READING), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _not_a_file(key)
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SessionError(f"{key}{ENDING} cannot be read.", _ADVICE) from error


def put_copy(own: Path, key: str, data: bytes, taken: tuple[str, ...]) -> Path:
    """Write the file under the first free name ("im-2", "im-3"), for its owner alone; nothing is overwritten.

    Raises:
        SessionError: the disk does not take it, or there are too many already.
    """
    number = 2
    try:
        own.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        there = keys_in(own)
        while number <= MOST_FILES and len(there) < MOST_FILES:
            path = own / f"{key}-{number}{ENDING}"
            number += 1
            if path.stem in taken or path.stem in there:
                continue
            with suppress(FileExistsError):
                _write_new(path, data)
                return path
    except OSError as error:
        raise SessionError("The copy could not be saved.", "Check the disk or folder it is for.") from error
    raise SessionError(f"There are more than {MOST_FILES} protocols.", _ADVICE)


def _write_new(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, _MAKING, _FILE_MODE), "wb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            # Half a protocol would be a wrong one at the next start.
            path.unlink(missing_ok=True)
            raise


def _refuse_name(key: str) -> None:
    if (
        not key
        or len(key) > LONGEST_KEY
        or not key.isprintable()
        or not key[0].isalnum()
        or {"/", "\\", ":"} & set(key)
    ):
        raise SessionError(
            f"{ascii(key[:LONGEST_KEY])[1:-1]}{ENDING} is no name for a protocol.",
            f"Give the file a name of 1 to {LONGEST_KEY} letters, digits, spaces or hyphens.",
        )


def _not_a_file(key: str) -> SessionError:
    return SessionError(
        f"{key}{ENDING} is not an ordinary file.", "Put the file itself there, not a link to it."
    )
