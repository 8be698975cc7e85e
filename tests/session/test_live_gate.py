"""The gate as it stood at the first dose is kept in the same act, and nothing later changes it."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.session.checklist import gate
from kap_companion.session.live import Live
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import GateDetail
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from tests.session.desks import Desk


def gates(live: Live) -> list[Entry]:
    return [entry for entry in live.timeline.everything if entry.kind is EntryKind.GATE]


def the_gate(live: Live) -> Entry:
    (kept,) = gates(live)
    return kept


def test_the_first_dose_brings_it_and_a_booster_does_not(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "> ate 7:30 toast")
    stood = gate(live.timeline, live.session, 120_000)
    assert stood.points
    change = desk.type(live, "d 70mg im")
    dose, kept = change.added
    assert (kept.kind, kept.about, kept.compartment) == (EntryKind.GATE, dose.id, Compartment.RECORD)
    assert (kept.author, kept.source, kept.at) == (desk.person.id, EntrySource.COMPANION, dose.at)
    assert kept.detail == GateDetail(points=stood.points)
    assert (dose.phase, kept.phase) == (Phase.DOSING, Phase.PREPARATION)
    desk.type(live, "d booster 30mg im")
    desk.type(live, "@-3m d 10mg im")
    assert the_gate(live) == kept
    assert desk.record.verify().ok


def test_dose_and_gate_are_one_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    live = desk.begin()
    appended: list[tuple[EntryKind, ...]] = []
    append = desk.record.append

    def watched(*entries: Entry, **state: object) -> None:
        appended.append(tuple(entry.kind for entry in entries))
        append(*entries, **state)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(desk.record, "append", watched)
    desk.type(live, "d 70mg im")
    live.take_back(desk.clock.pass_time(1))
    live.amend(desk.type(live, "70 mg given").added[0].id, "d 70mg im", desk.clock.pass_time(5))
    together = (EntryKind.GATE, EntryKind.DOSE)
    assert appended == [together, (EntryKind.RETRACTION,), together]


def test_a_note_that_turns_out_to_be_the_first_dose_brings_it_too(desk: Desk) -> None:
    live = desk.begin()
    note = desk.type(live, "70 mg given").added[0]
    change = live.amend(note.id, "d 70mg im", desk.clock.pass_time(5))
    dose = next(entry for entry in change.added if entry.kind is EntryKind.DOSE)
    assert the_gate(live).about == dose.id
    assert [entry.id for entry in live.timeline.doses] == [dose.id]


def test_correcting_the_dose_leaves_it_as_it_stood(desk: Desk) -> None:
    live = desk.begin()
    dose = desk.type(live, "d 7mg im").added[0]
    before = the_gate(live)
    desk.type(live, "> ate 7:30 toast")
    live.amend(dose.id, "d 70mg im", desk.clock.pass_time(5))
    assert the_gate(live) == before
    shown = gate(live.timeline, live.session, 600_000)
    assert shown.frozen
    assert GateDetail(points=shown.points) == before.detail


def test_taken_back_and_given_again_it_is_a_first_dose_again(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    live.take_back(desk.clock.pass_time(1))
    assert live.timeline.first_dose_ms is None
    assert not gate(live.timeline, live.session, 120_000).frozen
    desk.type(live, "> ride Marta")
    again = desk.type(live, "d 70mg im").added[0]
    assert [kept.about for kept in gates(live)][-1] == again.id
    shown = gate(live.timeline, live.session, 600_000)
    assert shown.frozen
    assert GateDetail(points=shown.points) == gates(live)[-1].detail


def test_nobody_takes_it_back_or_amends_it(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    kept = the_gate(live)
    with pytest.raises(SessionError, match="stays so"):
        live.retract(kept.id, desk.clock.now())
    with pytest.raises(SessionError, match="stays so"):
        live.amend(kept.id, "n", desk.clock.now())


def test_it_is_the_same_after_a_restart_and_where_the_disk_was_gone(desk: Desk) -> None:
    live = desk.begin()
    with desk.without_a_disk():
        desk.type(live, "d 70mg im")
        assert live.held == 1
    live.write_held(desk.clock.now())
    assert live.held == 0
    resumed, _change = desk.resume(live)
    assert the_gate(resumed) == the_gate(live)
