"""What the visit page shows, read from the practice: only what was shared, and the reader's own notebook."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kap_companion.family.observations import newest_first
from kap_companion.parts.client_parts import ClientParts, client_parts, read_client_parts
from kap_companion.records.readers import ReviewReader
from kap_companion.session.promises import Promise, promises
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import SelfDetail
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import SharedItem
from kap_companion.worksheets.brought_back import BroughtBack, BroughtPart, brought_back, newest_given
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.visit_answers import About
from ui.visit.answer_card import CardShown
from ui.visit.met_list import Met
from ui.visit.visit_page import VisitShown
from ui.visit.visit_words import visit_line, worksheet_line

translate = QCoreApplication.translate
# Of each kind, what one's own notebook says beside what was shared.
MOST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class VisitRead:
    """All that a visit's page is made of.

    Attributes:
        shared: all that was ever agreed and taken back in each session, by its id.
        brought: what came back; None where nothing was shared before the visit.
        has_notebook: whether who reads has one, in which answers can be kept.
    """

    visit: Session
    known: ClientParts
    shared: dict[str, tuple[SharedItem, ...]]
    brought: BroughtBack | None
    has_notebook: bool


def read_visit(
    reader: ReviewReader, visit: Session, timeline: Timeline | None, *, has_notebook: bool
) -> VisitRead:
    """Reads a visit.

    Args:
        reader: for the review; it opens the reader's own notebook and no other.
        visit: the visit.
        timeline: of the visit where it runs, with what is held in memory; None for what is on the disk.
        has_notebook: whether the reader has one.

    Raises:
        KnownError: it cannot be read.
    """
    known = read_client_parts(reader, visit.client)
    if timeline is not None:
        timelines = {**known.timelines, visit.id: timeline}
        known = client_parts(known.client, known.sessions, timelines, known.family, known.links)
    shared = {each.id: reader.shared(each.id) for each in known.sessions}
    worksheets = {each.id: reader.worksheets(each.id) for each in known.sessions}
    given = newest_given(known.sessions, worksheets, shared, visit)
    of_visit = shared.get(visit.id, ())
    if given is None:
        return VisitRead(visit, known, shared, None, has_notebook)
    brought = brought_back(given, visit, of_visit, known, load(), load_questions())
    return VisitRead(visit, known, shared, brought, has_notebook)


def promises_of(read: VisitRead, timeline: Timeline) -> tuple[Promise, ...]:
    """The promises that are open, and those kept in this visit, as it reads now."""
    timelines = {**read.known.timelines, read.visit.id: timeline}
    told = [(each, timelines[each.id]) for each in read.known.sessions]
    found = promises(told, read.shared)
    return tuple(each for each in found if each.kept is None or each.kept.session == read.visit.id)


def rated_today(timeline: Timeline) -> dict[Quality, int]:
    """The client's newest own rating of each quality in a visit."""
    levels: dict[Quality, int] = {}
    for entry in timeline.entries:
        if isinstance(entry.detail, SelfDetail) and entry.detail.by is Rater.CLIENT:
            levels |= entry.detail.qualities
    return levels


def shown(read: VisitRead, *, runs: bool) -> VisitShown:
    """What the page says."""
    brought = read.brought
    return VisitShown(
        client=read.known.client.name,
        when=visit_line(read.visit, brought.session if brought else None),
        cards=tuple(cards_of(read)),
        met=tuple(_met(read, part) for part in brought.parts) if brought else (),
        nothing=_nothing(read),
        may_write=read.has_notebook and read.visit.state is not SessionState.SIGNED,
        runs=runs,
    )


def cards_of(read: VisitRead) -> Iterator[CardShown]:
    """A card for each part with questions, then one for those about no part."""
    brought = read.brought
    if brought is None:
        return
    source = worksheet_line(brought)
    for part in brought.parts:
        if part.questions:
            yield CardShown(
                about=part.about,
                title=_title(read, part),
                role=_role(read, part),
                questions=part.questions,
                source=source,
                remark=_remark(read, part),
            )
    if brought.questions:
        title = translate("Visit", "About no one part")
        remark = translate("Visit", "These answers are kept as private notes of this visit.")
        yield CardShown(About(), title, "", brought.questions, source, remark if read.has_notebook else "")


def _nothing(read: VisitRead) -> str:
    if read.visit.state is SessionState.SIGNED and read.brought is not None:
        return translate(
            "Visit", "This visit was signed. What comes back now can be added on the page of the part."
        )
    if read.brought is None:
        return translate("Visit", "Nothing went home before this visit. Promises are kept on the left.")
    if read.brought.worksheet is None:
        return translate(
            "Visit", "No worksheet was made before this visit. What was shared stands on the left."
        )
    if not read.has_notebook:
        return translate(
            "Visit", "Answers are kept in a therapist’s notebook. Whoever has none can read what was asked."
        )
    return ""


def _remark(read: VisitRead, part: BroughtPart) -> str:
    if not read.has_notebook:
        return ""
    if part.about.part is None:
        return translate(
            "Visit",
            "Your notebook does not know this part: answers are kept as notes of this visit, with no part.",
        )
    if part.by_name:
        return translate(
            "Visit", "Shared from a session of a colleague. Your notebook knows a part by this name."
        )
    return ""


def _title(read: VisitRead, part: BroughtPart) -> str:
    if part.about.name:
        return part.about.name
    if part.about.part is not None:
        return read.known.label(part.about.part)
    return translate("Visit", "A part without a name")


def _role(read: VisitRead, part: BroughtPart) -> str:
    known = read.known.family.part(part.about.part)
    return ((known.role if known is not None else part.role) or Role.UNKNOWN).value


def _met(read: VisitRead, part: BroughtPart) -> Met:
    return Met(
        title=_title(read, part),
        role=_role(read, part),
        said=part.words,
        places=part.places,
        beside=tuple(_beside(read, part)),
    )


def _beside(read: VisitRead, part: BroughtPart) -> Iterator[str]:
    """Words and places of one's own notebook that were not shared, the newest first."""
    if part.about.part is None:
        return
    readings = newest_first(read.known.observations, part.about.part)
    for field, there, pattern in (
        (PartField.WORDS, part.words, "“{value}”"),
        (PartField.BODY, part.places, translate("Visit", "felt: {value}")),
    ):
        known = {fold(each) for each in there}
        others: dict[str, str] = {}
        for each in readings.get(field, ()):
            if fold(each.value) not in known:
                others.setdefault(fold(each.value), each.value)
        for value in list(others.values())[:MOST_BESIDE]:
            yield pattern.format(value=value)
