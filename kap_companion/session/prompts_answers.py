"""What a session's entries say to what is due: one walk over the entries, then only look-ups."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kap_companion.session.leaving_time import MS_A_MINUTE
from kap_companion.session.measures import measured
from kap_companion.session.prompts_due import Due, DueKind
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import SettingDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.limits import LimitDetail
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome

# How long something is put off where the line does not say.
SNOOZE_MINUTES = 5

_OUT_OF_THE_MOUTH = (FactKind.SPAT, FactKind.SWALLOWED)


@dataclass(slots=True)
class Answers:
    """The entries that answer or move what is due; all of it from the record, nothing private.

    Attributes:
        timeline: they are taken from.
        vitals: those that say something, by time; a line of which nothing could be read answers nothing.
        limits: entries that state limits, by time.
        emptied_ms: when a lozenge was last spat out or swallowed.
        unmasked_ms: when the mask was last taken off; None where it was put on again, or never on.
        prompts: answers of a person, by the key they name.
    """

    timeline: Timeline
    vitals: list[Entry] = field(default_factory=list)
    limits: list[Entry] = field(default_factory=list)
    emptied_ms: int | None = None
    unmasked_ms: int | None = None
    prompts: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, timeline: Timeline) -> "Answers":
        """The answers among a timeline's current readings."""
        answers = cls(timeline)
        takers = {
            VitalsDetail: answers._take_vitals,
            PromptDetail: answers._take_prompt,
            FactDetail: answers._take_fact,
            SettingDetail: answers._take_setting,
            LimitDetail: answers.limits.append,
        }
        # By class, not by kind: this looks at every entry, and an enum's hash is slow.
        for entry in [entry for entry in timeline.entries if type(entry.detail) in takers]:
            takers[type(entry.detail)](entry)
        return answers

    def vitals_since(self, at_ms: float) -> bool:
        """Whether vitals were taken at that time or later, or were said not to be."""
        return bool(self.vitals) and self.vitals[-1].elapsed_ms >= at_ms

    def origin(self, entry: Entry) -> str:
        """The id of the reading that first was of this entry's kind; amending it further changes nothing."""
        return self._first_of_its_kind(entry).id

    def still(
        self, key: str, what: DueKind, at_ms: int, *, about: Entry | None = None, question: str = ""
    ) -> Iterator[Due]:
        """What is due, unless a person answered it; put off to where the newest answer puts it.

        Args:
            key: its key.
            what: its kind.
            at_ms: when it is due by the plan.
            about: the entry it comes from. What was said before that one, or before it was written down, was
                said to something else: a dose may be taken back and given again.
            question: what is asked.
        """
        said = self._said(key, about)
        if any(_outcome(entry) is not PromptOutcome.SNOOZED for entry in said):
            return
        newest = max(said, key=lambda entry: (entry.typed_ms, entry.id), default=None)
        until_ms = at_ms if newest is None else max(at_ms, _until_ms(newest))
        yield Due(
            key=key,
            what=what,
            at_ms=until_ms,
            first_ms=at_ms,
            about=None if about is None else about.id,
            question=question,
            snoozed=until_ms > at_ms,
        )

    def _said(self, key: str, about: Entry | None) -> list[Entry]:
        found = self.prompts.get(key, [])
        if about is None or not found:
            return found
        written_ms = self._first_of_its_kind(about).typed_ms
        return [row for row in found if row.elapsed_ms >= about.elapsed_ms and row.typed_ms >= written_ms]

    def _first_of_its_kind(self, entry: Entry) -> Entry:
        # A note that became a dose is a dose since then, and in the record alone the note is not to be seen.
        older = {row.id: row for row in self.timeline.chains.get(entry.id, ()) if row.kind is entry.kind}
        first = entry
        while first.amends is not None and first.amends in older:
            first = older.pop(first.amends)
        return first

    def _take_vitals(self, entry: Entry) -> None:
        detail = entry.detail
        if isinstance(detail, VitalsDetail) and (
            # The pressure is nearly always there, and is looked at first: this runs for every set of vitals.
            detail.systolic is not None or detail.status is not VitalsStatus.TAKEN or measured(detail)
        ):
            self.vitals.append(entry)

    def _take_prompt(self, entry: Entry) -> None:
        if isinstance(entry.detail, PromptDetail) and entry.detail.key:
            self.prompts.setdefault(entry.detail.key, []).append(entry)

    def _take_fact(self, entry: Entry) -> None:
        if isinstance(entry.detail, FactDetail) and entry.detail.what in _OUT_OF_THE_MOUTH:
            self.emptied_ms = entry.elapsed_ms

    def _take_setting(self, entry: Entry) -> None:
        if isinstance(entry.detail, SettingDetail) and entry.detail.what == "mask":
            self.unmasked_ms = None if entry.detail.on else entry.elapsed_ms


def _outcome(entry: Entry) -> PromptOutcome | None:
    return entry.detail.outcome if isinstance(entry.detail, PromptDetail) else None


def _until_ms(entry: Entry) -> int:
    """When what was put off is due again."""
    detail = entry.detail
    if not isinstance(detail, PromptDetail):
        return entry.elapsed_ms
    if detail.until_ms is not None:
        return detail.until_ms
    minutes = SNOOZE_MINUTES if detail.minutes is None else detail.minutes
    return entry.elapsed_ms + round(minutes * MS_A_MINUTE)
