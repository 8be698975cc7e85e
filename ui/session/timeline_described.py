"""The timeline in a few sentences, for those who do not see it."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.timeline import Timeline
from ui.one_line import one_line
from ui.session.entry_words import Surroundings

translate = QCoreApplication.translate


def described(timeline: Timeline, around: Surroundings, selected: str) -> str:
    """How many entries and doses there are, who is here, and which entry is selected.

    Args:
        timeline: the session.
        around: how its parts are called.
        selected: what the selected entry says; empty for none.
    """
    entries, doses = len(timeline.entries), len(timeline.doses)
    # Two sentences each, so that English reads well without a translation file.
    if entries == 1:
        said = [translate("Timeline", "%n entry.", "", entries)]
    else:
        said = [translate("Timeline", "%n entries.", "", entries)]
    if doses == 1:
        said.append(translate("Timeline", "%n dose.", "", doses))
    elif doses:
        said.append(translate("Timeline", "%n doses.", "", doses))
    here = [one_line(around.names.get(part.part, ""), 120) for part in timeline.present]
    names = ", ".join(name for name in here if name)
    if names:
        said.append(translate("Timeline", "Here now: {names}.").format(names=names))
    if selected:
        said.append(translate("Timeline", "Selected: {entry}").format(entry=one_line(selected)))
    return " ".join(said)
