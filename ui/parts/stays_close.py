"""How a part stands to the others: each of them with its glyph, and how that is by now."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.family.kin import Link
from kap_companion.vocabulary.links import LinkKind, LinkState
from ui.one_line import one_line
from ui.parts.part_shown import PartShown
from ui.theme import Light
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.words_label import words_label
from ui.words import ROLE_GLYPH, role_word

translate = QCoreApplication.translate
SMALLEST = 44


def toward_word(kind: LinkKind) -> str:
    """How the part stands to the other one, before that one's name."""
    return {
        LinkKind.PROTECTS: translate("StaysClose", "protects"),
        LinkKind.TRIGGERS: translate("StaysClose", "triggers"),
        LinkKind.CONCERNED_ABOUT: translate("StaysClose", "concerned about"),
        LinkKind.POLARISED: translate("StaysClose", "polarised with"),
        LinkKind.ALLIED: translate("StaysClose", "allied with"),
        LinkKind.NOT_SURE: translate("StaysClose", "not sure yet how, with"),
    }[kind]


def from_word(kind: LinkKind) -> str:
    """How the other one stands to the part, before that one's name."""
    return {
        LinkKind.PROTECTS: translate("StaysClose", "protected by"),
        LinkKind.TRIGGERS: translate("StaysClose", "triggered by"),
        LinkKind.CONCERNED_ABOUT: translate("StaysClose", "on the mind of"),
    }.get(kind) or toward_word(kind)


def link_state_word(state: LinkState) -> str:
    """How a link stands by now."""
    return {
        LinkState.ACTIVE: translate("StaysClose", "active"),
        LinkState.EASING: translate("StaysClose", "easing"),
        LinkState.RESOLVED: translate("StaysClose", "resolved"),
    }[state]


class StaysClose(QWidget):
    """The links of one part, in the order first said.

    Signals:
        part_chosen: the id of the other part.
        link_chosen: the `Link` whose state and history are to be seen; None to say a new one.
    """

    part_chosen = Signal(str)
    link_chosen = Signal(object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box, across=28, down=4)
        self._shown: list[QWidget] = []
        self.add = QPushButton(self.tr("Say how they stand…"))
        self.add.setAccessibleName(self.tr("Say how this part stands to another"))
        self.add.setProperty("kind", "link-small")
        self.add.setMinimumHeight(SMALLEST)
        self.add.clicked.connect(lambda: self.link_chosen.emit(None))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(words_label(self.tr("Stays close to"), "heading"))
        lines.addWidget(self._flow_box)

    def show_part(self, shown: PartShown) -> None:
        """Show a part's links."""
        self._flow.removeWidget(self.add)
        for widget in self._shown:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._item(link, shown) for link in shown.links]
        for widget in self._shown:
            self._flow.addWidget(widget)
        self._flow.addWidget(self.add)
        self.add.setVisible(bool(shown.others))
        self.setVisible(bool(shown.others))

    def _item(self, link: Link, shown: PartShown) -> QWidget:
        outward = link.from_part == shown.part.id
        other_id = link.to_part if outward else link.from_part
        other = shown.parts.family.part(other_id)
        assert other is not None  # a link never dangles
        name = one_line(shown.parts.label(other_id), 60)
        how = toward_word(link.kind) if outward else from_word(link.kind)
        item = QWidget()
        across = QHBoxLayout(item)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(Glyph(ROLE_GLYPH[other.role], self._light.role(other.role.value), 1.1))
        across.addWidget(words_label(how))
        open_part = QPushButton(name)
        open_part.setProperty("kind", "link-strong")
        open_part.setAccessibleName(
            self.tr("{how} {name}, {role}").format(how=how, name=name, role=role_word(other.role))
        )
        open_part.clicked.connect(lambda: self.part_chosen.emit(other_id))
        across.addWidget(open_part)
        is_active = link.state is LinkState.ACTIVE
        state = QPushButton("…" if is_active else link_state_word(link.state))
        state.setProperty("kind", "link-small")
        state.setAccessibleName(
            self.tr("{how} {name}: {state}. Change…").format(
                how=how, name=name, state=link_state_word(link.state)
            )
        )
        state.clicked.connect(lambda: self.link_chosen.emit(link))
        across.addWidget(state)
        for button in (open_part, state):
            button.setMinimumHeight(SMALLEST)
        return item
