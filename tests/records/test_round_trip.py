from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.ids import new_id
from kap_companion.records.column_types import as_text, instant, kept
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary import details
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat, HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import Detail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import (
    FactDetail,
    FactKind,
    GateDetail,
    GatePoint,
    OverrideDetail,
    PointState,
)
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session
from tests.builders import a_client, a_session
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
TEXTS = st.lists(ANY_TEXT, max_size=3).map(tuple)
PLAIN_ID = st.uuids().map(str)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 (given zones)
FINITE = st.floats(allow_nan=False)

DETAILS: st.SearchStrategy[Detail] = st.one_of(
    st.builds(
        details.PartDetail,
        name=ANY_TEXT,
        role=st.sampled_from(Role),
        intensity=st.none() | st.integers(0, 10),
        body=TEXTS,
        words=TEXTS,
        blended=st.none() | st.booleans(),
        links=st.lists(st.builds(details.LinkMention, name=ANY_TEXT), max_size=2).map(tuple),
    ),
    st.builds(
        details.SelfDetail,
        by=st.sampled_from(Rater),
        qualities=st.dictionaries(st.sampled_from(Quality), st.integers(0, 4)),
    ),
    st.builds(details.QuoteDetail, words=TEXTS),
    st.builds(details.VitalsDetail, reason=ANY_TEXT, systolic=st.none() | st.integers()),
    st.builds(details.DoseDetail, lot=ANY_TEXT, witness=ANY_TEXT, wasted_mg=st.none() | st.just(0.1)),
    st.builds(details.AdverseEventDetail, term=ANY_TEXT),
    st.builds(details.PlainDetail),
    st.builds(details.PhaseDetail),
    st.builds(details.SettingDetail),
    st.builds(details.PeopleDetail, names=TEXTS, role=ANY_TEXT),
    st.builds(
        ConsentDetail,
        act=st.sampled_from(ConsentAct),
        scope=st.none() | st.sampled_from(ConsentScope),
        touch=ANY_TEXT,
        people=TEXTS,
        dose_mg=st.none() | st.just(0.1),
    ),
    st.builds(
        FactDetail,
        what=st.sampled_from(FactKind),
        answer=st.none() | st.booleans(),
        clock=st.none() | st.tuples(st.integers(0, 23), st.integers(0, 59)),
        kg=st.none() | st.just(68.2),
        weighed_on=st.none() | st.dates(),
        name=ANY_TEXT,
    ),
    st.builds(OverrideDetail, key=ANY_TEXT, by=ANY_TEXT),
    st.builds(
        GateDetail,
        points=st.lists(
            st.builds(GatePoint, key=PLAIN_ID, state=st.sampled_from(PointState), says=ANY_TEXT), max_size=2
        ).map(tuple),
    ),
    st.builds(PromptDetail, key=ANY_TEXT, outcome=st.sampled_from(PromptOutcome), until_ms=st.integers(0, 9)),
    st.builds(
        LimitDetail,
        scope=st.sampled_from(LimitScope),
        limits=st.lists(
            st.builds(Limit, measure=st.sampled_from(Measure), upper=st.none() | st.just(160.0)), max_size=2
        ).map(tuple),
        ordered_by=ANY_TEXT,
        ordered_at=st.none() | MOMENTS,
    ),
    st.builds(ActionDetail, what=st.sampled_from(ActionWhat), who=ANY_TEXT),
    st.builds(HandoffDetail, giver=PLAIN_ID, taker=PLAIN_ID, name=ANY_TEXT),
    st.builds(details.AskedDetail, step=ANY_TEXT),
    st.builds(details.GapDetail, seconds=FINITE),
)

ENTRIES = st.builds(
    Entry,
    id=st.builds(new_id),
    session=PLAIN_ID,
    kind=st.sampled_from(EntryKind),
    detail=DETAILS,
    compartment=st.sampled_from(Compartment),
    part=st.none(),
    phase=st.none() | st.sampled_from(Phase),
    author=PLAIN_ID,
    device=st.text(max_size=5),
    source=st.sampled_from(EntrySource),
    raw=ANY_TEXT,
    text=ANY_TEXT,
    not_understood=TEXTS,
    at=MOMENTS,
    elapsed_ms=st.integers(-(2**63), 2**63 - 1),
    typed_at=MOMENTS,
    typed_ms=st.integers(-(2**63), 2**63 - 1),
    amends=st.none() | PLAIN_ID,
    retracts=st.none() | PLAIN_ID,
    closes=st.none() | PLAIN_ID,
    reason=ANY_TEXT,
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, Notebook, Session]]:
    folder = tmp_path_factory.mktemp("practice")
    record = Record.create(folder / "record.db", RECORD_KEY, WRITER, ManualClock())
    notebook = Notebook.create(folder / "notebook.db", NOTEBOOK_KEY, WRITER, ManualClock())
    client = a_client()
    session = a_session(client.id)
    record.add_client(client)
    record.add_session(session)
    yield record, notebook, session
    assert record.verify().ok
    assert notebook.verify().ok
    record.close()
    notebook.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entry=ENTRIES)
def test_any_entry_is_read_back_as_it_was_logged(
    files: tuple[Record, Notebook, Session], entry: Entry
) -> None:
    record, notebook, session = files
    entry = entry.model_copy(update={"session": session.id})
    store: Record | Notebook = record if entry.compartment is Compartment.RECORD else notebook
    store.append(entry)
    read = store.entries(session.id)[-1]
    assert read == entry
    assert read.at.utcoffset() == entry.at.utcoffset()
    assert read.typed_at.utcoffset() == entry.typed_at.utcoffset()


@settings(max_examples=200, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_is_storable_and_the_same_afterwards(text: str) -> None:
    assert as_text(kept(text)) == text


@settings(max_examples=200, deadline=None)
@given(one=MOMENTS, other=MOMENTS)
def test_moments_sort_as_text_as_they_happened(one: datetime, other: datetime) -> None:
    assert (instant(one) < instant(other)) == (one < other)


def test_a_moment_reads_plainly() -> None:
    at = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=-8)))
    assert instant(at) == "2026-11-21T17:00:00.000000Z[-08:00]"


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        instant(datetime(2026, 11, 21))  # noqa: DTZ001 (what is tested)
