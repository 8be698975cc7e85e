"""Risks: process entries that must not be known to one notebook alone, and whether each was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kap_companion.vocabulary.details import RiskDetail, RiskKind
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind


@dataclass(frozen=True, slots=True)
class Risk:
    """A process entry that was marked as a risk.

    Attributes:
        mark: the entry that marks it.
        entry: the current reading of what is marked.
        answer: its copy in the record, or the entry that says why there is none; None while it is open.
    """

    mark: Entry
    entry: Entry
    answer: Entry | None

    @property
    def what(self) -> RiskKind:
        """Of which kind it is."""
        return self.mark.detail.what if isinstance(self.mark.detail, RiskDetail) else RiskKind.OTHER

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.answer is None


def project_risks(
    marks: Sequence[Entry], entries: Iterable[Entry], chains: Mapping[str, tuple[Entry, ...]]
) -> tuple[Risk, ...]:
    """The risks that stand, in the order of their marks.

    Taking back the mark, or what it marks, closes it. Amending what it marks does not; where that moved it
    into the record, it answers itself.

    Args:
        marks: current risk marks and answers, in the order written.
        entries: all other current readings.
        chains: all readings of every entry that was ever amended, by each reading's id.
    """
    found = [mark for mark in marks if mark.kind is EntryKind.RISK and mark.about is not None]
    if not found:
        return ()
    current = {entry.id: entry for entry in entries}
    copies = [row for row in current.values() if row.copied_from and row.compartment is Compartment.RECORD]
    answers = [mark for mark in marks if mark.kind is EntryKind.RISK_ANSWER]
    risks: list[Risk] = []
    for mark in found:
        readings = _readings(mark.about, chains)
        entry = next((current[each] for each in reversed(readings) if each in current), None)
        if entry is None:
            continue
        answer = entry if entry.compartment is Compartment.RECORD else None
        answer = answer or next((copy for copy in copies if copy.copied_from in readings), None)
        marked = _readings(mark.id, chains)
        answer = answer or next((said for said in answers if said.about in marked), None)
        risks.append(Risk(mark, entry, answer))
    return tuple(risks)


def _readings(entry_id: str | None, chains: Mapping[str, tuple[Entry, ...]]) -> tuple[str, ...]:
    if entry_id is None:
        return ()
    return tuple(row.id for row in chains[entry_id]) if entry_id in chains else (entry_id,)
