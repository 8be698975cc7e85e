"""In few words, the entries that other entries speak about: what was done about what."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import AdverseEventDetail, DoseDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from ui.one_line import one_line
from ui.session.record_words import dose_label, vitals_label


def named_by_actions(timeline: Timeline) -> frozenset[str]:
    """The ids of the entries that actions speak about."""
    return frozenset(row.about for row in timeline.entries if row.kind is EntryKind.ACTION and row.about)


def spoken_of(timeline: Timeline, named: frozenset[str] | None = None) -> dict[str, str]:
    """The words of each entry that an action speaks about, by the id it is named with.

    An entry that was amended is called what it is called now; one that nobody can name is left out.

    Args:
        timeline: the session as it reads now.
        named: those ids, where they are known already; None to look for them.
    """
    named = named_by_actions(timeline) if named is None else named
    words: dict[str, str] = {}
    for entry_id in named:
        readings = timeline.history(entry_id)
        if readings and (said := _words(readings[-1])):
            words[entry_id] = said
    return words


def _words(entry: Entry) -> str:
    match entry.detail:
        case AdverseEventDetail() as event:
            return one_line(event.term, 120)
        case VitalsDetail() as vitals if label := vitals_label(vitals):
            return QCoreApplication.translate("Entry", "vitals {values}").format(values=label)
        case DoseDetail() as dose:
            return dose_label(dose)
        case _:
            return ""
