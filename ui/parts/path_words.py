"""The path of meeting a part in words: its steps, how each stands, and what else is to be told of it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.family.observations import StepSeen
from kap_companion.parts.inquiry import Path, Permission, Stands, StepOnPath
from kap_companion.vocabulary.observation import PathStep
from ui.one_line import one_line

translate = QCoreApplication.translate
LONGEST_TOLD = 160


def path_step_word(step: PathStep) -> str:
    """A step as the path says it: "its fears heard"."""
    return {
        PathStep.FOUND: translate("Path", "found"),
        PathStep.FOCUSED: translate("Path", "focused on"),
        PathStep.FLESHED_OUT: translate("Path", "fleshed out"),
        PathStep.FELT_TOWARD: translate("Path", "felt toward, from Self"),
        PathStep.BEFRIENDED: translate("Path", "befriended"),
        PathStep.FEARS_HEARD: translate("Path", "its fears heard"),
        PathStep.PERMISSION_ASKED: translate("Path", "asked for permission"),
        PathStep.PERMISSION_GIVEN: translate("Path", "permission given"),
        PathStep.PERMISSION_REFUSED: translate("Path", "permission not given"),
        PathStep.MET: translate("Path", "met"),
        PathStep.WITNESSED: translate("Path", "witnessed"),
        PathStep.RETRIEVED: translate("Path", "retrieved"),
        PathStep.UNBURDENED: translate("Path", "unburdened"),
        PathStep.INVITED: translate("Path", "qualities invited"),
        PathStep.INTEGRATED: translate("Path", "integrated"),
        PathStep.UNRESOLVED: translate("Path", "left without resolution"),
        PathStep.BECAME_NEXT: translate("Path", "became the next one to meet"),
    }[step]


def stands_word(stands: Stands) -> str:
    """How a step stands, as a screen reader says it."""
    return {
        Stands.DONE: translate("Path", "done"),
        Stands.BEGUN: translate("Path", "asked about"),
        Stands.NOT_YET: translate("Path", "not yet"),
    }[stands]


def told_of(step: StepOnPath, when: Callable[[StepSeen], str]) -> str:
    """What is told of a step, the newest time: what was said of it, and when; empty where not yet."""
    if not step.seen:
        return ""
    done = [seen for seen in step.seen if not seen.asked]
    newest = (done or list(step.seen))[-1]
    said = one_line(newest.text, LONGEST_TOLD) if done else ""
    return f"{said} · {when(newest)}" if said else when(newest)


def path_notes(path: Path, called: Callable[[str], str], when: Callable[[StepSeen], str]) -> tuple[str, ...]:
    """What else is to be told of a path, a sentence or two each; nothing of it is a verdict.

    Args:
        path: of one part.
        called: what a part is called, by its id.
        when: a moment in words that can stand behind a comma.
    """
    return tuple(_notes(path, called, when))


def _notes(path: Path, called: Callable[[str], str], when: Callable[[StepSeen], str]) -> Iterator[str]:
    for each in path.stepped_in:
        said = translate("Path", "{part} stepped in, {when}, and became the next one to meet.").format(
            part=called(each.part), when=when(each.seen)
        )
        why = one_line(each.seen.text, LONGEST_TOLD)
        pieces = [said, translate("Path", "Why: {why}.").format(why=why.rstrip(".")) if why else ""]
        pieces.append("" if each.met_since else translate("Path", "It has not been met yet."))
        yield " ".join(piece for piece in pieces if piece)
    for seen in path.became_next:
        if seen.instead_of and seen.instead_of != path.part:
            yield translate("Path", "It became the next one to meet in the place of {part}, {when}.").format(
                part=called(seen.instead_of), when=when(seen)
            )
    for permission in path.permissions:
        if permission.seen is not None:
            yield _permission(permission, called(permission.protector), when(permission.seen))
    for seen in path.unresolved:
        told = one_line(seen.text, LONGEST_TOLD).rstrip(".")
        left = translate("Path", "Left without resolution, {when}: an open promise to come back.")
        if told:
            left = translate(
                "Path", "Left without resolution, {when}: {told}. A promise to come back is open."
            )
        yield left.format(when=when(seen), told=told)
    if path.quiet_mention is not None:
        mention = translate("Path", "Met, {when}, with no protector’s permission noted before it.")
        yield mention.format(when=when(path.quiet_mention))


def _permission(permission: Permission, name: str, when: str) -> str:
    step = permission.seen.step if permission.seen is not None else PathStep.PERMISSION_ASKED
    said = {
        PathStep.PERMISSION_GIVEN: translate("Path", "{part} gave permission, {when}."),
        PathStep.PERMISSION_REFUSED: translate("Path", "{part} did not give permission, {when}."),
    }.get(step) or translate("Path", "{part} was asked for permission, {when}.")
    return said.format(part=name, when=when)
