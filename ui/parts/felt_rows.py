"""One place of the body in words: which parts were felt there, and when."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.family.observations import Observation
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.felt_where import FeltPlace
from ui.one_line import one_line
from ui.parts.body_words import part_name
from ui.parts.when_words import reading_when
from ui.session.finger_button import FingerButton
from ui.theme import Light
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.words_label import words_label
from ui.words import ROLE_GLYPH, role_word

# (parts, times of each) that are shown of one place: among others, and on its own.
_AMONG_OTHERS = (5, 1)
_ALONE = (200, 12)

translate = QCoreApplication.translate


class FeltRow(QWidget):
    """A place, and each part that was felt there with its times, newest first.

    Signals:
        part_chosen: a person wants the part.
        entry_wanted: a person wants what says so: the session's id, or empty, and the source's id.
    """

    part_chosen = Signal(str)
    entry_wanted = Signal(str, str)

    def __init__(
        self,
        parts: ClientParts,
        place: FeltPlace,
        light: Light,
        *,
        naming: bool,
        alone: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._light = light
        most_parts, self._most_times = _ALONE if alone else _AMONG_OTHERS
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(words_label(one_line(place.place), "strong"))
        by_part: dict[str, list[Observation]] = {}
        for reading in place.readings:
            by_part.setdefault(reading.part, []).append(reading)
        for part, said in list(by_part.items())[:most_parts]:
            lines.addWidget(self._of_part(part, said, naming=naming))
        if len(by_part) > most_parts:
            more = translate("Body", "and {n} more parts").format(n=len(by_part) - most_parts)
            lines.addWidget(words_label(more, "quiet"))

    def _of_part(self, part_id: str, said: list[Observation], *, naming: bool) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        part = self._parts.family.part(part_id)
        if naming and part is not None:
            across.addWidget(Glyph(ROLE_GLYPH[part.role], self._light.role(part.role.value), 1.1))
            name = part_name(self._parts, part_id)
            button = self._link(name)
            button.setAccessibleName(f"{name}, {role_word(part.role)}")
            button.clicked.connect(lambda: self.part_chosen.emit(part_id))
            across.addWidget(button)
        times = QWidget()
        flow = FlowLayout(times, across=14, down=0)
        shown = said[: self._most_times]
        for reading in shown:
            rest = len(said) - len(shown) if reading is shown[-1] else 0
            flow.addWidget(self._time(reading, rest))
        across.addWidget(times, 1)
        return row

    def _time(self, reading: Observation, rest: int) -> FingerButton:
        """When it was felt, and after the last one shown how often before that."""
        when = reading_when(self._parts, reading)
        more = translate("Body", "{when} · {n} earlier").format(when=when, n=rest)
        button = self._link(more if rest else when)
        button.setAccessibleName(translate("Body", "Show what says so, {when}").format(when=when))
        button.clicked.connect(lambda: self.entry_wanted.emit(reading.session or "", reading.source))
        return button

    @staticmethod
    def _link(words: str) -> FingerButton:
        button = FingerButton(words.replace("&", "&&"))
        button.setProperty("kind", "link")
        return button
