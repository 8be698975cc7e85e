"""What a client agreed to take home: copied item by item, so that a worksheet needs nothing else."""

from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.composition import Composition
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class SharedField(StrEnum):
    """What can be agreed to, one by one."""

    NAME = "names"
    WORDS = "words"
    BODY = "body"
    ROLE = "roles"
    SELF = "self"
    PROMISE = "promises"
    FEELINGS = "feelings"
    BELIEFS = "beliefs"
    IMAGE = "image"
    AGE = "age"
    JOB = "job"
    FEARS = "fears"
    PROTECTS_FROM = "protects_from"
    NEEDS = "needs"
    BURDEN = "burden"
    GIFT = "gift"
    TOWARD = "toward"
    LINK = "links"
    PLACE = "place"
    ANSWER = "answers"


class SharedItem(Frozen):
    """One agreed item; rows are only added, and taking one back is another row.

    Attributes:
        about: the shared handle of a part (the same for all items about it in a session), or empty for
            what is not about a part (Self, promises, the client's own words).
        position: the order in which the parts came forward, from 0.
        field: what it is.
        value: the words that go home. For `SELF`, "quality level" such as "calm 4"; for `PLACE`, "x y" on the
            map, Self at "0 0" and the outermost ring at distance 1; for `LINK`, the words for it with the
            other part's agreed name; for `ANSWER`, the answer.
        origin: the entry it was copied from, or empty where it was written for the worksheet.
        elapsed_seconds: from the first dose, for words; None where there is no dose or no moment.
        agreed_at: when the client agreed; `author` is the person who asked.
        withdraws: the item this row takes back, or None.
        addition: `LATE` where it was agreed or taken back after the session was signed; else None.
    """

    id: str
    client: str
    session: str
    about: str = ""
    position: int = 0
    field: SharedField
    value: Text
    origin: str = ""
    elapsed_seconds: float | None = None
    agreed_at: datetime
    author: str
    withdraws: str | None = None
    addition: Addition | None = None


class WorksheetQuestion(Frozen):
    """A question that stood on a worksheet; `about` is the part's shared handle, empty for no part."""

    about: str = ""
    text: Text


class Handed(StrEnum):
    """How a worksheet left the computer."""

    SAVED = "saved"
    PRINTED = "printed"


class KeptWorksheet(Frozen):
    """A worksheet that was made: when, by whom, on which paper, and the SHA-256 of the file.

    Attributes:
        items: the ids of the shared rows it was made of.
        questions: those it asks, in their order; None for one of a version that did not keep them.
        composition: how it was put together; None for one of a version that did not keep it.
        setting: the values it was set from, as JSON, so that it can be shown as it was; None as above.
        handed: how it left; None as above.
    """

    id: str
    session: str
    made_at: datetime
    author: str
    paper: str
    sha256: str
    items: tuple[str, ...] = ()
    questions: tuple[WorksheetQuestion, ...] | None = None
    composition: Composition | None = None
    setting: Text | None = None
    handed: Handed | None = None
    addition: Addition | None = None


class SealedDraft(Frozen):
    """The half-typed line of someone without a notebook, kept in the record and sealed for them alone.

    Attributes:
        id: "SESSION/PERSON".
        sealed: hexadecimal; the text under AES-256-GCM with the person's own key.
    """

    id: str
    sealed: str
    started_at: datetime


class Draft(Frozen):
    """A half-typed line of a session, and when its first key was pressed."""

    session: str
    text: Text
    started_at: datetime
