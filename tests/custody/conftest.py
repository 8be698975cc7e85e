"""A practice of three, made once: two therapists and a nurse, each with their own passphrase."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vocabulary.people import PersonRole
from tests.custody.staff import ANA, BEN, NIA, PASSPHRASES, Staff
from tests.fakes import ManualClock


@pytest.fixture(scope="session")
def closed_practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice that nobody may touch; `staff` works in copies."""
    folder = tmp_path_factory.mktemp("custody") / "Stillwater.kap"
    clock = ManualClock()
    practice, _ = vault.create(
        folder,
        name="Stillwater",
        facilitator=ANA,
        passphrase=PASSPHRASES[ANA],
        clock=clock,
        strength=FLOOR,
    )
    with practice:
        for name, role in ((BEN, PersonRole.THERAPIST), (NIA, PersonRole.NURSE)):
            practice.add_person(
                name=name, role=role, passphrase=PASSPHRASES[name], clock=clock, strength=FLOOR
            )
    return folder


@pytest.fixture
def staff(closed_practice: Path, tmp_path: Path) -> Iterator[Staff]:
    folder = tmp_path / "Stillwater.kap"
    shutil.copytree(closed_practice, folder)
    with ExitStack() as leaving:
        yield Staff(folder, ManualClock(), leaving)
