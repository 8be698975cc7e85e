from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.details import PlainDetail, QuoteDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Fit, LinkSaid, Merged, PartAct, Placed, Reviewed
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import take_back
from kap_companion.worksheets.offer import handle
from kap_companion.worksheets.on_the_table import Table, table
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.to_lay import ToLay, to_lay
from tests.builders import BEGAN, a_part, an_entry
from tests.worksheets.known import SESSION, a_sighting, an_act, observed, what_is_known
from tests.worksheets.sharing import an_item

WATCHMAN, LITTLE_ONE, ABSENT = a_part("The Watchman"), a_part("the little one", Role.EXILE), a_part("Gone")
ABOUT_WATCHMAN, ABOUT_LITTLE_ONE = (handle(SESSION, part.id) for part in (WATCHMAN, LITTLE_ONE))
ENTRIES = (
    a_sighting(WATCHMAN, 3, words=("I look",), body=("jaw",), text="noted by the facilitator"),
    a_sighting(LITTLE_ONE, 9, words=("who is there",)),
    an_entry(EntryKind.QUOTE, QuoteDetail(words=("it is quiet",)), minutes=12),
    an_entry(EntryKind.SELF, SelfDetail(qualities={Quality.CALM: 4}), minutes=13),
    an_entry(EntryKind.HYPOTHESIS, PlainDetail(kind="hypothesis"), text="may be six", minutes=14),
    an_entry(EntryKind.PROMISE, PlainDetail(kind="promise"), text="a walk", minutes=15),
)
ACTS = (
    observed(LITTLE_ONE, PartField.AGE, "six"),
    observed(LITTLE_ONE, PartField.NEEDS, "rest, perhaps", Rater.FACILITATOR),
    observed(LITTLE_ONE, PartField.BURDEN, "that it was left"),
    an_act(LinkSaid(link=LinkKind.PROTECTS, from_part=WATCHMAN.id, to_part=LITTLE_ONE.id)),
    an_act(LinkSaid(link=LinkKind.ALLIED, from_part=WATCHMAN.id, to_part=ABSENT.id)),
)


def choice_of(
    acts: Sequence[PartAct] = ACTS,
    entries: Sequence[Entry] = ENTRIES,
    parts: Sequence[Part] = (WATCHMAN, LITTLE_ONE, ABSENT),
    shared: dict[str, Sequence[SharedItem]] | None = None,
) -> ToLay:
    return to_lay(what_is_known(entries, *parts, acts=acts), SESSION, load().links, shared or {})


def laid(choice: ToLay, keys: frozenset[str], acts: Sequence[PartAct] = ACTS) -> Table:
    parts = what_is_known(ENTRIES, WATCHMAN, LITTLE_ONE, ABSENT, acts=acts)
    return table(parts, parts.sessions[0], choice, keys)


def said(choice: ToLay) -> set[str]:
    return {offer.value for offer in choice if offer.key in choice.at_first}


def keys_of(choice: ToLay, *fields: SharedField) -> frozenset[str]:
    return frozenset(offer.key for offer in choice if offer.field in fields)


def test_at_first_there_lies_what_the_client_said_or_was_told() -> None:
    choice = choice_of()
    assert said(choice) == {
        "The Watchman", "I look", "jaw", "the little one", "who is there", "six", "it is quiet", "a walk",
    }  # fmt: skip
    assert "that it was left" in {offer.value for offer in choice}


def test_what_goes_home_already_lies_there_and_what_was_taken_back_does_not() -> None:
    guess = an_item(SharedField.NEEDS, "rest, perhaps", ABOUT_LITTLE_ONE)
    name = an_item(SharedField.NAME, "the little one", ABOUT_LITTLE_ONE)
    given = [guess, name, take_back(name, author="person-1", at=BEGAN)]
    there = said(choice_of(shared={SESSION: given}))
    assert "rest, perhaps" in there
    assert "the little one" not in there


def test_a_known_part_that_did_not_come_lies_there_by_name_where_that_was_agreed_before() -> None:
    before = an_item(SharedField.NAME, "Gone", handle("session-0", ABSENT.id), session="session-0")
    assert "Gone" not in said(choice_of())
    choice = choice_of(shared={"session-0": [before]})
    assert "Gone" in said(choice)
    part = laid(choice, choice.at_first).parts[-1]
    assert (part.name, part.is_here, part.items, part.role) == ("Gone", False, (), Role.UNKNOWN)


def test_parts_lie_in_the_order_they_came_with_nothing_that_was_not_laid() -> None:
    choice = choice_of()
    lying = laid(choice, choice.at_first)
    assert [part.name for part in lying.parts] == ["The Watchman", "the little one"]
    assert {part.role for part in lying.parts} == {Role.UNKNOWN}
    assert lying.links == ()
    assert lying.self_energy == ()
    shown = repr(lying)
    for hidden in ("perhaps", "left", "noted", "may be six", "Gone", "calm", "manager", "exile"):
        assert hidden not in shown
    assert WATCHMAN.id not in shown


def test_a_role_or_a_link_alone_puts_nobody_on_the_table() -> None:
    choice = choice_of()
    assert laid(choice, keys_of(choice, SharedField.ROLE, SharedField.LINK)).parts == ()


def test_a_link_lies_there_where_both_names_do() -> None:
    choice = choice_of()
    links = keys_of(choice, SharedField.LINK)
    names = keys_of(choice, SharedField.NAME)
    both = laid(choice, links | names)
    ends = {(link.kind, link.from_part, link.to_part) for link in both.links}
    assert (LinkKind.PROTECTS, ABOUT_WATCHMAN, ABOUT_LITTLE_ONE) in ends
    assert len(ends) == 2
    without = frozenset(key for key in names if not key.startswith(ABOUT_LITTLE_ONE))
    alone = laid(choice, links | without)
    assert [link.kind for link in alone.links] == [LinkKind.ALLIED]
    assert "the little one" not in repr(alone)


def test_a_part_tells_when_it_was_met_where_it_was_put_and_what_was_answered() -> None:
    acts = (
        *ACTS,
        an_act(Placed(part=LITTLE_ONE.id, x=0.5, y=-0.25)),
        an_act(Reviewed(part=LITTLE_ONE.id, fit=Fit.FITS)),
        an_act(Reviewed(part=WATCHMAN.id, fit=Fit.FITS), session="another"),
    )
    choice = choice_of(acts)
    watchman, little_one = laid(choice, choice.at_first, acts).parts
    assert (little_one.place, little_one.fit, little_one.met_in, little_one.visits) == (
        (0.5, -0.25),
        Fit.FITS,
        1,
        1,
    )
    assert watchman.fit is None
    assert watchman.spans == ((180_000, None),)


def test_a_merged_part_lies_there_as_the_one_it_turned_out_to_be() -> None:
    acts = (*ACTS, an_act(Merged(part=WATCHMAN.id, into=LITTLE_ONE.id)))
    choice = choice_of(acts)
    (part,) = laid(choice, choice.at_first, acts).parts
    assert (part.about, part.name) == (ABOUT_LITTLE_ONE, "the little one")
    assert {"I look", "who is there", "six"} <= {item.value for item in part.items}


def test_what_a_colleague_agreed_with_the_client_lies_there_as_a_part_nobody_here_knows() -> None:
    shared = [
        an_item(SharedField.NAME, "Theirs", "their handle"),
        an_item(SharedField.AGE, "nine", "their handle"),
    ]
    choice = choice_of(shared={SESSION: shared})
    part = laid(choice, choice.at_first).parts[-1]
    assert (part.name, part.is_known, [item.value for item in part.items]) == (
        "Theirs",
        False,
        ["Theirs", "nine"],
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_laid_nothing_else_can_be_seen(data: st.DataObject) -> None:
    choice = choice_of()
    keys = frozenset(data.draw(st.sets(st.sampled_from(sorted(offer.key for offer in choice)))))
    lying = laid(choice, keys)
    assert {offer.key for offer in lying} <= keys
    named = {part.name for part in lying.parts if part.name}
    assert named <= {offer.value for offer in choice if offer.key in keys}
    for offer in choice:
        if offer.key not in keys and offer.field in (SharedField.AGE, SharedField.BURDEN, SharedField.NEEDS):
            assert offer.value not in repr(lying)
