"""The handoff card on paper: how a session stands, for whoever takes over; nothing private is on it.

It is made of the card's value, which is computed from the rows of the record alone.

Source: clinical ground 5 (handoff card); REQ-03.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from kap_companion.session.concerns import Concern
from kap_companion.session.doses import DoseLine
from kap_companion.session.handoff_card import HandoffCard
from kap_companion.session.prompts import DueKind
from kap_companion.session.vitals_words import vitals_words
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.part_two import notice_for
from kap_companion.worksheets.press import Pages, Press, Typeset
from kap_companion.worksheets.prompts import table
from kap_companion.worksheets.record_doses import ceiling_words, dose_notes, given_words
from kap_companion.worksheets.record_head import consent_terms
from kap_companion.worksheets.record_page import Line, Lines, RecordPage, joined
from kap_companion.worksheets.record_tables import what_it_was
from kap_companion.worksheets.record_times import RecordTimes, spell_moment
from kap_companion.worksheets.record_words import RecordWords, record_words
from kap_companion.worksheets.sentences import Sentence, fill, ours, own
from kap_companion.worksheets.sheet import Foot

TEMPLATE = "handoff"


class HandoffWords(Frozen):
    """All words of ours on the card; those of doses, vitals and consents are the session record's."""

    language: str
    source: str
    title: str
    subtitle: str
    stood: str
    page: str
    foot: str
    nothing: str
    now: str
    doses: str
    vitals: str
    due: str
    open: str
    agreed: str
    not_agreed: str
    promises: str
    here: str
    overdue: str
    coming: str
    stop: str
    no_dose: str
    since: str
    done: str
    undone: str
    signed: tuple[str, ...]
    phases: dict[Phase, str]
    dues: dict[DueKind, str]


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    """A card and whose it is.

    Attributes:
        practice: its name, where its letterhead has no other.
        letterhead: what the practice puts on its pages; None where it set nothing.
        at: the wall's time at which the card was made.
    """

    card: HandoffCard
    session: Session
    client: Client
    practice: str
    letterhead: Letterhead | None
    at: datetime


def handoff_sheet(handed: CardOnPaper, press: Press, choice: PaperChoice) -> Typeset:
    """The card as a PDF, in any thread."""
    return press.pdf(TEMPLATE, _data(handed), choice, made_at=handed.at)


def handoff_pages(handed: CardOnPaper, press: Press, choice: PaperChoice) -> Pages:
    """The same as pictures, one a page, to be looked at and printed; in any thread."""
    return press.pages(TEMPLATE, _data(handed), choice)


def handoff_page(handed: CardOnPaper) -> RecordPage:
    """The card as values."""
    words, of_record = _words(), record_words()
    card, session, client = handed.card, handed.session, handed.client
    first_ms = None if card.from_dose_ms is None else card.elapsed_ms - card.from_dose_ms
    told = _Told(card, words, of_record, RecordTimes(session.anchor, first_ms))
    slots = {"client": own(client.name), "number": ours(f"{session.number}")}
    letterhead = handed.letterhead
    return RecordPage(
        title=words.title,
        language=words.language,
        subtitle=fill(words.subtitle, protocol=own(session.protocol.name), **slots),
        says=(fill(words.stood, when=ours(spell_moment(handed.at))),),
        sections=(Lines("", tuple(told.lines())),),
        foot=Foot(
            practice=(letterhead.name if letterhead is not None else "") or handed.practice,
            contact=fill(words.foot, **slots).text,
            page=words.page,
            logo=letterhead.logo if letterhead is not None else "",
            notice=notice_for(client),
        ),
    )


@cache
def _words() -> HandoffWords:
    return HandoffWords.model_validate(table("handoff"))


def _data(handed: CardOnPaper) -> dict[str, object]:
    return {"page": handoff_page(handed), "blanks": _words().signed}


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines of a card, top down."""

    card: HandoffCard
    words: HandoffWords
    of_record: RecordWords
    times: RecordTimes

    def lines(self) -> Iterator[Line]:
        words = self.words
        for label, said in (
            (words.now, (self._now(),)),
            (words.doses, tuple(self._doses())),
            (words.vitals, tuple(self._vitals())),
            (words.due, tuple(self._due())),
            (words.open, tuple(self._concern(each) for each in reversed(self.card.concerns))),
            (words.agreed, tuple(self._agreed())),
            (words.not_agreed, tuple(self._not_agreed())),
            (words.promises, tuple(own(each.text or each.raw) for each in self.card.promises)),
            (words.here, tuple(self._here())),
        ):
            yield Line(label, said or (ours(words.nothing),))

    def _now(self) -> Sentence:
        phase = [] if self.card.phase is None else [self.words.phases[self.card.phase]]
        since = self.words.no_dose if self.card.from_dose_ms is None else self._at(self.card.elapsed_ms)
        return ours(" · ".join([since, *phase]))

    def _doses(self) -> Iterator[Sentence]:
        for dose in self.card.doses:
            yield self._timed(dose.entry, self._dose(dose))
        yield ours(ceiling_words(self.card.ceiling, self.of_record.doses))

    def _dose(self, dose: DoseLine) -> Sentence:
        route = (ours(dose.detail.route.value.upper()),) if dose.detail.route is not None else ()
        given = ours(given_words(dose, self.of_record.doses))
        return joined(" · ", (given, *route, *dose_notes(dose, self.of_record.doses)))

    def _vitals(self) -> Iterator[Sentence]:
        for entry in (self.card.vitals, self.card.vitals_not_taken):
            if entry is None or not isinstance(entry.detail, VitalsDetail):
                continue
            measured = vitals_words(entry.detail)
            why = self.of_record.vitals.not_taken[entry.detail.status]
            said = ours(measured or why)
            yield self._timed(entry, joined(": ", (said, own("" if measured else entry.detail.reason))))

    def _due(self) -> Iterator[Sentence]:
        waiting = ((self.words.overdue, self.card.overdue), (self.words.coming, self.card.next_due))
        for template, dues in waiting:
            for each in dues:
                what = joined(": ", (ours(self.words.dues[each.what]), own(each.question)))
                yield fill(template, what=what, when=ours(self._at(each.at_ms)))

    def _concern(self, concern: Concern) -> Sentence:
        since = fill(self.words.since, when=ours(self._at(concern.onset_ms)))
        done = [self._action(each) for each in (*concern.actions, *concern.told)]
        what = own(what_it_was(concern, self.of_record))
        return joined(" · ", (what, since, *(done or [ours(self.words.undone)])))

    def _action(self, entry: Entry) -> Sentence:
        detail = entry.detail
        if isinstance(detail, ActionDetail) and detail.what is ActionWhat.TOLD:
            return joined(": ", (fill(self.of_record.events.told, who=own(detail.who)), own(entry.text)))
        return fill(self.words.done, what=own(entry.text))

    def _agreed(self) -> Iterator[Sentence]:
        of_consents = self.of_record.consents
        for scope in ConsentScope:
            for one in self.card.consents.of(scope):
                terms = joined(", ", (*consent_terms(one.detail, of_consents), own(one.entry.text)))
                yield joined(": ", (ours(of_consents.scopes[scope]), terms))

    def _not_agreed(self) -> Iterator[Sentence]:
        agreed = self.card.consents
        for scope in ConsentScope:
            if agreed.denied(scope) and not agreed.of(scope):
                yield ours(self.of_record.consents.scopes[scope])
        if agreed.stop_ms is not None:
            yield fill(self.words.stop, when=ours(self._at(agreed.stop_ms)))

    def _here(self) -> Iterator[Sentence]:
        for stay in self.card.people:
            yield own(f"{stay.name} ({stay.role})" if stay.role else stay.name)

    def _timed(self, entry: Entry, said: Sentence) -> Sentence:
        return ours(f"{self.times.both(entry.elapsed_ms, entry.at)}  ") + said

    def _at(self, at_ms: int) -> str:
        return f"{self.times.since(at_ms)}, {self.times.wall(at_ms)}"
