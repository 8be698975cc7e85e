from kap_companion.vocabulary.details import DoseDetail, PlainDetail, QuoteDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part_act import LinkSaid, Merged, Placed, Renamed, RoleSaid
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.map_place import place_on_map
from kap_companion.worksheets.offers import Offers, handle, offers
from kap_companion.worksheets.prompts import load
from tests.builders import a_part, an_entry
from tests.worksheets.known import SESSION, a_sighting, an_act, observed, offered, what_is_known
from tests.worksheets.sharing import an_item


def a_self_entry(level: int, by: Rater = Rater.FACILITATOR, quality: Quality = Quality.CALM) -> Entry:
    return an_entry(EntryKind.SELF, SelfDetail(by=by, qualities={quality: level}))


def a_note(text: str, kind: EntryKind = EntryKind.NOTE) -> Entry:
    return an_entry(kind, PlainDetail(kind=kind.value), text=text)


def values(made: Offers, field: SharedField) -> list[str]:
    return [offer.value for offer in made if offer.field is field]


def test_parts_are_offered_in_the_order_they_came_forward() -> None:
    watchman, little_one = a_part("The Watchman"), a_part("the little one", Role.EXILE)
    made = offered(
        [a_sighting(little_one), a_sighting(watchman), a_sighting(little_one)], watchman, little_one
    )
    assert values(made, SharedField.NAME) == ["the little one", "The Watchman"]
    assert [part.items[0].position for part in made.parts] == [0, 1]


def test_each_of_a_parts_words_is_offered_by_itself_with_its_moment() -> None:
    part = a_part()
    entries = [a_sighting(part, 8, words=("one", "two")), a_sighting(part, 17, words=("two", "three"))]
    dose = an_entry(EntryKind.DOSE, DoseDetail())
    made = offered([dose, *entries], part)
    words = [(o.value, o.elapsed_seconds, o.origin) for o in made if o.field is SharedField.WORDS]
    assert words == [
        ("one", 480, entries[0].id),
        ("two", 480, entries[0].id),
        ("three", 1020, entries[1].id),
    ]


def test_a_place_is_offered_once_however_it_is_written() -> None:
    part = a_part()
    made = offered([a_sighting(part, body=("chest",)), a_sighting(part, body=("Chest", "jaw"))], part)
    assert values(made, SharedField.BODY) == ["chest", "jaw"]


def test_an_unnamed_part_of_unknown_role_offers_neither() -> None:
    part = a_part("", Role.UNKNOWN)
    made = offered([a_sighting(part, words=("hello",))], part)
    assert [offer.field for offer in made] == [SharedField.WORDS]
    assert made.parts[0].label == "hello"


def test_a_part_that_turned_out_to_be_another_is_offered_as_that_one() -> None:
    watchman = a_part("The Watchman")
    guard = a_part("the guard", merged_into=watchman.id)
    entries = [a_sighting(guard, words=("halt",)), a_sighting(watchman, words=("stay",))]
    made = offered(entries, watchman, guard)
    assert values(made, SharedField.NAME) == ["The Watchman"]
    assert values(made, SharedField.WORDS) == ["halt", "stay"]


def test_parts_merged_in_a_circle_are_still_offered() -> None:
    one, other = a_part("one"), a_part("other")
    one = one.model_copy(update={"merged_into": other.id})
    other = other.model_copy(update={"merged_into": one.id})
    assert len(offered([a_sighting(one), a_sighting(other)], one, other).parts) >= 1


def test_self_energy_is_offered_at_the_strongest_the_facilitator_saw() -> None:
    entries = [
        a_self_entry(3),
        a_self_entry(2),
        a_self_entry(4, Rater.CLIENT),
        a_self_entry(0, quality=Quality.COURAGE),
        a_self_entry(1, quality=Quality.PATIENCE),
    ]
    assert values(offered(entries), SharedField.SELF) == ["calm 3", "patience 1"]


def test_the_clients_own_words_belong_to_no_part() -> None:
    made = offered([an_entry(EntryKind.QUOTE, QuoteDetail(words=("it is quiet", " ")))])
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
    made = offered([a_note(text) for text in notes])
    assert values(made, SharedField.PROMISE) == ["walk", "sit by the river", "x"]


def test_hypotheses_and_notes_are_never_offered() -> None:
    entries = [
        a_note("promise: no", EntryKind.HYPOTHESIS),
        a_note("six years old"),
        a_note("", EntryKind.BOOKMARK),
    ]
    assert list(offered(entries)) == []


def test_keys_are_the_same_each_time_and_no_two_alike() -> None:
    part = a_part()
    entries = [
        a_sighting(part, body=("jaw", "chest"), words=("a", "b")),
        a_self_entry(2),
        a_note("promise: x"),
    ]
    keys = [offer.key for offer in offered(entries, part)]
    assert keys == [offer.key for offer in offered(entries, part)]
    assert len(set(keys)) == len(keys)


def test_a_parts_handle_tells_nobody_which_part_it_is_in_another_session() -> None:
    assert handle("session-1", "part-1") == handle("session-1", "part-1")
    assert handle("session-1", "part-1") != handle("session-2", "part-1")
    assert "part-1" not in handle("session-1", "part-1")


def test_of_what_is_known_the_newest_reading_is_offered_and_beside_a_guess_the_clients_own() -> None:
    part = a_part("")
    told = Known(field=PartField.AGE, value="five")
    acts = [
        observed(part, PartField.AGE, "six"),
        observed(part, PartField.AGE, "four, perhaps", Rater.FACILITATOR),
        observed(part, PartField.NEEDS, "company", session="session-9"),
        observed(part, PartField.TRUST, "3"),
    ]
    made = offered([a_sighting(part, known=(told,))], part, acts=acts)
    ages = [(offer.value, offer.by) for offer in made if offer.field is SharedField.AGE]
    assert ages == [("four, perhaps", Rater.FACILITATOR), ("six", Rater.CLIENT)]
    assert values(made, SharedField.NEEDS) == ["company"]
    assert "3" not in [offer.value for offer in made]


def test_words_and_places_of_another_session_are_not_offered_again() -> None:
    part = a_part()
    earlier = a_sighting(part, words=("before",), body=("jaw",), session="session-0")
    made = offered([earlier, a_sighting(part, words=("now",))], part)
    assert values(made, SharedField.WORDS) == ["now"]
    assert values(made, SharedField.BODY) == []


def test_a_part_is_offered_under_its_name_of_now_and_a_merged_one_by_the_handle_of_the_other() -> None:
    guard, watchman = a_part("the guard"), a_part("The Watchman")
    acts = [an_act(Merged(part=guard.id, into=watchman.id)), an_act(Renamed(part=watchman.id, name="Wim"))]
    (part,) = offered([a_sighting(guard, words=("halt",))], guard, watchman, acts=acts).parts
    assert (part.part, part.about) == (watchman.id, handle(SESSION, watchman.id))
    assert [offer.value for offer in part.items if offer.field is SharedField.NAME] == ["Wim"]


def test_a_role_is_a_guess_until_the_client_said_it() -> None:
    part = a_part()
    (guess,) = [o for o in offered([a_sighting(part)], part) if o.field is SharedField.ROLE]
    said = an_act(RoleSaid(part=part.id, role=Role.EXILE, by=Rater.CLIENT))
    (told,) = [o for o in offered([a_sighting(part)], part, acts=[said]) if o.field is SharedField.ROLE]
    assert (guess.by, told.by, told.value) == (Rater.FACILITATOR, Rater.CLIENT, "exile")


def test_a_link_is_told_from_both_ends_with_the_other_parts_name() -> None:
    one, other, unnamed = a_part("one"), a_part("other"), a_part("")
    acts = [
        an_act(LinkSaid(link=LinkKind.PROTECTS, from_part=one.id, to_part=other.id, state=LinkState.EASING)),
        an_act(LinkSaid(link=LinkKind.ALLIED, from_part=one.id, to_part=unnamed.id)),
    ]
    made = offered([a_sighting(one), a_sighting(other)], one, other, unnamed, acts=acts)
    links = [(o.value, o.other) for o in made if o.field is SharedField.LINK]
    assert links == [
        ("other, whom it protects, and that is easing", handle(SESSION, other.id)),
        ("one, who protects it, and that is easing", handle(SESSION, one.id)),
    ]


def test_what_was_agreed_and_is_known_otherwise_by_now_can_still_be_taken_back() -> None:
    part = a_part()
    parts = what_is_known([a_sighting(part)], part)
    about = handle(SESSION, part.id)
    old = an_item(SharedField.AGE, "five", about)
    colleagues = an_item(SharedField.AGE, "nine", "a colleague's handle")
    made = offers(parts, SESSION, load().links, [old, colleagues])
    assert values(made, SharedField.AGE) == ["five"]


def test_a_promise_that_was_logged_is_offered() -> None:
    promise = an_entry(EntryKind.PROMISE, PlainDetail(kind="promise"), text="a walk by the lake")
    assert values(offered([promise]), SharedField.PROMISE) == ["a walk by the lake"]


def test_a_named_part_is_offered_where_it_was_put_on_the_map() -> None:
    part = a_part("The Watchman")
    put = [an_act(Placed(part=part.id, x=0.5, y=-0.25)), an_act(Placed(part=part.id, x=-1, y=0.126))]
    made = offered([a_sighting(part)], part, acts=put)
    (place,) = [offer for offer in made if offer.field is SharedField.PLACE]
    assert (place.value, place.origin, place.by) == ("-1 0.13", put[1].id, Rater.CLIENT)
    assert place_on_map(place.value) == (-1, 0.13)


def test_a_part_that_nobody_put_anywhere_is_offered_around_self_and_only_as_what_the_map_has() -> None:
    parts = [a_part(f"part {number}") for number in range(5)]
    made = offered([a_sighting(part) for part in parts], *parts)
    offers_made = [offer for offer in made if offer.field is SharedField.PLACE]
    places = [place_on_map(offer.value) for offer in offers_made]
    assert len(set(places)) == 5
    assert all(at is not None and 0.3 < (at[0] ** 2 + at[1] ** 2) ** 0.5 <= 1.5 for at in places)
    assert {offer.by for offer in offers_made} == {Rater.FACILITATOR}
    again = offered([a_sighting(part) for part in parts], *parts)
    assert [offer.value for offer in again if offer.field is SharedField.PLACE] == [
        offer.value for offer in offers_made
    ]
