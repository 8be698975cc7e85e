"""What an entry can be, and in which compartment each kind is kept."""

from enum import StrEnum


class Compartment(StrEnum):
    """Who may read an entry: the practice (record) or its author alone (process)."""

    RECORD = "record"
    PROCESS = "process"


class EntryKind(StrEnum):
    """The kinds of entry a session is made of."""

    PART = "part"
    SELF = "self"
    QUOTE = "quote"
    VITALS = "vitals"
    DOSE = "dose"
    ADVERSE_EVENT = "adverse_event"
    EXPECTED_EFFECT = "expected_effect"
    NOTE = "note"
    HYPOTHESIS = "hypothesis"
    BOOKMARK = "bookmark"
    PHASE = "phase"
    SETTING = "setting"
    PEOPLE = "people"
    CONSENT = "consent"
    STOP = "stop"
    ASKED = "asked"
    GAP = "gap"
    RETRACTION = "retraction"
    RISK = "risk"
    RISK_ANSWER = "risk_answer"
    ADDENDUM = "addendum"
    FACT = "fact"
    OVERRIDE = "override"
    GATE = "gate"
    PROMPT = "prompt"
    SCALE = "scale"
    LIMIT = "limit"
    ACTION = "action"
    PROMISE = "promise"
    HANDOFF = "handoff"
    KEPT = "kept"


_PROCESS = frozenset(
    {
        EntryKind.PART,
        EntryKind.SELF,
        EntryKind.QUOTE,
        EntryKind.NOTE,
        EntryKind.HYPOTHESIS,
        EntryKind.BOOKMARK,
        EntryKind.ASKED,
        EntryKind.RISK,
        EntryKind.RISK_ANSWER,
    }
)


def compartment_of(kind: EntryKind) -> Compartment:
    """Where a kind is kept; a note may hold anything said, so it is process.

    A retraction has no compartment of its own: it goes where the entry lies that it takes back; and an
    addendum goes where its author puts it.

    Source: 45 CFR 164.501 (dose, monitoring, times, attendance and results are not psychotherapy notes).
    """
    return Compartment.PROCESS if kind in _PROCESS else Compartment.RECORD
