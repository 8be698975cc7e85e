"""The first page of all: there is no practice on this computer yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.unlock.threshold_page import ThresholdPage


class FirstRunPage(ThresholdPage):
    """Welcome, and three ways in.

    Signals:
        create_chosen: make a practice.
        look_around_chosen: make the made-up practice and open it.
        existing_chosen: open a practice whose folder is already here.
    """

    create_chosen = Signal()
    look_around_chosen = Signal()
    existing_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            title=self.tr("Welcome to KAP Companion"),
            sentence=self.tr(
                "It stays beside you through a session: what you type becomes the timeline, the parts and "
                "the worksheet to take home. Everything stays on this computer, encrypted."
            ),
            act=self.tr("Create my practice"),
            busy=self.tr("Making the made-up practice. This takes a few seconds."),
        )
        self.act.clicked.connect(self.create_chosen)
        look_around = self.add_act(self.tr("Look around in a made-up practice"))
        look_around.clicked.connect(self.look_around_chosen)
        existing = self.add_way(self.tr("Open a practice that is already here"))
        existing.clicked.connect(self.existing_chosen)
        self.setFocusProxy(self.act)
