"""A map as a file and on paper."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.ui.parts.maps import a_crowd, a_map, protects
from ui.parts.map_brushes import MapBrushes, in_grey
from ui.parts.map_export import MapSheet, as_png, as_svg, ending_in, print_on
from ui.parts.map_legend import legend_of
from ui.parts.map_picture import pictured
from ui.theme import DAYLIGHT, Light, font

SCENE = a_map(5, protects("p0", "p3"))


def sheet(light: Light = DAYLIGHT, count: int | None = None) -> MapSheet:
    brushes = MapBrushes(light, QFont(font()))
    return MapSheet(pictured(SCENE if count is None else a_crowd(count), brushes, (700, 560)), brushes)


def test_an_svg_holds_every_name_and_what_the_lines_mean(qtbot: QtBot) -> None:
    drawn = as_svg(sheet()).decode("utf-8")
    for part in SCENE.parts:
        assert f">{part.label}<" in drawn
    for item in legend_of(SCENE):
        assert f">{item.word}<" in drawn
    assert "<title>Map of the inner family</title>" in drawn
    assert "Qt" not in drawn


def test_an_svg_can_be_opened_by_another_program(qtbot: QtBot) -> None:
    drawing = QSvgRenderer(QByteArray(as_svg(sheet())))
    assert drawing.isValid()
    image = QImage(drawing.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    assert image.pixelColor(3, 3).name() == DAYLIGHT.ground


@pytest.mark.parametrize("count", [1, 40, 200])
def test_a_png_is_twice_as_dense_as_the_screen(qtbot: QtBot, count: int) -> None:
    made = sheet(count=count) if count > 1 else sheet()
    image = QImage.fromData(QByteArray(as_png(made)))
    assert image.size() == made.size * 2


def test_a_grey_png_has_no_colour_at_all(qtbot: QtBot) -> None:
    image = QImage.fromData(QByteArray(as_png(sheet(in_grey(DAYLIGHT)))))
    assert image.allGray()


def test_the_same_map_gives_the_same_file(qtbot: QtBot) -> None:
    assert as_svg(sheet()) == as_svg(sheet())
    assert as_png(sheet()) == as_png(sheet())


def test_a_printed_map_is_one_page_with_every_name(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "map.pdf"))
    assert print_on(printer, sheet())
    (page,) = PdfReader(tmp_path / "map.pdf").pages
    text = " ".join(page.extract_text().split())
    for part in SCENE.parts:
        assert part.label in text


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_apart(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "map.pdf"))
    assert not print_on(printer, sheet())


def test_the_legend_explains_only_what_is_on_the_map(qtbot: QtBot) -> None:
    words = [item.word for item in legend_of(SCENE)]
    assert words[0] == "protects"
    assert words[-1] == "faint: known, not here in this session"
    assert "triggers" not in words
    assert legend_of(a_map(0)) == ()


def test_a_file_gets_the_ending_it_is_known_by() -> None:
    assert ending_in(Path("map"), ".svg") == Path("map.svg")
    assert ending_in(Path("map.SVG"), ".svg") == Path("map.SVG")
    assert ending_in(Path("map.svg"), ".png") == Path("map.svg.png")
