"""A line about the session itself: phases, mask and music, people, a wish to stop; or what is stated in it.

Consents, facts, answers, limits and scales have their own files beside this one. A phase stands alone:
`> end of the song` must not end anything. What is not known is kept whole as a note and shown as not
understood.
"""

from collections.abc import Callable
from typing import Literal

from kap_companion.session.capture_answer import read_answer
from kap_companion.session.capture_consent import read_consent, read_withdrawal
from kap_companion.session.capture_fact import read_fact
from kap_companion.session.capture_limit import read_limit
from kap_companion.session.capture_phrases import first_word, names_in
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_scale import read_scale
from kap_companion.session.capture_words import COLONS, joined
from kap_companion.vocabulary.details import (
    PeopleDetail,
    PhaseDetail,
    PlainDetail,
    SettingDetail,
)
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase

_PHASES = {
    "preparation": Phase.PREPARATION,
    "dosing": Phase.DOSING,
    "integration": Phase.INTEGRATION,
    "end": Phase.ENDED,
}
_PHASE_WORDS = {phase: word for word, phase in _PHASES.items()}
_SETTINGS: dict[str, Literal["mask", "music"]] = {"mask": "mask", "music": "music"}
_SWITCH = {"on": True, "off": False}
_COMINGS: dict[str, Literal["in", "out"]] = {"in": "in", "out": "out"}


def read_session_line(line: str) -> Body:
    """The entry of a line that begins with `>`."""
    word, rest = first_word(line[1:].lstrip().lstrip(COLONS))
    body = (
        _phase(word, rest)
        or _setting(word, rest)
        or _people(word, rest)
        or read_fact(word, rest)
        or read_answer(word, rest)
        or (_READERS[word](rest) if word in _READERS else None)
    )
    return body or Body(EntryKind.NOTE, PlainDetail(kind="note"), line, not_understood=(line,))


def render_phase(detail: PhaseDetail) -> str:
    """`> dosing`."""
    return f"> {_PHASE_WORDS[detail.phase]}"


def render_setting(detail: SettingDetail, text: str) -> str:
    """`> music on` and what plays."""
    return f"> {detail.what} {'on' if detail.on else 'off'} {text}".rstrip()


def render_people(detail: PeopleDetail) -> str:
    """`> people A, B` or `> in A (role)`."""
    names = ", ".join(detail.names)
    if detail.action == "present":
        return f"> people {names}"
    # An empty role keeps a name that itself ends in brackets.
    role = f" ({detail.role})" if detail.role or names.endswith(")") else ""
    return f"> {detail.action} {names}{role}"


def _phase(word: str, rest: str) -> Body | None:
    phase = _PHASES.get(word)
    return Body(EntryKind.PHASE, PhaseDetail(phase=phase)) if phase and not rest else None


def _setting(word: str, rest: str) -> Body | None:
    what = _SETTINGS.get(word)
    switch, text = first_word(rest)
    on = _SWITCH.get(switch)
    if what is None or on is None:
        return None
    return Body(EntryKind.SETTING, SettingDetail(what=what, on=on), text)


def _people(word: str, rest: str) -> Body | None:
    if word == "people":
        detail = PeopleDetail(action="present", names=names_in(rest))
    elif action := _COMINGS.get(word):
        written, role = _role(rest)
        detail = PeopleDetail(action=action, names=names_in(written), role=role)
    else:
        return None
    return Body(EntryKind.PEOPLE, detail) if detail.names else None


def _stop(text: str) -> Body:
    return Body(EntryKind.STOP, PlainDetail(kind="stop"), text)


def _role(text: str) -> tuple[str, str]:
    opening = text.rfind("(")
    if opening < 0 or not text.endswith(")"):
        return text, ""
    return text[:opening], joined(text[opening + 1 : -1])


_READERS: dict[str, Callable[[str], Body | None]] = {
    "stop": _stop,
    "consent": read_consent,
    "withdraw": read_withdrawal,
    "limit": read_limit,
    "scale": read_scale,
}
