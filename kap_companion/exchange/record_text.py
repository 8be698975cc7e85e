"""The record of one session as plain text, to be read and printed."""

import unicodedata
from collections.abc import Iterator

from kap_companion.session.recorded import SessionRecord
from kap_companion.session.stated_text import beside_the_line, written_by_itself
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part_two import notice_for
from kap_companion.vocabulary.signature import Signature

_INDENT = " " * 12
# Embeddings, overrides and isolates: they turn what stands after them.
_TURNING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def record_text(found: SessionRecord) -> str:
    """A session's record in lines: what was logged, who signed, what was added.

    Each entry begins a line; what it says goes on indented, so that no words of an entry can pass for a
    signature or for an entry of their own. The notice of 42 CFR Part 2 stands first and last where it
    protects the client's records: plain text has no pages.
    """
    notice = notice_for(found.client)
    lines = [notice, "", *_lines(found), "", notice] if notice else _lines(found)
    return "\n".join(lines) + "\n"


def _lines(found: SessionRecord) -> Iterator[str]:
    session, client = found.session, found.client
    pronouns = f" ({_on_one_line(client.pronouns)})" if client.pronouns else ""
    yield f"RECORD OF SESSION {session.number} · {session.anchor.date()}"
    yield f"Protocol: {_on_one_line(session.protocol.name)}"
    yield f"Client: {_on_one_line(client.name)}{pronouns}"
    yield f"Facilitator: {_person(found, session.facilitator)}"
    yield f"Began: {session.anchor.isoformat(timespec='seconds')}   State: {session.state.value}"
    if session.intention:
        yield f"Intention: {_on_one_line(session.intention)}"
    yield ""
    yield "ENTRIES (minutes from the first dose)"
    addenda = {row.id for row in found.timeline.addenda}
    shown = [row for row in found.timeline.everything if row.id not in addenda]
    for row in sorted(shown, key=lambda row: (row.elapsed_ms, row.id)):
        yield from _entry(found, row)
    yield ""
    yield "SIGNATURES"
    if not found.signatures:
        yield "None: this session is not signed."
    for signature, good in found.signatures:
        yield _signature(signature, good=good)
    if found.timeline.addenda:
        yield ""
        yield "ADDED AFTER SIGNING"
    for row in found.timeline.addenda:
        yield from _entry(found, row)


def _entry(found: SessionRecord, row: Entry) -> Iterator[str]:
    since = seconds_from_dose(found.timeline, row.elapsed_ms)
    # Nothing is written as minus zero.
    minutes = (
        f"{round(since / 60, 1) + 0.0:+9.1f}" if since is not None else f"{row.elapsed_ms / 60_000:9.1f}"
    )
    if row.kind is EntryKind.ADDENDUM:  # it stands at no time of the session
        minutes = " " * len(minutes)
    words = _printable(row.raw or written_by_itself(row)).splitlines() or [""]
    reading = found.reading_of(row)
    remark = "" if reading == "current" else f" [{reading}]"
    yield f"{minutes}   {row.kind.value}{remark}{': ' if words[0] else ''}{words[0]}"
    for line in words[1:]:
        yield f"{_INDENT}{line}"
    yield from (f"{_INDENT}{note}" for note in _notes(found, row))


def _notes(found: SessionRecord, row: Entry) -> Iterator[str]:
    if row.raw:
        yield from (_on_one_line(note) for note in beside_the_line(row))
    if row.kind is EntryKind.ACTION and row.about is not None:
        about = (each for each in found.timeline.everything if each.id == row.about)
        yield from (f"about {each.kind.value}: {_on_one_line(each.raw or each.text)}" for each in about)
    written = f"{_person(found, row.author)}, written {row.typed_at.isoformat(timespec='seconds')}"
    if row.copied_from is not None:
        yield f"copied from private notes by {written}"
    elif row.addition is Addition.LATE:
        yield f"late entry by {written}, for {row.at.isoformat(timespec='seconds')}"
    elif row.kind is EntryKind.ADDENDUM:
        yield f"addendum by {written}"
    elif row.kind is EntryKind.RETRACTION or row.amends is not None:
        yield f"by {written}"
    else:
        yield f"{_person(found, row.author)}, {row.at.isoformat(timespec='seconds')}"
    if row.reason:
        yield f"why: {_on_one_line(row.reason)}"


def _signature(signature: Signature, *, good: bool) -> str:
    holds = "the signature holds" if good else "THE SIGNATURE DOES NOT HOLD"
    stated = f"{_on_one_line(signature.name)}, {signature.role.value}, as {signature.meaning.value}"
    at = signature.at.isoformat(timespec="seconds")
    return f"{stated}, {at}: {holds} (ledger row {signature.head}, key {signature.key[:16]})"


def _person(found: SessionRecord, person_id: str) -> str:
    person = found.people.get(person_id)
    return f"{_on_one_line(person.name)} ({person.role.value})" if person else _on_one_line(person_id)


def _on_one_line(words: str) -> str:
    return " ".join(_printable(words).splitlines())


def _printable(words: str) -> str:
    """The words without what would move a printer or turn lines round; half characters become a mark."""
    kept = "".join(each if each in "\n\t" or not _controls(each) else "\ufffd" for each in _broken(words))
    return kept.encode("utf-8", "replace").decode("utf-8")


def _broken(words: str) -> str:
    return "\n".join(words.splitlines())


def _controls(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _TURNING
