"""How a line reads while it is typed, piece by piece, for the chips beside the field."""

from collections.abc import Iterator

from kap_companion.session.capture_chip import Chip, ChipKind
from kap_companion.session.capture_chips_stated import chips_of_stated
from kap_companion.session.capture_dose_chips import chips_of_dose
from kap_companion.session.capture_event import SEVERITIES
from kap_companion.session.capture_reading import Reading
from kap_companion.session.capture_time import render_time
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    DoseDetail,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    QuoteDetail,
    SelfDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater


def chips(reading: Reading, roster: Roster) -> tuple[Chip, ...]:
    """The pieces in reading order: time, kind, what the kind holds, what was not understood."""
    found = [Chip(ChipKind.TIME, render_time(reading.shift).removeprefix("@"))] if reading.shift else []
    found.append(Chip(ChipKind.KIND, reading.kind.value))
    found.extend(_of_detail(reading, roster))
    found.extend(Chip(ChipKind.NOT_UNDERSTOOD, piece) for piece in reading.not_understood)
    return tuple(found)


def _of_detail(reading: Reading, roster: Roster) -> Iterator[Chip]:
    match reading.detail:
        case PartDetail() as detail:
            yield from _of_part(detail, reading.part, roster)
        case SelfDetail() as detail:
            yield Chip(ChipKind.RATER, detail.by.value)
            for quality, level in detail.qualities.items():
                yield Chip(ChipKind.QUALITY, str(level), quality.value)
        case QuoteDetail() as detail:
            yield from (Chip(ChipKind.WORDS, words) for words in detail.words)
        case VitalsDetail() as detail:
            yield from _of_vitals(detail)
        case DoseDetail() as detail:
            yield from chips_of_dose(detail)
        case AdverseEventDetail() as detail:
            if detail.term:
                yield Chip(ChipKind.TERM, detail.term)
            if detail.severity is not None:
                yield Chip(ChipKind.SEVERITY, str(detail.severity), SEVERITIES[detail.severity - 1])
        case PhaseDetail() as detail:
            yield Chip(ChipKind.PHASE, detail.phase.value)
        case SettingDetail() as detail:
            yield Chip(ChipKind.SETTING, "on" if detail.on else "off", detail.what)
        case PeopleDetail() as detail:
            yield from (Chip(ChipKind.PEOPLE, name, detail.action) for name in detail.names)
        case _:
            yield from chips_of_stated(reading.detail)


def _of_part(detail: PartDetail, part_id: str | None, roster: Roster) -> Iterator[Chip]:
    if detail.role is not Role.UNKNOWN:
        yield Chip(ChipKind.ROLE, detail.role.value)
    known = next((part for part in roster.parts if part.id == part_id), None)
    if known is not None:
        yield Chip(ChipKind.KNOWN_PART, detail.name, known.role.value)
    else:
        yield Chip(ChipKind.NEW_PART, detail.name) if detail.name else Chip(ChipKind.UNNAMED_PART)
    yield from (Chip(ChipKind.PLACE, place) for place in detail.body)
    if detail.intensity is not None:
        yield Chip(ChipKind.INTENSITY, str(detail.intensity))
    yield from (Chip(ChipKind.WORDS, words) for words in detail.words)
    if detail.blended is not None:
        yield Chip(ChipKind.BLENDED if detail.blended else ChipKind.UNBLENDED)
    for link in detail.links:
        yield Chip(ChipKind.LINK, link.name, link.kind.value)
        if link.state is not None:
            yield Chip(ChipKind.LINK_STATE, code=link.state.value)
    for told in detail.known:
        guessed = told.by is Rater.FACILITATOR
        yield Chip(ChipKind.GUESS if guessed else ChipKind.KNOWN, told.value, told.field.value)
    yield from (Chip(ChipKind.STEP, taken.text, taken.step.value) for taken in detail.steps)
    if detail.settled:
        yield Chip(ChipKind.SETTLED)


def _of_vitals(detail: VitalsDetail) -> Iterator[Chip]:
    if detail.status is not VitalsStatus.TAKEN:
        yield Chip(ChipKind.VITALS_STATUS, detail.reason, detail.status.value)
    if detail.systolic is not None:
        yield Chip(ChipKind.VITAL, f"{detail.systolic}/{detail.diastolic}", "bp")
    rates = (("hr", detail.heart_rate), ("spo2", detail.spo2), ("rr", detail.respiratory_rate))
    yield from (Chip(ChipKind.VITAL, str(value), label) for label, value in rates if value is not None)
