"""A disk that is full, or does not sync, at every moment at which it is asked, one after the other."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kap_companion.errors import DiskFullError, StorageError
from kap_companion.vault.practice import open_with
from tests.fakes import ManualClock
from tests.faults.day import Act, Day
from tests.faults.practice_files import PracticeFiles, content_of, put
from tests.faults.watched_disk import (
    RefusingDisk,
    a_disk_that_does_not_sync,
    a_full_disk,
    watched,
)

# Each fault is looked at while the program runs; every so many as what a computer that stops leaves behind.
STOPS_EVERY = 8

MakeDisk = Callable[[], RefusingDisk]

faulty_disks = pytest.mark.parametrize(
    ("make_disk", "says"), [(a_full_disk, DiskFullError), (a_disk_that_does_not_sync, StorageError)]
)


def _does_or_says(act: Act, disk: RefusingDisk, says: type[StorageError]) -> bool:
    """Whether an act was done; what the disk refused is said, with what to do about it."""
    refusal: StorageError | None = None
    try:
        act()
    except says as error:
        refusal = error
    if refusal is None:
        return True
    assert disk.refused
    assert refusal.advice
    return False


@pytest.mark.slow
@faulty_disks
def test_an_act_that_the_disk_refuses_at_any_moment_loses_nothing_and_is_done_when_the_disk_is_well(
    make_disk: MakeDisk,
    says: type[StorageError],
    new_practice: PracticeFiles,
    place: Path,
    clock: ManualClock,
) -> None:
    folder, twin = place / "Stillwater.kap", place / "Twin.kap"
    new_practice.put(folder)
    disk, faults = make_disk(), 0
    with watched(folder, disk):
        with Day(folder, clock) as day:
            day.open(new_practice.keys)
            for act in day.acts():
                for _ in disk.each_number():
                    done = _does_or_says(act, disk, says)
                    if not disk.refused:
                        continue
                    faults += 1
                    if faults % STOPS_EVERY == 0:
                        # As if the computer stopped now: what it leaves is opened elsewhere.
                        put(twin, content_of(folder))
                        with open_with(twin, new_practice.keys, clock) as practice:
                            assert day.promises.broken(practice) == []
                    disk.does(None)
                    if done and day.live.held:
                        day.live.write_held(clock.now())
                        assert day.live.held == 0
                        day.acknowledge()
                    if day.has_begun and day.live.timeline.ended_ms is not None:
                        day.live.take_back(clock.pass_time(1))
                        day.acknowledge()
                    assert day.promises.lacking(day.practice) == []
                    disk.refused = True
        with open_with(folder, new_practice.keys, clock) as practice:
            assert day.promises.broken(practice) == []
    assert faults > 15


@pytest.mark.slow
@faulty_disks
def test_opening_and_closing_that_the_disk_refuses_at_any_moment_leaves_all_that_was_written(
    make_disk: MakeDisk,
    says: type[StorageError],
    cut_practice: PracticeFiles,
    place: Path,
    clock: ManualClock,
) -> None:
    folder = place / "Stillwater.kap"
    disk = make_disk()
    for number in disk.each_number():
        cut_practice.put(folder)
        with watched(folder, disk):
            # Closing moves the logs into their files; what is refused then is left to the next opening.
            with suppress(says), open_with(folder, cut_practice.keys, clock):
                pass
            refused = disk.refused
            disk.does(None)
            with open_with(folder, cut_practice.keys, clock) as practice:
                assert cut_practice.promises.broken(practice) == [], f"after {number}"
            disk.refused = refused


@pytest.mark.slow
@pytest.mark.usefixtures("quick_keys")
# Of a full disk every seventh: most writes lie in the one transaction that makes the tables.
@pytest.mark.parametrize(
    ("make_disk", "says", "step"),
    [(a_full_disk, DiskFullError, 7), (a_disk_that_does_not_sync, StorageError, 1)],
)
def test_a_practice_that_the_disk_refuses_leaves_nothing_and_is_made_when_the_disk_is_well(
    make_disk: MakeDisk, says: type[StorageError], step: int, place: Path, clock: ManualClock
) -> None:
    disk = make_disk()
    for number in disk.each_number(step):
        home = place / str(number)
        home.mkdir()
        with watched(home, disk), Day(home / "Stillwater.kap", clock) as day:
            made = _does_or_says(day.make, disk, says)
            refused = disk.refused
            disk.does(None)
            if not made:
                assert content_of(home) == {}
                if number % (step * STOPS_EVERY) == 0:
                    day.make()
                    day.meet()
                    assert day.promises.broken(day.practice) == []
            disk.refused = refused
