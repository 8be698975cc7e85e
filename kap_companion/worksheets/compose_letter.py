"""A letter to one part, and room for what it answers. Pure."""

from kap_companion.vocabulary.composition import Space
from kap_companion.worksheets.compose_making import Making
from kap_companion.worksheets.compose_said import named_in_a_letter
from kap_companion.worksheets.sentences import fill, ours
from kap_companion.worksheets.sheet import Asking, Letter

LETTER = "letter"
ANSWER = "answer"
_ROOM_FOR_AN_ANSWER = Space(lines=6)


def letter(making: Making) -> Letter:
    """The letter to the part that the sheet is about; to one without a name where none is agreed."""
    words, part = making.words.letter, making.the_part
    book, sheet = making.book, making.composition.sheet
    return Letter(
        key=LETTER,
        heading=making.heading(LETTER, words.heading),
        lead=words.lead,
        salutation=fill(words.salutation, name=named_in_a_letter(part.name, making.words))
        if part.name
        else ours(words.salutation_unnamed),
        openings=making.asked(LETTER, book.of(sheet, role=part.role, section=LETTER), part),
        closing=words.closing,
    )


def answer(making: Making) -> Asking:
    """Room for what the part answers."""
    words, part = making.words.letter, making.the_part
    asked = making.book.of(making.composition.sheet, role=part.role, section=ANSWER)
    return Asking(
        key=ANSWER,
        heading=making.heading(ANSWER, words.answer_heading),
        lead=words.answer_lead,
        questions=making.asked(ANSWER, asked, part, _ROOM_FOR_AN_ANSWER),
    )
