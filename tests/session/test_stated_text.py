"""What a record says in words where nobody typed a line, and what a typed line leaves unsaid."""

import pytest

from kap_companion.session.capture import read
from kap_companion.session.stated_text import beside_the_line, written_by_itself
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import Detail, GapCause, GapDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitDetail, LimitScope
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from tests.builders import an_entry


def typed(line: str) -> Entry:
    reading = read(line, Roster())
    return an_entry(reading.kind, reading.detail, text=reading.text, raw=line)


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        (EntryKind.PHASE, PhaseDetail(phase=Phase.DOSING), "dosing"),
        (EntryKind.GAP, GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=-90), "clock stepped, -90 s"),
        (EntryKind.HANDOFF, HandoffDetail(giver="a", taker="b"), "handed over to b"),
        (EntryKind.LIMIT, LimitDetail(scope=LimitScope.CLIENT), "limits of the client: taken away"),
        (EntryKind.PROMPT, PromptDetail(key="vitals:15"), "done: vitals:15"),
        (
            EntryKind.CONSENT,
            ConsentDetail(scope=ConsentScope.DOSE, dose_mg=80, booster_mg=0),
            "consent to dose, up to 80 mg, boosters up to 0 mg",
        ),
    ],
)
def test_what_nobody_typed_is_told_in_words(kind: EntryKind, detail: Detail, said: str) -> None:
    assert written_by_itself(an_entry(kind, detail)) == said


def test_free_text_stands_beneath_what_the_kind_says() -> None:
    skipped = PromptDetail(key="vitals:15", outcome=PromptOutcome.SKIPPED)
    entry = an_entry(EntryKind.PROMPT, skipped, text="asleep")
    assert written_by_itself(entry) == "skipped: vitals:15\nasleep"


def test_what_was_asked_too_late_is_told_beside_the_line() -> None:
    asked = ConsentDetail(act=ConsentAct.ASKED, scope=ConsentScope.TOUCH)
    entry = an_entry(EntryKind.CONSENT, asked, raw="> consent touch")
    assert list(beside_the_line(entry)) == ["asked after the first dose, not granted"]


def test_a_line_that_says_it_all_has_nothing_beside_it() -> None:
    assert list(beside_the_line(typed("d 70mg im lot 4471"))) == []


def test_a_score_says_its_version_and_direction() -> None:
    (said,) = beside_the_line(typed("> scale moaas-leiden 1"))
    assert said.endswith("higher is more sedated")
