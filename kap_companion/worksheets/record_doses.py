"""The doses of the session record: each with what was ordered, given and wasted, and what was agreed."""

from collections.abc import Iterator, Sequence

from kap_companion.session.doses import Ceiling, DoseLine, ceiling, dose_lines, totals
from kap_companion.session.recorded import SessionRecord
from kap_companion.worksheets.record_log import RowNotes
from kap_companion.worksheets.record_page import Note, Row, Table, joined, note
from kap_companion.worksheets.record_tables import when
from kap_companion.worksheets.record_times import RecordTimes
from kap_companion.worksheets.record_words import DosesWords, RecordWords
from kap_companion.worksheets.sentences import Sentence, fill, ours, own

_DOSE_WIDTHS = (1.35, 1.0, 1.5, 0.8, 1.1, 1.2, 1.0, 1.1)


def dose_table(notes: RowNotes, times: RecordTimes) -> Table:
    """Every dose that counts: ordered, given, route, site, lot, wasted, witness."""
    found, words, of_doses = notes.found, notes.words, notes.words.doses
    doses = dose_lines(found.timeline, found.session)
    rows = tuple(
        Row(
            (
                when(dose.entry, times),
                _mg(dose.ordered, words),
                ours(given_words(dose, of_doses) or words.none),
                ours(dose.detail.route.value.upper() if dose.detail.route else words.none),
                own(dose.detail.site or words.none),
                own(", ".join(each for each in (dose.detail.lot, dose.detail.expiry) if each) or words.none),
                _mg(dose.wasted, words),
                own(dose.detail.witness or words.none),
            ),
            (*_noted(dose, of_doses), *notes.changes(dose.entry)),
        )
        for dose in doses
    )
    return Table(
        of_doses.heading,
        of_doses.columns,
        _DOSE_WIDTHS,
        rows,
        of_doses.nothing,
        _about_doses(found, doses, of_doses),
    )


def given_words(dose: DoseLine, words: DosesWords) -> str:
    """What was given, of which drug: "70 mg ketamine", "1 mg/kg, 68 mg at 68 kg, ketamine"."""
    detail = dose.detail
    if detail.amount is None:
        return dose.drug.value if dose.drug is not None else ""
    amount = f"{detail.amount:g} {detail.unit.value}" if detail.unit is not None else f"{detail.amount:g}"
    if dose.weight is not None and dose.mg is not None:
        said = words.at_weight.replace("{amount}", amount).replace("{mg}", f"{dose.mg:g}")
        amount = said.replace("{kg}", f"{dose.weight.kg:g}")
    return f"{amount} {dose.drug.value}" if dose.drug is not None else amount


def ceiling_words(agreed: Ceiling | None, words: DosesWords) -> str:
    """What was agreed before the session, in a sentence."""
    pieces: list[str] = []
    if agreed is not None and agreed.dose_mg is not None:
        pieces.append(words.first_most.replace("{n}", f"{agreed.dose_mg:g}"))
    if agreed is not None and agreed.booster_mg is not None:
        pieces.append(words.booster_most.replace("{n}", f"{agreed.booster_mg:g}"))
    return words.ceiling.replace("{amounts}", ", ".join(pieces)) if pieces else words.no_ceiling


def dose_notes(dose: DoseLine, words: DosesWords) -> Iterator[Sentence]:
    """What else is known of a dose, piece by piece."""
    detail = dose.detail
    if detail.booster:
        yield ours(words.booster)
    for template, value in (
        (words.prepared, detail.prepared_mg),
        (words.strength, detail.concentration),
        (words.volume, detail.volume_ml),
    ):
        if value is not None:
            yield ours(template.replace("{n}", f"{value:g}"))
    for template, what in ((words.form, detail.form), (words.ordered_by, detail.ordered_by)):
        if what:
            yield fill(template, what=own(what))
    if dose.entry.text.strip():
        yield own(dose.entry.text.strip())


def _noted(dose: DoseLine, words: DosesWords) -> Iterator[Note]:
    said = joined(" · ", dose_notes(dose, words))
    if said.pieces:
        yield note(said)


def _about_doses(found: SessionRecord, doses: Sequence[DoseLine], words: DosesWords) -> tuple[Sentence, ...]:
    given = ", ".join(f"{each.mg:g} mg {each.drug.value}" for each in totals(doses))
    agreed = ceiling_words(ceiling(found.timeline, found.session.weight_kg), words)
    return (*((ours(words.total.replace("{amounts}", given)),) if given else ()), ours(agreed))


def _mg(amount: float | None, words: RecordWords) -> Sentence:
    return ours(words.none if amount is None else words.doses.mg.replace("{n}", f"{amount:g}"))
