import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.parts.body_places import place_of
from kap_companion.parts.body_spots import HEIGHT, MIDDLE, WIDTH, Manner, View
from kap_companion.vocabulary.body import KNOWN_PLACES


@pytest.mark.parametrize("place", KNOWN_PLACES)
def test_every_place_that_capture_knows_has_a_spot_on_the_sheet(place: str) -> None:
    known = place_of(place)
    assert known is not None
    assert known.spots
    for spot in known.spots:
        assert min(spot.x, spot.to_x) >= spot.r
        assert max(spot.x, spot.to_x) + spot.r <= WIDTH
        assert min(spot.y, spot.to_y) >= spot.r
        assert max(spot.y, spot.to_y) + spot.r <= HEIGHT


@pytest.mark.parametrize("name", ["hand", "eye", "hip", "knee", "foot", "arm", "leg", "shoulder"])
def test_the_clients_left_is_at_the_right_of_one_who_looks_at_the_front(name: str) -> None:
    left, right = place_of(f"left {name}"), place_of(f"right {name}")
    assert left is not None
    assert right is not None
    assert [spot.view for spot in left.spots] == [View.FRONT]
    assert left.spots[0].x > MIDDLE > right.spots[0].x


def test_seen_from_behind_the_clients_left_is_at_the_left() -> None:
    left = place_of("left shoulder blade")
    assert left is not None
    assert left.spots[0].view is View.BACK
    assert left.spots[0].x < MIDDLE


def test_a_place_of_which_there_are_two_is_either_where_nobody_said_which() -> None:
    arm, arms = place_of("arm"), place_of("arms")
    assert arm is not None
    assert arms is not None
    assert {spot.manner for spot in arm.spots} == {Manner.ONE_OF}
    assert {spot.manner for spot in arms.spots} == {Manner.FELT}
    assert len(arm.spots) == len(arms.spots) == 2


@pytest.mark.parametrize(
    ("said", "same_as"),
    [
        ("my left hand", "left hand"),
        ("Hand, left", "left hand"),
        ("left-hand", "left hand"),
        ("Chest", "chest"),
        ("in the chest", "chest"),
        ("tummy", "belly"),
        ("Sternum", "breastbone"),
        ("both hands", "hands"),
        ("all over the body", "whole body"),
        ("nape", "back of the neck"),
        ("left side of the face", "left face"),
        ("the soles of the feet", "soles"),
    ],
)
def test_other_words_for_a_place_are_the_same_place(said: str, same_as: str) -> None:
    assert place_of(said) == place_of(same_as) is not None


def test_the_back_of_a_place_in_front_is_seen_from_behind() -> None:
    for words in ("back of the head", "back of the left knee", "back of the thighs"):
        place = place_of(words)
        assert place is not None
        assert {spot.view for spot in place.spots} == {View.BACK}


def test_what_is_all_over_or_around_is_shown_from_both_sides() -> None:
    for words, manner in (
        ("whole body", Manner.WHOLE),
        ("skin", Manner.SKIN),
        ("around the body", Manner.AROUND),
    ):
        place = place_of(words)
        assert place is not None
        assert [spot.view for spot in place.spots] == [View.FRONT, View.BACK]
        assert {spot.manner for spot in place.spots} == {manner}


@pytest.mark.parametrize(
    "words", ["", "   ", "left", "a grey cloud", "skin on the arms", "🪨", "القلب", "x" * 300]
)
def test_words_that_name_no_known_place_stay_words(words: str) -> None:
    assert place_of(words) is None


@given(st.text(max_size=120))
def test_any_text_is_a_place_or_none(words: str) -> None:
    place = place_of(words)
    assert place is None or place.spots
