"""The words of the steps of meeting a part, as what was done."""

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.observation import PathStep

translate = QCoreApplication.translate


def step_done(step: PathStep) -> str:
    """A step as something that was done with "{name}"."""
    return {
        PathStep.FOUND: translate("PartStep", "{name} was found"),
        PathStep.FOCUSED: translate("PartStep", "{name} was focused on"),
        PathStep.FLESHED_OUT: translate("PartStep", "{name} was fleshed out"),
        PathStep.FELT_TOWARD: translate("PartStep", "{name} was felt toward, from Self"),
        PathStep.BEFRIENDED: translate("PartStep", "{name} was befriended"),
        PathStep.FEARS_HEARD: translate("PartStep", "the fears of {name} were heard"),
        PathStep.PERMISSION_ASKED: translate("PartStep", "{name} was asked for permission"),
        PathStep.PERMISSION_GIVEN: translate("PartStep", "{name} gave permission"),
        PathStep.PERMISSION_REFUSED: translate("PartStep", "{name} did not give permission"),
        PathStep.MET: translate("PartStep", "{name} was met"),
        PathStep.WITNESSED: translate("PartStep", "{name} was witnessed"),
        PathStep.RETRIEVED: translate("PartStep", "{name} was retrieved"),
        PathStep.UNBURDENED: translate("PartStep", "{name} was unburdened"),
        PathStep.INVITED: translate("PartStep", "qualities were invited into {name}"),
        PathStep.INTEGRATED: translate("PartStep", "{name} was integrated"),
        PathStep.UNRESOLVED: translate("PartStep", "{name} was left without resolution"),
        PathStep.BECAME_NEXT: translate("PartStep", "{name} became the next one to meet"),
    }[step]
