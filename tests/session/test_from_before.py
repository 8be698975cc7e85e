"""What stands ready from earlier sessions: promises, and what protectors feared and needed."""

from datetime import timedelta
from typing import Any

from kap_companion.session.from_before import FromBefore, from_before
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import KeptDetail, PartDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Merged, Renamed
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_part, an_entry
from tests.family.makers import an_act
from tests.session.facts import a_dose, a_protocol, a_session_of, taking_back, told

WATCHMAN = a_part("The Watchman", Role.MANAGER)


def a_session(number: int = 1, visit: VisitKind = VisitKind.DOSING) -> Session:
    anchor = BEGAN + timedelta(days=number)
    return a_session_of(a_protocol(visit=visit), number=number, anchor=anchor)


def of(part: Part, *words: str, text: str = "", minutes: float = 1) -> Entry:
    detail = PartDetail(name=part.name, words=words)
    return an_entry(EntryKind.PART, detail, part=part.id, text=text, minutes=minutes)


def a_promise(text: str = "nobody opens the door", minutes: float = 5) -> Entry:
    return an_entry(EntryKind.PROMISE, text=text, minutes=minutes)


def said(found: FromBefore) -> list[tuple[str, list[tuple[tuple[str, ...], str]]]]:
    return [(each.part.name, [(one.words, one.text) for one in each.said]) for each in found.protectors]


def before(*sessions: tuple[Session, Timeline], parts: tuple[Part, ...] = (WATCHMAN,)) -> FromBefore:
    return from_before(sessions, parts)


def test_promises_stand_ready_until_somebody_says_that_they_were_kept() -> None:
    old, new = a_promise("water"), a_promise()
    first, second = (a_session(1), told(old)), (a_session(2), told(new))
    found = before(second, first)
    assert [(each.session, each.entry) for each in found.promises] == [(first[0], old), (second[0], new)]
    kept = an_entry(EntryKind.KEPT, KeptDetail(), text="water", minutes=9)
    assert [each.entry for each in before(first, second, (a_session(3), told(kept))).promises] == [new]


def test_a_promise_that_was_kept_or_taken_back_is_not_ready() -> None:
    promise = a_promise()
    kept = an_entry(EntryKind.ACTION, ActionDetail(what=ActionWhat.RESOLVED), about=promise.id, minutes=10)
    spoken_of = an_entry(EntryKind.ACTION, ActionDetail(what=ActionWhat.TOLD), about=promise.id, minutes=9)
    assert before((a_session(), told(promise, kept))).promises == ()
    assert before((a_session(), told(promise, taking_back(promise, 10)))).promises == ()
    assert len(before((a_session(), told(promise, spoken_of))).promises) == 1


def test_what_a_protector_feared_and_needed_in_preparation_comes_newest_first() -> None:
    first = (a_session(1, VisitKind.PREPARATION), told(of(WATCHMAN, "I need to know who is there")))
    feared = of(WATCHMAN, text="afraid that nobody comes back", minutes=2)
    wants = of(WATCHMAN, "I want the door open", text="quiet", minutes=3)
    second = (a_session(2), told(feared, wants))
    assert said(before(first, second)) == [
        (
            "The Watchman",
            [
                (("I want the door open",), "quiet"),
                ((), "afraid that nobody comes back"),
                (("I need to know who is there",), ""),
            ],
        )
    ]


def test_other_words_and_other_times_are_left_where_they_are() -> None:
    after_dose = of(WATCHMAN, "I am afraid", minutes=70)
    later = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.INTEGRATION), minutes=60)
    plain = of(WATCHMAN, "I keep watch", text="unwanted, needle", minutes=2)
    dosing = (a_session(1), told(plain, a_dose(60), after_dose))
    integration = (a_session(2, VisitKind.INTEGRATION), told(later, after_dose))
    assert said(before(dosing, integration)) == []
    preparation_visit = (a_session(3, VisitKind.PREPARATION), told(later, after_dose))
    assert len(said(before(dosing, preparation_visit))) == 1


def test_only_protectors_and_parts_of_unknown_role_are_heard() -> None:
    parts = tuple(a_part(role.value, role) for role in Role)
    rows = [of(part, "I am scared", minutes=n) for n, part in enumerate(parts)]
    found = before((a_session(1, VisitKind.PREPARATION), told(*rows)), parts=parts)
    assert {each.part.role for each in found.protectors} == {Role.MANAGER, Role.FIREFIGHTER, Role.UNKNOWN}


def test_a_part_that_turned_out_to_be_another_speaks_as_that_one() -> None:
    merged = a_part("the guard", Role.UNKNOWN, merged_into=WATCHMAN.id)
    visit = (a_session(1, VisitKind.PREPARATION), told(of(merged, "I worry"), of(WATCHMAN, "I fear it")))
    found = before(visit, parts=(WATCHMAN, merged))
    (heard,) = found.protectors
    assert (heard.part.id, heard.part.aliases, len(heard.said)) == (WATCHMAN.id, ("the guard",), 2)


def test_a_part_that_was_renamed_or_merged_since_speaks_under_its_name_of_now() -> None:
    guard = a_part("the guard", Role.UNKNOWN)
    visit = (a_session(1, VisitKind.PREPARATION), told(of(guard, "I worry"), of(WATCHMAN, "I fear it")))
    acts = (
        an_act(Merged(part=guard.id, into=WATCHMAN.id)),
        an_act(Renamed(part=WATCHMAN.id, name="the Sentinel")),
    )
    (heard,) = from_before([visit], (WATCHMAN, guard), acts).protectors
    assert (heard.part.name, len(heard.said)) == ("the Sentinel", 2)


def test_whoever_has_no_notebook_sees_the_promises_alone() -> None:
    rows: list[Any] = [a_promise(), of(WATCHMAN, "I am afraid")]
    found = from_before([(a_session(), told(*rows))], ())
    assert (len(found.promises), found.protectors) == (1, ())
    assert from_before([], ()) == FromBefore()
