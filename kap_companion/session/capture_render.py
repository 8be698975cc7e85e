"""A reading as one canonical line, which is read the same way again.

Attributes stand before the free text where they could take a word of it, and behind it where its words
could become part of theirs. An empty pair of quotes says nothing, and is written where a line would
otherwise be read as more than it says.
"""

from kap_companion.errors import BugError
from kap_companion.session.capture_answer import render_action, render_override, render_prompt
from kap_companion.session.capture_consent import render_consent
from kap_companion.session.capture_dose import render_dose
from kap_companion.session.capture_event import render_event
from kap_companion.session.capture_fact import render_fact
from kap_companion.session.capture_kept import render_kept
from kap_companion.session.capture_kinds import PLAIN_WORDS, ROLE_WORDS
from kap_companion.session.capture_known import (
    as_text,
    ends_open,
    render_known,
    render_state,
    render_step,
)
from kap_companion.session.capture_limit import render_limit
from kap_companion.session.capture_marks import LINK_MARKS
from kap_companion.session.capture_reading import Reading
from kap_companion.session.capture_scale import render_scale
from kap_companion.session.capture_session import render_people, render_phase, render_setting
from kap_companion.session.capture_time import render_time
from kap_companion.session.capture_vitals import render_vitals
from kap_companion.session.capture_words import quoted
from kap_companion.vocabulary.concerns import ActionDetail
from kap_companion.vocabulary.consent import ConsentDetail
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    DoseDetail,
    KeptDetail,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    PlainDetail,
    QuoteDetail,
    SelfDetail,
    SettingDetail,
    VitalsDetail,
)
from kap_companion.vocabulary.facts import FactDetail, OverrideDetail
from kap_companion.vocabulary.limits import LimitDetail
from kap_companion.vocabulary.prompting import PromptDetail
from kap_companion.vocabulary.scales import ScaleDetail
from kap_companion.vocabulary.self_energy import Quality, Rater

_WORD_OF_ROLE = {role: word for word, role in ROLE_WORDS.items()}
_WORD_OF_PLAIN = {detail.kind: word for word, (_, detail) in PLAIN_WORDS.items()}
_MARK_OF_LINK = {kind: mark for mark, kind in LINK_MARKS.items()}


def render(reading: Reading) -> str:
    """The line for a reading: `read(render(r), roster)` is `r` again, but for `raw`.

    Raises:
        BugError: for what only the companion itself writes (a gap, a retraction, a question asked).
    """
    text = reading.text
    time = render_time(reading.shift) if reading.shift else ""
    if reading.not_understood and reading.not_understood[0].startswith("@"):
        time = reading.not_understood[0]
        text = text.removeprefix(time).lstrip()
    return _spaced(time, _body(reading, text))


def _body(reading: Reading, text: str) -> str:
    match reading.detail:
        case PartDetail() as detail:
            return _part(detail, text)
        case SelfDetail() as detail:
            return _spaced(_self(detail), text)
        case QuoteDetail() as detail:
            words = [quoted(words) for words in detail.words] or ['""' if text else ""]
            return _spaced("q:", *words, text)
        case VitalsDetail() as detail:
            return _spaced("v:", render_vitals(detail), text)
        case DoseDetail() as detail:
            return _spaced("d:", render_dose(detail, text))
        case AdverseEventDetail() as detail:
            return _spaced("ae:", render_event(detail, text))
        case PhaseDetail() as detail:
            return render_phase(detail)
        case SettingDetail() as detail:
            return render_setting(detail, text)
        case PeopleDetail() as detail:
            return render_people(detail)
        case PlainDetail(kind="stop" | "promise" as word):
            return _spaced(f"> {word}", text)
        case PlainDetail(kind="note") if text.startswith(">") and text in reading.not_understood:
            return text
        case PlainDetail(kind=kind) if kind in _WORD_OF_PLAIN:
            return _spaced(f"{_WORD_OF_PLAIN[kind]}:", text)
    return _stated(reading, text)


def _stated(reading: Reading, text: str) -> str:
    match reading.detail:
        case ConsentDetail() as detail:
            return render_consent(detail, text)
        case FactDetail() as detail:
            return render_fact(detail, text)
        case PromptDetail() as detail:
            return render_prompt(detail, text)
        case ActionDetail() as detail:
            return render_action(detail, text)
        case OverrideDetail() as detail:
            return render_override(detail, text)
        case LimitDetail() as detail:
            return render_limit(detail, text)
        case ScaleDetail() as detail:
            return render_scale(detail, text)
        case KeptDetail() as detail:
            return render_kept(detail, text)
    message = f"nobody types an entry of the kind {reading.kind}"
    raise BugError(message)


def _spaced(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


def _part(detail: PartDetail, text: str) -> str:
    word = _WORD_OF_ROLE.get(detail.role, "p")
    pieces = [f"{word} {detail.name}:" if detail.name else f"{word}:"]
    if detail.intensity is not None:
        pieces.append(str(detail.intensity))
    if detail.blended is not None:
        pieces.append("~" if detail.blended else "^")
    pieces.extend([as_text(text)] if text else [])
    pieces += [f"#{place}" for place in detail.body]
    pieces += [quoted(words) for words in detail.words]
    pieces += [f"{_MARK_OF_LINK[link.kind]}{link.name}{render_state(link.state)}" for link in detail.links]
    # Behind all else: a value would take a quote that stands behind it.
    pieces += [piece for known in detail.known if (piece := render_known(known))]
    pieces += [render_step(taken) for taken in detail.steps]
    if detail.settled:
        pieces.append("-")
    elif ends_open(pieces[-1]):
        pieces.append('""')
    return " ".join(pieces)


def _self(detail: SelfDetail) -> str:
    head = "s client:" if detail.by is Rater.CLIENT else "s:"
    levels = (f"{quality} {detail.qualities[quality]}" for quality in Quality if quality in detail.qualities)
    return " ".join([head, *levels])
