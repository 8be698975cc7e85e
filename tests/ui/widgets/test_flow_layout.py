from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout


def _flow(qtbot: QtBot, count: int) -> tuple[QWidget, list[QLabel]]:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, across=10, down=5)
    labels = [QLabel("word") for _ in range(count)]
    for label in labels:
        label.setFixedSize(50, 20)
        flow.addWidget(label)
    return box, labels


def test_the_line_breaks_where_the_next_does_not_fit(qtbot: QtBot) -> None:
    box, labels = _flow(qtbot, 3)
    box.resize(120, 200)
    box.show()
    assert [(label.x(), label.y()) for label in labels] == [(0, 0), (60, 0), (0, 25)]
    layout = box.layout()
    assert layout is not None
    assert layout.heightForWidth(120) == 45
    assert layout.heightForWidth(500) == 20


def test_right_to_left_begins_on_the_right(qtbot: QtBot) -> None:
    box, labels = _flow(qtbot, 2)
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box.resize(200, 100)
    box.show()
    assert labels[0].x() == 150
    assert labels[1].x() == 90


def test_a_label_too_long_is_cut_and_told_in_full(qtbot: QtBot) -> None:
    label = ElidedLabel("the <b>part</b> that never ends " * 10)
    qtbot.addWidget(label)
    label.resize(120, 30)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == label.whole
    assert "<b>" not in label.toolTip()
    label.resize(label.sizeHint().width() + 10, 30)
    assert label.toolTip() == ""


def test_what_is_kept_of_sizes_follows_the_widgets(qtbot: QtBot) -> None:
    box, labels = _flow(qtbot, 3)
    box.show()
    layout = box.layout()
    assert layout is not None
    assert layout.heightForWidth(120) == 45
    labels[0].setFixedSize(110, 30)
    assert layout.heightForWidth(120) == 55
    assert layout.minimumSize().width() == 110
    layout.removeWidget(labels[0])
    assert layout.heightForWidth(120) == 20
