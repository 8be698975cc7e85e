"""Following row by row, over every kind of entry there is, tells what projecting all of it tells."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.following import follow
from kap_companion.session.timeline import project
from kap_companion.vocabulary.concerns import ActionDetail, HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import (
    DoseDetail,
    GapCause,
    GapDetail,
    KeptDetail,
    PartDetail,
    PhaseDetail,
    SelfDetail,
    VitalsDetail,
)
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind, GateDetail, OverrideDetail
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail
from kap_companion.vocabulary.scales import Direction, ScaleDetail
from kap_companion.vocabulary.self_energy import Quality
from tests.builders import an_entry

DETAILS: dict[EntryKind, Any] = {
    EntryKind.FACT: FactDetail(what=FactKind.WEIGHT, kg=68),
    EntryKind.OVERRIDE: OverrideDetail(key="ride", by="Dr. Okafor"),
    EntryKind.GATE: GateDetail(),
    EntryKind.PROMPT: PromptDetail(key="mask"),
    EntryKind.SCALE: ScaleDetail(
        instrument="moaas", version="1990", direction=Direction.MORE_AWAKE, lowest=0, highest=5, score=4
    ),
    EntryKind.LIMIT: LimitDetail(limits=(Limit(measure=Measure.SPO2, lower=92),)),
    EntryKind.ACTION: ActionDetail(),
    EntryKind.HANDOFF: HandoffDetail(giver="person-1", taker="person-2"),
    EntryKind.CONSENT: ConsentDetail(act=ConsentAct.WITHDRAWN, scope=ConsentScope.TOUCH),
    EntryKind.GAP: GapDetail(cause=GapCause.CLOSED),
    EntryKind.VITALS: VitalsDetail(spo2=97),
    EntryKind.DOSE: DoseDetail(amount=70),
    EntryKind.PART: PartDetail(name="Watchman"),
    EntryKind.SELF: SelfDetail(qualities={Quality.CALM: 3}),
    EntryKind.PHASE: PhaseDetail(phase=Phase.INTEGRATION),
    EntryKind.PROMISE: None,
    EntryKind.KEPT: KeptDetail(number=1),
    EntryKind.STOP: None,
    EntryKind.NOTE: None,
}


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Rows of every kind at any time, some of them amending or taking back one before."""
    rows: list[Entry] = []
    for kind in draw(st.lists(st.sampled_from(list(DETAILS)), max_size=25)):
        fields: dict[str, Any] = {
            "minutes": draw(st.integers(0, 60)),
            "part": "a" if kind is EntryKind.PART else None,
        }
        chosen = draw(st.sampled_from(rows)) if rows else None
        match draw(st.integers(0, 9)) if chosen else 0:
            case 8:
                fields["amends"] = chosen.id if chosen else None
            case 9 if chosen is not None:
                rows.append(
                    an_entry(EntryKind.RETRACTION, compartment=chosen.compartment, retracts=chosen.id)
                )
        if kind in {EntryKind.GATE, EntryKind.ACTION} and chosen is not None:
            fields["about"] = chosen.id
        if kind is EntryKind.HANDOFF:
            fields["author"] = "person-2"
        rows.append(an_entry(kind, DETAILS[kind], **fields))
    return rows


@settings(deadline=None, max_examples=100)
@given(histories(), st.data())
def test_every_kind_is_followed_as_it_is_projected(rows: list[Entry], data: st.DataObject) -> None:
    timeline = project(())
    while rows:
        together = data.draw(st.integers(1, len(rows)))
        timeline = follow(timeline, rows[:together])
        rows = rows[together:]
    assert timeline == project(timeline.everything)


def test_each_kind_of_the_rooms_own_lies_in_the_record() -> None:
    kinds = list(EntryKind)
    of_the_room = kinds[kinds.index(EntryKind.FACT) :]
    assert {an_entry(kind, DETAILS[kind]).compartment for kind in of_the_room} == {Compartment.RECORD}
