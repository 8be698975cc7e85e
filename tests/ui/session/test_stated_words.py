"""How it reads in the log what was stated in the room."""

import pytest
from hypothesis import given, settings

from kap_companion.session.capture import read
from kap_companion.session.timeline import project
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat, HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import AdverseEventDetail, Detail
from kap_companion.vocabulary.facts import GateDetail, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.scales import Direction, ScaleDetail
from tests.builders import an_entry
from tests.session.capture_lines import stated_lines
from ui.session.about_words import spoken_of
from ui.session.entry_words import EntryWords, Look, Surroundings, words_of

NOTHING_KNOWN = Surroundings()


def said(line: str) -> EntryWords:
    """How a line reads in the log once it is logged."""
    reading = read(line, Roster())
    return words_of(an_entry(reading.kind, reading.detail, text=reading.text), NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("line", "shown", "right"),
    [
        ("> consent treatment", "Consent: treatment", ""),
        ("> consent touch hand on shoulder by Ana", "Consent: touch, hand on shoulder, by Ana", ""),
        (
            "> consent touch hand on shoulder by Ana, Noor if asked",
            "Consent: touch, hand on shoulder, by Ana, Noor · if asked",
            "",
        ),
        ("> consent dose 70 mg booster 30 mg", "Consent: dose, up to 70 mg, boosters up to 30 mg", ""),
        ("> consent dose 70 mg no booster", "Consent: dose, up to 70 mg, no booster", ""),
        ("> consent recording audio", "Consent: recording, audio", ""),
        ("> consent observers Kim, Lee", "Consent: observers, Kim, Lee", ""),
        ("> consent tell Marta", "Consent: who may be told, Marta", ""),
        ("> consent to what we spoke of", "Consent: to what we spoke of", ""),
        ("> consent", "Consent", ""),
        ("> consent no touch", "Not agreed: touch", ""),
        ("> withdraw touch", "Withdrawn: touch", ""),
        ("> withdraw", "Withdrawn: all that can be withdrawn", ""),
        ("> consent asked touch feet", "Asked, not granted: touch, feet", ""),
        ("> ate 7:30 toast", "Ate 7:30 · toast", ""),
        ("> ate 3h ago", "Ate 3 h 00 min before", ""),
        ("> drank water", "Drank · water", ""),
        ("> weight 68.5 kg weighed 2026-11-20", "Weight 68.5 kg, weighed 2026-11-20", ""),
        ("> took sertraline 50 mg", "Took sertraline · 50 mg", ""),
        ("> held lorazepam", "Held back lorazepam", ""),
        ("> ride Marta", "Ride home: Marta", ""),
        ("> ride none yet", "Ride home · none yet", ""),
        ("> escort Marta arrived", "Escort: Marta, arrived", ""),
        ("> escort Marta not here yet", "Escort: Marta, not here yet", ""),
        ("> check pregnancy no", "Pregnancy: no", ""),
        ("> check blood_thinner yes stopped", "Blood thinner: yes · stopped", ""),
        ("> check gait steady", "Gait: steady", ""),
        ("> spat", "Spat out", ""),
        ("> swallowed all of it", "Swallowed · all of it", ""),
        ("> override ride by Ana: walks home", "Ride home overridden by Ana: walks home", ""),
        ("> done", "Answered", ""),
        ("> done vitals:15", "Answered: vitals at T+15", ""),
        ("> done vitals:baseline", "Answered: baseline vitals", ""),
        ("> done check_in:0 warm", "Answered: check-in · warm", ""),
        ("> snooze 5 min", "Snoozed 5 min", ""),
        ("> snooze mask 10", "Snoozed 10 min", "mask off"),
        ("> skip", "Skipped", ""),
        ("> skip vitals:15 asleep", "Skipped: asleep", "vitals at T+15"),
        ("> action turned on side", "Done: turned on side", ""),
        ("> told Dr. Okafor", "Told Dr. Okafor", ""),
        ("> resolved severity 2", "Resolved", "moderate"),
        ("> scale moaas 4", "MOAA/S 4 of 0–5 (5 responds readily to name)", ""),
        ("> scale moaas-leiden 1 dozes", "MOAA/S (Leiden) 1 of 0–5 (reversed, 0 alert) · dozes", ""),
        ("> scale cadss-23 12", "CADSS 12 of 0–92 (23 items)", ""),
        (
            "> limit bp 160/100 hr 50-120 spo2 92 by Dr. Okafor",
            "Limits for this client: BP to 160/100, HR 50–120, SpO₂ from 92, by Dr. Okafor",
            "",
        ),
        (
            "> limit systolic 150 by Noor, order of 12 Nov",
            "Limits for this client: systolic to 150, by Noor, order of 12 Nov",
            "",
        ),
        ("> promise five minutes a day", "Promise: five minutes a day", ""),
    ],
)
def test_what_was_stated_reads_as_a_person_would_say_it(line: str, shown: str, right: str) -> None:
    assert (said(line).line, said(line).detail) == (shown, right)


@pytest.mark.parametrize(
    ("kind", "detail", "shown"),
    [
        (EntryKind.HANDOFF, HandoffDetail(giver="a", taker="b", name="Lee"), "Handed over to Lee"),
        (
            EntryKind.LIMIT,
            LimitDetail(
                scope=LimitScope.FACILITY,
                limits=(
                    Limit(measure=Measure.SYSTOLIC, upper=180),
                    Limit(measure=Measure.HEART_RATE, lower=45),
                ),
            ),
            "Limits of the practice: systolic to 180, HR from 45",
        ),
        (EntryKind.LIMIT, LimitDetail(), "Limits for this client: taken away"),
        (
            EntryKind.PROMPT,
            PromptDetail(key="vitals:15", outcome=PromptOutcome.SNOOZED, until_ms=300_000),
            "Snoozed 5 min",
        ),
        (
            EntryKind.SCALE,
            ScaleDetail(
                instrument="older", version="1", direction=Direction.MORE_AWAKE, lowest=0, highest=9, score=3
            ),
            "older 3 of 0–9 (1)",
        ),
        (
            EntryKind.GATE,
            GateDetail(
                points=(
                    *(GatePoint(key=f"p{n}", state=PointState.MET) for n in range(9)),
                    GatePoint(key="ride", state=PointState.OVERRIDDEN, by="Dr. Okafor", reason="walks"),
                )
            ),
            "Before the first dose: 9 met, 1 overridden by Dr. Okafor",
        ),
        (
            EntryKind.GATE,
            GateDetail(points=(GatePoint(key="weight", state=PointState.OPEN),)),
            "Before the first dose: 1 open",
        ),
        (EntryKind.GATE, GateDetail(), "Before the first dose: nothing was asked for"),
    ],
)
def test_what_the_companion_writes_reads_as_well(kind: EntryKind, detail: Detail, shown: str) -> None:
    assert words_of(an_entry(kind, detail), NOTHING_KNOWN).line == shown


def test_a_withdrawal_stands_out_and_so_does_what_was_asked_too_late() -> None:
    assert said("> withdraw").runs[0].look is Look.WARNING
    late = ConsentDetail(act=ConsentAct.ASKED, scope=ConsentScope.TOUCH)
    assert words_of(an_entry(EntryKind.CONSENT, late), NOTHING_KNOWN).runs[0].look is Look.WARNING
    assert said("> consent touch").runs[0].look is Look.STRONG


def test_an_action_names_what_it_is_about_where_that_is_known() -> None:
    nausea = an_entry(EntryKind.ADVERSE_EVENT, AdverseEventDetail(term="nausea"))
    worse = an_entry(
        EntryKind.ADVERSE_EVENT, AdverseEventDetail(term="vomiting"), amends=nausea.id, minutes=2
    )
    done, told, over = (
        an_entry(EntryKind.ACTION, detail, text=text, about=about, minutes=3)
        for detail, text, about in (
            (ActionDetail(), "turned on side", nausea.id),
            (ActionDetail(what=ActionWhat.TOLD, who="Dr. Okafor"), "", nausea.id),
            (ActionDetail(what=ActionWhat.RESOLVED), "", "unknown"),
        )
    )
    around = Surroundings(spoken_of=spoken_of(project([nausea, done, told, over])))
    assert [words_of(entry, around).line for entry in (done, told, over)] == [
        "Done about nausea: turned on side",
        "Told Dr. Okafor about nausea",
        "Resolved",
    ]
    assert spoken_of(project([nausea, worse, done])) == {nausea.id: "vomiting"}


@settings(deadline=None, max_examples=150)
@given(stated_lines())
def test_whatever_is_stated_reads_on_one_line(line: str) -> None:
    words = said(line)
    assert words.line
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in words.line + words.detail)
