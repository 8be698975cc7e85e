"""The screen's words for the sheets of the library, and for what stands on one."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.on_the_sheet import OnTheSheet

_OF_THEIR_OWN = frozenset(
    {
        SharedField.NAME,
        SharedField.WORDS,
        SharedField.BODY,
        SharedField.ROLE,
        SharedField.SELF,
        SharedField.PROMISE,
        SharedField.PLACE,
        SharedField.LINK,
    }
)


def sheet_word(kind: SheetKind) -> str:
    """A sheet's name on the screen."""
    translate = QCoreApplication.translate
    return {
        SheetKind.MEETING: translate("Sheet", "Meeting what came forward"),
        SheetKind.ONE_PART: translate("Sheet", "One part at a time"),
        SheetKind.LANDSCAPE: translate("Sheet", "The inner landscape"),
        SheetKind.BODY: translate("Sheet", "Where it lives in the body"),
        SheetKind.WEEK: translate("Sheet", "A week with Self"),
        SheetKind.BEFORE_NEXT: translate("Sheet", "Before the next session"),
        SheetKind.WORDS: translate("Sheet", "Your session in your words"),
    }[kind]


def sheet_about(kind: SheetKind) -> str:
    """What a sheet is for, in a few words."""
    translate = QCoreApplication.translate
    return {
        SheetKind.MEETING: translate("Sheet", "part by part, with questions"),
        SheetKind.ONE_PART: translate("Sheet", "a letter to one part"),
        SheetKind.LANDSCAPE: translate("Sheet", "the map, and one to draw"),
        SheetKind.BODY: translate("Sheet", "places on a plain figure"),
        SheetKind.WEEK: translate("Sheet", "day by day, with promises"),
        SheetKind.BEFORE_NEXT: translate("Sheet", "intention, what to prepare"),
        SheetKind.WORDS: translate("Sheet", "in order, nothing else"),
    }[kind]


def on_the_sheet_words(what: OnTheSheet) -> str:
    """Exactly what is on the paper, and out of which compartment."""
    translate = QCoreApplication.translate
    agreed = sum(what.agreed.values())
    listed = ", ".join(_counted(field, count) for field, count in _by_word(what.agreed).items())
    if agreed:
        said = translate("Sheet", "Agreed to go home: {listed}.").format(listed=listed)
    else:
        said = translate("Sheet", "Nothing that was agreed stands on it.")
    questions = translate("Sheet", "Questions: {n} of the companion’s, {own} of yours.").format(
        n=what.questions, own=what.own_questions
    )
    name = (
        translate("Sheet", "The client’s name stands on it.")
        if what.named
        else translate("Sheet", "Nothing on it names the client.")
    )
    never = translate("Sheet", "Nothing of the record and nothing of the process notes.")
    return " ".join((said, questions, name, never))


def _by_word(agreed: Mapping[SharedField, int]) -> dict[SharedField | None, int]:
    """What is counted under a word of its own, and all else that is known of parts together."""
    counted: dict[SharedField | None, int] = {}
    for field, count in agreed.items():
        word = field if field in _OF_THEIR_OWN else None
        counted[word] = counted.get(word, 0) + count
    return counted


def _counted(field: SharedField | None, count: int) -> str:
    translate = QCoreApplication.translate
    # One and more as two sentences, so that English reads well without a translation file.
    if count == 1:
        one: dict[SharedField | None, str] = {
            SharedField.NAME: translate("Sheet", "1 name"),
            SharedField.WORDS: translate("Sheet", "1 quote"),
            SharedField.BODY: translate("Sheet", "1 place in the body"),
            SharedField.ROLE: translate("Sheet", "1 role"),
            SharedField.SELF: translate("Sheet", "1 quality of Self"),
            SharedField.PROMISE: translate("Sheet", "1 promise"),
            SharedField.PLACE: translate("Sheet", "1 place on the map"),
            SharedField.LINK: translate("Sheet", "1 link"),
        }
        return one.get(field, translate("Sheet", "1 thing known of a part"))
    more: dict[SharedField | None, str] = {
        SharedField.NAME: translate("Sheet", "{n} names"),
        SharedField.WORDS: translate("Sheet", "{n} quotes"),
        SharedField.BODY: translate("Sheet", "{n} places in the body"),
        SharedField.ROLE: translate("Sheet", "{n} roles"),
        SharedField.SELF: translate("Sheet", "{n} qualities of Self"),
        SharedField.PROMISE: translate("Sheet", "{n} promises"),
        SharedField.PLACE: translate("Sheet", "{n} places on the map"),
        SharedField.LINK: translate("Sheet", "{n} links"),
    }
    return more.get(field, translate("Sheet", "{n} things known of parts")).format(n=count)
