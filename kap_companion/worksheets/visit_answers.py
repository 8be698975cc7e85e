"""The answers that are entered in a visit: where they lie, and what is shared of them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kap_companion.ids import new_id
from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agreed, take_back
from kap_companion.worksheets.offers import handle


@dataclass(frozen=True, slots=True)
class Answer:
    """What the client answered, as it was entered; `shared` where that goes home too."""

    text: str
    at: datetime
    shared: SharedItem | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the worksheet, with the answers entered in this visit, oldest first."""

    text: str
    answers: tuple[Answer, ...] = ()

    @property
    def newest(self) -> Answer | None:
        """The answer that counts; None where none was entered."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about: nothing, or a part of the worksheet.

    Attributes:
        handle: the part's handle on the worksheet; empty for no part.
        part: its id in the reader's notebook; None where that knows no such part.
        name: as agreed; empty where none was.
    """

    handle: str = ""
    part: str | None = None
    name: str = ""

    def handle_in(self, visit: Session) -> str:
        """What the part is called in the shared rows of the visit; another handle than on the worksheet."""
        return handle(visit.id, self.part or self.handle) if self.handle else ""


class VisitAnswers:
    """The answers entered in a visit: readings of parts, and notes where no part could hold them."""

    def __init__(self, visit: Session, of_visit: Iterable[SharedItem], known: ClientParts) -> None:
        """Over what is known.

        Args:
            visit: the visit.
            of_visit: all that was ever agreed and taken back in it.
            known: the client's parts by the reader's own notebook.
        """
        self._visit = visit
        self._shared = [item for item in agreed(of_visit) if item.field is SharedField.ANSWER]
        self._readings = [
            each for each in known.observations if each.field is PartField.ANSWER and each.session == visit.id
        ]
        timeline = known.timelines.get(visit.id)
        self._notes = [
            entry for entry in (timeline.entries if timeline else ()) if entry.kind is EntryKind.NOTE
        ]

    def to(self, question: str, about: About) -> Asked:
        """A question with its answers, oldest first."""
        said = self._of_part(question, about.part) if about.part else self._noted(question, about.name)
        handle_here = about.handle_in(self._visit)
        return Asked(
            question, tuple(Answer(text, at, self._shared_as(handle_here, text)) for text, at in said)
        )

    def _of_part(self, question: str, part: str) -> Iterator[tuple[str, datetime]]:
        for each in self._readings:
            if each.part == part and each.question == question:
                yield each.value, each.at

    def _noted(self, question: str, name: str) -> Iterator[tuple[str, datetime]]:
        lead = _lead(question, name)
        for entry in self._notes:
            if entry.text.startswith(lead):
                yield entry.text.removeprefix(lead), entry.at

    def _shared_as(self, handle_here: str, text: str) -> SharedItem | None:
        same = (item for item in self._shared if item.about == handle_here and item.value == text)
        return next(same, None)


def as_note(question: str, answer: str, name: str = "") -> str:
    """The line of a note for an answer that no part of one's notebook can hold.

    Args:
        question: what was asked.
        answer: what was answered.
        name: of the part it was about; empty for no part, or one without a name.
    """
    return f"n {_lead(question, name)}{answer.strip()}"


def share_answer(
    visit: Session,
    asked: Asked,
    answer: str,
    about: About,
    *,
    position: int,
    author: str,
    at: datetime,
    before: Sequence[SharedItem],
) -> tuple[SharedItem, ...]:
    """The rows by which an answer goes home, in place of an earlier one to the same question.

    The part's agreed name goes with it, so that the answer does not stand there alone. After the visit was
    signed the rows are late ones.

    Args:
        visit: in whose shared rows they are.
        asked: the question, with what was answered before.
        answer: what goes home.
        about: what the question is about.
        position: the part's place on the worksheet, from 0.
        author: the id of who asked.
        at: when the client agreed.
        before: all that was ever agreed and taken back in the visit.
    """
    standing = agreed(before)
    handle_here = about.handle_in(visit)
    wanted = [(SharedField.ANSWER, answer)]
    if about.handle and about.name:
        wanted.insert(0, (SharedField.NAME, about.name))
    there = {(item.field, item.value) for item in standing if item.about == handle_here}
    late = Addition.LATE if visit.state is SessionState.SIGNED else None
    no_longer = [item for item in _going_home(asked) if item.value != answer]
    return (
        *(_late(take_back(item, author=author, at=at), late) for item in no_longer),
        *(
            SharedItem(
                id=new_id(),
                client=visit.client,
                session=visit.id,
                about=handle_here,
                position=position if handle_here else 0,
                field=field,
                value=value,
                agreed_at=at,
                author=author,
                addition=late,
            )
            for field, value in wanted
            if (field, value) not in there
        ),
    )


def keep_to_ourselves(visit: Session, asked: Asked, *, author: str, at: datetime) -> tuple[SharedItem, ...]:
    """The rows by which no answer to a question goes home any more."""
    late = Addition.LATE if visit.state is SessionState.SIGNED else None
    return tuple(_late(take_back(item, author=author, at=at), late) for item in _going_home(asked))


def _going_home(asked: Asked) -> tuple[SharedItem, ...]:
    """What is shared of the answers; once where the same was answered twice."""
    return tuple({each.shared.id: each.shared for each in asked.answers if each.shared}.values())


def _lead(question: str, name: str) -> str:
    return f"{name.strip()}: {question.strip()} " if name.strip() else f"{question.strip()} "


def _late(item: SharedItem, addition: Addition | None) -> SharedItem:
    return item.model_copy(update={"addition": addition})
