"""Everything that could stand on a sheet, in its order, and what of it was left off. Pure."""

from dataclasses import dataclass
from typing import Literal

from kap_companion.vocabulary.composition import Composition, Space
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.arranging import in_order
from kap_companion.worksheets.compose import making_of
from kap_companion.worksheets.compose_agreed import parts_of
from kap_companion.worksheets.compose_landscape import LINKS
from kap_companion.worksheets.compose_said import with_place_for_name
from kap_companion.worksheets.compose_sections import sections_of
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.material import Material
from kap_companion.worksheets.on_the_sheet import Agreed, is_own, keyed, questions_in, said_in
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.questions import QuestionBook
from kap_companion.worksheets.sheet import Landscape, PartSection, Question, Section


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that could stand on a sheet.

    Attributes:
        key: by which it is left off, moved, reworded or spaced.
        section: the key of the section it stands in; of a section, its own.
        text: as it reads on the sheet, or would.
        rewordable: whether it can stand in other words; what was agreed never can.
        space: a question's room to write; None for all else.
        depth: 0 for a section, 1 for what stands in it.
        added: whether it is a question that was added.
        field: what kind of agreed item it is; None where it is none.
        takes_questions: whether a question can be added to it.
    """

    key: str
    section: str
    kind: Literal["section", "item", "question"]
    text: str
    dropped: bool
    rewordable: bool
    reworded: bool
    space: Space | None = None
    depth: int = 0
    added: bool = False
    field: SharedField | None = None
    takes_questions: bool = False


def contents(
    material: Material, composition: Composition, words: Prompts, book: QuestionBook
) -> tuple[Content, ...]:
    """Everything that could stand on a sheet, in its order; each key once."""
    listing = _Listing(composition, agreed(material.items))
    whole = _by_key(material, composition, words, book, left_off=())
    left = _by_key(material, composition, words, book, left_off=composition.dropped)
    places = making_of(material, composition, words, book).places_for_questions
    for key in in_order(tuple(whole | left), composition.order):
        every, now = whole.get(key), left.get(key)
        listing.list_section(key, every, now, takes_questions=key in places)
    return tuple(listing.listed.values())


def _by_key(
    material: Material,
    composition: Composition,
    words: Prompts,
    book: QuestionBook,
    *,
    left_off: tuple[str, ...],
) -> dict[str, Section]:
    making = making_of(material, composition, words, book, left_off=left_off)
    return {section.key: section for section in sections_of(making)}


def wording_for_client(material: Material, composition: Composition, key: str) -> tuple[str, str] | None:
    """A question's words on this sheet as the client's own wording of it, with a place for a part's name.

    Returns:
        The question's key in the library and the words; None where it has its usual words, or is not out of
        the library.
    """
    words = composition.reworded.get(key, "").strip()
    library = key.partition("/")[2]
    if not words or not library or is_own(key):
        return None
    for part in parts_of(agreed(material.items)):
        words = with_place_for_name(words, part.name)
    return library, words


class _Listing:
    """The contents while they are listed."""

    def __init__(self, composition: Composition, items: tuple[SharedItem, ...]) -> None:
        self._composition = composition
        self._agreed = Agreed(items)
        self.listed: dict[str, Content] = {}

    def list_section(
        self, key: str, every: Section | None, now: Section | None, *, takes_questions: bool
    ) -> None:
        """One section: with all that could stand in it, and the questions that it asks as it is now."""
        shown = now or every
        if shown is None:
            return
        self._add(
            key,
            key,
            "section",
            heading_of(shown),
            rewordable=_is_ours(shown),
            takes_questions=takes_questions or isinstance(shown, PartSection),
        )
        for section in (every, now):
            if section is not None:
                self._list_items(key, section)
        for question in questions_in(shown):
            self._list_question(key, question)
        if isinstance(shown, Landscape) and shown.links:
            self._add(LINKS, key, "section", shown.links_heading, rewordable=True, depth=1)

    def _list_items(self, key: str, section: Section) -> None:
        said = dict(said_in(section, self._agreed))
        ours = {each: text for each, text in keyed(section) if each not in said}
        for each, text in (*said.items(), *ours.items()):
            item = self._agreed.by_id.get(each)
            field = item.field if item is not None else None
            self._add(each, key, "item", text, rewordable=each in ours, depth=1, field=field)

    def _list_question(self, section: str, question: Question) -> None:
        added = any(each.key == question.key for each in self._composition.added)
        self._add(
            question.key,
            section,
            "question",
            question.sentence.text,
            rewordable=True,
            depth=1,
            space=question.space,
            added=added,
        )

    def _add(
        self,
        key: str,
        section: str,
        kind: Literal["section", "item", "question"],
        text: str,
        *,
        rewordable: bool,
        depth: int = 0,
        space: Space | None = None,
        added: bool = False,
        field: SharedField | None = None,
        takes_questions: bool = False,
    ) -> None:
        if key not in self.listed:
            self.listed[key] = Content(
                key=key,
                section=section,
                kind=kind,
                text=text,
                dropped=key in self._composition.dropped,
                rewordable=rewordable,
                reworded=rewordable and key in self._composition.reworded,
                space=space,
                depth=depth,
                added=added,
                field=field,
                takes_questions=takes_questions,
            )


def heading_of(section: Section) -> str:
    """A section's heading as one text."""
    return section.heading if isinstance(section.heading, str) else section.heading.text


def _is_ours(section: Section) -> bool:
    """Whether a heading is in our words; an agreed name is not."""
    return isinstance(section.heading, str) or not any(piece.own for piece in section.heading.pieces)
