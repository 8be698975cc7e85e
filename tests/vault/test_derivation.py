import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vault.derivation import (
    FLOOR,
    TARGET_SECONDS,
    Purpose,
    Strength,
    calibrate,
    derive,
    strength_for,
    stretch,
)


def test_the_floor_is_64_mib_three_passes_and_four_lanes() -> None:
    assert Strength(memory_kib=65536, passes=3, lanes=4) == FLOOR


@given(st.floats(min_value=0, max_value=1e6))
@settings(deadline=None, max_examples=200)
def test_calibration_never_goes_under_the_floor_nor_over_what_a_keyring_may_ask(seconds: float) -> None:
    strength = strength_for(seconds)
    assert not strength.too_weak
    assert not strength.absurd


@given(st.floats(min_value=0.03, max_value=TARGET_SECONDS))
@settings(deadline=None, max_examples=100)
def test_calibration_comes_near_half_a_second(floor_seconds: float) -> None:
    strength = strength_for(floor_seconds)
    work = strength.memory_kib * strength.passes / (FLOOR.memory_kib * FLOOR.passes)
    assert 0.6 * TARGET_SECONDS <= floor_seconds * work <= 1.01 * TARGET_SECONDS


def test_a_slow_computer_keeps_the_floor() -> None:
    assert calibrate(lambda _: 3.0) == FLOOR


def test_a_fast_computer_is_asked_for_more_memory() -> None:
    assert calibrate(lambda _: 0.125) == Strength(4 * FLOOR.memory_kib, 3, 4)


def test_calibration_measures_the_floor() -> None:
    asked: list[Strength] = []

    def seconds_taken(strength: Strength) -> float:
        asked.append(strength)
        return 1.0

    calibrate(seconds_taken)
    assert asked == [FLOOR]


def test_this_computer_can_be_measured() -> None:
    assert not calibrate().too_weak


@pytest.mark.parametrize(
    "strength", [Strength(65535, 3, 4), Strength(65536, 2, 4), Strength(65536, 3, 3), Strength(1 << 30, 3, 4)]
)
def test_nothing_is_ever_stretched_weaker_or_harder_than_allowed(strength: Strength) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        stretch(b"secret", bytes(16), strength)


def test_stretching_gives_the_same_key_in_every_version_as_old_practices_depend_on_it() -> None:
    key = stretch(b"secret", b"sixteen byte sal", FLOOR)
    assert key.hex() == "87a2e4366d1dd3cf213f26472038cf8f14af90cd63b150164f26bd79d0871780"


def test_each_purpose_has_its_own_key() -> None:
    keys = {bytes(derive(b"k" * 32, purpose)) for purpose in Purpose}
    assert len(keys) == len(Purpose)
    assert all(len(key) == 32 for key in keys)


def test_the_derived_keys_never_change_as_old_practices_depend_on_them() -> None:
    assert (
        derive(bytes(range(32)), Purpose.RECORD).hex()
        == "799ca3631c47187af84cfd192d587f2638de8161cafaed46fa54af0d4b4066ad"
    )
    assert (
        derive(bytes(range(32)), Purpose.NOTEBOOK).hex()
        == "f58bf4f74e1c923e919891ff2b3255468789f05dca440e4f77cb5aafd1fa872e"
    )
