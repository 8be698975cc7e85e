"""Who is in the room: stays with their beginning and their end."""

from typing import Literal

from kap_companion.session.attendance import Attendance, present
from kap_companion.vocabulary.details import PeopleDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import an_entry
from tests.session.facts import ms, told


def people(action: Literal["present", "in", "out"], *names: str, minutes: float, role: str = "") -> Entry:
    detail = PeopleDetail(action=action, names=names, role=role)
    return an_entry(EntryKind.PEOPLE, detail, minutes=minutes)


def test_people_come_and_go() -> None:
    rows = [
        people("present", "Ana", "Bo", minutes=0),
        people("in", "Noor", role="nurse", minutes=10),
        people("out", "bo", minutes=20),
        people("in", "Bo", minutes=30),
    ]
    assert present(told(*rows)) == (
        Attendance("Ana", "", 0),
        Attendance("Bo", "", 0, ms(20)),
        Attendance("Noor", "nurse", ms(10)),
        Attendance("Bo", "", ms(30)),
    )


def test_a_list_of_all_who_are_here_ends_the_stay_of_the_others() -> None:
    rows = [people("in", "Noor", role="nurse", minutes=5), people("present", "Ana", minutes=15)]
    assert present(told(*rows)) == (Attendance("Noor", "nurse", ms(5), ms(15)), Attendance("Ana", "", ms(15)))


def test_coming_in_twice_is_one_stay_and_a_role_is_kept_for_the_next() -> None:
    rows = [
        people("in", "Noor", minutes=5),
        people("in", "Noor", role="nurse", minutes=6),
        people("out", "Noor", minutes=7),
        people("in", "Noor", minutes=9),
    ]
    assert present(told(*rows)) == (
        Attendance("Noor", "nurse", ms(5), ms(7)),
        Attendance("Noor", "nurse", ms(9)),
    )


def test_whoever_is_only_said_to_leave_was_here_from_the_beginning() -> None:
    rows = [people("out", "Kim", minutes=12), people("out", "Kim", minutes=13)]
    assert present(told(*rows)) == (Attendance("Kim", "", 0, ms(12)),)


def test_nobody_is_said_to_be_here_while_nobody_says_so() -> None:
    assert present(told()) == ()
