"""One piece of how a line reads: what is shown beside the field while it is typed."""

from dataclasses import dataclass
from enum import StrEnum


class ChipKind(StrEnum):
    """What a chip is about."""

    KIND = "kind"
    TIME = "time"
    ROLE = "role"
    KNOWN_PART = "known_part"
    NEW_PART = "new_part"
    UNNAMED_PART = "unnamed_part"
    PLACE = "place"
    INTENSITY = "intensity"
    WORDS = "words"
    BLENDED = "blended"
    UNBLENDED = "unblended"
    SETTLED = "settled"
    LINK = "link"
    LINK_STATE = "link_state"
    KNOWN = "known"
    GUESS = "guess"
    STEP = "step"
    RATER = "rater"
    QUALITY = "quality"
    VITAL = "vital"
    VITALS_STATUS = "vitals_status"
    DOSE = "dose"
    ROUTE = "route"
    BOOSTER = "booster"
    LOT = "lot"
    WASTED = "wasted"
    WITNESS = "witness"
    TERM = "term"
    SEVERITY = "severity"
    PHASE = "phase"
    SETTING = "setting"
    PEOPLE = "people"
    FORM = "form"
    CONCENTRATION = "concentration"
    VOLUME = "volume"
    ORDERED = "ordered"
    PREPARED = "prepared"
    EXPIRY = "expiry"
    SITE = "site"
    CONSENT = "consent"
    AS_STATED = "as_stated"
    TOUCH = "touch"
    WITH = "with"
    CEILING = "ceiling"
    FACT = "fact"
    ANSWER = "answer"
    SINCE = "since"
    AGO = "ago"
    WEIGHT = "weight"
    WEIGHED = "weighed"
    NAME = "name"
    KEY = "key"
    BY = "by"
    OUTCOME = "outcome"
    MINUTES = "minutes"
    ACTION = "action"
    NUMBER = "number"
    SCALE = "scale"
    LIMIT = "limit"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Chip:
    """One piece of how a line reads.

    Attributes:
        text: a name, place, number or words from the line, or the value of a vocabulary word.
        code: what the text is of, as a value of the vocabulary: a known part's role, the kind of a
            link, how it stands, a field of what is known of a part, a step with it, a quality, a vital
            (`bp hr spo2 rr`), a unit, `mask` or `music`, how people came (`present in out`), the act of a
            consent, what a fact, a limit or a key is about, a scale.
    """

    kind: ChipKind
    text: str = ""
    code: str = ""
