"""Where the app keeps its own few things on this computer: never a client's data."""

import json
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

APP = "kap-companion"
MOST_RECENT = 10

_RECENT_NAME = "recent-practices.json"
_MOST_BYTES = 256 * 1024


def config_folder() -> Path:
    """The folder of the app's settings; it may not exist yet."""
    return platformdirs.user_config_path(APP, appauthor=False)


def practices_folder() -> Path:
    """Where a new practice is proposed to lie; it may not exist yet.

    Not the documents folder: that is often mirrored by a cloud service, which tears open databases apart.
    """
    return platformdirs.user_data_path(APP, appauthor=False) / "practices"


def recent_practices(config: Path | None = None) -> tuple[Path, ...]:
    """The folders of the practices opened last, newest first; empty where the list is gone or damaged."""
    try:
        with _recent_file(config).open("rb") as file:
            listed = json.loads(file.read(_MOST_BYTES))["practices"]
        return tuple(Path(item) for item in listed if isinstance(item, str) and item)[:MOST_RECENT]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def remember_practice(folder: Path, config: Path | None = None) -> bool:
    """Put the practice's folder first in the list; False, and no harm, where the list cannot be kept."""
    folder = folder.absolute()
    others = (other for other in recent_practices(config) if other != folder)
    return _keep((folder, *others), config)


def forget_practice(folder: Path, config: Path | None = None) -> bool:
    """Take the practice's folder off the list; False where the list cannot be kept."""
    folder = folder.absolute()
    return _keep(tuple(other for other in recent_practices(config) if other != folder), config)


def _keep(folders: tuple[Path, ...], config: Path | None) -> bool:
    path = _recent_file(config)
    draft = path.with_name(path.name + ".new")
    content = json.dumps({"practices": [str(folder) for folder in folders[:MOST_RECENT]]})
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(content)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    return True


def _recent_file(config: Path | None) -> Path:
    return (config or config_folder()) / _RECENT_NAME
