"""What stands on a sheet, and out of which rows it comes: exactly that, and no more. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose_agreed import AgreedPart, parts_of
from kap_companion.worksheets.compose_making import OWN
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.material import Material
from kap_companion.worksheets.sentences import Sentence
from kap_companion.worksheets.sheet import (
    Asking,
    Figure,
    Landscape,
    Letter,
    PartSection,
    Question,
    Quotes,
    Section,
    SelfBox,
    Sheet,
    Ticks,
    Week,
)


@dataclass(frozen=True, slots=True)
class OnTheSheet:
    """What stands on a sheet.

    Attributes:
        agreed: how many agreed items, by field, in the order of the fields.
        questions: how many questions of the library, in whichever words.
        own_questions: how many that were added in words of one's own.
        named: whether the client's name stands on it.
    """

    agreed: dict[SharedField, int]
    questions: int
    own_questions: int
    named: bool


def on_the_sheet(sheet: Sheet, material: Material) -> OnTheSheet:
    """What stands on a sheet, counted."""
    items = items_on(sheet, material.items)
    counted = {field: sum(item.field is field for item in items) for field in SharedField}
    asked = [question for section in sheet.sections for question in questions_in(section)]
    of_ones_own = sum(is_own(question.key) for question in asked)
    name = material.client.name
    return OnTheSheet(
        agreed={field: count for field, count in counted.items() if count},
        questions=len(asked) - of_ones_own,
        own_questions=of_ones_own,
        named=bool(name.strip()) and name in own_texts(sheet.subtitle),
    )


def is_own(key: str) -> bool:
    """Whether a question's key is that of one in words of one's own."""
    return key.partition("/")[2].startswith(OWN)


def items_on(sheet: Sheet, items: Sequence[SharedItem]) -> tuple[SharedItem, ...]:
    """The agreed rows that stand on a sheet, in the order they were agreed."""
    said = Agreed(agreed(items))
    ids = {key for section in sheet.sections for key, _ in said_in(section, said)}
    return tuple(item for item in said.items if item.id in ids)


class Agreed:
    """What is agreed, to be looked up: each row by its id, and the parts."""

    def __init__(self, items: tuple[SharedItem, ...]) -> None:
        self.items = items
        self.by_id = {item.id: item for item in items}
        self.parts = {part.about: part for part in parts_of(items)}


def said_in(section: Section, said: Agreed) -> tuple[tuple[str, str], ...]:
    """The id of each agreed row that a section says, with how; names that only stand beside others too."""
    by_id = said.by_id
    found = {key: text for key, text in keyed(section) if key in by_id}
    spoken_of = {by_id[key].about for key in found} | {question.about for question in questions_in(section)}
    here = {text.casefold() for sentence in sentences_in(section) for text in own_texts(sentence)}
    for about, part in said.parts.items():
        if about in spoken_of:
            found |= _beside(section, part, here, found)
    return tuple(found.items())


def _beside(section: Section, part: AgreedPart, here: set[str], found: dict[str, str]) -> dict[str, str]:
    """The name and the role of a part that stand in a section without keys of their own."""
    beside: dict[str, str] = {}
    name = part.name.casefold()
    if part.naming is not None and any(name == text or (text and name.endswith(f" {text}")) for text in here):
        beside[part.naming.id] = part.name
    marks = section.marks if isinstance(section, Landscape) else ()
    with_role = {mark.key for mark in marks if mark.role is not None}
    if part.role_said is not None and any(item.id in with_role for item in part.items):
        beside[part.role_said.id] = part.role_said.value
    return {key: text for key, text in beside.items() if key not in found}


def keyed(section: Section) -> Iterator[tuple[str, str]]:
    """Each thing a section says that has a key of its own, with its words; without questions."""
    match section:
        case SelfBox():
            yield from ((level.key, f"{level.quality}, {level.spoken}") for level in section.levels)
        case PartSection():
            yield from ((said.key, said.sentence.text) for said in section.names)
            yield from ((quote.key, quote.sentence.text) for quote in section.quotes)
            for row in section.rows:
                yield from ((said.key, f"{row.about}: {said.sentence.text}") for said in row.said)
        case Quotes():
            yield from ((quote.key, quote.sentence.text) for quote in section.quotes)
        case Ticks():
            yield from ((said.key, said.sentence.text) for said in section.items)
        case Landscape():
            yield from ((mark.key, mark.name.text) for mark in section.marks)
            yield from ((said.key, said.sentence.text) for said in (*section.to_place, *section.links))
        case Figure():
            yield from {spot.key: spot.label.text for spot in section.spots}.items()
            yield from ((said.key, said.sentence.text) for said in section.elsewhere)
        case Asking() | Letter() | Week():
            return


def questions_in(section: Section) -> tuple[Question, ...]:
    """The questions of a section, and the openings of a letter."""
    match section:
        case PartSection() | Asking():
            return section.questions
        case Letter():
            return section.openings
        case _:
            return ()


def sentences_in(section: Section) -> Iterator[Sentence]:
    """Every sentence of a section that can hold somebody's own words."""
    yield from (question.sentence for question in questions_in(section))
    match section:
        case SelfBox():
            yield section.sentence
        case PartSection():
            yield from (section.heading, section.about)
            yield from (said.sentence for said in section.names)
            yield from (quote.sentence for quote in section.quotes)
            yield from (said.sentence for row in section.rows for said in row.said)
        case Quotes():
            yield from (each for quote in section.quotes for each in (quote.part, quote.sentence))
        case Ticks():
            yield from (said.sentence for said in section.items)
        case Letter():
            yield section.salutation
        case Landscape():
            yield from (mark.name for mark in section.marks)
            yield from (said.sentence for said in (*section.to_place, *section.links))
        case Figure():
            yield from (spot.label for spot in section.spots)
            yield from (said.sentence for said in section.elsewhere)
        case Asking() | Week():
            return


def own_texts(sentence: Sentence) -> tuple[str, ...]:
    """The runs of a sentence that are somebody's own words."""
    return tuple(piece.text for piece in sentence.pieces if piece.own)
