"""What every section of a sheet is made with, and the questions in it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kap_companion.vocabulary.composition import AddedQuestion, Composition, Space
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose_agreed import AgreedPart, parts_of
from kap_companion.worksheets.compose_said import asked_about, says, with_place_for_name
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.questions import LibraryQuestion, QuestionBook
from kap_companion.worksheets.sheet import Question

CLOSING = "closing"
PART = "part:"
OWN = "own-"
NO_PART = AgreedPart()
_TAKES_QUESTIONS = frozenset({CLOSING, "letter", "answer", "protectors", "intention"})


@dataclass(frozen=True, slots=True)
class Making:
    """One sheet while it is made.

    Attributes:
        items: what is agreed and was not left off.
        names: what each part is called, by its handle; where the name was left off too.
        wordings: questions in the client's wording, by their key in the library.
        taken_back: words that were agreed once and stand nowhere any more.
    """

    items: tuple[SharedItem, ...]
    names: Mapping[str, str]
    composition: Composition
    words: Prompts
    book: QuestionBook
    wordings: Mapping[str, str]
    taken_back: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[AgreedPart, ...]:
        """The parts of which something is agreed, in the order they came forward."""
        return parts_of(self.items)

    @property
    def the_part(self) -> AgreedPart:
        """The part that the sheet is about; one that nobody knows where nothing of it is agreed."""
        wanted = self.composition.part
        return next((part for part in self.parts if part.about == wanted), NO_PART)

    def of(self, field: SharedField) -> tuple[SharedItem, ...]:
        """What is agreed of one field; rows without words are none."""
        return tuple(item for item in self.items if item.field is field and item.value.strip())

    def heading(self, key: str, usual: str) -> str:
        """A heading, or a thing to do, in the words that were chosen for this sheet, else in ours."""
        return self.typed(self.composition.reworded.get(key, "")) or usual

    def typed(self, text: str) -> str:
        """What somebody typed for this sheet; empty where it repeats what was taken back."""
        return "" if any(says(text, gone) for gone in self.taken_back) else text.strip()

    def asked(
        self,
        section: str,
        questions: Iterable[LibraryQuestion],
        part: AgreedPart = NO_PART,
        space: Space | None = None,
    ) -> tuple[Question, ...]:
        """The questions of one section: those of the library, then those that were added to it."""
        room = space or Space()
        usual = [self.question(f"{section}/{each.key}", each, part, room) for each in questions]
        there = {each.key for each in usual}
        added = [each for each in self._added(section, part, room) if each.key not in there]
        return (*usual, *{each.key: each for each in added}.values())

    def question(
        self, key: str, question: LibraryQuestion, part: AgreedPart, space: Space | None = None
    ) -> Question:
        """One question of the library: in the words for this sheet, for this client, or its own."""
        reworded = (self.composition.reworded.get(key, ""), self.wordings.get(question.key, ""))
        chosen = next((text for text in map(self.typed, reworded) if text), question.text)
        return self._put(key, chosen, part, space or Space())

    def _added(self, section: str, part: AgreedPart, space: Space) -> Iterator[Question]:
        for each in self.composition.added:
            if self._home(each) != section:
                continue
            name = each.key.partition("/")[2]
            found = None if name.startswith(OWN) else self.book.find(name)
            if found is not None:
                yield self.question(each.key, found, part, space)
            elif text := self.heading(each.key, self.typed(each.text)):
                yield self._put(each.key, text, part, space)

    def _home(self, added: AddedQuestion) -> str:
        """Where an added question stands; what has no section for questions ends the sheet."""
        if added.section.startswith(PART):
            return added.section
        return added.section if added.section in self.places_for_questions else CLOSING

    @property
    def places_for_questions(self) -> frozenset[str]:
        """The sections of this sheet, but those of parts, in which questions stand."""
        asked = {place for each in self.book.questions if self.composition.sheet in each.sheets
                 for place in (each.place,)}  # fmt: skip
        return _TAKES_QUESTIONS & (asked | {CLOSING})

    def _put(self, key: str, template: str, part: AgreedPart, space: Space) -> Question:
        filled = with_place_for_name(template, self.names.get(part.about, ""))
        sentence = asked_about(filled, part, self.words)
        return Question(key, sentence, self.composition.spaces.get(key, space), part.about)
