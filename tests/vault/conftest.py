"""Argon2id at its floor takes a seventh of a second, so what many tests only read is made once."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_people import with_newcomer
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import create
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.ways_in import new_keyring
from tests.fakes import MORNING, ManualClock

PASSPHRASE = "correct horse battery"
BENS = "lantern under snow"


@dataclass(frozen=True)
class MadeKeyring:
    keyring: Keyring
    keys: Keys
    code: RecoveryCode


@dataclass(frozen=True)
class MadePractice:
    folder: Path
    keys: Keys
    code: RecoveryCode


@pytest.fixture(scope="session")
def made() -> MadeKeyring:
    return MadeKeyring(*new_keyring("Stillwater", "therapist", PASSPHRASE, FLOOR, MORNING))


@dataclass(frozen=True)
class Peopled:
    """A keyring of two: Ana, who made it and may add people, and Ben, a nurse."""

    keyring: Keyring
    ana: Keys
    ben: Keys
    bens_code: RecoveryCode


@pytest.fixture(scope="session")
def peopled(made: MadeKeyring) -> Peopled:
    newcomer = with_newcomer(made.keyring, made.keys, "nurse", BENS, FLOOR, MORNING, may_add=False)
    return Peopled(newcomer.keyring, made.keys, newcomer.keys, newcomer.code)


@pytest.fixture(scope="session")
def closed_practice(tmp_path_factory: pytest.TempPathFactory) -> MadePractice:
    """A practice that nobody may touch; `practice` hands out copies."""
    return _make(tmp_path_factory.mktemp("made") / "Stillwater.kap", "Stillwater")


@pytest.fixture(scope="session")
def other_practice(tmp_path_factory: pytest.TempPathFactory) -> MadePractice:
    """Another practice, whose files do not belong into the first."""
    return _make(tmp_path_factory.mktemp("other") / "Elsewhere.kap", "Elsewhere")


@pytest.fixture
def practice(closed_practice: MadePractice, tmp_path: Path) -> MadePractice:
    """A closed practice of this test's own."""
    folder = tmp_path / "Stillwater.kap"
    shutil.copytree(closed_practice.folder, folder)
    return MadePractice(folder, closed_practice.keys, closed_practice.code)


def _make(folder: Path, name: str) -> MadePractice:
    practice, code = create(
        folder,
        name=name,
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=ManualClock(),
        strength=FLOOR,
    )
    keys = practice.keys.copy()
    practice.close()
    return MadePractice(folder, keys, code)
