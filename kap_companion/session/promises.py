"""All that was ever promised with a client, over all their sessions, and which of it was kept. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import KeptDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField, SharedItem

Told = tuple[Session, Timeline]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised.

    Attributes:
        number: from 1, in the order the client's promises were first written, those taken back too: what is
            promised later, or taken back, changes no number. As typed behind "#".
        words: as last said.
        session: in which it was promised.
        made_at: when it was promised.
        entry: its current reading in the log; None where it stands on the worksheet alone.
        shared: the item of the worksheet; None where it is in the log alone.
        kept: the entry that said last that it was kept; None while it is open.
    """

    number: int
    words: str
    session: Session
    made_at: datetime
    entry: Entry | None = None
    shared: SharedItem | None = None
    kept: Entry | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet that it was kept."""
        return self.kept is None


@dataclass(frozen=True, slots=True)
class _Made:
    """A promise while it is worked out.

    Attributes:
        ids: of all its readings, and of what it was copied from.
        stands: unless it was taken back.
        said: its words as names are compared; folding them for each line that was kept would be slow.
        written: when and where it was first written, by which promises are numbered.
        numbers: those that mean it; two where it is in the log and on the worksheet.
    """

    promise: Promise
    ids: frozenset[str]
    stands: bool
    said: str
    written: tuple[datetime, int, str]
    numbers: frozenset[int] = frozenset()


def promises(
    told: Iterable[Told], shared: Mapping[str, Sequence[SharedItem]] | None = None
) -> tuple[Promise, ...]:
    """A client's promises that were not taken back, in the order first written.

    Those logged as `> promise …`, and those written for a worksheet. A worksheet's promise that is in the
    log of its session too, by its words or as its copy, is the same one.

    Which promise `> kept …` means: one of exactly these words that was made before, with the number where
    several are; else the one of that number; else the only open one that begins with these words. An action
    about a promise that says that it is resolved keeps it as well.

    Args:
        told: the client's sessions with their timelines.
        shared: all that was ever agreed in each session, by the session's id.
    """
    sessions = sorted(told, key=lambda each: (each[0].anchor, each[0].number))
    made: list[_Made] = []
    for session, timeline in sessions:
        made += _logged(session, timeline)
        made += _on_worksheet(session, (shared or {}).get(session.id, ()))
    numbered = [
        replace(each, promise=replace(each.promise, number=number), numbers=frozenset({number}))
        for number, each in enumerate(sorted(made, key=lambda each: each.written), 1)
    ]
    standing = _told_once([each for each in numbered if each.stands])
    for entry in _said_to_be_kept(sessions):
        for at in _meant(entry, standing):
            standing[at] = replace(standing[at], promise=replace(standing[at].promise, kept=entry))
    return tuple(each.promise for each in standing)


def open_promises(made: Iterable[Promise]) -> tuple[Promise, ...]:
    """Those that nobody said were kept."""
    return tuple(each for each in made if each.is_open)


def _told_once(made: Sequence[_Made]) -> list[_Made]:
    """What is in the log and on the worksheet of its session is one promise, under its first number."""
    told = [each for each in made if each.promise.entry is not None]
    for each in made:
        if each.promise.entry is not None:
            continue
        same = next((at for at, other in enumerate(told) if _is_copy(each, other)), None)
        if same is None:
            told.append(each)
        else:
            numbers = told[same].numbers | each.numbers
            promise = replace(told[same].promise, number=min(numbers), shared=each.promise.shared)
            told[same] = replace(told[same], promise=promise, ids=told[same].ids | each.ids, numbers=numbers)
    return sorted(told, key=lambda each: each.promise.number)


def _logged(session: Session, timeline: Timeline) -> Iterator[_Made]:
    """Every entry of a session that was ever a promise, taken back or not."""
    standing = {entry.id: entry for entry in timeline.entries if entry.kind is EntryKind.PROMISE}
    seen: set[str] = set()
    for row in timeline.everything:
        if row.kind is not EntryKind.PROMISE or row.id in seen:
            continue
        readings = timeline.chains.get(row.id, (row,))
        seen.update(each.id for each in readings)
        first = min((each for each in readings if each.kind is EntryKind.PROMISE), key=_row_as_written)
        now = next((standing[each.id] for each in readings if each.id in standing), None)
        promise = Promise(0, (now or first).text, session, (now or first).at, entry=now)
        written = (first.typed_at, first.typed_ms, first.id)
        ids = frozenset(each.id for each in readings)
        yield _Made(promise, ids, now is not None, fold(promise.words), written)


def _on_worksheet(session: Session, items: Sequence[SharedItem]) -> Iterator[_Made]:
    """Promises of a worksheet; of the same words the first, standing while any of them stands agreed."""
    withdrawn = {item.withdraws for item in items}
    by_words: dict[str, list[SharedItem]] = {}
    for item in items:
        if item.field is SharedField.PROMISE and item.withdraws is None and item.value.strip():
            by_words.setdefault(fold(item.value), []).append(item)
    for said, same in by_words.items():
        agreed = [item for item in same if item.id not in withdrawn]
        now = agreed[-1] if agreed else same[-1]
        ids = {item.id for item in same} | {item.origin for item in same if item.origin}
        promise = Promise(0, now.value, session, same[0].agreed_at, shared=now)
        written = (same[0].agreed_at, 0, same[0].id)
        yield _Made(promise, frozenset(ids), bool(agreed), said, written)


def _is_copy(of_worksheet: _Made, logged: _Made) -> bool:
    if of_worksheet.promise.session.id != logged.promise.session.id:
        return False
    return bool(of_worksheet.ids & logged.ids) or of_worksheet.said == logged.said


def _said_to_be_kept(sessions: Sequence[Told]) -> Iterator[Entry]:
    for _, timeline in sessions:
        for entry in timeline.entries:
            if entry.kind is EntryKind.KEPT or _resolves(entry):
                yield entry


def _meant(entry: Entry, standing: Sequence[_Made]) -> tuple[int, ...]:
    """Where those stand that an entry says were kept."""
    if entry.about is not None:
        return tuple(at for at, each in enumerate(standing) if entry.about in each.ids)
    if not isinstance(entry.detail, KeptDetail):
        return ()
    said = fold(entry.text)
    numbered = tuple(at for at, each in enumerate(standing) if entry.detail.number in each.numbers)
    before = [(at, each) for at, each in enumerate(standing) if said and each.promise.made_at <= entry.at]
    same = tuple(at for at, each in before if each.said == said)
    if same:
        # Promised twice in the same words, both were kept; the number says which, where it is one of them.
        return numbered if set(numbered) & set(same) else same
    if entry.detail.number is not None:
        return numbered
    begun = tuple(at for at, each in before if each.promise.is_open and each.said.startswith(said))
    return begun if len(begun) == 1 else ()


def _resolves(entry: Entry) -> bool:
    return (
        isinstance(entry.detail, ActionDetail)
        and entry.detail.what is ActionWhat.RESOLVED
        and entry.about is not None
    )


def _row_as_written(row: Entry) -> tuple[int, str]:
    return row.typed_ms, row.id
