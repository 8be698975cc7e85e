"""A consent as it is stated: given, refused, withdrawn, or asked for and not granted.

`touch hand on shoulder by Ana if asked` has a kind of touch, a person and free text; the words of a touch
or of a recording go up to `by` or a semicolon, so that no condition is lost from them. A semicolon ends
what is understood. What does not begin with something one can agree to is a statement in free words.
"""

import re

from kap_companion.session.capture_phrases import GOES_ON, first_word, key_of
from kap_companion.session.capture_quantity import as_figure, looks_like_amount, milligrams_at
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS, joined, trimmed
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.kinds import EntryKind

_SCOPES = {
    **{scope.value: scope for scope in ConsentScope},
    "observer": ConsentScope.OBSERVERS,
    "tell": ConsentScope.TELLING,
}
_ACTS = {
    "no": ConsentAct.REFUSED,
    "refused": ConsentAct.REFUSED,
    "withdraw": ConsentAct.WITHDRAWN,
    "withdrawn": ConsentAct.WITHDRAWN,
    "asked": ConsentAct.ASKED,
}
_WORD_OF_ACT = {
    ConsentAct.GIVEN: "",
    ConsentAct.REFUSED: "no",
    ConsentAct.WITHDRAWN: "withdraw",
    ConsentAct.ASKED: "asked",
}
_WITH_WORDS = frozenset({ConsentScope.TOUCH, ConsentScope.RECORDING})
_WORD = rf"(?:\A|(?<=[\s,]))(?:{{}})[{MARKS}]*(?!\S)"
_STOP = re.compile(_WORD.format("|".join(sorted(GOES_ON))), re.IGNORECASE)
_BETWEEN_NAMES = re.compile(rf",|{_WORD.format('and|&')}", re.IGNORECASE)


def read_consent(line: str) -> Body:
    """The consent of a line behind `> consent`."""
    word, rest = first_word(line)
    act = _ACTS.get(word)
    if act is None:
        return _scoped(ConsentAct.GIVEN, line) or Body(EntryKind.CONSENT, ConsentDetail(), line)
    if act is ConsentAct.WITHDRAWN:
        return read_withdrawal(rest)
    return _scoped(act, rest) or Body(EntryKind.CONSENT, ConsentDetail(), line)


def read_withdrawal(line: str) -> Body:
    """The withdrawal of a line behind `> withdraw`; of all that can be withdrawn where it does not say."""
    withdrawn = ConsentDetail(act=ConsentAct.WITHDRAWN)
    return _scoped(ConsentAct.WITHDRAWN, line) or Body(EntryKind.CONSENT, withdrawn, line)


def render_consent(detail: ConsentDetail, text: str) -> str:
    """`> consent touch hand on shoulder by Ana; if asked`."""
    pieces = ["> consent", _WORD_OF_ACT[detail.act], detail.scope.value if detail.scope else ""]
    joint = " "
    if detail.scope is ConsentScope.DOSE:
        pieces.append(f"{as_figure(detail.dose_mg)} mg" if detail.dose_mg is not None else "")
        pieces.append(f"booster {as_figure(detail.booster_mg)} mg" if detail.booster_mg is not None else "")
    elif detail.scope not in (None, ConsentScope.TREATMENT):
        by = "by " if detail.scope in _WITH_WORDS else ""
        pieces += [detail.touch, by + ", ".join(detail.people) if detail.people else ""]
        joint = "; "
    head = " ".join(piece for piece in pieces if piece)
    return f"{head}{joint}{text}" if text else head


def _scoped(act: ConsentAct, line: str) -> Body | None:
    understood, _, behind = joined(line).partition(";")
    word, rest = first_word(understood)
    scope = _SCOPES.get(word)
    if scope is None:
        return None
    if scope is ConsentScope.DOSE:
        return _dose(act, first_word(line)[1].split())
    if scope is ConsentScope.TREATMENT:
        return Body(EntryKind.CONSENT, ConsentDetail(act=act, scope=scope), joined(first_word(line)[1]))
    touch, people, text = _words_and_people(rest) if scope in _WITH_WORDS else ("", *_people(rest))
    detail = ConsentDetail(act=act, scope=scope, touch=touch, people=people)
    return Body(EntryKind.CONSENT, detail, "; ".join(piece for piece in (text, behind.strip()) if piece))


def _words_and_people(text: str) -> tuple[str, tuple[str, ...], str]:
    """What kind of touch, by whom, and what goes on behind the names."""
    words = text.split()
    by = next((i for i, word in enumerate(words) if key_of(word) == "by"), len(words))
    people, rest = _people(" ".join(words[by + 1 :]))
    if not people:
        return trimmed(text), (), ""
    return trimmed(" ".join(words[:by])), people, rest


def _people(text: str) -> tuple[tuple[str, ...], str]:
    """The names up to a word that goes on about them, and the text from there on."""
    stop = _STOP.search(text)
    end = stop.start() if stop else len(text)
    names = (trimmed(name) for name in _BETWEEN_NAMES.split(text[:end]))
    return tuple(name for name in names if name), text[end:]


def _dose(act: ConsentAct, words: list[str]) -> Body:
    ceilings: dict[str, float] = {}
    before = -1
    # Taking one amount out can bring the words of the other together; each is taken only once.
    while len(words) != before:
        before = len(words)
        words = _left_of(words, ceilings)
    detail = ConsentDetail(
        act=act,
        scope=ConsentScope.DOSE,
        dose_mg=ceilings.get("dose"),
        booster_mg=ceilings.get("booster"),
    )
    text = " ".join(words)
    unread = () if ceilings else looks_like_amount(text)
    return Body(EntryKind.CONSENT, detail, text, not_understood=unread)


def _left_of(words: list[str], ceilings: dict[str, float]) -> list[str]:
    left: list[str] = []
    i = 0
    while i < len(words):
        name, value, taken = _ceiling(words, i)
        if taken and name not in ceilings:
            ceilings[name] = value
        else:
            left.append(words[i])
            taken = 1
        i += taken
    return left


def _ceiling(words: list[str], i: int) -> tuple[str, float, int]:
    key = key_of(words[i])
    if key == "no" and i + 1 < len(words) and key_of(words[i + 1]) in ("booster", "boosters"):
        return "booster", 0, 2
    if key in ("booster", "boosters"):
        quantity = milligrams_at(words, i + 1, least=-1)
        return ("booster", quantity.value, 1 + quantity.words) if quantity else ("", 0, 0)
    quantity = milligrams_at(words, i)
    return ("dose", quantity.value, quantity.words) if quantity else ("", 0, 0)
