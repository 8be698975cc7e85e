"""The sheet of meeting one part: the path with the lines that record it, and what is to be remembered."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.family.observations import StepSeen
from kap_companion.parts.inquiry import Path, Stands, StepOnPath, path_in
from kap_companion.parts.roster import label
from kap_companion.session.capture import read
from kap_companion.session.capture_marks import STEP_WORDS
from kap_companion.session.end_written import end_written
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.observation import PathStep
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.parts.path_words import path_notes, path_step_word, stands_word, told_of
from ui.session.sheet_rows import SheetContent, SheetRow
from ui.words import day

translate = QCoreApplication.translate
LONGEST_NAME = 40
# More of those here can be typed; the steps keep a key.
MOST_STEPPING_IN = 2
_TYPED = {step: word for word, step in STEP_WORDS.items()}


class _Meeting:
    """One part in the room, and what it is called there."""

    def __init__(
        self, timeline: Timeline, known: KnownParts, roster: Roster, time_of: Callable[[int], str]
    ) -> None:
        self._timeline = timeline
        self.family = known.family(timeline.entries, end_written(timeline))
        self._heads: dict[str, str] = {}
        self._entries = (*known.elsewhere, *timeline.entries)
        self._here = {entry.id for entry in timeline.entries}
        self._roster = roster
        self._time_of = time_of

    def part(self, part_id: str) -> Part | None:
        return self.family.part(part_id)

    def called(self, part_id: str) -> str:
        part = self.part(part_id)
        if part is None:
            return translate("Sheet", "another part")
        if part.name.strip():
            return one_line(part.name, LONGEST_NAME)
        about = [entry for entry in self._entries if self.family.of(entry) == part.id]
        as_now = [entry.model_copy(update={"part": part.id}) for entry in about]
        return one_line(label(part, as_now), LONGEST_NAME)

    def when(self, seen: StepSeen) -> str:
        if seen.source in self._here and seen.elapsed_ms is not None:
            return self._time_of(seen.elapsed_ms)
        return day(seen.at)

    def line(self, part_id: str, step: PathStep, mark: str = "") -> str:
        """The beginning of the line that says so; empty where no line would be read as about that part.

        Args:
            part_id: whom it is about.
            step: what was done; what is typed on tells of it.
            mark: a mark to stand before the step, or empty.
        """
        if part_id not in self._heads:
            self._heads[part_id] = self._head(part_id)
        head = self._heads[part_id]
        return " ".join(each for each in (head, mark, f"={_TYPED[step]} ") if each) if head else ""

    def _head(self, part_id: str) -> str:
        """How a line about the part begins; empty where none would be read so."""
        part = self.part(part_id)
        head = f"p {_on_one_line(part)}:" if part is not None and part.name.strip() else ""
        return head if head and read(head, self._roster).part == part_id else ""

    def others_here(self, part_id: str) -> Iterator[str]:
        return (here.part for here in self._timeline.present if here.part != part_id)

    def line_stepping_in(self, other: str, part_id: str) -> str:
        """The line in which another part becomes the next, because of its concern about this one."""
        part = self.part(part_id)
        name = _on_one_line(part) if part is not None else ""
        return self.line(other, PathStep.BECAME_NEXT, f"~>{name}" if name else "")


def _on_one_line(part: Part) -> str:
    return " ".join(part.name.split())


def inquiry_content(
    timeline: Timeline,
    known: KnownParts,
    roster: Roster,
    part_id: str | None,
    time_of: Callable[[int], str],
) -> SheetContent:
    """The path with the part that is met now: what is to be remembered, what is not recorded, what is.

    Args:
        timeline: the session as it reads now.
        known: the client's parts, and what other sessions and acts say of them.
        roster: those that a line can name.
        part_id: the part that is met; None for none.
        time_of: a moment of the session in words.
    """
    meeting = _Meeting(timeline, known, roster, time_of)
    part = meeting.part(part_id) if part_id is not None else None
    if part is None:
        about = translate("Sheet", "Nobody is here just now. A line about a part lays its path out here.")
        return SheetContent(translate("Sheet", "Meeting a part"), about, ())
    path = path_in(timeline, known, part.id, meeting.family)
    about = translate("Sheet", "A path, not a plan: any step can wait, and none has to be taken.")
    if not part.name.strip():
        unnamed = translate("Sheet", "A part without a name has no line: give it one with F2 on its entry.")
        about = f"{about} {unnamed}"
    rows = [*_notes(meeting, path), *_to_come(meeting, path, part), *_done(meeting, path)]
    heading = translate("Sheet", "Meeting {part}").format(part=meeting.called(part.id))
    return SheetContent(heading, about, tuple(rows))


def _to_come(meeting: _Meeting, path: Path, part: Part) -> Iterator[SheetRow]:
    """The steps that nothing says were done, each with its line; an exile's protectors are asked first."""
    fs = [_step(meeting, path, each) for each in path.six_fs if each.stands is not Stands.DONE]
    healing = [_step(meeting, path, each) for each in path.healing if each.stands is not Stands.DONE]
    permissions = [_ask(meeting, each.protector) for each in path.permissions if each.seen is None]
    stepping_in = [
        SheetRow(
            translate("Sheet", "{part} steps in").format(part=meeting.called(other)),
            translate("Sheet", "It becomes the next one to meet."),
            meeting.line_stepping_in(other, part.id),
        )
        for other in list(meeting.others_here(part.id))[:MOST_STEPPING_IN]
    ]
    asked = [_ask(meeting, part.id)] if path.permission[0].stands is Stands.NOT_YET else []
    answers = [_step(meeting, path, each) for each in path.permission[1:] if each.stands is not Stands.DONE]
    permission = asked or answers
    left = SheetRow(
        translate("Sheet", "Left without resolution"),
        translate("Sheet", "An open promise to come back to it."),
        meeting.line(part.id, PathStep.UNRESOLVED),
    )
    if part.role is Role.EXILE:
        yield from (*permissions, *healing, left, *stepping_in, *fs)
    else:
        yield from (*fs, *permission, *stepping_in, *permissions, *healing, left)


def _ask(meeting: _Meeting, protector: str) -> SheetRow:
    line = meeting.line(protector, PathStep.PERMISSION_ASKED)
    return SheetRow(translate("Sheet", "Ask for permission"), meeting.called(protector), line)


def _step(meeting: _Meeting, path: Path, each: StepOnPath) -> SheetRow:
    words, told = path_step_word(each.step), told_of(each, meeting.when)
    says = f"{stands_word(each.stands)}, {told}" if told else ""
    return SheetRow(words[:1].upper() + words[1:], says, meeting.line(path.part, each.step))


def _done(meeting: _Meeting, path: Path) -> Iterator[SheetRow]:
    for each in (*path.six_fs, *path.permission, *path.healing):
        if each.stands is Stands.DONE:
            words = path_step_word(each.step)
            said = told_of(each, meeting.when)
            yield SheetRow(words[:1].upper() + words[1:], said, state=stands_word(each.stands))


def _notes(meeting: _Meeting, path: Path) -> Iterator[SheetRow]:
    for note in path_notes(path, meeting.called, meeting.when):
        yield SheetRow(translate("Sheet", "To remember"), note)
