from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.parts.overview import PartShown
from kap_companion.vocabulary.roles import Role
from ui.home.part_chip import PartChip
from ui.theme import DAYLIGHT
from ui.widgets.glyph_pictures import GlyphPictures


def a_chip(qtbot: QtBot, name: str) -> PartChip:
    chip = PartChip(PartShown(name, Role.MANAGER, "p1"), DAYLIGHT, GlyphPictures())
    qtbot.addWidget(chip)
    chip.show()
    chip.resize(chip.sizeHint())
    return chip


def test_a_chip_says_its_part_and_role_and_takes_the_focus(qtbot: QtBot) -> None:
    chip = a_chip(qtbot, "the Watchman")
    assert chip.accessibleName() == "the Watchman, Manager"
    assert chip.toolTip() == ""
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_name_that_does_not_fit_is_told_in_full_as_plain_text(qtbot: QtBot) -> None:
    chip = a_chip(qtbot, "the <b>one</b> who never sleeps " * 6)
    chip.resize(120, chip.height())
    assert "&lt;b&gt;" in chip.toolTip()
    assert chip.minimumSizeHint().width() < 120
    chip.resize(chip.sizeHint())
    assert chip.toolTip() == ""
