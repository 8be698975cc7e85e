"""A session goes on in another person's hands: no gap, and who wrote what is always known."""

import pytest

from kap_companion.errors import NotebookNeededError, SessionError
from kap_companion.session.live import Change, Live
from kap_companion.session.rows import rows_of
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from tests.session.desks import Desk, Sitter, a_nurse, another_therapist, newest


def handed_over(desk: Desk, live: Live, taker: Sitter) -> tuple[Live, Change]:
    return Live.taken_over(
        desk.record,
        taker.notebook,
        desk.clock,
        desk.record.session(live.session.id),
        desk.person,
        taker.person,
        drafts=taker.drafts,
        session_clock=live.session_clock,
    )


def test_an_entry_by_the_taker_says_who_facilitates_from_here_on(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    desk.clock.pass_time(30)
    taker = a_nurse(desk)
    taken, change = handed_over(desk, live, taker)
    entry = newest(taken)
    assert change.added == (entry,)
    assert entry.detail == HandoffDetail(giver=desk.person.id, taker=taker.person.id, name="Noor")
    assert (entry.kind, entry.compartment, entry.author, entry.elapsed_ms) == (
        EntryKind.HANDOFF,
        Compartment.RECORD,
        taker.person.id,
        90_000,
    )
    assert entry.source is EntrySource.COMPANION
    assert not [row for row in taken.timeline.everything if row.kind is EntryKind.GAP]
    assert taken.author == taker.person.id
    desk.type(taken, "v 121/78 72 98", after=5)
    assert newest(taken).author == taker.person.id
    assert newest(taken).elapsed_ms == 95_000
    assert desk.record.entries(live.session.id)[-1].author == taker.person.id


def test_every_author_stays_known_over_many_hands(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "x far away")
    with another_therapist(desk) as bo:
        taken, _change = handed_over(desk, live, bo)
        desk.type(taken, "x hands feel large")
        desk.type(taken, "h only Bo knows")
        back, _change = Live.taken_over(
            desk.record,
            desk.notebook,
            desk.clock,
            desk.record.session(live.session.id),
            bo.person,
            desk.person,
        )
        desk.type(back, "x warm")
        ana, bo_id = desk.person.id, bo.person.id
        told = [(row.kind, row.author) for row in back.timeline.entries]
        assert told == [
            (EntryKind.PHASE, ana),
            (EntryKind.EXPECTED_EFFECT, ana),
            (EntryKind.HANDOFF, bo_id),
            (EntryKind.EXPECTED_EFFECT, bo_id),
            (EntryKind.HANDOFF, ana),
            (EntryKind.EXPECTED_EFFECT, ana),
        ]
        assert [row.text for row in rows_of(desk.record, bo.notebook, live.session.id)].count("only Bo knows")


def test_the_taker_has_their_own_notebook_and_half_typed_line_and_sees_none_of_the_givers(
    desk: Desk,
) -> None:
    live = desk.begin()
    desk.type(live, "m Watchman: stern")
    live.keep_draft("m watch", desk.clock.now())
    with another_therapist(desk) as bo:
        taken, _change = handed_over(desk, live, bo)
        assert taken.draft() is None
        assert taken.roster.parts == ()
        desk.type(taken, "m Guard: at the door")
        taken.keep_draft("m gua", desk.clock.now())
        assert [entry.raw for entry in desk.notebook.entries(live.session.id)] == ["m Watchman: stern"]
    kept = live.draft()
    assert kept is not None
    assert kept.text == "m watch"


def test_whoever_has_no_notebook_is_asked_as_ever(desk: Desk) -> None:
    live = desk.begin()
    taken, _change = handed_over(desk, live, a_nurse(desk))
    assert not taken.has_notebook
    with pytest.raises(NotebookNeededError):
        desk.type(taken, "h she is hiding")
    taken.keep_draft("h she is", desk.clock.now())
    kept = taken.draft()
    assert kept is not None
    assert kept.text == "h she is"


def test_taking_back_never_undoes_the_handing_over_or_the_givers_lines(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "x far away")
    taken, _change = handed_over(desk, live, a_nurse(desk))
    assert taken.take_back(desk.clock.pass_time(1)) is None
    with pytest.raises(SessionError, match="stays so"):
        taken.retract(newest(taken).id, desk.clock.now())
    with pytest.raises(SessionError, match="stays so"):
        taken.amend(newest(taken).id, "x", desk.clock.now())
    assert newest(taken).kind is EntryKind.HANDOFF


def test_an_ended_session_is_not_taken_over(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "> end")
    with pytest.raises(SessionError, match="has ended"):
        handed_over(desk, live, a_nurse(desk))
    assert newest(live).kind is EntryKind.PHASE


def test_the_sessions_time_goes_on_without_a_seam_though_the_wall_clock_was_set(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "x far away")
    desk.clock.step_wall(-3600)
    taken, _change = handed_over(desk, live, a_nurse(desk))
    assert taken.elapsed_ms(desk.clock.now()) == live.elapsed_ms(desk.clock.now())


def test_taken_up_after_a_crash_the_taker_goes_on(desk: Desk) -> None:
    live = desk.begin()
    nurse = a_nurse(desk)
    taken, _change = handed_over(desk, live, nurse)
    desk.type(taken, "x warm")
    desk.clock.restart_computer(600)
    again = desk.take_a_seat(live, nurse)
    assert again.author == nurse.person.id
    assert [row.kind for row in again.timeline.everything][-3:] == [
        EntryKind.HANDOFF,
        EntryKind.EXPECTED_EFFECT,
        EntryKind.GAP,
    ]


def test_with_the_disk_gone_the_handing_over_is_held_and_written_later(desk: Desk) -> None:
    live = desk.begin()
    nurse = a_nurse(desk)
    session = desk.record.session(live.session.id)
    with desk.without_a_disk():
        taken, change = Live.taken_over(
            desk.record, None, desk.clock, session, desk.person, nurse.person, drafts=nurse.drafts
        )
        assert taken.held == 1
        assert change.held == {newest(taken).id}
    taken.write_held(desk.clock.now())
    assert taken.held == 0
    assert desk.record.entries(live.session.id)[-1].kind is EntryKind.HANDOFF
