"""One practice and one backup of it, made once; whoever does harm gets a copy."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import create
from tests.fakes import ManualClock
from tests.session.desks import Desk, a_desk

PASSPHRASE = "grey heron, slow river"


@dataclass(frozen=True)
class Closed:
    """A closed practice, its keys, and a backup of it."""

    folder: Path
    keys: Keys
    backup: Path

    def copied_to(self, place: Path) -> "Closed":
        folder = place / "Stillwater.kap"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Closed(folder, self.keys, folder / "backups" / self.backup.name)


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    clock = ManualClock()
    folder = tmp_path_factory.mktemp("hostile") / "Stillwater.kap"
    practice, _code = create(
        folder, name="Still", facilitator="Ana Ruiz", passphrase=PASSPHRASE, clock=clock, strength=FLOOR
    )
    keys = practice.keys.copy()
    backup = make_backup(folder, keys, clock.now()).folder
    practice.close()
    return Closed(folder, keys, backup)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
