"""The log of the session record: every line in order of time, and beside it what became of it.

What was corrected or taken back stays to be read, with who did it, when and why.

Source: 21 CFR 11.10(e) (changes do not obscure what was recorded before); CMS Program Integrity Manual,
chapter 3, 3.3.2.5 (amendments are dated, signed and never delete what was there).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kap_companion.session.recorded import SessionRecord
from kap_companion.session.stated_text import beside_the_line, written_by_itself
from kap_companion.session.timeline import in_time
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.facts import GateDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.worksheets.record_page import Log, LogLine, Note, note
from kap_companion.worksheets.record_times import RecordTimes, spell_moment
from kap_companion.worksheets.record_words import RecordWords
from kap_companion.worksheets.sentences import Sentence, fill, ours, own


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry as it stands, or as it last stood before it was taken back, and its earlier readings."""

    row: Entry
    counts: bool
    earlier: tuple[Entry, ...] = ()


def kept_entries(found: SessionRecord) -> tuple[Kept, ...]:
    """The entries of a session in order of time, each once; addenda stand beside them."""
    timeline = found.timeline
    counting = {row.id for row in timeline.current}
    known = {row.id for row in timeline.everything}
    beside = {row.id for row in timeline.addenda}
    kept: dict[str, Kept] = {}
    for row in timeline.everything:
        if row.id in beside or (row.kind is EntryKind.RETRACTION and row.retracts in known):
            continue
        chain = timeline.chains.get(row.id, (row,))
        shown = next((each for each in chain if each.id in counting), chain[-1])
        kept[shown.id] = Kept(shown, shown.id in counting, tuple(each for each in chain if each is not shown))
    return tuple(sorted(kept.values(), key=lambda each: in_time(each.row)))


@dataclass(frozen=True, slots=True)
class RowNotes:
    """What stands beneath a row of the record: who wrote it late, corrected or copied it, and why.

    Attributes:
        kept: every entry by the id of the reading that is shown of it.
    """

    found: SessionRecord
    words: RecordWords
    kept: Mapping[str, Kept]

    @classmethod
    def of(cls, found: SessionRecord, words: RecordWords) -> "RowNotes":
        """Those of a session."""
        return cls(found, words, {each.row.id: each for each in kept_entries(found)})

    def changes(self, row: Entry) -> Iterator[Note]:
        """What marks a current row in a table: that it came late or was corrected, and addenda about it."""
        yield from self._how_written(row)
        yield from self.history(self.kept.get(row.id, Kept(row, counts=True)))

    def beside(self, row: Entry) -> Iterator[Note]:
        """What a line does not tell by itself: what it is about, and how it came to be written."""
        if row.raw:
            yield from (note(own(each)) for each in beside_the_line(row))
        if row.kind is EntryKind.ACTION and row.about is not None:
            yield from (
                note(fill(self.words.log.about, what=own(each.raw or each.text)))
                for each in self.found.timeline.everything
                if each.id == row.about
            )
        yield from self._how_written(row)

    def history(self, kept: Kept) -> Iterator[Note]:
        """Earlier readings, who took it back, and addenda about it."""
        for earlier in kept.earlier:
            yield note(said_in(earlier, self.words), struck=True)
            if earlier.amends is not None:
                yield from self._how_written(earlier)
            yield from self._retractions(earlier.id, self.words.log.taken_back)
        yield from self._retractions(kept.row.id, self.words.log.taken_back)
        about = {kept.row.id, *(each.id for each in kept.earlier)}
        for addendum in self.found.timeline.addenda:
            if addendum.about in about:
                yield note(self._by(self.words.log.addendum, addendum))
                yield note(own(addendum.raw or addendum.text))
                yield from self._why(addendum)

    def _how_written(self, row: Entry) -> Iterator[Note]:
        words = self.words.log
        if row.copied_from is not None:
            yield note(self._by(words.copied, row))
        elif row.addition is Addition.LATE:
            yield note(self._by(words.late, row))
        elif row.amends is not None:
            # What it was moved here from a notebook is nobody's business.
            here = any(each.id == row.amends for each in self.found.timeline.everything)
            yield note(self._by(words.amended if here else words.written, row))
        elif row.author != self.found.session.facilitator:
            yield note(self._by(words.written, row))
        yield from self._why(row)

    def _retractions(self, row_id: str, template: str) -> Iterator[Note]:
        for each in self.found.timeline.everything:
            if each.retracts != row_id:
                continue
            yield note(self._by(template, each))
            yield from self._why(each)
            yield from self._retractions(each.id, self.words.log.taken_back_again)

    def _by(self, template: str, row: Entry) -> Sentence:
        name = own(self.found.name_of(row.author))
        return fill(template, name=name, when=ours(spell_moment(row.typed_at)))

    def _why(self, row: Entry) -> Iterator[Note]:
        if row.reason:
            yield note(fill(self.words.log.why, reason=own(row.reason)))


def log_of(notes: RowNotes, times: RecordTimes) -> Log:
    """The log of a session."""
    words = notes.words
    lines = (
        LogLine(
            since=times.since(each.row.elapsed_ms),
            clock=times.clock(each.row.at),
            what=words.log.kinds[each.row.kind],
            said=note(said_in(each.row, words), struck=not each.counts),
            notes=(*notes.beside(each.row), *notes.history(each)),
        )
        for each in notes.kept.values()
    )
    return Log(words.log.heading, words.log.columns, tuple(lines), words.log.nothing)


def said_in(row: Entry, words: RecordWords) -> Sentence:
    """What a row says: as it was typed, or what the companion wrote by itself."""
    if isinstance(row.detail, GateDetail):
        return ours(words.log.gate.replace("{heading}", words.points.gate_heading))
    return own(row.raw or written_by_itself(row))
