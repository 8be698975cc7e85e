"""What a client brings back to a visit: the worksheet they were given, with its questions and parts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, SharedItem, WorksheetQuestion
from kap_companion.worksheets.compose import compose, questions_on
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.material import Material
from kap_companion.worksheets.offers import handle
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.questions import QuestionBook
from kap_companion.worksheets.visit_answers import About, Asked, VisitAnswers


@dataclass(frozen=True, slots=True)
class Given:
    """A worksheet as it was given, or, where none was, what was shared in a session.

    Attributes:
        shared: all that was ever agreed and taken back in the session.
    """

    session: Session
    worksheet: KeptWorksheet | None
    shared: tuple[SharedItem, ...]


@dataclass(frozen=True, slots=True)
class BroughtPart:
    """A part of the worksheet, by what is agreed of it now.

    Attributes:
        about: its handle on the worksheet, its id in the reader's notebook and its agreed name.
        by_name: whether the notebook knows it by the agreed name alone: the session was another person's.
        role: as agreed; None where it was not.
    """

    about: About
    by_name: bool
    role: Role | None
    words: tuple[str, ...]
    places: tuple[str, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back: of which session and worksheet; `questions` are those about no part."""

    session: Session
    worksheet: KeptWorksheet | None
    parts: tuple[BroughtPart, ...]
    questions: tuple[Asked, ...]


def newest_given(
    sessions: Iterable[Session],
    worksheets: Mapping[str, Sequence[KeptWorksheet]],
    shared: Mapping[str, Sequence[SharedItem]],
    visit: Session,
) -> Given | None:
    """The worksheet that was made last before a visit began; None where nothing was shared before it.

    Where there is no worksheet it is what was shared in the newest session before, without questions.

    Args:
        sessions: the client's.
        worksheets: those made of each session, by its id.
        shared: all that was ever agreed and taken back in each session, by its id.
        visit: the visit.
    """
    before = [each for each in sessions if each.id != visit.id]
    made = [
        (sheet.made_at, sheet.id, session, sheet)
        for session in before
        for sheet in worksheets.get(session.id, ())
        if sheet.made_at <= visit.anchor
    ]
    if made:
        _, _, session, sheet = max(made, key=lambda each: each[:2])
        return Given(session, sheet, tuple(shared.get(session.id, ())))
    earlier = [s for s in before if s.anchor <= visit.anchor and agreed(shared.get(s.id, ()))]
    if not earlier:
        return None
    newest = max(earlier, key=lambda each: (each.anchor, each.number))
    return Given(newest, None, tuple(shared[newest.id]))


def brought_back(
    given: Given,
    visit: Session,
    of_visit: Sequence[SharedItem],
    known: ClientParts,
    prompts: Prompts,
    book: QuestionBook,
) -> BroughtBack:
    """What came back of a worksheet, as whoever reads may see it.

    A part of which nothing is agreed any more is not there, and neither are its questions.

    Args:
        given: the worksheet.
        visit: the visit in which the answers are entered.
        of_visit: all that was ever agreed and taken back in the visit.
        known: the client's parts by the reader's own notebook.
        prompts: our words, for the questions of a worksheet that did not keep them.
        book: the questions, for the same.
    """
    standing = agreed(given.shared)
    questions = _questions(given, known, prompts, book)
    own = {handle(given.session.id, part.id): part.id for part in known.family.stored}
    answers = VisitAnswers(visit, of_visit, known)
    parts = tuple(
        _part(each, items, questions, own, known, answers) for each, items in by_part(standing).items()
    )
    of_no_part = tuple(answers.to(each.text, About()) for each in questions if not each.about)
    return BroughtBack(given.session, given.worksheet, parts, of_no_part)


def by_part(items: Iterable[SharedItem]) -> dict[str, list[SharedItem]]:
    """What is agreed of each part, by its handle, in the order the parts came forward."""
    found: dict[str, list[SharedItem]] = {}
    for item in sorted((item for item in items if item.about), key=lambda item: item.position):
        found.setdefault(item.about, []).append(item)
    return found


def _questions(
    given: Given, known: ClientParts, prompts: Prompts, book: QuestionBook
) -> tuple[WorksheetQuestion, ...]:
    sheet = given.worksheet
    if sheet is None:
        return ()
    if sheet.questions is not None:
        return sheet.questions
    # Made by a version that did not keep them, and knew one sheet: the same rows ask the same questions.
    rows = tuple(item for item in given.shared if item.id in sheet.items) or agreed(given.shared)
    made_of = Material(items=rows, client=known.client, session=given.session)
    meeting = Composition(sheet=SheetKind.MEETING)
    return questions_on(compose(made_of, meeting, prompts, book))


def _part(
    handle_of: str,
    items: Sequence[SharedItem],
    questions: Sequence[WorksheetQuestion],
    own: Mapping[str, str],
    known: ClientParts,
    answers: VisitAnswers,
) -> BroughtPart:
    name = next((name for name in _values(items, SharedField.NAME) if name.strip()), "")
    found = known.family.part(own.get(handle_of))
    same_name = found or Roster(known.parts).find(name)
    about = About(handle_of, same_name.id if same_name is not None else None, name)
    return BroughtPart(
        about=about,
        by_name=found is None and same_name is not None,
        role=next((Role(role) for role in _values(items, SharedField.ROLE)), None),
        words=_values(items, SharedField.WORDS),
        places=_values(items, SharedField.BODY),
        questions=tuple(answers.to(each.text, about) for each in questions if each.about == handle_of),
    )


def _values(items: Sequence[SharedItem], field: SharedField) -> tuple[str, ...]:
    return tuple(item.value for item in items if item.field is field)
