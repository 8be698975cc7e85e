"""How what was agreed is said on paper: names in sentences, places, quotes, lists. Pure."""

import re
from collections.abc import Sequence

from kap_companion.vocabulary.body import KNOWN_PLACES
from kap_companion.vocabulary.shared import SharedItem
from kap_companion.worksheets.compose_agreed import AgreedPart
from kap_companion.worksheets.compose_moments import spell_time
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.questions import NAME
from kap_companion.worksheets.sentences import Piece, Sentence, fill, ours, own
from kap_companion.worksheets.sheet import Quote
from kap_companion.worksheets.sheet_words import BodyWords

_LONGEST_NAME_IN_A_QUESTION = 60
BESIDE = " · "
NOBODY = Sentence(())


def called(part: AgreedPart, words: Prompts) -> Sentence:
    """A part's agreed name, or our words for a part without one."""
    return own(part.name) if part.name else ours(words.unnamed_part)


def asked_about(template: str, part: AgreedPart, words: Prompts) -> Sentence:
    """A question with the part's name in its place; every other bracket stays what it is."""
    pieces: list[Piece] = []
    for number, text in enumerate(template.split(NAME)):
        if number:
            pieces += _in_a_question(part.name, words, first=not pieces).pieces
        if text:
            pieces.append(Piece(text))
    return Sentence(tuple(pieces))


def with_place_for_name(text: str, name: str) -> str:
    """A question as somebody typed it, with its place for the name where they wrote the name itself."""
    bare = name.strip()
    # Most texts do not hold the name: looking is much quicker than a pattern for each part.
    if not bare or bare.casefold() not in text.casefold():
        return text
    return re.sub(_as_a_word(bare), lambda _: NAME, text, flags=re.IGNORECASE)


def says(text: str, words: str) -> bool:
    """Whether a text repeats these words, as words of their own."""
    if not words or words.casefold() not in text.casefold():
        return False
    return re.search(_as_a_word(words), text, re.IGNORECASE) is not None


def _as_a_word(words: str) -> str:
    # Scripts without spaces between words have no such ends.
    before = r"(?<!\w)" if _has_ends(words[0]) else ""
    after = r"(?!\w)" if _has_ends(words[-1]) else ""
    return before + re.escape(words) + after


def _has_ends(letter: str) -> bool:
    return letter.isalnum() and letter < "\u0e00"


def _in_a_question(name: str, words: Prompts, *, first: bool) -> Sentence:
    if not 0 < len(name) <= _LONGEST_NAME_IN_A_QUESTION:
        unnamed = words.parts.this_part
        return ours(unnamed[:1].upper() + unnamed[1:] if first else unnamed)
    # "What would the Watchman like …": an article inside a sentence is not a capital.
    if not first and any(name.startswith(article) for article in words.parts.articles):
        name = name[0].lower() + name[1:]
    return own(name)


def named_in_a_letter(name: str, words: Prompts) -> Sentence:
    """A name after "Dear": without its article."""
    for article in words.parts.articles:
        if name.startswith(article) and name.removeprefix(article).strip():
            return own(name.removeprefix(article))
    return own(name)


def felt(places: Sequence[SharedItem], words: Prompts) -> Sentence:
    """Where a part was felt, such as "felt in the belly and in the hands"."""
    return ours(words.body.felt) + listed([where(item.value, words.body) for item in places], words)


def where(place: str, words: BodyWords) -> Sentence:
    """A place as it stands in a sentence, such as "in the chest"."""
    known = place.casefold()
    if known in words.as_written:
        return named_place(place, words)
    return fill(words.known if known in KNOWN_PLACES else words.own, place=named_place(place, words))


def named_place(place: str, words: BodyWords) -> Sentence:
    """A place by itself: one we know in the sheet's language, any other as it was said."""
    ours_for_it = words.places.get(place.casefold())
    return ours(ours_for_it) if ours_for_it else own(place)


def listed(sentences: Sequence[Sentence], words: Prompts) -> Sentence:
    """One after the other, such as "calm, clarity and courage"; there is at least one."""
    line = sentences[0]
    for at, sentence in enumerate(sentences[1:], start=2):
        line += ours(words.listed_last if at == len(sentences) else words.listed) + sentence
    return line


def quoted(item: SharedItem, words: Prompts, part: Sentence = NOBODY) -> Quote:
    """Words as they were said, with their moment; `part` where it has to be said whose they are."""
    opening, closing = words.quotes
    sentence = ours(opening) + own(item.value) + ours(closing)
    return Quote(item.id, sentence, spell_time(item.elapsed_seconds, words.time), part)
