"""From a line to its kind's reader: time first, then the kind, then what a line without one is about."""

from collections.abc import Callable

from kap_companion.session.capture_dose import read_dose
from kap_companion.session.capture_event import read_event
from kap_companion.session.capture_kinds import PLAIN_WORDS, ROLE_WORDS, kind_word
from kap_companion.session.capture_names import Head, KnownNames, take_head, take_known
from kap_companion.session.capture_part import read_part
from kap_companion.session.capture_reading import Body, Reading
from kap_companion.session.capture_self import read_self
from kap_companion.session.capture_session import read_session_line
from kap_companion.session.capture_time import take_time
from kap_companion.session.capture_vitals import read_vitals
from kap_companion.session.capture_words import OPENERS, has_quotes, split_quotes
from kap_companion.vocabulary.details import QuoteDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role


def read(text: str, roster: Roster) -> Reading:
    """The line as it reads for a client with these parts. Never raises; `raw` is the line itself."""
    shift, not_a_time, line = take_time(text.strip())
    body = _read_body(line, roster)
    return Reading(
        kind=body.kind,
        detail=body.detail,
        text=f"{not_a_time} {body.text}".strip() if not_a_time else body.text,
        part=body.part,
        shift=shift,
        not_understood=((not_a_time,) if not_a_time else ()) + body.not_understood,
        raw=text,
    )


def _read_body(line: str, roster: Roster) -> Body:
    if line.startswith(">"):
        return read_session_line(line)
    if line.startswith(tuple(OPENERS)):
        return _read_quote(line)
    kind = kind_word(line)
    if kind is None:
        names = KnownNames.of(name for name, _ in roster.names())
        head = take_known(line, roster, names)
        return read_part(Role.UNKNOWN, head, roster, names) if head else _read_plain("n", line)
    rest = line[kind.end :].strip()
    if kind.word in ROLE_WORDS:
        names = KnownNames.of(name for name, _ in roster.names())
        head = Head(None, "", rest) if kind.colon else take_head(rest, roster, names)
        return read_part(ROLE_WORDS[kind.word], head, roster, names)
    if kind.word in PLAIN_WORDS:
        return _read_plain(kind.word, rest)
    return _READERS[kind.word](rest)


def _read_plain(word: str, text: str) -> Body:
    kind, detail = PLAIN_WORDS[word]
    return Body(kind, detail, text)


def _read_quote(line: str) -> Body:
    if not has_quotes(line):
        return Body(EntryKind.QUOTE, QuoteDetail(words=(line,) if line else ()))
    words, text = split_quotes(line)
    return Body(EntryKind.QUOTE, QuoteDetail(words=words), text)


_READERS: dict[str, Callable[[str], Body]] = {
    "s": read_self,
    "q": _read_quote,
    "v": read_vitals,
    "d": read_dose,
    "ae": read_event,
}
