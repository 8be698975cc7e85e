"""Self-energy of a client: across the sessions, over one of them, or before and after meeting a part."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.self_meetings import meetings_with
from kap_companion.parts.self_seen import ratings_of
from kap_companion.vocabulary.self_energy import Rater
from ui.parts.before_after import meetings_chart
from ui.parts.body_words import part_name
from ui.parts.self_chart import Chart
from ui.parts.self_charts import across_chart, rater_word, session_chart
from ui.parts.self_lines import SelfLines
from ui.parts.when_words import newest_year, session_choice
from ui.session.finger_button import FINGER
from ui.theme import Light
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words_label import words_label

_ACROSS = ("across", "")
_SESSION = "session"
_PART = "part"
_MANY = 16


class SelfPane(QWidget):
    """Each quality on its own, facilitator and client as different marks; nothing is added up.

    Signals:
        entry_wanted: a person wants the entry that says a rating: the session's id and the entry's.
    """

    entry_wanted = Signal(str, str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: ClientParts | None = None
        self._choice = ChoiceBox(self)
        self._choice.setAccessibleName(self.tr("What to show of Self-energy"))
        self._choice.setMinimumHeight(FINGER)
        self._choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.setMinimumContentsLength(26)
        self._choice.currentIndexChanged.connect(self._reread)
        self._note = words_label("", "quiet")
        self._lines = SelfLines(light)
        self._lines.entry_wanted.connect(self.entry_wanted)
        choices = QHBoxLayout()
        choices.addWidget(self._choice)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(choices)
        column.addWidget(self._note)
        column.addWidget(self._lines, 1)

    def show_parts(self, parts: ClientParts) -> None:
        """Show a client's Self-energy; what was chosen before stays where it can."""
        year = newest_year(parts)
        choices = [(self.tr("Across the sessions"), _ACROSS)]
        choices += [
            (session_choice(session, year), (_SESSION, session.id))
            for session in reversed(parts.sessions)
            if ratings_of(parts.timelines[session.id].entries)
        ]
        choices += [
            (self.tr("Around {part}").format(part=part_name(parts, part.id)), (_PART, part.id))
            for part in parts.parts
        ]
        self._show(parts, choices)

    def show_part(self, parts: ClientParts, part_id: str) -> None:
        """Show what was seen before and after each meeting with one part, and nothing else."""
        itself = parts.family.itself(part_id)
        self._show(parts, [(part_name(parts, itself), (_PART, itself))])

    @property
    def choice(self) -> ChoiceBox:
        """What to show: across, one session, around one part."""
        return self._choice

    @property
    def lines(self) -> SelfLines:
        """The lines."""
        return self._lines

    @property
    def note(self) -> str:
        """What is said above the lines."""
        return self._note.text()

    def _show(self, parts: ClientParts, choices: list[tuple[str, tuple[str, str]]]) -> None:
        before = self._choice.currentData()
        self._parts = parts
        self._choice.blockSignals(True)
        self._choice.clear()
        for words, chosen in choices:
            self._choice.addItem(words, chosen)
        kept = next((at for at, (_words, chosen) in enumerate(choices) if chosen == before), 0)
        self._choice.setCurrentIndex(kept)
        self._choice.blockSignals(False)
        self._choice.setVisible(len(choices) > 1)
        self._reread()

    def _reread(self) -> None:
        if self._parts is None or self._choice.currentData() is None:
            return
        what, wanted = self._choice.currentData()
        if what == _PART:
            chart, note = self._around(self._parts, wanted)
        elif what == _SESSION:
            chart, note = session_chart(self._parts, wanted), ""
        else:
            chart = across_chart(self._parts)
            many = len(chart.columns) > _MANY
            note = self.tr("Of so many sessions each shows the last rating it has room for.") if many else ""
        if not chart.rows and not note:
            note = self.tr("Self-energy has not been noted yet.")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._lines.setVisible(bool(chart.rows))
        self._lines.show_chart(chart, rater_word(self._parts, Rater.CLIENT))

    def _around(self, parts: ClientParts, part_id: str) -> tuple[Chart, str]:
        meetings = meetings_with(parts, part_id)
        without = sum(not meeting.readings for meeting in meetings)
        chart = meetings_chart(parts, meetings)
        if not meetings:
            return chart, self.tr("This part has not come up in a session yet.")
        if not chart.rows:
            return chart, self.tr("Self-energy was not noted in the sessions with this part.")
        if without == 1:
            return chart, self.tr("In 1 more meeting Self-energy was not noted.")
        if without:
            return chart, self.tr("In {n} more meetings Self-energy was not noted.").format(n=without)
        return chart, ""
