"""A practice as bytes: put down again and again, each time to be damaged in another way."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kap_companion.vault.keys import Keys
from tests.faults.day import Day
from tests.faults.promises import Promises


@dataclass(frozen=True)
class PracticeFiles:
    """Every file of a practice's folder by its name in it; None for a folder."""

    content: dict[str, bytes | None]
    keys: Keys
    promises: Promises

    @classmethod
    def of(cls, day: Day) -> "PracticeFiles":
        """The files of a day's practice as they lie there now."""
        return cls(content_of(day.folder), day.keys, day.promises)

    def put(self, folder: Path) -> None:
        """Makes the folder hold exactly these files."""
        put(folder, self.content)


def content_of(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder, but for the indexes of logs, which are memory and no file."""
    return {
        str(item.relative_to(folder)): None if item.is_dir() else item.read_bytes()
        for item in sorted(folder.rglob("*"))
        if not item.name.endswith("-shm")
    }


def put(folder: Path, content: dict[str, bytes | None]) -> None:
    """Makes a folder hold exactly these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    for name, data in content.items():
        if data is None:
            (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
