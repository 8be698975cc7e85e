"""The session record on paper: all that the record says of one session, signed, with what was added since.

It is made of what a `RecordReader` can open, which is the record alone: no notebook, and nothing shared.

Source: clinical ground 1.13 (what is documented) and 4.5 (signing and amendment: 21 CFR 11.50 asks for the
printed name, the date and time and the meaning of each signature).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from kap_companion.records.readers import RecordReader
from kap_companion.session.recorded import SessionRecord, read_record
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.signature import Meaning, Signature
from kap_companion.worksheets.part_two import notice_for
from kap_companion.worksheets.press import Pages, Press, Typeset
from kap_companion.worksheets.record_doses import dose_table
from kap_companion.worksheets.record_head import consent_table, gate_table, head_lines, leaving_table
from kap_companion.worksheets.record_log import RowNotes, log_of, said_in
from kap_companion.worksheets.record_page import RecordPage, Row, Section, Table
from kap_companion.worksheets.record_tables import event_table, scale_table, vitals_table
from kap_companion.worksheets.record_times import RecordTimes, spell_day, spell_moment
from kap_companion.worksheets.record_words import RecordWords, Standing, record_words
from kap_companion.worksheets.sentences import Sentence, fill, ours, own
from kap_companion.worksheets.sheet import Foot

TEMPLATE = "session_record"

_MS = timedelta(milliseconds=1)
_SIGNATURE_WIDTHS = (1.6, 1.2, 1.7, 1.6)
_ADDED_WIDTHS = (1.5, 2.6, 1.0, 1.4)


def session_record(
    reader: RecordReader,
    session_id: str,
    practice: str,
    press: Press,
    choice: PaperChoice,
    made_at: datetime,
) -> Typeset:
    """The record of one session as a PDF; arguments and errors are those of `read_page` and `set_page`."""
    return set_page(read_page(reader, session_id, practice, made_at), press, choice, made_at)


def read_page(reader: RecordReader, session_id: str, practice: str, made_at: datetime) -> RecordPage:
    """What stands on the record of one session; read in the thread that opened the practice.

    Args:
        reader: can open the record alone.
        session_id: whose record; it may still run, and then the page says so.
        practice: its name, where its letterhead has no other.
        made_at: now.

    Raises:
        SessionError: there is no such session.
        PracticeDamagedError: the file does not read.
    """
    return record_page(read_record(reader, session_id), practice, reader.letterhead(), made_at)


def set_page(page: RecordPage, press: Press, choice: PaperChoice, made_at: datetime) -> Typeset:
    """The record as a PDF, in any thread."""
    return press.pdf(TEMPLATE, {"page": page}, choice, made_at=made_at)


def pages_of(page: RecordPage, press: Press, choice: PaperChoice) -> Pages:
    """The record as pictures, one a page, to be looked at and printed; in any thread."""
    return press.pages(TEMPLATE, {"page": page}, choice)


def record_page(
    found: SessionRecord, practice: str, letterhead: Letterhead | None, made_at: datetime
) -> RecordPage:
    """The record of one session as values.

    Args:
        found: all that the record says of it.
        practice: its name, where its letterhead has no other.
        letterhead: what the practice puts on its pages.
        made_at: now, which counts where the session still runs.
    """
    words, session = record_words(), found.session
    times = RecordTimes.of(session, found.timeline)
    notes = RowNotes.of(found, words)
    now_ms = max(0, (made_at - session.anchor) // _MS)
    sections: tuple[Section, ...] = (
        head_lines(found, times, words),
        consent_table(notes, times),
        gate_table(found, now_ms, words),
        dose_table(notes, times),
        vitals_table(notes, times),
        *([scales] if (scales := scale_table(notes, times)).rows else ()),
        event_table(notes, times),
        leaving_table(found, times, now_ms, words),
        log_of(notes, times),
        _signatures(found, words),
        *_added(found, times, words),
    )
    day = spell_day(session.anchor)
    standing = _standing(found)
    foot = {
        "client": found.client.name,
        "number": f"{session.number}",
        "date": day,
        "stands": words.stands[standing[0]],
    }
    return RecordPage(
        title=words.title,
        language=words.language,
        subtitle=fill(words.subtitle, number=ours(f"{session.number}"), date=ours(day)),
        says=tuple(_says(found, standing, made_at, words)),
        sections=sections,
        foot=Foot(
            practice=(letterhead.name if letterhead is not None else "") or practice,
            contact=fill(words.foot, **{slot: own(text) for slot, text in foot.items()}).text,
            page=words.page,
            logo=letterhead.logo if letterhead is not None else "",
            notice=notice_for(found.client),
        ),
        stands_out=standing != (Standing.SIGNED,),
    )


def _standing(found: SessionRecord) -> tuple[Standing, ...]:
    """How far the record is, the most important first."""
    standing: list[Standing] = []
    if any(not good for _, good in found.signatures):
        standing.append(Standing.DOUBTFUL)
    if found.timeline.ended_ms is None:
        standing.append(Standing.RUNNING)
    elif not found.signatures:
        standing.append(Standing.UNSIGNED)
    elif _after_signing(found):
        standing.append(Standing.ADDED)
    return tuple(standing) or (Standing.SIGNED,)


def _says(
    found: SessionRecord, standing: Iterable[Standing], made_at: datetime, words: RecordWords
) -> Iterator[Sentence]:
    good = dict.fromkeys(signature.name for signature, holds in found.signatures if holds)
    slots = {"names": own(", ".join(good)), "when": ours(spell_moment(made_at))}
    if good:
        yield fill(words.says[Standing.SIGNED], **slots)
    for each in standing:
        if each is not Standing.SIGNED:
            yield fill(words.says[each], **slots)
    if found.session.source is EntrySource.TRANSCRIBED:
        yield ours(words.transcribed)


def _after_signing(found: SessionRecord) -> tuple[Entry, ...]:
    """What was added after the newest signature."""
    newest = max((signature.at for signature, _ in found.signatures), default=None)
    if newest is None:
        return ()
    return tuple(
        row for row in found.timeline.everything if row.addition is not None and row.typed_at > newest
    )


def _signatures(found: SessionRecord, words: RecordWords) -> Table:
    of_signatures = words.signatures
    rows = tuple(
        Row(
            (
                fill(of_signatures.who, name=own(signature.name), role=ours(signature.role.value)),
                ours(_meaning(signature, words)),
                ours(spell_moment(signature.at)),
                fill(
                    of_signatures.holds if good else of_signatures.broken,
                    head=ours(f"{signature.head}"),
                    key=ours(signature.key[:16]),
                ),
            )
        )
        for signature, good in found.signatures
    )
    about = (ours(of_signatures.about),) if rows else ()
    return Table(
        of_signatures.heading, of_signatures.columns, _SIGNATURE_WIDTHS, rows, of_signatures.nothing, about
    )


def _meaning(signature: Signature, words: RecordWords) -> str:
    return {
        Meaning.AUTHOR: words.signatures.author,
        Meaning.REVIEWER: words.signatures.reviewer,
        Meaning.WITNESS: words.signatures.witness,
    }[signature.meaning]


def _added(found: SessionRecord, times: RecordTimes, words: RecordWords) -> tuple[Table, ...]:
    """Addenda and late entries once more, in the order they were written; no table without any."""
    late = [row for row in found.timeline.entries if row.addition is Addition.LATE]
    rows = sorted((*found.timeline.addenda, *late), key=lambda row: (row.typed_ms, row.id))
    if not rows:
        return ()
    of_added = words.added
    shown = tuple(
        Row(
            (
                ours(spell_moment(row.typed_at)),
                ours(_kind(row, times, words) + "\n") + said_in(row, words),
                own(found.name_of(row.author)),
                own(row.reason or words.none),
            )
        )
        for row in rows
    )
    return (Table(of_added.heading, of_added.columns, _ADDED_WIDTHS, shown),)


def _kind(row: Entry, times: RecordTimes, words: RecordWords) -> str:
    if row.addition is Addition.LATE:
        return words.added.late.replace("{when}", times.both(row.elapsed_ms, row.at))
    return words.added.addendum
