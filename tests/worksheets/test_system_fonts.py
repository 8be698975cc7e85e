"""Fonts of the system: only whole families, only what may be put into a file, and never a failure."""

from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kap_companion.worksheets import system_fonts
from kap_companion.worksheets.system_fonts import Face, SystemFonts, installed

FONTS = Path(str(files("resources") / "fonts"))
HEBREW, ARABIC, THAI = "NotoSansHebrew", "NotoSansArabic", "NotoSansThai"


def a_face(file: str, family: str = "", weight: int = 400) -> Face:
    return Face(family or file, weight, FONTS / f"{file}-Regular.ttf")


def test_a_family_that_has_a_character_and_its_marks_prints_it_and_is_named() -> None:
    fonts = SystemFonts((a_face(HEBREW), a_face(ARABIC)))
    assert fonts.prints("ק")
    assert fonts.prints("שׁ")
    assert not fonts.prints("漢")
    assert list(fonts.used) == [HEBREW]
    assert fonts.prints("ف")
    assert list(fonts.used) == [HEBREW, ARABIC]


def test_a_mark_of_one_family_is_not_put_on_a_letter_of_another() -> None:
    fonts = SystemFonts((a_face(HEBREW), a_face(THAI)))
    assert not fonts.prints("ก\u05b8")
    assert fonts.used == ()


def test_a_family_prints_what_all_its_weights_have() -> None:
    fonts = SystemFonts((a_face(HEBREW, "Two"), a_face(THAI, "Two", weight=700)))
    assert not fonts.prints("ק")
    assert SystemFonts((a_face(HEBREW, "Two"), a_face(THAI, "Two", weight=900))).prints("ק")


def test_what_is_in_use_already_is_used_again() -> None:
    fonts = SystemFonts((a_face(HEBREW, "A"), a_face(ARABIC, "B"), a_face(HEBREW, "C")))
    assert fonts.prints("ق")
    assert fonts.prints("ק")
    assert fonts.prints("ב")
    assert fonts.used == ("B", "A")


@pytest.mark.parametrize("family", ["LastResort", ".LastResort", "Adobe Blank", "Adobe NotDef"])
def test_a_font_of_boxes_prints_nothing(family: str) -> None:
    assert not SystemFonts((a_face(HEBREW, family),)).prints("ק")


def test_a_font_that_may_not_be_put_into_a_file_is_not(tmp_path: Path) -> None:
    for kind, may in ((0x0002, False), (0x0004, True), (0x0008, True)):
        path = tmp_path / f"{kind}.ttf"
        with TTFont(FONTS / f"{HEBREW}-Regular.ttf") as font:
            font["OS/2"].fsType = kind
            font.save(path)
        assert SystemFonts((Face("Kept", 400, path),)).prints("ק") is may


@pytest.mark.parametrize("held", [b"", b"\x00\x01\x00\x00", b"OTTO" + bytes(60), b"no font at all"])
def test_a_damaged_font_prints_nothing(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "damaged.ttf"
    path.write_bytes(held)
    assert not SystemFonts((Face("Damaged", 400, path), Face("Gone", 400, tmp_path / "gone"))).prints("ק")


def test_the_fonts_of_this_computer_are_files_in_the_same_order_each_time() -> None:
    assert list(installed()) == sorted(
        installed(), key=lambda face: (face.family, str(face.path), face.index)
    )
    assert all(face.path.is_file() for face in installed())


def test_of_very_many_fonts_only_the_first_whole_families_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "MOST_FACES", 2)
    faces = (
        a_face(THAI, "B"),
        a_face(HEBREW, "A"),
        a_face(HEBREW, "A", weight=700),
        a_face(ARABIC, "Noto Sans X"),
    )
    fonts = SystemFonts(faces)
    assert fonts.prints("ف")
    assert fonts.prints("ק")
    assert not fonts.prints("ก")


def test_no_sheet_waits_long_for_fonts_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "MOST_SECONDS", 0)
    fonts = SystemFonts((a_face(HEBREW, "First"), a_face(ARABIC, "Second")))
    assert fonts.prints("ק")
    assert not fonts.prints("ف")
