"""What a session's rows tell, whoever asks and in whatever order they come."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.ids import new_id
from kap_companion.session.following import follow
from kap_companion.session.timeline import Timeline, project, seconds_from_dose, situated, state_of
from kap_companion.vocabulary.details import (
    DoseDetail,
    PartDetail,
    PhaseDetail,
    PlainDetail,
    RiskDetail,
    SelfDetail,
)
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import SessionState
from tests.builders import an_entry


def a_phase(phase: Phase, minutes: float, **fields: Any) -> Entry:
    return an_entry(EntryKind.PHASE, PhaseDetail(phase=phase), minutes=minutes, **fields)


def a_dose(minutes: float, **fields: Any) -> Entry:
    return an_entry(EntryKind.DOSE, DoseDetail(amount=70), minutes=minutes, **fields)


def a_sighting(part: str, minutes: float, *, settled: bool = False, **detail: Any) -> Entry:
    said = PartDetail(name=part, settled=settled, **detail)
    return an_entry(EntryKind.PART, said, minutes=minutes, part=part)


def an_addendum(minutes: float, **fields: Any) -> Entry:
    return an_entry(EntryKind.ADDENDUM, minutes=minutes, addition=Addition.ADDENDUM, reason="x", **fields)


def a_rating(minutes: float, by: Rater = Rater.FACILITATOR, **levels: int) -> Entry:
    qualities = {Quality(name): level for name, level in levels.items()}
    return an_entry(EntryKind.SELF, SelfDetail(by=by, qualities=qualities), minutes=minutes)


def a_retraction(of: Entry) -> Entry:
    return an_entry(EntryKind.RETRACTION, PlainDetail(kind="retraction"), minutes=99, retracts=of.id)


def amended(old: Entry, **fields: Any) -> Entry:
    return old.model_copy(update={"id": new_id(), "amends": old.id, **fields})


def told(timeline: Timeline) -> Timeline:
    return replace(timeline, everything=())


def test_a_session_without_a_row_is_in_no_phase_and_has_no_dose() -> None:
    timeline = project(())
    assert (timeline.phase, timeline.first_dose_ms, timeline.entries) == (None, None, ())
    assert seconds_from_dose(timeline, 5_000) is None
    assert state_of(timeline) is SessionState.PREPARATION


def test_the_first_dose_starts_dosing_and_taking_it_back_un_starts_it() -> None:
    rows = [a_phase(Phase.PREPARATION, 0), a_dose(40), a_dose(60)]
    timeline = project(rows)
    assert [(span.phase, span.start_ms, span.end_ms) for span in timeline.phases] == [
        (Phase.PREPARATION, 0, 2_400_000),
        (Phase.DOSING, 2_400_000, None),
    ]
    assert seconds_from_dose(timeline, 2_400_000 - 90_000) == -90.0
    undone = project([*rows, *(a_retraction(row) for row in rows[1:])])
    assert (undone.phase, undone.first_dose_ms, undone.doses) == (Phase.PREPARATION, None, ())


def test_a_phase_entered_twice_is_one_span() -> None:
    rows = [a_phase(Phase.DOSING, 39), a_dose(40), a_phase(Phase.DOSING, 41)]
    assert [span.start_ms for span in project(rows).phases] == [39 * 60_000]


def test_a_dose_after_integration_goes_back_to_dosing() -> None:
    rows = [a_phase(Phase.INTEGRATION, 10), a_dose(12)]
    assert project(rows).phase is Phase.DOSING


def test_a_second_sighting_never_closes_a_presence() -> None:
    timeline = project([a_sighting("w", 1), a_sighting("w", 2), a_sighting("w", 3)])
    assert [(span.start_ms, span.end_ms) for span in timeline.spans] == [(60_000, None)]
    assert len(timeline.present) == 1


def test_settling_closes_a_presence_and_a_part_may_come_again() -> None:
    rows = [a_sighting("w", 1), a_sighting("w", 4, settled=True), a_sighting("w", 9)]
    timeline = project(rows)
    assert [(s.start_ms, s.end_ms, s.opened_by, s.closed_by) for s in timeline.spans] == [
        (60_000, 240_000, rows[0].id, rows[1].id),
        (540_000, None, rows[2].id, None),
    ]


def test_settling_a_part_that_is_not_present_opens_nothing() -> None:
    timeline = project([a_sighting("w", 1, settled=True)])
    assert (timeline.spans, timeline.present) == ((), ())


def test_the_end_of_the_session_closes_what_is_open_and_says_so() -> None:
    timeline = project([a_sighting("w", 1), a_phase(Phase.ENDED, 5)])
    assert [(s.end_ms, s.auto_closed, s.closed_by) for s in timeline.spans] == [(300_000, True, None)]
    assert (timeline.present, timeline.ended_ms, state_of(timeline)) == ((), 300_000, SessionState.ENDED)


def test_what_is_known_of_a_present_part_is_the_newest_value_of_each() -> None:
    rows = [
        a_sighting("w", 1, body=("chest",), intensity=9, blended=True),
        a_sighting("w", 2, intensity=0),
        a_sighting("w", 3, blended=False),
    ]
    (here,) = project(rows).present
    assert (here.body, here.intensity, here.blended, here.latest) == (("chest",), 0, False, rows[2])


def test_each_quality_is_carried_forward_for_each_rater_on_its_own() -> None:
    rows = [a_rating(1, calm=2, curiosity=2), a_rating(2, Rater.CLIENT, calm=1), a_rating(3, calm=4)]
    points = project(rows).self_points
    assert [dict(point.levels) for point in points] == [
        {Quality.CALM: 2, Quality.CURIOSITY: 2},
        {Quality.CALM: 1},
        {Quality.CALM: 4, Quality.CURIOSITY: 2},
    ]


def test_only_the_newest_reading_is_current_and_the_history_keeps_all() -> None:
    first = an_entry(minutes=1)
    second = amended(first)
    third = amended(second)
    timeline = project([first, second, third])
    assert timeline.entries == (third,)
    assert all(timeline.history(row.id) == (first, second, third) for row in (first, second, third))


def test_an_amendment_taken_back_gives_way_to_the_reading_before_it() -> None:
    first = an_entry(minutes=1)
    second = amended(first)
    assert project([first, second, a_retraction(second)]).entries == (first,)


def test_a_retraction_taken_back_is_no_longer_in_force() -> None:
    entry = an_entry(minutes=1)
    gone = a_retraction(entry)
    assert project([entry, gone, a_retraction(gone)]).entries == (entry,)


def test_two_amendments_of_one_entry_leave_one_reading() -> None:
    first = an_entry(minutes=1)
    assert len(project([first, amended(first), amended(first)]).entries) == 1


def test_entries_stand_by_elapsed_time_not_by_the_wall() -> None:
    late = an_entry(minutes=30)
    stepped = late.model_copy(update={"id": new_id(), "elapsed_ms": late.elapsed_ms + 1})
    early_wall = stepped.model_copy(update={"at": an_entry(minutes=-60).at})
    assert project([early_wall, late]).entries == (late, early_wall)


def test_an_entry_takes_its_phase_and_what_it_closes_from_its_place() -> None:
    rows = [a_phase(Phase.PREPARATION, 0), a_sighting("w", 1), a_dose(10)]
    timeline = project(rows)
    settling = a_sighting("w", 5, settled=True)
    assert situated(settling, timeline).closes == rows[1].id
    assert situated(settling, timeline).phase is Phase.PREPARATION
    assert situated(a_sighting("w", 0.5, settled=True), timeline).closes is None
    assert situated(a_dose(3), timeline).phase is Phase.DOSING
    assert situated(a_phase(Phase.ENDED, 20), timeline).phase is Phase.ENDED
    assert situated(settling, project([*rows, settling])).closes == rows[1].id


def test_a_back_dated_dose_starts_dosing_where_it_was_given() -> None:
    rows = [a_phase(Phase.PREPARATION, 0), a_dose(40), a_dose(30)]
    timeline = project(rows)
    assert timeline.first_dose_ms == 30 * 60_000
    assert timeline.phases[-1].start_ms == 30 * 60_000


def test_addenda_stand_beside_the_session_in_the_order_written_and_move_nothing() -> None:
    rows = [a_phase(Phase.PREPARATION, 0), a_dose(10), a_phase(Phase.ENDED, 60)]
    before = project(rows)
    second = an_addendum(minutes=5, typed_ms=9_000_000)
    first = an_addendum(minutes=30, typed_ms=8_000_000)
    dose = a_dose(5, addition=Addition.ADDENDUM, typed_ms=8_500_000)
    after = project([*rows, second, first, dose])
    assert after.addenda == (first, dose, second)
    assert (after.entries, after.doses, after.phases) == (before.entries, before.doses, before.phases)
    assert set(after.current) == {*rows, first, second, dose}


def test_a_late_entry_stands_at_its_own_time() -> None:
    rows = [a_phase(Phase.PREPARATION, 0), an_entry(minutes=20), a_phase(Phase.ENDED, 60)]
    late = a_dose(10, addition=Addition.LATE, typed_ms=9_000_000)
    timeline = project([*rows, late])
    assert timeline.entries == (rows[0], late, *rows[1:])
    assert timeline.first_dose_ms == late.elapsed_ms


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["phase", "dose", "part", "settle", "self", "amend", "retract", "undo", "risk", "answer",
             "copy", "addendum", "late"]
        ),
        st.integers(0, 60),
        st.integers(0, 10_000),
    ),
    max_size=25,
)  # fmt: skip


def rows_of(done: list[tuple[str, int, int]]) -> list[Entry]:
    rows: list[Entry] = []
    for act, minute, choice in done:
        target = rows[choice % len(rows)] if rows else None
        if act == "phase":
            rows.append(a_phase(list(Phase)[choice % 4], minute))
        elif act == "dose":
            rows.append(a_dose(minute))
        elif act in {"part", "settle"}:
            rows.append(a_sighting("ab"[choice % 2], minute, settled=act == "settle"))
        elif act == "self":
            rows.append(a_rating(minute, calm=choice % 5))
        elif target is not None and act == "amend" and target.kind is not EntryKind.RETRACTION:
            rows.append(amended(target, elapsed_ms=minute * 60_000))
        elif target is not None and act in {"retract", "undo"}:
            rows.append(a_retraction(target))
        elif target is not None and act in {"risk", "answer"}:
            kind = EntryKind.RISK if act == "risk" else EntryKind.RISK_ANSWER
            rows.append(
                an_entry(kind, RiskDetail() if act == "risk" else None, about=target.id, minutes=minute)
            )
        elif target is not None and act == "copy":
            rows.append(an_entry(compartment=Compartment.RECORD, copied_from=target.id, minutes=minute))
        elif act == "addendum":
            rows.append(an_addendum(minute))
        elif act == "late":
            rows.append(a_sighting("a", minute).model_copy(update={"addition": Addition.LATE}))
    return rows


@settings(deadline=None, max_examples=120)
@given(acts, st.integers(0, 1_000))
def test_any_order_of_acts_and_undoing_projects_a_session_that_makes_sense(
    done: list[tuple[str, int, int]], seed: int
) -> None:
    rows = rows_of(done)
    timeline = project(rows)
    open_phases = [span for span in timeline.phases if span.end_ms is None]
    assert len(open_phases) == (timeline.phase not in {None, Phase.ENDED})
    assert all(span.end_ms is None or span.end_ms >= span.start_ms for span in timeline.spans)
    assert all(a.end_ms == b.start_ms for a, b in zip(timeline.phases, timeline.phases[1:], strict=False))
    assert len({here.part for here in timeline.present}) == len(timeline.present)
    still_open = sorted(span.part for span in timeline.spans if span.end_ms is None)
    assert still_open == sorted(here.part for here in timeline.present)
    assert timeline.ended_ms is None or not timeline.present
    assert len(timeline.everything) == len(rows)
    shuffled = rows[:]
    Random(seed).shuffle(shuffled)
    assert told(project(shuffled)) == told(timeline)


@settings(deadline=None, max_examples=120)
@given(acts, st.data())
def test_following_row_by_row_tells_the_same_as_all_at_once(
    done: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    rows = rows_of(done)
    timeline = project(())
    while rows:
        together = data.draw(st.integers(1, len(rows)))
        timeline = follow(timeline, rows[:together])
        rows = rows[together:]
    assert timeline == project(timeline.everything)
