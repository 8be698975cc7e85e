import pytest

from kap_companion.vault.doorkeeper import Doorkeeper, seconds_to_wait
from tests.fakes import ManualClock


def test_the_wait_doubles_up_to_a_minute() -> None:
    assert [seconds_to_wait(n) for n in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize("failures", [-1, 10**9])
def test_any_number_of_failures_has_a_wait(failures: int) -> None:
    assert 0 <= seconds_to_wait(failures) <= 60


def test_the_door_opens_again_after_the_wait() -> None:
    clock = ManualClock()
    doorkeeper = Doorkeeper(clock)
    assert doorkeeper.seconds_left() == 0
    assert [doorkeeper.turn_away() for _ in range(3)] == [1, 2, 4]
    clock.pass_time(3.5)
    assert doorkeeper.seconds_left() == 0.5
    clock.pass_time(10)
    assert doorkeeper.seconds_left() == 0


def test_setting_the_wall_clock_does_not_shorten_the_wait() -> None:
    clock = ManualClock()
    doorkeeper = Doorkeeper(clock)
    doorkeeper.turn_away()
    clock.step_wall(3600)
    assert doorkeeper.seconds_left() == 1


def test_the_right_passphrase_starts_the_count_anew() -> None:
    doorkeeper = Doorkeeper(ManualClock())
    for _ in range(5):
        doorkeeper.turn_away()
    doorkeeper.let_in()
    assert doorkeeper.seconds_left() == 0
    assert doorkeeper.failures == 0
    assert doorkeeper.turn_away() == 1
