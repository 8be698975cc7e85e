"""The `=words` of a part line: what is known of a part, a step that was done with it, how a link stands.

A value runs up to the next mark, an empty pair of quotes, or the end of the line, and may hold quotes: what
stands between them ends nothing. A word that wants a value and has none stays text.
"""

from dataclasses import dataclass

from kap_companion.session import capture_marks as marks
from kap_companion.session.capture_marks import KNOWN_WORDS, STATE_WORDS, STEP_WORDS
from kap_companion.session.capture_words import OPENERS, joined, quoted, take_quote
from kap_companion.vocabulary.links import LinkState
from kap_companion.vocabulary.observation import Known, PartField, StepTaken
from kap_companion.vocabulary.self_energy import Rater

_WORD_OF_FIELD = {field: word for word, field in KNOWN_WORDS.items()}
_WORD_OF_STEP = {step: word for word, step in STEP_WORDS.items()}
_WORD_OF_STATE = {state: word for word, state in STATE_WORDS.items()}
_ENDS = " ,;，；、،"
_YES_OR_NO = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


@dataclass(frozen=True, slots=True)
class KnownMark:
    """One `=word` with what stands behind it.

    Attributes:
        told: what is known, or what was done.
        end: where the line goes on.
    """

    told: Known | StepTaken
    end: int


def take_known_mark(line: str, start: int) -> KnownMark | None:
    """What the `=word` at `start` tells; None where there is none, or it has no value where it wants one."""
    mark = marks.KNOWN_MARK.match(line, start)
    if mark is None:
        return None
    if mark.group(3):
        text, end = _value(line, mark.end())
        return KnownMark(StepTaken(step=STEP_WORDS[mark.group(3).casefold()], text=text), end)
    field = KNOWN_WORDS[mark.group(1).casefold()]
    by = Rater.FACILITATOR if mark.group(2) else Rater.CLIENT
    if field is PartField.TRUST:
        level = marks.TRUST.match(line, mark.end())
        if level is None:
            return None
        return KnownMark(Known(field=field, value=level.group(1), by=by), level.end())
    value, end = _value(line, mark.end())
    if field is PartField.MAY_RETURN:
        value = _YES_OR_NO.get(value.rstrip(".").casefold(), value)
    return KnownMark(Known(field=field, value=value, by=by), end) if value else None


def take_state(line: str, start: int) -> tuple[LinkState, int] | None:
    """How the link that ends at `start` stands, and where the line goes on; None where it is not said."""
    state = marks.LINK_STATE.match(line, start)
    return (STATE_WORDS[state.group(1).casefold()], state.end()) if state else None


def render_known(known: Known) -> str:
    """`=job keeps watch`, with `?` behind the word for a facilitator's guess; empty for what has no word."""
    word = _WORD_OF_FIELD.get(known.field, "")
    guess = "?" if known.by is Rater.FACILITATOR else ""
    return f"={word}{guess} {known.value}" if word else ""


def render_step(taken: StepTaken) -> str:
    """`=witnessed the night in the hall`."""
    return f"={_WORD_OF_STEP[taken.step]} {taken.text}".rstrip()


def render_state(state: LinkState | None) -> str:
    """` =easing`, to stand right behind its link; empty where it is not said."""
    return f" ={_WORD_OF_STATE[state]}" if state is not None else ""


def as_text(text: str) -> str:
    """Free text as it is written before other marks, so that no `=word` in it takes what follows."""
    return marks.BARE_KNOWN.sub(r'\g<0> ""', text)


def ends_open(piece: str) -> bool:
    """Whether a piece ends with a "-" that would settle the part if it stood last."""
    return piece.split()[-1:] == ["-"]


def _value(line: str, start: int) -> tuple[str, int]:
    """The value behind a word, single-spaced, and where the line goes on."""
    pieces: list[str] = []
    at = start
    while True:
        stop = marks.VALUE_ENDS.search(line, at)
        pieces.append(line[at : stop.start() if stop else len(line)])
        at = stop.start() if stop else len(line)
        if stop is None or line[at] not in OPENERS:
            break
        words, end = take_quote(line, at)
        if not words:
            at = end
            break
        pieces.append(line[at:end] if _is_closed(line, at, end, words) else quoted(words))
        at = end
    return joined("".join(pieces)).rstrip(_ENDS), at


def _is_closed(line: str, start: int, end: int, words: str) -> bool:
    return end < len(line) or line[start + 1 : end - 1].strip() == words
