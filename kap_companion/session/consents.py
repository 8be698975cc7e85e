"""Consents in a session: before the first dose they are agreed, after it they can only become fewer.

Each act after the first dose is looked at in the order it was written. One after which more would be agreed
than before counts for nothing, whether it gives, amends or takes back; what was asked for is kept as asked.

Source: tovanihealth.com KAP ethics, gatherwell.org casebook (nobody negotiates under ketamine); REQ-15.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby

from kap_companion.session.readings import read_again
from kap_companion.session.standing_consents import (
    WITHDRAWABLE,
    Consent,
    Standing,
    after,
    as_stated,
    stand,
)
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold

__all__ = ["Consent", "Consents", "consents", "consents_before", "may_touch", "widens"]

_TAKES_BACK = frozenset({ConsentAct.REFUSED, ConsentAct.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Consents:
    """How the consents of a session stand.

    Attributes:
        standing: what is agreed: one for each person and kind where these are named.
        withdrawn: what was taken back, and not agreed to again before the first dose.
        refused: what was refused, and not agreed to after that before the first dose.
        asked: what was asked for after the first dose, and so not granted.
        stop_ms: when the client first asked to stop, in milliseconds from the anchor; None for never.
    """

    standing: tuple[Consent, ...] = ()
    withdrawn: tuple[Consent, ...] = ()
    refused: tuple[Consent, ...] = ()
    asked: tuple[Consent, ...] = ()
    stop_ms: int | None = None

    def of(self, scope: ConsentScope) -> tuple[Consent, ...]:
        """What is agreed of one scope."""
        return tuple(one for one in self.standing if one.scope is scope)

    def denied(self, scope: ConsentScope) -> Consent | None:
        """The newest refusal or withdrawal of a scope; None where there is none."""
        # A withdrawal of all that can be withdrawn speaks of neither treatment nor dose.
        about = {scope, None} if scope in WITHDRAWABLE else {scope}
        nos = [no for no in (*self.refused, *self.withdrawn) if no.scope in about]
        return max(nos, key=lambda no: (no.at_ms, no.entry.id), default=None)


def consents(timeline: Timeline) -> Consents:
    """The consents as they stand now, counted against the first dose."""
    replay = _replay(timeline)
    standing = replay.standing
    # One walk over all entries: this is asked again while a line is typed.
    current = [row for row in timeline.entries if row.kind is EntryKind.CONSENT or row.kind is EntryKind.STOP]
    stops = (row.elapsed_ms for row in current if row.kind is EntryKind.STOP)
    return Consents(
        standing=standing.given,
        withdrawn=standing.withdrawn,
        refused=standing.refused,
        asked=tuple(_asked(current, replay.kept)),
        stop_ms=min(stops, default=None),
    )


def consents_before(timeline: Timeline, at_ms: int) -> Consents:
    """The consents as they stood at a time before the first dose, in milliseconds from the anchor."""
    told = [row for row, told_ms in _told(timeline) if told_ms <= at_ms]
    standing = stand(_in_order(told))
    return Consents(standing.given, standing.withdrawn, standing.refused)


def widens(detail: ConsentDetail, timeline: Timeline, text: str = "") -> bool:
    """Whether a consent stated now would agree to more than stands after the first dose.

    Args:
        detail: as read; only one that gives can widen.
        timeline: of the session, without it.
        text: the free words beside it, which may hold a condition.
    """
    if timeline.first_dose_ms is None or detail.act is not ConsentAct.GIVEN:
        return False
    return not _replay(timeline).standing.grants(detail, text)


def may_touch(agreed: Consents, name: str) -> bool:
    """Whether touch is agreed with this very person; a consent that names nobody is nobody's."""
    wanted = fold(name)
    return any(wanted in map(fold, one.detail.people) for one in agreed.of(ConsentScope.TOUCH))


@dataclass(slots=True)
class _Replay:
    """The acts after the first dose, one after the other.

    Attributes:
        kept: the rows that count.
        standing: what stands by them.
        holding: what was refused or withdrawn, by the id of that row and of the first reading of its entry;
            nothing said of these later counts.
        first: the id of the first reading of each entry, by the id of any of its readings.
        instead: the reading that still counts, by the id of the amendment of it that does not.
    """

    kept: list[Entry]
    standing: Standing
    first: Mapping[str | None, str]
    holding: set[str | None] = field(default_factory=set)
    instead: dict[str | None, str] = field(default_factory=dict)

    def take(self, act: list[Entry]) -> bool:
        """Let the rows of one act count, unless more would be agreed than before."""
        if any({self.first.get(row.amends), row.retracts} & self.holding for row in act):
            return False
        act = [row.model_copy(update={"amends": self.instead.get(row.amends, row.amends)}) for row in act]
        changed = self._after(act)
        if not changed.within(self.standing):
            self.instead.update((row.id, row.amends) for row in act if row.amends)
            return False
        self.kept.extend(act)
        self.standing = changed
        return True

    def take_no(self, row: Entry) -> None:
        """Let a refusal or a withdrawal count, whatever it amends; beside that one where it says no too."""
        changed = self._after([row])
        held = self.first.get(row.amends) in self.holding or not changed.within(self.standing)
        if held or row.id not in {no.entry.id for no in (*changed.withdrawn, *changed.refused)}:
            row = row.model_copy(update={"amends": None})
            changed = self._after([row])
        self.kept.append(row)
        self.standing = changed
        self.holding.update({row.id, self.first[row.id]})

    def _after(self, act: list[Entry]) -> Standing:
        if any(row.amends or row.retracts for row in act):
            return stand(_in_order([*self.kept, *act]))
        return reduce(after, act, self.standing)


def _replay(timeline: Timeline) -> _Replay:
    told = _told(timeline)
    first_dose_ms = timeline.first_dose_ms
    kept = [row for row, told_ms in told if first_dose_ms is None or told_ms <= first_dose_ms]
    replay = _Replay(kept, stand(_in_order(kept)), _first_readings(told))
    for act in _acts([row for row, _ in told[len(kept) :]]):
        if len(act) == 1 and _no(act[0]):
            replay.take_no(act[0])
        elif not replay.take(act) and len(act) > 1:
            for row in act:
                replay.take([row])
    return replay


def _first_readings(told: Iterable[tuple[Entry, int]]) -> dict[str | None, str]:
    first: dict[str | None, str] = {}
    for row, _ in sorted(told, key=lambda each: (each[0].typed_ms, each[0].id)):
        first[row.id] = first.get(row.amends) or row.amends or row.id
        first.setdefault(row.amends or row.id, first[row.id])
    return first


def _acts(rows: list[Entry]) -> Iterator[list[Entry]]:
    """The rows by what was done at once: an entry is taken back with all its readings."""
    for _, act in groupby(rows, key=lambda row: (row.typed_ms, "" if row.retracts else row.id)):
        yield list(act)


def _asked(current: Iterable[Entry], counting: Iterable[Entry]) -> Iterator[Consent]:
    """Current entries that ask, or that give what does not count as given."""
    counts = {row.id for row in counting}
    for entry in current:
        detail = entry.detail
        if not isinstance(detail, ConsentDetail) or detail.act in _TAKES_BACK:
            continue
        if detail.act is ConsentAct.ASKED or entry.id not in counts:
            yield as_stated(entry, detail, ConsentAct.ASKED)


def _told(timeline: Timeline) -> list[tuple[Entry, int]]:
    """All rows that state consents or correct such rows, with when they were told, in that order."""
    rows = [
        row
        for row in timeline.everything
        if row.kind is EntryKind.CONSENT or row.amends is not None or row.retracts is not None
    ]
    rows.sort(key=lambda row: (row.typed_ms, row.id))
    first: dict[str | None, Entry] = {}
    found: list[tuple[Entry, int]] = []
    for row in rows:
        if row.addition is Addition.ADDENDUM:
            continue
        if row.kind is EntryKind.CONSENT or first.keys() & {row.amends, row.retracts}:
            first[row.id] = first.get(row.amends, row)
            found.append((row, _told_ms(row, first[row.id])))
    return sorted(found, key=lambda each: (each[1], each[0].typed_ms, each[0].id))


def _told_ms(row: Entry, first: Entry) -> int:
    """When a row was told: not before it was typed, for nobody agrees after the fact.

    On paper it was told when the paper says, and mending the transcription changes nothing about that.

    Args:
        row: as written.
        first: the first reading of its entry.
    """
    on_paper = first.source is EntrySource.TRANSCRIBED
    return row.elapsed_ms if on_paper else max(row.elapsed_ms, row.typed_ms)


def _in_order(rows: Iterable[Entry]) -> list[Entry]:
    """The current readings in the order they count: mending a consent that was given does not renew it."""
    readings = read_again(rows)

    def place(row: Entry) -> tuple[int, int, str]:
        chain = readings.chains.get(row.id)
        first = chain[0] if chain and not _no(row) else row
        return _told_ms(first, first), first.typed_ms, first.id

    return sorted(readings.current, key=place)


def _no(row: Entry) -> bool:
    return isinstance(row.detail, ConsentDetail) and row.detail.act in _TAKES_BACK
