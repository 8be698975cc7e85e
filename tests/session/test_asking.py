"""Which question might be asked next."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.asking import LONGEST_NAME, QUIET_MS, Question, next_question
from kap_companion.session.live import Live
from kap_companion.session.six_fs import FS
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import AskedDetail, DoseDetail, PartDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import Protocol, VisitKind
from kap_companion.worksheets.prompts import load_six_fs
from tests.builders import a_part, a_protocol, an_entry
from tests.session.desks import Desk, a_desk

SIX_FS = load_six_fs()
WATCHMAN = a_part("The Watchman")
ROSTER = Roster((WATCHMAN,))
PREPARATION = Protocol(
    key="preparation",
    name="Preparation visit",
    visit=VisitKind.PREPARATION,
    prompts=("What does {name} fear of the medicine?", "What would make it all right to go ahead?"),
)


def a_line(minutes: float, text: str = "", part: Part = WATCHMAN, **detail: object) -> Entry:
    said = PartDetail.model_validate({"name": part.name, **detail})
    return an_entry(EntryKind.PART, said, minutes=minutes, part=part.id, text=text, raw=f"p {part.name}")


def an_asking(minutes: float, title: str, text: str = "?", part: Part | None = WATCHMAN) -> Entry:
    about = part.id if part is not None else None
    return an_entry(EntryKind.ASKED, AskedDetail(step=title), minutes=minutes, part=about, text=text)


def offered(
    rows: Sequence[Entry],
    before: Sequence[str] = (),
    *,
    part: Part | None = None,
    protocol: Protocol | None = None,
    now_minutes: float | None = None,
    wanted: bool = False,
    roster: Roster = ROSTER,
) -> Question | None:
    return next_question(
        project(rows),
        roster,
        part.id if part is not None else None,
        before,
        SIX_FS,
        protocol or a_protocol(),
        now_ms=None if now_minutes is None else round(now_minutes * 60_000),
        wanted=wanted,
    )


def step_of(question: Question | None) -> str:
    assert question is not None
    return question.step


def note(minutes: float) -> Entry:
    return an_entry(EntryKind.NOTE, minutes=minutes, raw="n", text="n")


def test_with_nobody_here_the_body_is_asked_about() -> None:
    question = offered([])
    assert question == Question("What do you notice in your body right now?", "Check in")


def test_a_part_that_nobody_has_found_a_place_for_is_found_first() -> None:
    assert offered([a_line(1)]) == Question(
        "Where in or around your body do you notice The Watchman?", "Find", 0, WATCHMAN.id
    )
    assert step_of(offered([a_line(1, body=("chest",))])) == "Focus"


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Find", "Focus"),
        ("Focus", "Flesh out"),
        ("Flesh out", "Feel toward"),
        ("Feel toward", "Befriend"),
        ("Befriend", "Fears"),
        ("Fears", "Check in"),
        ("Unblending", "Feel toward"),
    ],
)
def test_once_a_step_was_asked_and_answered_the_next_one_comes(asked: str, then: str) -> None:
    rows = [a_line(1, body=("chest",)), an_asking(2, asked), a_line(3, "stands at a gate")]
    assert step_of(offered(rows)) == then


def test_a_feeling_toward_a_part_brings_what_it_would_like_known() -> None:
    assert step_of(offered([a_line(1, "she is tender toward him", body=("chest",))])) == "Befriend"


def test_a_feeling_that_another_part_has_is_asked_for_room() -> None:
    assert step_of(offered([a_line(1, "angry toward it")])) == "Unblending"
    rows = [a_line(1), an_asking(2, "Feel toward"), a_line(3, words=("I hate it",))]
    assert step_of(offered(rows)) == "Unblending"


def test_a_part_that_took_over_is_asked_for_room_until_it_gives_it() -> None:
    question = offered([a_line(1, blended=True)])
    assert question is not None
    assert question.text == "Could The Watchman give you a little room, so that you can be with it?"
    assert step_of(offered([a_line(1, blended=True), a_line(2, blended=False)])) == "Find"


def test_after_one_was_asked_the_card_rests_until_something_is_logged() -> None:
    rows = [a_line(1), an_asking(2, "Find")]
    assert offered(rows) is None
    gap = an_entry(EntryKind.NOTE, minutes=3, source=EntrySource.COMPANION)
    assert offered([*rows, gap]) is None
    assert offered(rows, wanted=True) is not None
    assert step_of(offered([*rows, note(3)])) == "Focus"


def test_a_question_that_was_taken_back_was_not_asked() -> None:
    asked = an_asking(2, "Find")
    back = an_entry(EntryKind.RETRACTION, minutes=3, retracts=asked.id)
    assert step_of(offered([a_line(1), asked, back])) == "Find"


def test_after_a_long_quiet_in_dosing_the_body_is_asked_about_though_a_part_is_here() -> None:
    dose = an_entry(EntryKind.DOSE, DoseDetail(), minutes=0)
    rows = [dose, a_line(1, body=("chest",))]
    quiet = 1 + QUIET_MS / 60_000
    assert step_of(offered(rows, now_minutes=quiet - 1)) == "Focus"
    assert step_of(offered(rows, now_minutes=quiet)) == "Check in"
    assert step_of(offered([a_line(1, body=("chest",))], now_minutes=quiet)) == "Focus"


def test_in_integration_one_looks_back() -> None:
    phase = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.INTEGRATION), minutes=5)
    question = offered([a_line(1), phase])
    assert question is not None
    assert question.step == "Looking back"
    visit = Protocol(key="integration", name="Integration visit", visit=VisitKind.INTEGRATION)
    assert step_of(offered([], protocol=visit)) == "Looking back"


def test_on_a_visit_without_a_dose_its_own_questions_come_first() -> None:
    assert offered([], protocol=PREPARATION) == Question(PREPARATION.prompts[1], "Preparation visit")
    with_part = offered([a_line(1)], protocol=PREPARATION)
    assert with_part is not None
    assert with_part.text == "What does The Watchman fear of the medicine?"
    spent = offered([], [PREPARATION.prompts[1]], protocol=PREPARATION)
    assert step_of(spent) == "Check in"


def test_a_dosing_protocols_own_questions_come_last() -> None:
    dosing = a_protocol().model_copy(update={"prompts": ("What is the music doing?",)})
    seen = all_offered([], dosing)
    assert seen[-1] == "What is the music doing?"


def test_the_part_looked_at_counts_more_than_the_newest() -> None:
    other = a_part("the little one")
    rows = [a_line(1), a_line(2, part=other)]
    roster = Roster((WATCHMAN, other))
    newest, chosen = offered(rows, roster=roster), offered(rows, part=WATCHMAN, roster=roster)
    assert newest is not None
    assert chosen is not None
    assert (newest.part, chosen.part) == (other.id, WATCHMAN.id)


def test_after_the_end_nothing_is_offered() -> None:
    end = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=9)
    assert offered([end], wanted=True) is None


@pytest.mark.parametrize("name", ["{name}", "%1 {0}", "<b>x</b>"])
def test_a_name_is_put_in_as_it_is(name: str) -> None:
    part = a_part(name)
    question = offered([a_line(1, part=part)], roster=Roster((part,)))
    assert question is not None
    assert question.text.endswith(f"notice {name}?")


def test_a_long_name_and_none_at_all_can_be_asked_about() -> None:
    long, unnamed = a_part("x" * 500), a_part("")
    asked = offered([a_line(1, part=long)], roster=Roster((long,)))
    assert asked is not None
    assert len(asked.text) < LONGEST_NAME + 60
    asked = offered([a_line(1, part=unnamed)], roster=Roster((unnamed,)))
    assert asked is not None
    assert "this part" in asked.text


def all_offered(rows: Sequence[Entry], protocol: Protocol | None = None) -> list[str]:
    seen: list[str] = []
    while True:
        question = offered(rows, seen, protocol=protocol, wanted=True)
        assert question is not None
        if question.text in seen:
            return seen
        seen.append(question.text)


def test_asking_for_another_goes_through_every_question_before_one_comes_again() -> None:
    seen = all_offered([a_line(1)])
    there_are = sum(len(step.questions) for step in SIX_FS.steps)
    assert len(seen) == there_are
    assert len(all_offered([])) < there_are


acts = st.lists(
    st.sampled_from(["note", "part", "blended", "toward", "settle", "ask", "another", "dose", "integration"]),
    max_size=25,
)


@given(acts)
@settings(max_examples=60, deadline=None)
def test_no_question_is_offered_twice_in_a_row_nor_two_without_a_line_between(done: list[str]) -> None:
    rows: list[Entry] = []
    before: list[str] = []
    wanted = False
    last_asked = ""
    for minute, act in enumerate(done):
        shown = offered(rows, before, wanted=wanted)
        if rows and rows[-1].kind is EntryKind.ASKED and not wanted:
            assert shown is None
        if shown is not None:
            assert shown.text != last_asked
        if act == "ask" and shown is not None:
            rows.append(an_asking(minute, shown.step, shown.text, WATCHMAN if shown.part else None))
            last_asked, wanted = shown.text, False
        elif act == "another":
            if shown is not None:
                before.append(shown.text)
            wanted = True
        elif act == "dose":
            rows.append(an_entry(EntryKind.DOSE, DoseDetail(), minutes=minute))
        elif act == "integration":
            phase = PhaseDetail(phase=Phase.INTEGRATION)
            rows.append(an_entry(EntryKind.PHASE, phase, minutes=minute))
        elif act in {"part", "blended", "toward", "settle"}:
            text = "warm toward it" if act == "toward" else ""
            rows.append(a_line(minute, text, blended=act == "blended" or None, settled=act == "settle"))
        else:
            rows.append(note(minute))


def test_live_and_after_a_restart_the_same_question_comes(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        live = desk.begin()
        desk.type(live, "m The Watchman: #chest 7")
        desk.type(live, "d 70mg im")
        live.asked("How do you feel toward The Watchman?", "Feel toward", desk.clock.now(), _only(live))
        desk.type(live, "watchman: it softens")
        again, _change = desk.resume(live)
        assert _ask(desk, live) == _ask(desk, again)
        assert step_of(_ask(desk, again)) == SIX_FS.steps[FS.index("befriend")].title


def _only(live: Live) -> str:
    (part,) = live.roster.parts
    return part.id


def _ask(desk: Desk, live: Live) -> Question | None:
    return next_question(live.timeline, live.roster, None, (), SIX_FS, live.session.protocol)


def test_a_step_that_was_recorded_moves_the_path_on_as_its_question_does() -> None:
    assert step_of(offered([a_line(1, "here", steps=[{"step": "found"}])])) == "Focus"
    assert step_of(offered([a_line(1, "here", steps=[{"step": "felt_toward"}])])) == "Befriend"
    assert step_of(offered([a_line(1, "here", steps=[{"step": "met"}])])) == "Find"


def test_what_is_felt_toward_a_part_answers_that_question() -> None:
    warm, wary = ([{"field": "toward", "value": value}] for value in ("warm", "wary of it"))
    assert step_of(offered([a_line(1, known=warm)])) == "Befriend"
    assert step_of(offered([a_line(1, known=wary)])) == "Unblending"


def test_a_part_that_became_the_next_is_asked_about() -> None:
    numb = a_part("Go-Numb")
    rows = [
        a_line(1, part=numb),
        a_line(2),
        a_line(3, part=numb, steps=[{"step": "became_next", "instead_of": WATCHMAN.id}]),
    ]
    question = offered(rows, roster=Roster((WATCHMAN, numb)))
    assert question is not None
    assert question.part == numb.id
