"""The few things a person sets for this computer: no client's data, and nothing that opens a practice."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kap_companion.errors import StorageError
from kap_companion.paths import config_folder

SHORTEST_IDLE, LONGEST_IDLE = 1, 120
LONGEST_PLACE = 4_096

_NAME = "settings.json"
_MOST_BYTES = 64 * 1024
_DAMAGED = (
    "The settings on this computer could not be read as they were kept; "
    "what was unreadable is as it is for a new computer."
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the companion behaves on this computer.

    Attributes:
        idle_minutes: after that long without a key or the pointer an open practice is locked, or a running
            session veiled; 1 to 120, there is no never.
        second_backup_place: an absolute folder that gets a copy of every backup, or None.
    """

    idle_minutes: int = 5
    second_backup_place: Path | None = None

    def __post_init__(self) -> None:
        if not SHORTEST_IDLE <= self.idle_minutes <= LONGEST_IDLE:
            message = f"idle_minutes must be {SHORTEST_IDLE} to {LONGEST_IDLE}"
            raise ValueError(message)


def read_settings(config: Path | None = None, say: Callable[[str], None] | None = None) -> Settings:
    """What was set; the defaults for what never was, or cannot be read.

    Args:
        config: the folder of the app's settings; None for the usual one.
        say: is told one sentence where something that was set could not be read.
    """
    usual = Settings()
    try:
        with _file(config).open("rb") as file:
            kept = json.loads(file.read(_MOST_BYTES))
        idle, place = kept["idle_minutes"], kept["second_backup_place"]
    except FileNotFoundError:
        return usual
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        if say is not None:
            say(_DAMAGED)
        return usual
    idle_is_right = type(idle) is int and SHORTEST_IDLE <= idle <= LONGEST_IDLE
    place_is_right = place is None or _is_place(place)
    if say is not None and not (idle_is_right and place_is_right):
        say(_DAMAGED)
    return Settings(
        idle_minutes=idle if idle_is_right else usual.idle_minutes,
        second_backup_place=Path(place) if place_is_right and place is not None else None,
    )


def keep_settings(settings: Settings, config: Path | None = None) -> None:
    """Keep them for the next start: the file is there whole or as it was.

    Raises:
        StorageError: the disk did not take them.
    """
    path = _file(config)
    draft = path.with_name(path.name + ".new")
    place = settings.second_backup_place
    content = json.dumps(
        {
            "idle_minutes": settings.idle_minutes,
            "second_backup_place": None if place is None else str(place.absolute()),
        },
        indent=2,
    )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageError(
            "The settings could not be kept; they hold until the companion is closed.",
            "Check that your settings folder can be written to, and try again.",
        ) from error


def _is_place(place: object) -> bool:
    if not isinstance(place, str) or not 0 < len(place) <= LONGEST_PLACE or "\0" in place:
        return False
    return Path(place).is_absolute()


def _file(config: Path | None) -> Path:
    return (config or config_folder()) / _NAME
