"""The card of a handoff as lines: what each is about, and how it stands. Nothing of a notebook is in it."""

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from kap_companion.session.handoff_card import HandoffCard
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from ui.one_line import one_line
from ui.session.concern_rows import open_words
from ui.session.consent_words import scope_word, terms
from ui.session.dose_rows import ceiling_words, dose_words
from ui.session.due_words import due_word
from ui.session.record_words import vitals_line
from ui.words import phase_word, t_plus

translate = QCoreApplication.translate
LONGEST = 200


class Times(Protocol):
    """Writes the times of a session."""

    def time_of(self, elapsed_ms: int) -> str:
        """A moment by its milliseconds from the session's anchor."""
        ...


def card_heading(client: Client, session: Session) -> str:
    """Whose session is handed over."""
    return translate("Handoff", "{client} · session {n} · {protocol}").format(
        client=one_line(client.name, 48), n=session.number, protocol=one_line(session.protocol.name, 60)
    )


def card_lines(made: HandoffCard, times: Times) -> tuple[tuple[str, str], ...]:
    """The card, top down: time, doses, vitals, what is due, what is open, consents, promises, people."""
    return tuple(_lines(made, times))


def _lines(made: HandoffCard, times: Times) -> Iterator[tuple[str, str]]:
    nothing = translate("Handoff", "none")
    yield translate("Handoff", "Now"), _now(made)
    doses = [f"{times.time_of(dose.entry.elapsed_ms)} {dose_words(dose)}" for dose in made.doses]
    yield translate("Handoff", "Doses"), " — ".join([*doses, ceiling_words(made.ceiling)])
    yield translate("Handoff", "Vitals"), _vitals(made, times) or nothing
    due = [
        translate("Handoff", "{what}, since {time}").format(
            what=due_word(each.what), time=times.time_of(each.at_ms)
        )
        for each in made.overdue
    ]
    due += [f"{due_word(each.what)} {times.time_of(each.at_ms)}" for each in made.next_due]
    yield translate("Handoff", "Due"), ", ".join(due) or nothing
    yield translate("Handoff", "Open"), open_words(made.concerns, times.time_of) or nothing
    yield translate("Handoff", "Agreed"), _agreed(made) or nothing
    yield translate("Handoff", "Not agreed"), _not_agreed(made) or nothing
    promises = " — ".join(one_line(promise.text, LONGEST) for promise in made.promises)
    yield translate("Handoff", "Promises"), promises or nothing
    here = ", ".join(f"{stay.name} ({stay.role})" if stay.role else stay.name for stay in made.people)
    yield translate("Handoff", "Here"), one_line(here, LONGEST) or nothing


def _now(made: HandoffCard) -> str:
    pieces = [phase_word(made.phase)] if made.phase is not None else []
    if made.from_dose_ms is not None:
        pieces.insert(0, t_plus(made.from_dose_ms / 1000))
    return " · ".join(pieces)


def _vitals(made: HandoffCard, times: Times) -> str:
    return " — ".join(
        f"{times.time_of(entry.elapsed_ms)} {vitals_line(entry.detail)}"
        for entry in (made.vitals, made.vitals_not_taken)
        if entry is not None and isinstance(entry.detail, VitalsDetail)
    )


def _agreed(made: HandoffCard) -> str:
    said = []
    for scope in ConsentScope:
        for consent in made.consents.of(scope):
            what = terms(consent.detail, str(consent.entry.text))
            said.append(f"{scope_word(scope)}: {one_line(what, LONGEST)}" if what else scope_word(scope))
    return " — ".join(said)


def _not_agreed(made: HandoffCard) -> str:
    agreed = made.consents
    said = [scope_word(scope) for scope in ConsentScope if agreed.denied(scope) and not agreed.of(scope)]
    if agreed.stop_ms is not None:
        said.append(translate("Handoff", "the client asked to stop"))
    return ", ".join(said)
