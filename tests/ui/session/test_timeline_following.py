"""Lanes that follow an entry are the lanes that sorting anew would make."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session import following
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.details import DoseDetail, PartDetail, PhaseDetail, SelfDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Unit
from kap_companion.vocabulary.scales import BY_KEY, ScaleDetail
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import an_entry
from ui.session import timeline_following
from ui.session.entry_words import Surroundings
from ui.session.timeline_following import follow
from ui.session.timeline_lanes import Lanes, sort_into_lanes
from ui.session.timeline_stays import Lane

PARTS = ("watchman", "numb", "little one", "new")
ROLES = dict(zip(PARTS, (Role.MANAGER, Role.MANAGER, Role.EXILE, Role.UNKNOWN), strict=True))
KNOWN = Surroundings(names={part: part for part in PARTS}, named=frozenset(PARTS), roles=ROLES)


def a_score(key: str, score: int) -> ScaleDetail:
    found = BY_KEY[key]
    fields = found.model_dump(exclude={"key", "name", "source"})
    return ScaleDetail(instrument=key, score=score, **fields)


scales = st.sampled_from(("moaas", "moaas-leiden"))
minutes = st.integers(0, 12)
details: st.SearchStrategy[tuple[EntryKind, Any, str | None]] = st.one_of(
    st.builds(
        lambda part, settled: (EntryKind.PART, PartDetail(name=part, settled=settled), part),
        st.sampled_from(PARTS),
        st.booleans(),
    ),
    st.builds(
        lambda by, levels: (EntryKind.SELF, SelfDetail(by=by, qualities=levels), None),
        st.sampled_from(Rater),
        st.dictionaries(st.sampled_from((Quality.CALM, Quality.COURAGE)), st.integers(0, 4)),
    ),
    st.just((EntryKind.VITALS, VitalsDetail(systolic=120, diastolic=80), None)),
    st.just((EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), None)),
    st.just((EntryKind.NOTE, None, None)),
    st.builds(lambda score, key: (EntryKind.SCALE, a_score(key, score), None), st.integers(0, 5), scales),
    st.just((EntryKind.PART, PartDetail(), None)),
    st.builds(lambda phase: (EntryKind.PHASE, PhaseDetail(phase=phase), None), st.sampled_from(Phase)),
)
# Mostly at the end, as one types; else at any time before.
acts = st.one_of(
    st.tuples(st.just("add"), details, st.one_of(st.none(), st.none(), st.none(), minutes)),
    st.tuples(st.just("take back"), st.integers(0, 100), st.none()),
    st.tuples(st.just("amend"), st.integers(0, 100), details),
    st.tuples(st.just("role"), st.sampled_from(PARTS), st.sampled_from(Role)),
    st.tuples(st.just("name"), st.sampled_from(PARTS), st.sampled_from(("one", "other"))),
)


class Session:
    """A session that goes on, with its lanes followed and sorted anew."""

    def __init__(self) -> None:
        self.timeline = project(())
        self.around = KNOWN
        self.lanes = sort_into_lanes(self.timeline, self.around)
        self.now = 0.0

    def write(self, *rows: Entry, whole: bool = False) -> None:
        after = following.follow(self.timeline, rows)
        self.show(project(after.everything) if whole else after, self.around)

    def show(self, timeline: Timeline, around: Surroundings) -> None:
        self.lanes = follow(self.lanes, self.timeline, self.around, timeline, around)
        self.timeline, self.around = timeline, around

    def same(self) -> bool:
        anew = sort_into_lanes(self.timeline, self.around)
        return self.lanes == anew and list(self.lanes.levels) == list(anew.levels)


def entry_of(what: tuple[EntryKind, Any, str | None], at: float, **fields: Any) -> Entry:
    kind, detail, part = what
    return an_entry(kind, detail, part=part, minutes=at, **fields)


def act(session: Session, what: str, first: Any, second: Any) -> None:
    entries = session.timeline.entries
    match what:
        case "add":
            session.now += 1
            session.write(entry_of(first, session.now if second is None else second))
        case "take back" if session.timeline.everything:
            rows = session.timeline.everything
            retracts = rows[first % len(rows)].id
            session.write(an_entry(EntryKind.RETRACTION, minutes=session.now, retracts=retracts))
        case "amend" if entries:
            old = entries[first % len(entries)]
            session.write(entry_of(second, old.elapsed_ms / 60_000, amends=old.id))
        case "role":
            roles = {**session.around.roles, first: second}
            session.show(session.timeline, Surroundings(session.around.names, frozenset(PARTS), roles))
        case "name":
            names = {**session.around.names, first: second}
            session.show(session.timeline, Surroundings(names, frozenset(PARTS), session.around.roles))


@settings(deadline=None, max_examples=150)
@given(st.lists(acts, max_size=25))
def test_whatever_is_written_the_lanes_are_as_sorted_anew(what: list[tuple[str, Any, Any]]) -> None:
    session = Session()
    for one in what:
        act(session, *one)
        assert session.same(), one


@settings(deadline=None, max_examples=40)
@given(st.lists(details, min_size=1, max_size=12), st.booleans())
def test_several_entries_at_once_and_a_timeline_projected_anew_are_followed_too(
    what: list[tuple[EntryKind, Any, str | None]], whole: bool
) -> None:
    session = Session()
    for at in (1, 2):
        session.write(*(entry_of(one, at) for one in what), whole=whole)
        assert session.same()


USUAL: tuple[tuple[EntryKind, Any, str | None], ...] = (
    (EntryKind.NOTE, None, None),
    (EntryKind.VITALS, VitalsDetail(systolic=120, diastolic=80), None),
    (EntryKind.SELF, SelfDetail(qualities={Quality.CALM: 3}), None),
    (EntryKind.PART, PartDetail(name="watchman"), "watchman"),
    (EntryKind.PART, PartDetail(name="little one"), "little one"),
    (EntryKind.PART, PartDetail(name="watchman", settled=True), "watchman"),
    (EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), None),
)


def test_what_is_usually_written_is_never_sorted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    sorted_anew: list[object] = []

    def watched(*given: Any) -> Lanes:
        sorted_anew.append(given)
        return sort_into_lanes(*given)

    monkeypatch.setattr(timeline_following, "sort_into_lanes", watched)
    monkeypatch.setattr(timeline_following, "all_stays", watched)
    for minute in range(3):
        for second, what in enumerate(USUAL):
            session.write(entry_of(what, minute + second / 60))
    assert sorted_anew == []
    assert session.same()
    assert [len(row.items) for row in session.lanes.stays[Lane.MANAGERS]] == [3]
