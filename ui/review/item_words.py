"""What is said of each item of a review: before its words, beside its tick, and for its author's eyes."""

import re

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.on_the_table import TablePart
from ui import words

# A quote of thousands of characters is agreed to by its beginning; the paper has it whole.
LONGEST_SHOWN = 240
PIECE = 12
# What was seen, what follows from links, and where the map has who was put nowhere.
_NOBODYS_GUESS = frozenset({SharedField.SELF, SharedField.LINK, SharedField.PLACE})
# Letters that run from the right are joined: a break inside would change how they look.
_UNBROKEN = re.compile(r"[^\s\u0590-\u08ff]{24,}")


def row_words(field: SharedField) -> str:
    """What stands before the words of a row; empty for what has no row."""
    translate = QCoreApplication.translate
    return {
        SharedField.BODY: translate("Review", "Felt in the body"),
        SharedField.FEELINGS: translate("Review", "Feels"),
        SharedField.BELIEFS: translate("Review", "Believes"),
        SharedField.IMAGE: translate("Review", "Looks like"),
        SharedField.AGE: translate("Review", "Seems about"),
        SharedField.JOB: translate("Review", "What it does"),
        SharedField.FEARS: translate("Review", "Fears"),
        SharedField.PROTECTS_FROM: translate("Review", "Protects from"),
        SharedField.NEEDS: translate("Review", "Hopes for"),
        SharedField.BURDEN: translate("Review", "Carries"),
        SharedField.GIFT: translate("Review", "Brings"),
        SharedField.TOWARD: translate("Review", "How you feel toward it"),
        SharedField.LINK: translate("Review", "Stays close to"),
        SharedField.ANSWER: translate("Review", "Answered"),
    }.get(field, "")


def tick_words(field: SharedField) -> str:
    """What is agreed to by the tick of one field."""
    translate = QCoreApplication.translate
    return {
        SharedField.NAME: translate("Review", "The name and that it came"),
        SharedField.ROLE: translate("Review", "What kind of part it is"),
        SharedField.WORDS: translate("Review", "The words it said"),
        SharedField.BODY: translate("Review", "Where it was felt"),
        SharedField.FEELINGS: translate("Review", "What it feels"),
        SharedField.BELIEFS: translate("Review", "What it believes"),
        SharedField.IMAGE: translate("Review", "What it looks like"),
        SharedField.AGE: translate("Review", "How old it seems"),
        SharedField.JOB: translate("Review", "What it does"),
        SharedField.FEARS: translate("Review", "What it fears"),
        SharedField.PROTECTS_FROM: translate("Review", "What it protects from"),
        SharedField.NEEDS: translate("Review", "What it hopes for"),
        SharedField.BURDEN: translate("Review", "What it is carrying"),
        SharedField.GIFT: translate("Review", "What it brings"),
        SharedField.TOWARD: translate("Review", "How you feel toward it"),
        SharedField.LINK: translate("Review", "Who it stays close to"),
        SharedField.ANSWER: translate("Review", "What it answered"),
        SharedField.PLACE: translate("Review", "Where it stands on the map"),
    }.get(field, "")


def offer_words(offer: Offer) -> str:
    """One item as a sentence, for a list of all that could go home."""
    translate, shown = QCoreApplication.translate, shorten(offer.value)
    match offer.field:
        case SharedField.NAME:
            return translate("OfferCard", "The name, and that it came")
        case SharedField.WORDS:
            return translate("OfferCard", "The words “{words}”").format(words=shown)
        case SharedField.BODY:
            return translate("OfferCard", "Where it was felt: {place}").format(place=shown)
        case SharedField.ROLE:
            role = words.role_word(Role(offer.value)).lower()
            return translate("OfferCard", "What kind of part: {role}").format(role=role)
        case SharedField.SELF:
            return self_words(offer)
        case SharedField.PLACE:
            return translate("OfferCard", "Where it stands on the map")
        case SharedField.PROMISE:
            return shown
        case _:
            return translate("OfferCard", "{about}: {words}").format(
                about=row_words(offer.field), words=shown
            )


def laid_words(offer: Offer) -> str:
    """One item as a sentence for its author, who sees which of it are their own guesses."""
    told = offer_words(offer)
    if offer.by is Rater.FACILITATOR and offer.field not in _NOBODYS_GUESS:
        return QCoreApplication.translate("LayTable", "{item} · as you noted it").format(item=told)
    return told


def self_words(offer: Offer) -> str:
    """A quality of Self-energy with its level."""
    quality, _, level = offer.value.partition(" ")
    return QCoreApplication.translate("OfferCard", "{quality}, {level} of 4").format(
        quality=words.quality_word(Quality(quality)), level=level
    )


def role_phrase(role: Role) -> str:
    """A role as the client reads it; empty where it is not known."""
    translate = QCoreApplication.translate
    return {
        Role.MANAGER: translate("Review", "a manager"),
        Role.FIREFIGHTER: translate("Review", "a firefighter"),
        Role.EXILE: translate("Review", "an exile"),
        Role.SELF_LIKE: translate("Review", "a part that likes to lead"),
    }.get(role, "")


def called(part: TablePart) -> str:
    """What a part is called: its name, else by where it was felt, so far as that lies on the table."""
    if part.name:
        return part.name
    place = next((item.value for item in part.items if item.field is SharedField.BODY), "")
    if place:
        return QCoreApplication.translate("Review", "a part without a name ({place})").format(place=place)
    return QCoreApplication.translate("Review", "a part without a name")


def breakable(text: str) -> str:
    """The same with places to break a line in what has none: one long word must not push a page aside."""
    return _UNBROKEN.sub(lambda run: "\u200b".join(_pieces(run[0])), text)


def _pieces(run: str) -> list[str]:
    return [run[at : at + PIECE] for at in range(0, len(run), PIECE)]


def shorten(text: str) -> str:
    """The beginning of a long text, on one line, with an ellipsis where something is left out."""
    line = " ".join(text[: LONGEST_SHOWN * 2].split())
    return (
        line if len(line) <= LONGEST_SHOWN and len(text) <= LONGEST_SHOWN * 2 else line[:LONGEST_SHOWN] + "…"
    )
