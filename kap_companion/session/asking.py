"""Which question might be asked next: chosen by who is here and by what was said last. Pure.

The order of the six Fs, and that an answer of another part is met by asking that part for room, come from
Earley, Self-Therapy (steps of working with a protector).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Final

from kap_companion.session.presence import Presence
from kap_companion.session.six_fs import CHECK_IN, FS, NAME, SixFs, Step
from kap_companion.session.timeline import Timeline, in_time
from kap_companion.vocabulary.details import AskedDetail, PartDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import SIX_FS, PartField
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import Protocol, VisitKind

LONGEST_NAME: Final = 60
# Nothing was logged for so long while the dose works: a check-in, not another step.
QUIET_MS: Final = 10 * 60_000
# More than this of a line says nothing more about how somebody feels.
_LONGEST_SAID: Final = 2_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that might be asked.

    Attributes:
        text: as it is asked, the part's name in it.
        step: the title of what it belongs to; empty for the protocol's own.
        place: where in the six Fs, from 0; None for all others.
        part: whom it is about; None for no one.
    """

    text: str
    step: str
    place: int | None = None
    part: str | None = None


def next_question(
    timeline: Timeline,
    roster: Roster,
    part: str | None,
    before: Sequence[str],
    prompts: SixFs,
    protocol: Protocol,
    *,
    now_ms: int | None = None,
    wanted: bool = False,
) -> Question | None:
    """The question to offer now; None where none should be: after one was asked, until more is logged.

    Args:
        timeline: the session as it reads now.
        roster: the client's parts.
        part: the id of the part that is looked at; None for the one that came up last of those here.
        before: the texts offered in this room so far and passed over, oldest first.
        prompts: the questions there are.
        protocol: the session's; its own questions come first on a visit without a dose.
        now_ms: from the session's anchor; None where quiet does not count.
        wanted: a person asks for one: none is held back.
    """
    if timeline.ended_ms is not None or (not wanted and rests(timeline)):
        return None
    presence = _presence(timeline, part)
    about = part or (presence.part if presence is not None else None)
    offers = tuple(
        _worded(offers_in_order(timeline, about, presence, prompts, protocol, now_ms), roster, about, prompts)
    )
    asked = tuple(entry.text for entry in timeline.asked)
    used = {text: number for number, text in enumerate((*asked, *before))}
    just_now = {*asked[-1:], *before[-1:]}
    fresh = [offer for offer in offers if offer.text not in used]
    again = sorted((offer for offer in offers if offer.text in used), key=lambda offer: used[offer.text])
    return next((offer for offer in (*fresh, *again) if offer.text not in just_now), None)


def target(timeline: Timeline) -> str | None:
    """The id of the part that is being met: of those here the one that came up, or became the next, last."""
    presence = _presence(timeline, None)
    return presence.part if presence is not None else None


def rests(timeline: Timeline) -> bool:
    """Whether the last thing that was logged is a question, so that nothing more is offered."""
    newest = next((row for row in reversed(timeline.everything) if _was_said(row, timeline)), None)
    return newest is not None and newest.kind is EntryKind.ASKED


def offers_in_order(
    timeline: Timeline,
    about: str | None,
    presence: Presence | None,
    prompts: SixFs,
    protocol: Protocol,
    now_ms: int | None,
) -> Iterator[tuple[Step, int | None, str]]:
    """Every question there is with its step and place, what fits best first."""
    own = Step(key="protocol", title=protocol.name, questions=protocol.prompts) if protocol.prompts else None
    check_in = prompts.step(CHECK_IN)
    first: list[Step] = []
    if own is not None and protocol.visit is not VisitKind.DOSING:
        first.append(own)
    if timeline.phase is Phase.INTEGRATION or protocol.visit is VisitKind.INTEGRATION:
        first.append(prompts.integration)
    if about is None or _is_quiet(timeline, now_ms):
        first.append(check_in)
    last = [own] if own is not None and own not in first else []
    start = 0
    if about is not None:
        start, unblending = _where(timeline, about, presence, prompts)
        if unblending:
            first.append(prompts.unblending)
    for step in first:
        yield from ((step, None, question) for question in step.questions)
    steps = prompts.steps
    places = [*range(start, len(steps)), *range(start)]
    rounds = zip_longest(*(_of_step(steps[place], place) for place in places if steps[place] not in first))
    yield from (offer for offer in chain.from_iterable(rounds) if offer is not None)
    yield from ((step, None, question) for step in last for question in step.questions)


def _of_step(step: Step, place: int) -> list[tuple[Step, int | None, str]]:
    return [(step, place if place < len(FS) else None, question) for question in step.questions]


def _worded(
    offers: Iterable[tuple[Step, int | None, str]], roster: Roster, about: str | None, prompts: SixFs
) -> Iterator[Question]:
    part = next((part for part in roster.parts if part.id == about), None)
    name = " ".join(part.name.split()) if part is not None else ""
    called = (name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…") or prompts.this_part
    for step, place, question in offers:
        if NAME not in question:
            yield Question(question, step.title, place, about)
        elif about is not None:
            yield Question(question.replace(NAME, called), step.title, place, about)


def _where(timeline: Timeline, about: str, presence: Presence | None, prompts: SixFs) -> tuple[int, bool]:
    """The step to go on with, and whether somebody is to be asked for room first."""
    titles = {step.title: place for place, step in enumerate(prompts.steps)}
    titles[prompts.unblending.title] = FS.index("feel_toward") - 1
    said = timeline.of_part.get(about, ())
    newest = next((entry for entry in reversed(said) if _place_of(entry, titles) is not None), None)
    line = next((entry for entry in reversed(said) if type(entry.detail) is PartDetail), None)
    is_new = line is not None and (newest is None or _after(line, newest))
    place = _place_of(newest, titles) if newest is not None else None
    answers = place == FS.index("feel_toward")
    felt = _feeling(line, prompts, answers=answers) if line is not None and is_new else None
    if felt == "in the way" or (felt is None and presence is not None and presence.blended is True):
        return FS.index("feel_toward"), True
    if felt == "toward":
        return FS.index("befriend"), False
    if place is not None:
        return (place + 1) % len(prompts.steps), False
    found = any(isinstance(entry.detail, PartDetail) and entry.detail.body for entry in reversed(said))
    return FS.index("focus" if found else "find"), False


def _place_of(entry: Entry, titles: Mapping[str, int]) -> int | None:
    if type(entry.detail) is PartDetail and not entry.detail.steps:
        # Most lines are such, and every one of them is looked at.
        return None
    match entry.detail:
        case PartDetail(steps=steps):
            # The six Fs stand first among the steps, in the order of their questions.
            return max((SIX_FS.index(taken.step) for taken in steps if taken.step in SIX_FS), default=None)
        case AskedDetail(step=title):
            return titles.get(title)
    return None


def _feeling(line: Entry, prompts: SixFs, *, answers: bool) -> str | None:
    """What a line tells of a feeling toward the part; it may say so as an answer to that question."""
    if not isinstance(line.detail, PartDetail):
        return None
    felt = [known.value for known in line.detail.known if known.field is PartField.TOWARD]
    told = felt or [line.text, *line.detail.words]
    said = {word.casefold() for word in _WORD.findall(" ".join(told)[:_LONGEST_SAID])}
    if not answers and not felt and not said & {word.casefold() for word in prompts.toward}:
        return None
    if said & {word.casefold() for word in prompts.in_the_way}:
        return "in the way"
    return "toward"


def _was_said(row: Entry, timeline: Timeline) -> bool:
    by_a_person = row.source is not EntrySource.COMPANION and row.kind is not EntryKind.RETRACTION
    return by_a_person and row.id not in timeline.taken_back


def _after(entry: Entry, other: Entry) -> bool:
    return (entry.typed_ms, entry.id) > (other.typed_ms, other.id)


def _presence(timeline: Timeline, part: str | None) -> Presence | None:
    if part is not None:
        return next((here for here in timeline.present if here.part == part), None)
    return max(timeline.present, key=_came, default=None)


def _came(here: Presence) -> tuple[int, str]:
    """When it came up or became the next; two of one moment still have an order."""
    return (here.since_ms, here.opened_by) if here.became_next is None else in_time(here.became_next)


def _is_quiet(timeline: Timeline, now_ms: int | None) -> bool:
    if now_ms is None or timeline.phase is not Phase.DOSING:
        return False
    newest = next((row for row in reversed(timeline.everything) if _was_said(row, timeline)), None)
    return newest is not None and now_ms - newest.typed_ms >= QUIET_MS
