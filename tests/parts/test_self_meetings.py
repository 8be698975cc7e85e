from kap_companion.ids import new_id
from kap_companion.parts.self_meetings import Around, Meeting, meetings_with
from kap_companion.vocabulary.part_act import Merged, PartAct
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import BEGAN, a_part
from tests.parts.sittings import WEEK, ended, felt, rated, settled, sittings

WATCHMAN, PLANNER = a_part("The Watchman"), a_part("The Planner")
CLIENT, FACILITATOR = Rater.CLIENT, Rater.FACILITATOR


def levels(meeting: Meeting, quality: Quality = Quality.CALM) -> dict[tuple[Rater, Around], int]:
    return {key: rating.level for key, rating in meeting.readings.get(quality, {}).items()}


def test_before_is_the_last_rating_before_it_came_and_after_the_first_once_it_settled() -> None:
    entries = [
        rated(1, calm=0),
        rated(4, calm=1),
        felt(WATCHMAN, 5),
        rated(6, calm=2),
        rated(8, calm=3),
        settled(WATCHMAN, 10),
        rated(11, calm=4),
        rated(12, calm=1),
    ]
    (meeting,) = meetings_with(sittings([WATCHMAN], {"one": entries}), WATCHMAN.id)
    assert levels(meeting) == {
        (FACILITATOR, Around.BEFORE): 1,
        (FACILITATOR, Around.WITH_IT): 3,
        (FACILITATOR, Around.AFTER): 4,
    }


def test_facilitator_and_client_are_never_taken_for_one_another() -> None:
    entries = [rated(1, calm=1), felt(WATCHMAN, 5), settled(WATCHMAN, 10), rated(12, CLIENT, calm=4)]
    (meeting,) = meetings_with(sittings([WATCHMAN], {"one": entries}), WATCHMAN.id)
    assert levels(meeting) == {(FACILITATOR, Around.BEFORE): 1, (CLIENT, Around.AFTER): 4}


def test_what_was_rated_before_the_session_ended_over_a_part_was_with_it() -> None:
    entries = [felt(WATCHMAN, 5), rated(8, calm=3), ended(10), rated(11, calm=4)]
    (meeting,) = meetings_with(sittings([WATCHMAN], {"one": entries}), WATCHMAN.id)
    assert set(levels(meeting)) == {(FACILITATOR, Around.WITH_IT)}


def test_each_time_a_part_came_is_a_meeting_of_its_own_in_every_session() -> None:
    twice = [felt(WATCHMAN, 5), settled(WATCHMAN, 6), felt(WATCHMAN, 8), settled(WATCHMAN, 9)]
    parts = sittings([WATCHMAN, PLANNER], {"one": twice, "two": [felt(WATCHMAN, 3), felt(PLANNER, 4)]})
    found = meetings_with(parts, WATCHMAN.id)
    assert [(meeting.session.id, meeting.start_ms // 60_000) for meeting in found] == [
        ("one", 5),
        ("one", 8),
        ("two", 3),
    ]
    assert all(not meeting.readings for meeting in found)


def test_a_merged_part_was_met_where_the_one_it_turned_out_to_be_was_met() -> None:
    merged = Merged(part=PLANNER.id, into=WATCHMAN.id)
    act = PartAct(id=new_id(), client="client-1", author="person-1", at=BEGAN + WEEK, deed=merged)
    parts = sittings([WATCHMAN, PLANNER], {"one": [felt(PLANNER, 4)]}, [act])
    assert [meeting.part for meeting in meetings_with(parts, PLANNER.id)] == [WATCHMAN.id]
    assert len(meetings_with(parts, WATCHMAN.id)) == 1
