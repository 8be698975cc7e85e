from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kap_companion.family.members import family_of
from kap_companion.parts.overview import ClientOverview, DoseShown, client_overview
from kap_companion.parts.roster import label
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.details import DoseDetail, PartDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Protocol, Session, SessionState
from tests.builders import a_client, a_part, a_session, an_entry


def a_sighting(part: Part, minutes: float, **detail: object) -> Entry:
    return an_entry(
        EntryKind.PART, PartDetail(name=part.name, role=part.role, **detail), minutes=minutes, part=part.id
    )


def a_dose(amount: float, minutes: float, drug: Drug = Drug.KETAMINE) -> Entry:
    detail = DoseDetail(drug=drug, amount=amount, unit=Unit.MG, route=Route.IM)
    return an_entry(EntryKind.DOSE, detail, minutes=minutes)


def a_rating(minutes: float, by: Rater = Rater.FACILITATOR, **levels: int) -> Entry:
    qualities = {Quality(name): level for name, level in levels.items()}
    return an_entry(EntryKind.SELF, SelfDetail(by=by, qualities=qualities), minutes=minutes)


def an_overview(
    client: Client, sessions: tuple[Session, ...], courses: dict[str, Timeline], *parts: Part
) -> ClientOverview:
    family = family_of(parts, ())
    said = [entry for course in courses.values() for entry in family.restated(course.entries)]
    labels = {part.id: label(part, said) for part in family.parts}
    return client_overview(client, sessions, courses, family, labels)


def test_sessions_come_newest_first_and_parts_in_the_order_they_became_known() -> None:
    client, watchman, planner = a_client(), a_part("The Watchman"), a_part("The Planner")
    older = a_session(client.id, number=1, anchor=datetime(2026, 10, 22, 17, tzinfo=UTC))
    newer = a_session(client.id, number=2, anchor=datetime(2026, 11, 5, 17, tzinfo=UTC))
    overview = an_overview(client, (older, newer), {}, planner, watchman)
    assert [row.number for row in overview.sessions] == [2, 1]
    assert [part.label for part in overview.parts] == ["The Planner", "The Watchman"]
    assert overview.since == client.made_at.date()


def test_parts_of_a_session_come_in_the_order_they_came_forward_and_once() -> None:
    watchman, planner = a_part("The Watchman"), a_part("The Planner")
    session = a_session()
    course = project((a_sighting(watchman, 5), a_sighting(planner, 2), a_sighting(watchman, 9)))
    overview = an_overview(a_client(), (session,), {session.id: course}, watchman, planner)
    assert [part.label for part in overview.sessions[0].parts] == ["The Planner", "The Watchman"]


def test_a_part_that_was_taken_back_did_not_come_forward() -> None:
    watchman, session = a_part("The Watchman"), a_session()
    seen = a_sighting(watchman, 5)
    course = project((seen, an_entry(EntryKind.RETRACTION, minutes=6, retracts=seen.id)))
    overview = an_overview(a_client(), (session,), {session.id: course}, watchman)
    assert overview.sessions[0].parts == ()


def test_an_unnamed_part_is_called_by_what_was_seen_of_it() -> None:
    unnamed, session = a_part("", Role.UNKNOWN), a_session()
    seen = an_entry(
        EntryKind.PART, PartDetail(body=("throat",)), minutes=3, part=unnamed.id, text="something unsaid"
    )
    overview = an_overview(a_client(), (session,), {session.id: project((seen,))}, unnamed)
    assert [part.label for part in overview.parts] == ["something unsaid (throat)"]
    assert [part.part for part in overview.parts] == [unnamed.id]


def test_a_merged_part_is_shown_as_the_one_it_turned_out_to_be() -> None:
    whole = a_part("The Watchman")
    early = a_part("the guard", merged_into=whole.id)
    session = a_session()
    course = project((a_sighting(early, 1), a_sighting(whole, 2)))
    overview = an_overview(a_client(), (session,), {session.id: course}, early, whole)
    assert [part.label for part in overview.sessions[0].parts] == ["The Watchman"]
    assert [part.label for part in overview.parts] == ["The Watchman"]


def test_parts_merged_in_a_ring_end_somewhere() -> None:
    one, two = a_part("one"), a_part("two")
    one = one.model_copy(update={"merged_into": two.id})
    two = two.model_copy(update={"merged_into": one.id})
    session = a_session()
    course = project((a_sighting(one, 1),))
    overview = an_overview(a_client(), (session,), {session.id: course}, one, two)
    assert len(overview.sessions[0].parts) == 1


def test_doses_stay_apart() -> None:
    session = a_session()
    course = project((a_dose(60, 0), a_dose(28, 10, Drug.ESKETAMINE), a_dose(20, 20)))
    row = an_overview(a_client(), (session,), {session.id: course}).sessions[0]
    assert row.doses == (
        DoseShown(60, Unit.MG, Route.IM, Drug.KETAMINE),
        DoseShown(28, Unit.MG, Route.IM, Drug.ESKETAMINE),
        DoseShown(20, Unit.MG, Route.IM, Drug.KETAMINE),
    )
    assert row.route is Route.IM


def test_a_visit_without_a_dose_has_no_route() -> None:
    session = a_session(protocol=Protocol(key="integration", name="Integration visit"))
    row = an_overview(a_client(), (session,), {}).sessions[0]
    assert (row.route, row.doses, row.protocol) == (None, (), "Integration visit")


def test_each_quality_is_a_line_of_its_own_carried_forward() -> None:
    session = a_session()
    course = project((a_rating(1, calm=2), a_rating(2, curiosity=1), a_rating(3, calm=4)))
    lines = an_overview(a_client(), (session,), {session.id: course}).sessions[0].self_lines
    assert {line.quality: line.points for line in lines} == {
        Quality.CALM: ((60_000, 2), (120_000, 2), (180_000, 4)),
        Quality.CURIOSITY: ((120_000, 1), (180_000, 1)),
    }


def test_what_the_client_rated_is_never_mixed_with_what_the_facilitator_saw() -> None:
    session = a_session()
    both = project((a_rating(1, calm=2), a_rating(2, Rater.CLIENT, calm=4)))
    only_client = project((a_rating(2, Rater.CLIENT, calm=4),))
    seen = an_overview(a_client(), (session,), {session.id: both}).sessions[0].self_lines
    felt = an_overview(a_client(), (session,), {session.id: only_client}).sessions[0].self_lines
    assert [line.points for line in seen] == [((60_000, 2),)]
    assert [line.points for line in felt] == [((120_000, 4),)]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Los_Angeles", 20), ("Europe/Berlin", 21), ("", 21), ("Nowhere/Such", 21), ("../etc", 21)],
)
def test_a_session_was_held_on_the_day_of_its_place(zone: str, day: int) -> None:
    session = a_session(anchor=datetime(2026, 11, 21, 3, tzinfo=UTC), timezone=zone)
    assert an_overview(a_client(), (session,), {}).sessions[0].held_on == date(2026, 11, day)


def test_without_a_zone_the_kept_offset_says_the_day() -> None:
    late = datetime(2026, 11, 20, 23, tzinfo=timezone(timedelta(hours=-8)))
    row = an_overview(a_client(), (a_session(anchor=late),), {}).sessions[0]
    assert row.held_on == date(2026, 11, 20)
    assert row.state is SessionState.PREPARATION
