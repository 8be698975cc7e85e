from kap_companion.vocabulary.details import PartDetail, PlainDetail, QuoteDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offers import Offers, handle, offers
from tests.builders import a_part, an_entry


def a_sighting(
    part: Part, minutes: float = 0, *, body: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> Entry:
    detail = PartDetail(name=part.name, role=part.role, body=body, words=words)
    return an_entry(EntryKind.PART, detail, minutes=minutes, part=part.id)


def a_self_entry(level: int, by: Rater = Rater.FACILITATOR, quality: Quality = Quality.CALM) -> Entry:
    return an_entry(EntryKind.SELF, SelfDetail(by=by, qualities={quality: level}))


def a_note(text: str, kind: EntryKind = EntryKind.NOTE) -> Entry:
    return an_entry(kind, PlainDetail(kind=kind.value), text=text)


def by_id(*parts: Part) -> dict[str, Part]:
    return {part.id: part for part in parts}


def values(made: Offers, field: SharedField) -> list[str]:
    return [offer.value for offer in made if offer.field is field]


def test_parts_are_offered_in_the_order_they_came_forward() -> None:
    watchman, little_one = a_part("The Watchman"), a_part("the little one", Role.EXILE)
    made = offers(
        [a_sighting(little_one), a_sighting(watchman), a_sighting(little_one)], by_id(watchman, little_one)
    )
    assert values(made, SharedField.NAME) == ["the little one", "The Watchman"]
    assert [part.items[0].position for part in made.parts] == [0, 1]


def test_each_of_a_parts_words_is_offered_by_itself_with_its_moment() -> None:
    part = a_part()
    entries = [a_sighting(part, 8, words=("one", "two")), a_sighting(part, 17, words=("two", "three"))]
    made = offers(entries, by_id(part), seconds_from_dose=lambda elapsed_ms: elapsed_ms / 1000)
    words = [(o.value, o.elapsed_seconds, o.origin) for o in made if o.field is SharedField.WORDS]
    assert words == [
        ("one", 480, entries[0].id),
        ("two", 480, entries[0].id),
        ("three", 1020, entries[1].id),
    ]


def test_a_place_is_offered_once_however_it_is_written() -> None:
    part = a_part()
    made = offers([a_sighting(part, body=("chest",)), a_sighting(part, body=("Chest", "jaw"))], by_id(part))
    assert values(made, SharedField.BODY) == ["chest", "jaw"]


def test_an_unnamed_part_of_unknown_role_offers_neither() -> None:
    part = a_part("", Role.UNKNOWN)
    made = offers([a_sighting(part, words=("hello",))], by_id(part), label=lambda _: "something unsaid")
    assert [offer.field for offer in made] == [SharedField.WORDS]
    assert made.parts[0].label == "something unsaid"


def test_a_part_that_turned_out_to_be_another_is_offered_as_that_one() -> None:
    watchman = a_part("The Watchman")
    guard = a_part("the guard", merged_into=watchman.id)
    entries = [a_sighting(guard, words=("halt",)), a_sighting(watchman, words=("stay",))]
    made = offers(entries, by_id(watchman, guard))
    assert values(made, SharedField.NAME) == ["The Watchman"]
    assert values(made, SharedField.WORDS) == ["halt", "stay"]


def test_parts_merged_in_a_circle_are_still_offered() -> None:
    one, other = a_part("one"), a_part("other")
    one = one.model_copy(update={"merged_into": other.id})
    other = other.model_copy(update={"merged_into": one.id})
    assert len(offers([a_sighting(one), a_sighting(other)], by_id(one, other)).parts) >= 1


def test_self_energy_is_offered_at_the_strongest_the_facilitator_saw() -> None:
    entries = [
        a_self_entry(3),
        a_self_entry(2),
        a_self_entry(4, Rater.CLIENT),
        a_self_entry(0, quality=Quality.COURAGE),
        a_self_entry(1, quality=Quality.PATIENCE),
    ]
    assert values(offers(entries, {}), SharedField.SELF) == ["calm 3", "patience 1"]


def test_the_clients_own_words_belong_to_no_part() -> None:
    made = offers([an_entry(EntryKind.QUOTE, QuoteDetail(words=("it is quiet", " ")))], {})
    assert [(offer.value, offer.about) for offer in made.own_words] == [("it is quiet", "")]


def test_a_note_that_begins_with_promise_is_a_promise() -> None:
    notes = [
        "promise: walk",
        "Promise sit by the river",
        "promised nothing",
        "promise",
        "a promise: no",
        "promise :x",
    ]
    made = offers([a_note(text) for text in notes], {})
    assert values(made, SharedField.PROMISE) == ["walk", "sit by the river", "x"]


def test_hypotheses_and_notes_are_never_offered() -> None:
    entries = [
        a_note("promise: no", EntryKind.HYPOTHESIS),
        a_note("six years old"),
        a_note("", EntryKind.BOOKMARK),
    ]
    assert list(offers(entries, {})) == []


def test_keys_are_the_same_each_time_and_no_two_alike() -> None:
    part = a_part()
    entries = [
        a_sighting(part, body=("jaw", "chest"), words=("a", "b")),
        a_self_entry(2),
        a_note("promise: x"),
    ]
    keys = [offer.key for offer in offers(entries, by_id(part))]
    assert keys == [offer.key for offer in offers(entries, by_id(part))]
    assert len(set(keys)) == len(keys)


def test_a_parts_handle_tells_nobody_which_part_it_is_in_another_session() -> None:
    assert handle("session-1", "part-1") == handle("session-1", "part-1")
    assert handle("session-1", "part-1") != handle("session-2", "part-1")
    assert "part-1" not in handle("session-1", "part-1")
