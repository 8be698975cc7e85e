from kap_companion.ids import new_id
from kap_companion.parts.felt_where import felt_where
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part_act import Merged, Observed, PartAct
from tests.builders import BEGAN, a_part
from tests.parts.sittings import WEEK, felt, sittings

WATCHMAN, LITTLE_ONE = a_part("The Watchman"), a_part("the little one")


def test_a_place_tells_which_parts_were_felt_there_the_last_one_first() -> None:
    parts = sittings(
        [WATCHMAN, LITTLE_ONE], {"one": [felt(WATCHMAN, 5, "chest"), felt(LITTLE_ONE, 9, "Chest", "throat")]}
    )
    chest, throat = felt_where(parts)
    assert (chest.place, chest.parts) == ("Chest", (LITTLE_ONE.id, WATCHMAN.id))
    assert (throat.place, throat.parts) == ("throat", (LITTLE_ONE.id,))


def test_different_words_for_one_place_are_one_and_words_outside_the_body_stay_apart() -> None:
    entries = [felt(WATCHMAN, 1, "tummy", "a grey cloud"), felt(WATCHMAN, 2, "belly", "A grey cloud")]
    places = felt_where(sittings([WATCHMAN], {"one": entries}))
    assert [(place.place, len(place.readings), bool(place.spots)) for place in places] == [
        ("belly", 2, True),
        ("A grey cloud", 2, False),
    ]


def test_a_place_of_an_earlier_session_is_earlier_until_it_is_felt_again() -> None:
    entries = {"one": [felt(WATCHMAN, 5, "jaw", "chest")], "two": [felt(WATCHMAN, 5, "chest")]}
    jaw, chest = felt_where(sittings([WATCHMAN], entries))
    assert (jaw.earlier, chest.earlier) == (True, False)


def test_one_session_alone_has_nothing_earlier() -> None:
    entries = {"one": [felt(WATCHMAN, 5, "jaw")], "two": [felt(WATCHMAN, 5, "chest")]}
    parts = sittings([WATCHMAN], entries)
    assert [(place.place, place.earlier) for place in felt_where(parts, session="one")] == [("jaw", False)]


def test_one_part_alone_shows_its_own_last_time() -> None:
    entries = {"one": [felt(WATCHMAN, 5, "jaw")], "two": [felt(LITTLE_ONE, 5, "belly")]}
    parts = sittings([WATCHMAN, LITTLE_ONE], entries)
    assert [(place.place, place.earlier) for place in felt_where(parts, part=WATCHMAN.id)] == [("jaw", False)]


def test_what_was_observed_between_the_sessions_and_of_a_merged_part_is_there() -> None:
    deeds = (
        Observed(part=LITTLE_ONE.id, known=Known(field=PartField.BODY, value="throat")),
        Merged(part=LITTLE_ONE.id, into=WATCHMAN.id),
    )
    acts = [
        PartAct(id=new_id(), client="client-1", author="person-1", at=BEGAN + WEEK / 2, deed=deed)
        for deed in deeds
    ]
    parts = sittings([WATCHMAN, LITTLE_ONE], {"one": [felt(WATCHMAN, 5, "jaw")]}, acts)
    jaw, throat = felt_where(parts, part=LITTLE_ONE.id)
    assert (jaw.earlier, throat.earlier) == (True, False)
    assert throat.parts == (WATCHMAN.id,)


def test_a_client_without_parts_was_felt_nowhere() -> None:
    assert felt_where(sittings([], {"one": []})) == ()
