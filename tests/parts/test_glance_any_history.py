"""Whatever was written, corrected, split and merged: a glance tells what all entries tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.family.members import family_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.ids import new_id
from kap_companion.parts.glance import overview_of
from kap_companion.parts.overview import ClientOverview, client_overview
from kap_companion.parts.roster import label
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.known_parts import known_parts
from kap_companion.session.readings import read_again
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import Detail, DoseDetail, PartDetail, PlainDetail, SelfDetail
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind, compartment_of
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import Deed, Merged, PartAct, Renamed, RoleSaid, SplitOff, TakenBack
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_client, a_part, a_session, an_entry
from tests.session.desks import Desk

SESSIONS, PARTS = 2, 4
NAMES = ("the Watchman", "", "the Child", "")


@dataclass
class Written:
    """A client's history while it is being made up."""

    client: Client = field(default_factory=a_client)
    sessions: list[Session] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    links: list[PartLink] = field(default_factory=list)
    acts: list[PartAct] = field(default_factory=list)

    def add(self, draw: st.DrawFn) -> None:
        """One more line: something seen, or a correction of a line before it in its session."""
        session = draw(st.sampled_from(self.sessions))
        before = [entry for entry in self.entries if entry.session == session.id]
        is_correction = bool(before) and draw(st.booleans())
        corrects = draw(st.sampled_from(before)) if is_correction else None
        if corrects is not None and draw(st.booleans()):
            # A correction lies in the file of what it corrects.
            where = corrects.compartment
            self._write(draw, session, EntryKind.RETRACTION, None, retracts=corrects.id, compartment=where)
            return
        amends = corrects if corrects is not None and corrects.kind is not EntryKind.RETRACTION else None
        kinds = (EntryKind.PART, EntryKind.PART, *SEEN)
        fitting = [kind for kind in kinds if amends is None or compartment_of(kind) is amends.compartment]
        self._write(draw, session, draw(st.sampled_from(fitting)), amends.id if amends else None)

    def _write(
        self, draw: st.DrawFn, session: Session, kind: EntryKind, amends: str | None, **also: object
    ) -> None:
        # Few moments, so that several lines are of the same one.
        minutes = draw(st.integers(0, 4))
        part = draw(st.sampled_from((*self.parts, None))) if kind is EntryKind.PART else None
        addition = draw(st.sampled_from((None, None, None, Addition.LATE, Addition.ADDENDUM)))
        entry = an_entry(
            kind,
            _detail(draw, kind),
            session=session.id,
            minutes=minutes,
            part=part.id if part else None,
            text=draw(st.sampled_from(("", "tight", "looks away"))),
            amends=amends,
            addition=None if kind is EntryKind.ADDENDUM else addition,
            **also,
        )
        at = session.anchor + timedelta(minutes=minutes)
        # Typed one after the other, whenever it happened.
        typed = {"at": at, "typed_at": at, "typed_ms": len(self.entries)}
        self.entries.append(entry.model_copy(update=typed))
        if part is not None and draw(st.booleans()):
            self._link(draw, part)

    def _link(self, draw: st.DrawFn, part: Part) -> None:
        other = draw(st.sampled_from([each for each in self.parts if each is not part]))
        self.links.append(
            PartLink(
                id=new_id(),
                client=self.client.id,
                kind=LinkKind.PROTECTS,
                from_part=part.id,
                to_part=other.id,
                entry=self.entries[-1].id,
                made_at=BEGAN,
            )
        )

    def act(self, draw: st.DrawFn) -> None:
        """One more thing done about the parts beside the logs."""
        at = BEGAN + timedelta(minutes=draw(st.integers(0, 4)))
        deed = _deed(draw, self)
        self.acts.append(PartAct(id=new_id(), client=self.client.id, author="p", at=at, deed=deed))


SEEN = (EntryKind.SELF, EntryKind.DOSE, EntryKind.NOTE, EntryKind.ADDENDUM)


def _detail(draw: st.DrawFn, kind: EntryKind) -> Detail:
    match kind:
        case EntryKind.PART:
            places = draw(st.sampled_from(((), ("chest",))))
            return PartDetail(role=draw(st.sampled_from(Role)), body=places)
        case EntryKind.SELF:
            levels = draw(st.dictionaries(st.sampled_from(list(Quality)[:3]), st.integers(0, 4)))
            return SelfDetail(by=draw(st.sampled_from(Rater)), qualities=levels)
        case EntryKind.DOSE:
            return DoseDetail(amount=draw(st.integers(1, 9)), unit=Unit.MG)
        case _:
            return PlainDetail.model_validate({"kind": kind.value})


def _deed(draw: st.DrawFn, written: Written) -> Deed:
    part, other = (each.id for each in draw(st.permutations(written.parts))[:2])
    lines = [entry.id for entry in written.entries if entry.part is not None]
    match draw(st.integers(0, 4)):
        case 0:
            return Merged(part=part, into=other)
        case 1 if lines:
            sources = draw(st.lists(st.sampled_from(lines), min_size=1, max_size=4, unique=True))
            return SplitOff(part=part, new=other, sources=tuple(sources))
        case 2:
            return RoleSaid(part=part, role=draw(st.sampled_from(Role)), by=Rater.CLIENT)
        case 3 if written.acts:
            return TakenBack(act=draw(st.sampled_from(written.acts)).id)
        case _:
            return Renamed(part=part, name="another name")


@st.composite
def histories(draw: st.DrawFn) -> Written:
    written = Written()
    for number in range(SESSIONS):
        anchor = BEGAN + timedelta(days=number)
        written.sessions.append(a_session(written.client.id, number=number + 1, anchor=anchor))
    written.parts = [a_part(name, Role.UNKNOWN, client=written.client.id) for name in NAMES[:PARTS]]
    for _ in range(draw(st.integers(0, 14))):
        written.add(draw)
    for _ in range(draw(st.integers(0, 4))):
        written.act(draw)
    return written


def keep(written: Written, record: Record, notebook: Notebook) -> None:
    record.add_client(written.client)
    notebook.append(parts=written.parts)
    for session in written.sessions:
        record.add_session(session)
    of_record = [entry for entry in written.entries if entry.compartment is Compartment.RECORD]
    record.append(*of_record)
    notebook.append(*(entry for entry in written.entries if entry not in of_record), links=written.links)
    notebook.act(*written.acts)


def by_all_entries(record: Record, notebook: Notebook, client: Client) -> ClientOverview:
    """The same overview, from all entries of all sessions."""
    sessions = record.sessions(client.id)
    known = known_parts(record, notebook, client.id, "")
    rows = {session.id: rows_of(record, notebook, session.id) for session in sessions}
    current = [entry for of in rows.values() for entry in read_again(of).current]
    # What was added after signing stands beside the timeline and gives no role.
    said = [e for e in current if e.kind is EntryKind.PART and e.addition is not Addition.ADDENDUM]
    family = family_of(known.stored, known.acts, entries=said)
    courses = {session: project(family.restated(of)) for session, of in rows.items()}
    entries: Sequence[Entry] = [entry for course in courses.values() for entry in course.entries]
    there = spoken_of(family, entries, notebook.links(client.id))
    labels = {part.id: label(part, entries) for part in there}
    return client_overview(client, sessions, courses, family, labels)


@given(histories())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_glance_tells_what_all_entries_tell(desk: Desk, written: Written) -> None:
    # The clients before are still there: what was written of them must not tell anything here.
    keep(written, desk.record, desk.notebook)
    told = overview_of(desk.record, desk.notebook, written.client.id)
    assert told == by_all_entries(desk.record, desk.notebook, written.client)
