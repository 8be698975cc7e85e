"""A practice that is made once; its files as bytes, so that each try begins with the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kap_companion.vault import derivation
from tests.fakes import ManualClock
from tests.faults.day import Day
from tests.faults.practice_files import PracticeFiles
from tests.faults.watched_disk import folder_in_memory


def _quick(*, salt: bytes, length: int, **strength: Any) -> Argon2id:
    return Argon2id(salt=salt, length=length, iterations=1, lanes=1, memory_cost=8)


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that make a practice hundreds of times: the derivation is slow on purpose."""
    monkeypatch.setattr(derivation, "Argon2id", _quick)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory."""
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture(scope="session")
def new_practice() -> Iterator[PracticeFiles]:
    """A practice just made and closed, with its keys."""
    with folder_in_memory() as folder:
        day = Day(folder / "Stillwater.kap", ManualClock())
        day.make()
        day.close()
        yield PracticeFiles.of(day)


@pytest.fixture(scope="session")
def full_practice() -> Iterator[PracticeFiles]:
    """A practice with one whole day in it, closed, with its keys and what was promised."""
    with folder_in_memory() as folder:
        day = Day(folder / "Stillwater.kap", ManualClock())
        day.make()
        for act in day.acts():
            act()
        day.close()
        yield PracticeFiles.of(day)


@pytest.fixture(scope="session")
def cut_practice() -> Iterator[PracticeFiles]:
    """The same, as it lies there when the program is killed before it could close: with its logs."""
    with folder_in_memory() as folder:
        day = Day(folder / "Stillwater.kap", ManualClock())
        day.make()
        for act in day.acts():
            act()
        files = PracticeFiles.of(day)
        day.close()
        yield files
