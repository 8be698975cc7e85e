"""The two lights, their colours and the type: tokens, fonts and the style sheet made of them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

FAMILY = "Inter"
# The room's text is read from an armchair; 15 px is the smallest that stays clear there.
BASE_PX = 15


@dataclass(frozen=True, slots=True)
class Light:
    """One light: every colour a screen may use. Text colours meet 4.5:1 on ground, raised and side.

    Attributes:
        quiet: text that may be overlooked.
        accent: the one thing to do next; `on_accent` is text upon it.
        focus: the ring around what has the focus.
    """

    name: str
    ground: str
    side: str
    raised: str
    line: str
    text: str
    strong: str
    quiet: str
    accent: str
    on_accent: str
    focus: str
    warning: str
    manager: str
    firefighter: str
    exile: str
    self_energy: str
    unknown: str

    def role(self, role: str) -> str:
        """The colour of a role's glyph, by the role's word."""
        colours = {"manager": self.manager, "firefighter": self.firefighter, "exile": self.exile}
        return colours.get(role, self.unknown)


ROOM = Light(
    name="room",
    ground="#14110f",
    side="#14110f",
    raised="#1d1712",
    line="#2a231d",
    text="#d9c9b4",
    strong="#f0dfc6",
    quiet="#9a8c7b",
    accent="#3a2c1a",
    on_accent="#f0dfc6",
    focus="#d9b04e",
    warning="#d9b04e",
    manager="#d9b04e",
    firefighter="#e2744b",
    exile="#9a97e0",
    self_energy="#86b98a",
    unknown="#a89b8b",
)

DAYLIGHT = Light(
    name="daylight",
    ground="#faf7f1",
    side="#f3eee6",
    raised="#fffdf9",
    line="#e5ddd0",
    text="#2f2a24",
    strong="#2f2a24",
    quiet="#6b6156",
    accent="#38743f",
    on_accent="#fffdf9",
    focus="#38743f",
    warning="#a83c12",
    manager="#8a6308",
    firefighter="#b5441b",
    exile="#5b57b5",
    self_energy="#38743f",
    unknown="#6b6156",
)


def load_typeface() -> None:
    """Make the product's typeface known; call before the first page, after the application object exists."""
    _load(lambda name: name.startswith(FAMILY))
    QApplication.setFont(_as_typed(QApplication.font()))


def load_scripts() -> None:
    """Make the fonts for other scripts and symbols known; the first page does not need them."""
    _load(lambda name: not name.startswith(FAMILY))


def _load(wanted: Callable[[str], bool]) -> None:
    for file in sorted((files("resources") / "fonts").iterdir(), key=lambda f: f.name):
        if file.name.endswith((".otf", ".ttf")) and wanted(file.name):
            QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))


def _as_typed(made: QFont) -> QFont:
    # The typeface would draw "->" as one arrow, and nobody could see on F1 what to type.
    made.setFeature(QFont.Tag("calt"), 0)
    # Digits of one width: a clock must not push its neighbours about every second.
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font(px: float = BASE_PX, *, weight: QFont.Weight = QFont.Weight.Normal, italic: bool = False) -> QFont:
    """The product's typeface at a size in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(round(px))
    made.setWeight(weight)
    made.setItalic(italic)
    return _as_typed(made)


@cache
def _svg(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


def paint_glyph(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Paint the icon `name` in one colour into a box."""
    QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode())).render(painter, box)


def glyph(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in one colour, `size` logical pixels wide, sharp at a device pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_glyph(painter, name, colour, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str) -> QIcon:
    """The icon `name` for a button or a list, at single and double density."""
    made = QIcon(glyph(name, colour, 24))
    made.addPixmap(glyph(name, colour, 24, 2.0))
    return made


def colour(token: str, alpha: float = 1.0) -> QColor:
    """A token as a colour to paint with."""
    made = QColor(token)
    made.setAlphaF(alpha)
    return made


def style_sheet(light: Light, scale: float = 1.0) -> str:
    """The style sheet of one light; `scale` is the text size setting, 0.8 to 2.0."""
    sizes = {f"px_{name}": str(round(size * scale)) for name, size in _SIZES.items()}
    # What is typed in the room stays readable from an armchair at any text size.
    sizes["px_capture"] = str(max(17, round(18 * scale)))
    # With a client at the table nothing is smaller than what both can read from their chairs.
    sizes["px_review"] = str(max(18, round(18 * scale)))
    sizes["px_quote"] = str(max(20, round(20 * scale)))
    sheet = (files("resources") / "theme.qss").read_text("utf-8")
    # Qt's style sheets take pictures by their path alone.
    icons = {"icons": str(files("resources") / "icons")}
    return Template(sheet).substitute(asdict(light) | sizes | icons)


_SIZES = {"small": 13, "base": BASE_PX, "large": 17, "title": 27, "heading": 18, "clock": 36}
