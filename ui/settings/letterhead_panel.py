"""What the practice puts on every page: its name, whom to call, its mark, the usual language."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.worksheets.logo import logo_bytes
from ui.one_line import one_line
from ui.settings.logo_picture import logo_picture
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.words_label import words_label

LONGEST_NAME = 80
LONGEST_CONTACT = 160
TOUCH = 44
_LOGO_ROOM = QSize(252, 72)


@dataclass(frozen=True, slots=True)
class LetterheadForm:
    """A letterhead as it stands on the panel; `logo` is a PNG or SVG in base64, empty for none."""

    name: str = ""
    contact: str = ""
    language: str = "en"
    logo: str = ""


class LetterheadPanel(Panel):
    """Nothing of it counts before it is kept, all of it at once.

    Args:
        practice: the practice's own name, which stands on paper where no other is given.
        languages: what each language calls itself, by its code.
        parent: the page.

    Signals:
        letterhead_described: a `LetterheadForm` to be kept.
        logo_wanted: a file for the mark is to be chosen; `show_logo` is the answer.
        language_chosen: the code of the language that is shown now; `show_usual_contact` is the answer.
    """

    letterhead_described = Signal(object)
    logo_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, practice: str, languages: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("LetterheadPanel", "On every page"),
            about=QCoreApplication.translate(
                "LetterheadPanel",
                "What stands on the sheets you give to clients. Sheets that were given stay as they were.",
            ),
            parent=parent,
        )
        self._logo = ""
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(one_line(practice, LONGEST_NAME))
        self.contact = QLineEdit()
        self.contact.setMaxLength(LONGEST_CONTACT)
        self.language = ChoiceBox()
        for code, called in languages.items():
            self.language.addItem(called, code)
        self.choose_logo = QPushButton(self.tr("Choose a logo…"))
        self.drop_logo = QPushButton(self.tr("Take it away"))
        self.drop_logo.setAccessibleName(self.tr("Take the logo away"))
        self.save = QPushButton(self.tr("Keep this for every page"))
        self.save.setProperty("kind", "primary")
        self._picture = QLabel()
        self._no_logo = words_label(self.tr("No logo."), "quiet")
        self._lay_out()
        self.choose_logo.clicked.connect(self.logo_wanted)
        self.drop_logo.clicked.connect(self._drop)
        self.save.clicked.connect(self._submit)
        self.name.returnPressed.connect(self._submit)
        self.contact.returnPressed.connect(self._submit)
        self.language.activated.connect(lambda: self.language_chosen.emit(self._code()))

    def show_form(self, form: LetterheadForm) -> None:
        """Show what holds now."""
        self.name.setText(one_line(form.name, LONGEST_NAME))
        self.contact.setText(one_line(form.contact, LONGEST_CONTACT))
        self.language.setCurrentIndex(max(0, self.language.findData(form.language)))
        self.show_logo(form.logo)

    def show_usual_contact(self, words: str) -> None:
        """Show the line that stands there where none is given."""
        self.contact.setPlaceholderText(one_line(words, LONGEST_CONTACT))

    def show_logo(self, logo: str) -> bool:
        """Show a mark; answers whether it can be read. An empty one takes it away."""
        picture = logo_picture(logo_bytes(logo), _LOGO_ROOM, self.devicePixelRatioF()) if logo else None
        if logo and picture is None:
            return False
        self._logo = logo
        if picture is not None:
            self._picture.setPixmap(picture)
        self._picture.setAccessibleName(self.tr("The practice’s logo") if logo else "")
        self._picture.setVisible(bool(logo))
        self._no_logo.setVisible(not logo)
        self.drop_logo.setVisible(bool(logo))
        self.choose_logo.setText(self.tr("Choose another logo…") if logo else self.tr("Choose a logo…"))
        return True

    def form(self) -> LetterheadForm:
        """What stands on the panel now."""
        return LetterheadForm(
            name=one_line(self.name.text(), LONGEST_NAME),
            contact=one_line(self.contact.text(), LONGEST_CONTACT),
            language=self._code(),
            logo=self._logo,
        )

    def _lay_out(self) -> None:
        for widget in (self.name, self.contact, self.language, self.choose_logo, self.drop_logo, self.save):
            widget.setMinimumHeight(TOUCH)
        mark = QHBoxLayout()
        mark.setSpacing(16)
        shown = QVBoxLayout()
        shown.addWidget(self._picture)
        shown.addWidget(self._no_logo)
        mark.addLayout(shown, 1)
        mark.addWidget(self.choose_logo)
        mark.addWidget(self.drop_logo)
        about_logo = words_label(
            self.tr("A PNG or SVG of at most 512 KiB, with everything in it. It is printed 12 mm high."),
            "quiet",
        )
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.save)
        self.lines.addWidget(LabelledField(self.tr("Name on paper"), self.name))
        self.lines.addWidget(
            LabelledField(self.tr("Whom a client can call, in one line, on every page"), self.contact)
        )
        self.lines.addWidget(
            LabelledField(self.tr("Language for clients of whom none is set"), self.language)
        )
        self.lines.addLayout(mark)
        self.lines.addWidget(about_logo)
        self.lines.addLayout(acts)

    def _drop(self) -> None:
        self.choose_logo.setFocus()
        self.show_logo("")

    def _submit(self) -> None:
        self.letterhead_described.emit(self.form())

    def _code(self) -> str:
        return str(self.language.currentData())
