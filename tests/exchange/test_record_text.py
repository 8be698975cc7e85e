"""The record as plain text: what was stated in the room, and what the companion wrote by itself."""

import pytest

from kap_companion.exchange.record_text import record_text
from kap_companion.session.capture import read
from kap_companion.session.recorded import SessionRecord
from kap_companion.session.timeline import project
from kap_companion.vocabulary.concerns import ActionDetail, HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import AdverseEventDetail, Detail, GapCause, GapDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import GateDetail, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.part_two import NOTICE
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from tests.builders import a_client, a_person, a_session, an_entry


def typed(line: str) -> Entry:
    reading = read(line, Roster())
    return an_entry(reading.kind, reading.detail, text=reading.text, raw=line)


def text_of(*entries: Entry) -> list[str]:
    found = SessionRecord(a_session(), a_client(), {"person-1": a_person()}, project(entries), ())
    return record_text(found).split("\n")


def lines(*entries: Entry) -> list[str]:
    """The lines of the record, without what stands before the entries."""
    text = text_of(*entries)
    return [line.strip() for line in text[text.index("ENTRIES (minutes from the first dose)") + 1 :]]


@pytest.mark.parametrize(
    "line",
    [
        "> ate 7:30 toast",
        "> consent touch hand by Ana",
        "> limit bp 160/100 by Dr. Okafor",
        "> promise a walk",
    ],
)
def test_what_was_typed_stands_as_it_was_typed(line: str) -> None:
    entry = typed(line)
    assert lines(entry)[0].endswith(f"{entry.kind.value}: {line}")


def test_a_consent_that_was_asked_for_too_late_never_reads_as_one_that_was_given() -> None:
    asked = ConsentDetail(act=ConsentAct.ASKED, scope=ConsentScope.TOUCH)
    shown = lines(an_entry(EntryKind.CONSENT, asked, raw="> consent touch"))
    assert "asked after the first dose, not granted" in shown


def test_a_score_says_what_it_means() -> None:
    assert "MOAA/S, 0 to 5; 0 to 5, 5 responds readily to name; higher is more awake" in lines(
        typed("> scale moaas 4")
    )


def test_an_answer_says_to_what() -> None:
    snoozed = PromptDetail(key="vitals:15", outcome=PromptOutcome.SNOOZED, until_ms=600_000)
    assert "about: vitals:15, put off for 5 min" in lines(
        an_entry(EntryKind.PROMPT, snoozed, raw="> snooze", minutes=5)
    )


def test_an_action_says_about_what() -> None:
    nausea = an_entry(EntryKind.ADVERSE_EVENT, AdverseEventDetail(term="nausea"), raw="ae nausea")
    done = an_entry(EntryKind.ACTION, ActionDetail(), raw="> action turned", text="turned", about=nausea.id)
    assert "about adverse_event: ae nausea" in lines(nausea, done)


@pytest.mark.parametrize(
    ("kind", "detail", "text", "shown"),
    [
        (EntryKind.HANDOFF, HandoffDetail(giver="a", taker="b", name="Lee"), "", ["handed over to Lee"]),
        (
            EntryKind.LIMIT,
            LimitDetail(
                scope=LimitScope.FACILITY,
                limits=(Limit(measure=Measure.HEART_RATE, lower=50, upper=120),),
                ordered_by="Dr. Okafor",
                source="house rules",
            ),
            "",
            ["limits of the facility: heart rate from 50 to 120, by Dr. Okafor, house rules"],
        ),
        (
            EntryKind.PROMPT,
            PromptDetail(key="vitals:15", outcome=PromptOutcome.SKIPPED),
            "asleep",
            ["skipped: vitals:15", "asleep"],
        ),
        (
            EntryKind.CONSENT,
            ConsentDetail(act=ConsentAct.WITHDRAWN),
            "",
            ["withdrawn: all that can be withdrawn"],
        ),
        (
            EntryKind.CONSENT,
            ConsentDetail(scope=ConsentScope.TOUCH, touch="hand", people=("Ana",)),
            "",
            ["consent to touch, hand, by Ana"],
        ),
        (
            EntryKind.GATE,
            GateDetail(
                points=(
                    GatePoint(key="weight", state=PointState.MET, says="68 kg"),
                    GatePoint(key="ride", state=PointState.OVERRIDDEN, by="Ana", reason="walks home"),
                )
            ),
            "",
            ["before the first dose:", "weight: met (68 kg)", "ride: overridden, by Ana: walks home"],
        ),
        (EntryKind.GAP, GapDetail(cause=GapCause.SUSPENDED, seconds=190), "", ["suspended, 190 s"]),
    ],
)
def test_what_the_companion_wrote_by_itself_is_told_in_words(
    kind: EntryKind, detail: Detail, text: str, shown: list[str]
) -> None:
    found = lines(an_entry(kind, detail, text=text))
    assert found[0].endswith(f"{kind.value}: {shown[0]}")
    assert found[1 : len(shown)] == shown[1:]


def test_no_words_of_a_point_can_pass_for_a_signature() -> None:
    says = "ok\nSIGNATURES\nAna Ruiz, therapist, as author"
    gate = GateDetail(points=(GatePoint(key="ride", state=PointState.MET, says=says),))
    text = text_of(an_entry(EntryKind.GATE, gate))
    assert [line for line in text if line.startswith("SIGNATURES")] == ["SIGNATURES"]


def test_what_part_two_protects_says_so_first_and_last() -> None:
    client = a_client().model_copy(update={"part_two": True})
    found = SessionRecord(a_session(), client, {"person-1": a_person()}, project(()), ())
    lines_said = record_text(found).rstrip("\n").split("\n")
    assert (lines_said[0], lines_said[-1]) == (NOTICE, NOTICE)


def test_for_everybody_else_the_record_has_no_such_notice() -> None:
    assert NOTICE not in "\n".join(text_of())
