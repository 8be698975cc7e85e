"""The map of a family over its sessions: the map, a slider, what lines mean, ways out of the program."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.errors import KnownError
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.map_scene import MapScene
from kap_companion.parts.map_sessions import map_of
from kap_companion.worksheets.saving import save
from ui.dialogs import Dialogs
from ui.founding import documents_folder
from ui.parts.map_brushes import MapBrushes, in_grey
from ui.parts.map_export import MapSheet, as_png, as_svg, ending_in, print_on
from ui.parts.map_legend import MapLegend
from ui.parts.map_picture import pictured
from ui.parts.map_printing import ask_for_printer
from ui.parts.map_view import MapView
from ui.parts.session_slider import SessionSlider
from ui.session.finger_button import FingerButton
from ui.theme import DAYLIGHT, Light
from ui.widgets.announcement import announce
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.words_label import words_label

AskForPrinter = Callable[[QWidget, Callable[[QPrinter], None]], None]
_ZOOM = 1.25


class MapPane(QWidget):
    """Shows a client's map as it was by each session; what a hand did is told by signals.

    Signals:
        part_chosen: the part's id; empty for none.
        part_opened: the id of a part to be shown in full.
        part_placed: the part's id, x and y on the map, and the id of the session looked at; empty for now.
        link_wanted: from, to and the `LinkKind`.
        link_state_wanted: from, to, the `LinkKind` and the `LinkState` it has by now.
        link_drop_wanted: from, to and the `LinkKind` that they do not stand in after all.
    """

    part_chosen = Signal(str)
    part_opened = Signal(str)
    part_placed = Signal(str, float, float, str)
    link_wanted = Signal(str, str, object)
    link_state_wanted = Signal(str, str, object, object)
    link_drop_wanted = Signal(str, str, object)

    def __init__(
        self,
        light: Light,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        *,
        printer: AskForPrinter = ask_for_printer,
    ) -> None:
        super().__init__(parent)
        self._light, self._dialogs, self._printer = light, dialogs, printer
        self._parts: ClientParts | None = None
        self.view = MapView(light, self)
        self.slider = SessionSlider(self)
        self.legend = MapLegend(light, self)
        self._said = words_label(kind="quiet", parent=self)
        self._said.hide()
        self._make_buttons()
        self._lay_out()
        self._tell_on()

    @property
    def session_id(self) -> str | None:
        """The session that is looked at; None for now."""
        return self.slider.session_id

    def show_parts(self, parts: ClientParts) -> None:
        """Show a client's family, at the session that was looked at before where there still is one."""
        self._parts = parts
        self.slider.show_sessions(parts.sessions)
        self._show()

    def choose(self, part_id: str | None) -> None:
        """Show a part as chosen, without a signal."""
        self.view.choose(part_id)

    def allow(self, *, moving: bool, linking: bool) -> None:
        """Say what hands may do here."""
        self.view.allow(moving=moving, linking=linking)
        self.link_button.setVisible(linking)

    def sheet(self) -> MapSheet:
        """The map as it is shown, for a file or for paper: bright, and grey where it is shown so."""
        light = in_grey(DAYLIGHT) if self.grey_button.isChecked() else DAYLIGHT
        brushes = MapBrushes(light, self.view.font(), many=self.view.brushes.many)
        return MapSheet(pictured(self.view.scene, brushes, self.view.room), brushes)

    def said(self) -> str:
        """What the pane says was done, or went wrong."""
        return self._said.text()

    def _make_buttons(self) -> None:
        self.link_button = FingerButton(self.tr("Link"), self)
        self.link_button.setToolTip(self.tr("Link the chosen part with another (L)"))
        self.link_button.clicked.connect(self._begin_link)
        self.grey_button = FingerButton(self.tr("Grey"), self)
        self.grey_button.setCheckable(True)
        self.grey_button.setToolTip(self.tr("As a printer without colours shows it"))
        self.grey_button.toggled.connect(self._show_light)
        self.nearer_button = self._button("+", self.tr("Nearer (Ctrl and +)"), lambda: self._zoom(_ZOOM))
        self.farther_button = self._button(
            "−", self.tr("Farther (Ctrl and −)"), lambda: self._zoom(1 / _ZOOM)
        )
        self.svg_button = FingerButton(self.tr("Save as SVG…"), self)
        self.svg_button.clicked.connect(lambda: self._save(".svg", "SVG (*.svg)", as_svg))
        self.png_button = FingerButton(self.tr("Save as PNG…"), self)
        self.png_button.clicked.connect(lambda: self._save(".png", "PNG (*.png)", as_png))
        self.print_button = FingerButton(self.tr("Print…"), self)
        self.print_button.clicked.connect(lambda: self._printer(self, self._print))

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = FingerButton(text, self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.legend)
        ways = FlowLayout(None, across=8, down=8)
        for button in (
            self.link_button,
            self.nearer_button,
            self.farther_button,
            self.grey_button,
            self.svg_button,
            self.png_button,
            self.print_button,
        ):
            ways.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.slider, 2)
        row.addLayout(ways, 3)
        lines.addLayout(row)
        lines.addWidget(self._said)

    def _tell_on(self) -> None:
        self.view.part_chosen.connect(self.part_chosen)
        self.view.part_opened.connect(self.part_opened)
        self.view.link_wanted.connect(self.link_wanted)
        self.view.link_state_wanted.connect(self.link_state_wanted)
        self.view.link_drop_wanted.connect(self.link_drop_wanted)
        self.view.part_placed.connect(
            lambda part, x, y: self.part_placed.emit(part, x, y, self.session_id or "")
        )
        self.slider.session_chosen.connect(self._show)

    def _show(self) -> None:
        if self._parts is not None:
            self._show_scene(map_of(self._parts, self.session_id))

    def _show_scene(self, scene: MapScene) -> None:
        self.view.show_scene(scene)
        self.legend.show_scene(scene, self.view.light)

    def _show_light(self, grey: bool) -> None:  # noqa: FBT001 (Qt's own)
        light = in_grey(self._light) if grey else self._light
        self.view.show_light(light)
        self.legend.show_scene(self.view.scene, light)

    def _begin_link(self) -> None:
        self.view.begin_link()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        begun = self.view.linking_from is not None
        self._say(self.tr("Choose the other part.") if begun else self.tr("Choose a part first."))

    def _zoom(self, factor: float) -> None:
        self.view.look_nearer(factor, QPointF(self.view.rect().center()))

    def _save(self, ending: str, kind: str, drawn: Callable[[MapSheet], bytes]) -> None:
        # The name proposed says nothing of the client: file names are seen by backups, indexers and others.
        suggested = documents_folder() / self.tr("Map{ending}").format(ending=ending)
        chosen = self._dialogs.save_file(self, self.tr("Save the map"), suggested, kind)
        if chosen is None:
            return
        path = ending_in(chosen, ending)
        try:
            save(drawn(self.sheet()), path, overwrite=chosen == path)
        except KnownError as error:
            self._say(str(error), "problem")
            return
        self._say(self.tr("Saved as {name}.").format(name=path.name))

    def _print(self, printer: QPrinter) -> None:
        if print_on(printer, self.sheet()):
            self._say(self.tr("Sent to the printer."))
        else:
            self._say(self.tr("The printer could not be used. Choose another, or save the map."), "problem")

    def _say(self, text: str, kind: str = "quiet") -> None:
        self._said.setProperty("kind", kind)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        announce(self._said, text)
