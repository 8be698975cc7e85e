"""What a line tells of a part beyond its marks, in words: what is known, what was done, how a link stands."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.links import LinkState
from kap_companion.vocabulary.observation import Known, PartField, StepTaken
from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.parts.path_words import path_step_word

translate = QCoreApplication.translate
LONGEST_VALUE = 400


def known_words(field: PartField) -> str:
    """What is known, with "{value}" where it stands."""
    return {
        PartField.FEELINGS: translate("Known", "feels {value}"),
        PartField.BELIEFS: translate("Known", "believes {value}"),
        PartField.IMAGE: translate("Known", "looks like {value}"),
        PartField.AGE: translate("Known", "seems {value} old"),
        PartField.AGE_OF_CLIENT: translate("Known", "thinks the client is {value}"),
        PartField.JOB: translate("Known", "job: {value}"),
        PartField.HOW_LONG: translate("Known", "how long: {value}"),
        PartField.FEARS: translate("Known", "fears {value}"),
        PartField.PROTECTS_FROM: translate("Known", "protects from {value}"),
        PartField.NEEDS: translate("Known", "needs {value}"),
        PartField.BURDEN: translate("Known", "burden: {value}"),
        PartField.BURDEN_FROM: translate("Known", "burden from {value}"),
        PartField.GIFT: translate("Known", "gift: {value}"),
        PartField.TOWARD: translate("Known", "felt toward it: {value}"),
        PartField.TRUST: translate("Known", "trust in Self {value} of 10"),
        PartField.MAY_RETURN: translate("Known", "may one come back: {value}"),
    }.get(field, "{value}")


def state_words(state: LinkState) -> str:
    """How a link stands by now."""
    return {
        LinkState.ACTIVE: translate("Known", "active"),
        LinkState.EASING: translate("Known", "easing"),
        LinkState.RESOLVED: translate("Known", "resolved"),
    }[state]


def guess_words() -> str:
    """Whose reading it is where it is the facilitator's."""
    return translate("Known", "your guess")


def told_in(part: PartDetail) -> Iterator[str]:
    """What a line tells besides, piece by piece, in the order of the line's kinds."""
    yield from (_known(known) for known in part.known)
    yield from (_step(taken) for taken in part.steps)


def _known(known: Known) -> str:
    said = known_words(known.field).format(value=one_line(known.value, LONGEST_VALUE))
    if known.by is Rater.CLIENT:
        return said
    return translate("Known", "{said} (a guess)").format(said=said)


def _step(taken: StepTaken) -> str:
    step, text = path_step_word(taken.step), one_line(taken.text, LONGEST_VALUE)
    return f"{step}: {text}" if text else step
