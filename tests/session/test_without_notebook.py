"""Whoever has no notebook, and whoever has another one: nothing of somebody's process notes is theirs."""

from collections.abc import Callable
from itertools import chain

import pytest

from kap_companion.errors import NotebookNeededError, SigningError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.capture import read
from kap_companion.session.completion import complete
from kap_companion.session.known_parts import known_parts
from kap_companion.session.live import Live
from kap_companion.vocabulary.details import PlainDetail, RiskKind
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState
from kap_companion.worksheets.take_home import session_offers
from tests.session.desks import Desk, Sitter, a_nurse, another_therapist, newest
from ui.home.practice_reading import PracticeReading

CANARIES = ("Zephyrine", "quokka", "velvet", "marmalade", "obsidian", "tundra", "lantern", "saffron")
PRIVATE = (
    'm Zephyrine: #velvet 7 "marmalade words" ->the obsidian one',
    "s calm 3",
    '"tundra, she said"',
    "h lantern may be six",
    "n promise: saffron tea",
    "quokka without a kind",
)
OPEN = ("d 70mg im", "v 118/76 68 99", "> mask on", "> stop")


def a_full_session(desk: Desk) -> Live:
    live = desk.begin()
    for line in chain.from_iterable(zip(PRIVATE, OPEN + OPEN, strict=False)):
        desk.type(live, line)
    live.asked("What does the quokka want?", "fear", desk.clock.now(), live.roster.parts[0].id)
    live.mark_risk(newest(live).id, RiskKind.ABUSE, "obsidian", desk.clock.pass_time(1))
    live.keep_draft("m Zephyrine: half", desk.clock.now())
    return live


def shown_to(desk: Desk, live: Live, sitter: Sitter) -> str:
    """All that the rooms give somebody who opens the session of another."""
    seat = desk.take_a_seat(live, sitter)
    looked = Live.look(desk.record, sitter.notebook, desk.clock, live.session, sitter.person)
    reading = PracticeReading(desk.record, sitter.notebook)
    offered = session_offers(readers_for(Purpose.REVIEW, desk.record, sitter.notebook), live.session)
    assert seat.timeline.entries[: len(looked.timeline.entries) - 1]
    return "\n".join(
        map(
            repr,
            (
                seat.timeline,
                seat.roster,
                seat.draft(),
                looked.timeline,
                looked.roster,
                known_parts(desk.record, sitter.notebook, desk.client.id, ""),
                reading.clients(),
                reading.overview(desk.client.id),
                tuple(offered),
                offered,
                complete("Zeph", 4, seat.roster),
                read("Zephyrine: here", seat.roster).part,
            ),
        )
    )


def test_a_nurse_at_the_same_session_sees_nothing_of_the_notebook(desk: Desk) -> None:
    live = a_full_session(desk)
    nurse = a_nurse(desk)
    shown = shown_to(desk, live, nurse)
    assert [canary for canary in CANARIES if canary.casefold() in shown.casefold()] == []
    theirs = desk.take_a_seat(live, nurse)
    kinds = {
        EntryKind.DOSE,
        EntryKind.GATE,
        EntryKind.VITALS,
        EntryKind.SETTING,
        EntryKind.STOP,
        EntryKind.PHASE,
        EntryKind.GAP,
    }
    assert {row.kind for row in theirs.timeline.everything} == kinds
    assert {row.compartment for row in theirs.timeline.everything} == {Compartment.RECORD}
    (row,) = PracticeReading(desk.record, None).overview(desk.client.id).sessions
    assert (row.parts, row.self_lines) == ((), ())


def test_another_therapist_sees_their_own_notes_of_the_same_session_and_no_others(desk: Desk) -> None:
    live = a_full_session(desk)
    with another_therapist(desk) as colleague:
        shown = shown_to(desk, live, colleague)
        assert [canary for canary in CANARIES if canary.casefold() in shown.casefold()] == []
        theirs = desk.take_a_seat(live, colleague)
        theirs.log("m Zephyrine: as I know it", desk.clock.pass_time(5))
        assert [part.name for part in theirs.roster.parts] == ["Zephyrine"]
        assert theirs.roster.parts[0].id != live.roster.parts[0].id
        assert "as I know it" not in repr(desk.look(live).timeline)


@pytest.mark.parametrize("line", [*PRIVATE, "?", "@-2m n earlier"])
def test_a_private_line_without_a_notebook_is_refused_and_nothing_is_saved(desk: Desk, line: str) -> None:
    live = desk.take_a_seat(desk.begin(), a_nurse(desk))
    before = live.timeline
    with pytest.raises(NotebookNeededError) as refused:
        live.log(line, desk.clock.pass_time(5))
    assert not any(word in str(refused.value) for word in CANARIES)
    assert live.timeline == before
    assert desk.record.entries(live.session.id) == before.everything


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("m Watchman: #chest 7", "m Watchman: #chest 7"),
        ("n rain starts", "rain starts"),
        ("@-2m s calm 3", "s calm 3"),
        ('"who is breathing"', '"who is breathing"'),
        ("?", "?"),
    ],
)
def test_kept_in_the_record_it_is_a_plain_note_with_the_line_as_typed(
    desk: Desk, line: str, text: str
) -> None:
    live = desk.take_a_seat(desk.begin(), a_nurse(desk))
    live.keep_draft(line, desk.clock.now())
    change = live.log(line, desk.clock.pass_time(300), in_record=True)
    entry: Entry = change.added[0]
    assert (entry.kind, entry.detail) == (EntryKind.NOTE, PlainDetail(kind="note"))
    assert (entry.raw, entry.text, entry.part) == (line, text, None)
    assert entry.compartment is Compartment.RECORD
    assert entry.elapsed_ms == (180_000 if line.startswith("@") else 300_000)
    assert entry in desk.record.entries(live.session.id)
    assert live.draft() is None
    assert desk.record.verify().ok


def test_a_note_in_the_record_stays_there_when_it_is_amended_by_whomever(desk: Desk) -> None:
    live = desk.begin()
    nurse = desk.take_a_seat(live, a_nurse(desk))
    nurse.log("n looks pale", desk.clock.pass_time(5), in_record=True)
    nurse.amend(newest(nurse).id, "n looks pale and cold", desk.clock.pass_time(5))
    resumed, _change = desk.resume(live)
    resumed.amend(newest(nurse).id, "n pale, cold, says so", desk.clock.pass_time(5))
    assert newest(resumed).compartment is Compartment.RECORD
    assert desk.notebook.entries(live.session.id) == ()


def test_amending_a_record_entry_into_something_private_is_asked_about_too(desk: Desk) -> None:
    live = desk.take_a_seat(desk.begin(), a_nurse(desk))
    live.log("d 70mg im", desk.clock.pass_time(5))
    dose = newest(live)
    with pytest.raises(NotebookNeededError):
        live.amend(dose.id, "drawn up, not given", desk.clock.pass_time(5))
    live.amend(dose.id, "drawn up, not given", desk.clock.pass_time(5), in_record=True)
    assert live.timeline.doses == ()
    assert newest(live).compartment is Compartment.RECORD


def test_ratings_and_questions_need_a_notebook(desk: Desk) -> None:
    live = desk.take_a_seat(desk.begin(), a_nurse(desk))
    assert not live.has_notebook
    with pytest.raises(NotebookNeededError):
        live.rate(Quality.CALM, 3, desk.clock.now())
    with pytest.raises(NotebookNeededError):
        live.asked("What is it like?", "focus", desk.clock.now())


def test_a_therapists_line_never_goes_to_the_record_by_that_way(desk: Desk) -> None:
    live = desk.begin()
    live.log("n mine", desk.clock.pass_time(5), in_record=True)
    assert newest(live).compartment is Compartment.PROCESS


def test_everyone_takes_back_their_own_last_act_alone(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    nurse = desk.take_a_seat(live, a_nurse(desk))
    assert nurse.take_back(desk.clock.pass_time(1)) is None
    nurse.log("v 118/76", desk.clock.pass_time(5))
    nurse.take_back(desk.clock.pass_time(1))
    assert len(nurse.timeline.doses) == 1


def test_a_signed_session_refuses_every_act(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n one")
    note = newest(live)
    desk.type(live, "> end")
    signed = desk.record.session(live.session.id).model_copy(update={"state": SessionState.SIGNED})
    opened, _change = Live.resume(desk.record, desk.notebook, desk.clock, signed, desk.person)
    now = desk.clock.pass_time(60)
    acts: list[Callable[[], object]] = [
        lambda: opened.log("n late", now),
        lambda: opened.rate(Quality.CALM, 3, now),
        lambda: opened.enter(Phase.DOSING, now),
        lambda: opened.settle("part", now),
        lambda: opened.asked("What is it like?", "focus", now),
        lambda: opened.mark_risk(note.id, RiskKind.OTHER, "", now),
        lambda: opened.amend(note.id, "n two", now),
        lambda: opened.retract(note.id, now),
        lambda: opened.take_back(now),
        lambda: opened.keep_draft("n la", now),
    ]
    for act in acts:
        with pytest.raises(SigningError, match="was signed"):
            act()
    assert opened.watch(desk.clock.sleep_computer(3600)) is None
    assert desk.entries(live) == live.timeline.everything
