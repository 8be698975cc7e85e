"""A client's sheet composed from what was agreed, and from nothing else. Pure."""

from collections.abc import Collection
from dataclasses import replace

from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.part_two import notice_for
from kap_companion.vocabulary.shared import WorksheetQuestion
from kap_companion.worksheets.arranging import in_order
from kap_companion.worksheets.compose_agreed import counting, parts_of
from kap_companion.worksheets.compose_landscape import LINKS
from kap_companion.worksheets.compose_making import Making
from kap_companion.worksheets.compose_moments import spell_date, spell_time
from kap_companion.worksheets.compose_sections import sections_of
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.material import Material, taken_back_words
from kap_companion.worksheets.on_the_sheet import keyed, questions_in
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.questions import QuestionBook
from kap_companion.worksheets.sentences import Sentence, fill, ours, own
from kap_companion.worksheets.sheet import Asking, Foot, Landscape, Letter, PartSection, Section, Sheet, Ticks

__all__ = ["compose", "made_of", "questions_on", "spell_date", "spell_time"]

TITLE = "title"
# These are of use to somebody who agreed to nothing that could stand on them.
_STAND_ALONE = frozenset({SheetKind.WEEK, SheetKind.BEFORE_NEXT})


def compose(material: Material, composition: Composition, words: Prompts, book: QuestionBook) -> Sheet:
    """A client's sheet.

    Args:
        material: what was agreed, and for whom; rows that were taken back are left out.
        composition: how it is put together; keys that are not there any more change nothing.
        words: our words, in the sheet's language.
        book: the questions, in the same.
    """
    making = making_of(material, composition, words, book, left_off=composition.dropped)
    sections = tuple(
        left
        for section in arranged(sections_of(making), composition)
        if (left := _without(section, composition.dropped)) is not None
    )
    return Sheet(
        kind=composition.sheet,
        title=making.heading(TITLE, words.sheets[composition.sheet].title),
        language=words.language,
        subtitle=_subtitle(material, making),
        sections=sections,
        foot=_foot(material, words),
        lead=words.sheets[composition.sheet].lead,
        nothing=_nothing(material, composition, words, book, sections),
    )


def made_of(
    material: Material, composition: Composition, words: Prompts, book: QuestionBook
) -> tuple[Section, ...]:
    """All that could stand on a sheet, as it is arranged, with what was left off."""
    return arranged(sections_of(making_of(material, composition, words, book)), composition)


def making_of(
    material: Material,
    composition: Composition,
    words: Prompts,
    book: QuestionBook,
    *,
    left_off: Collection[str] = (),
) -> Making:
    """What the sections are made with; `left_off` are the ids of rows that do not stand on the sheet."""
    standing = counting(agreed(material.items))
    return Making(
        items=tuple(item for item in standing if item.id not in left_off),
        names={part.about: part.name for part in parts_of(standing)},
        composition=composition,
        words=words,
        book=book,
        wordings=material.client.wordings or {},
        taken_back=(*material.taken_back, *taken_back_words(material.items)),
    )


def arranged(sections: tuple[Section, ...], composition: Composition) -> tuple[Section, ...]:
    """The sections in the order that was chosen."""
    by_key = {section.key: section for section in sections}
    return tuple(by_key[key] for key in in_order(tuple(by_key), composition.order))


def questions_on(sheet: Sheet) -> tuple[WorksheetQuestion, ...]:
    """The questions that a sheet asks, in their order."""
    return tuple(
        WorksheetQuestion(about=question.about, text=question.sentence.text)
        for section in sheet.sections
        for question in questions_in(section)
    )


def _without(section: Section, dropped: Collection[str]) -> Section | None:
    """What is left of a section; None where nothing is."""
    if section.key in dropped:
        return None
    match section:
        case PartSection():
            questions = tuple(each for each in section.questions if each.key not in dropped)
            return replace(section, questions=questions)
        case Asking():
            questions = tuple(each for each in section.questions if each.key not in dropped)
            return replace(section, questions=questions) if questions or section.lead else None
        case Letter():
            openings = tuple(each for each in section.openings if each.key not in dropped)
            return replace(section, openings=openings)
        case Ticks():
            items = tuple(each for each in section.items if each.key not in dropped)
            return replace(section, items=items) if items else None
        case Landscape() if LINKS in dropped:
            left = replace(section, links=(), links_heading="")
            return left if left.marks or left.to_place or not section.links else None
        case _:
            return section


def _nothing(
    material: Material,
    composition: Composition,
    words: Prompts,
    book: QuestionBook,
    sections: tuple[Section, ...],
) -> str:
    """What is said where nothing was agreed that could stand on the sheet, left off or not; else empty."""
    ids = {item.id for item in agreed(material.items)}
    if composition.sheet in _STAND_ALONE:
        return "" if ids else words.nothing_shared
    found = _says_any(sections, ids)
    if not found and ids:
        found = _says_any(made_of(material, composition, words, book), ids)
    return "" if found else words.nothing_shared


def _says_any(sections: tuple[Section, ...], ids: set[str]) -> bool:
    return any(key in ids for section in sections for key, _ in keyed(section))


def _subtitle(material: Material, making: Making) -> Sentence:
    words, composition = making.words, making.composition
    name = material.client.name if composition.named else ""
    line = fill(
        words.subtitle if name.strip() else words.subtitle_without_name,
        client=own(name),
        date=ours(spell_date(material.session.anchor.date(), words)),
    )
    visit = making.typed(composition.visit)
    return line + ours(" · ") + fill(words.to_bring, visit=own(visit)) if visit else line


def _foot(material: Material, words: Prompts) -> Foot:
    head = material.letterhead
    return Foot(
        practice=(head.name if head is not None else "") or material.practice,
        contact=(head.contact if head is not None else "") or words.contact,
        page=words.page,
        logo=head.logo if head is not None else "",
        notice=notice_for(material.client),
    )
