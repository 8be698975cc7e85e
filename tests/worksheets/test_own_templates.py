"""A practice's own templates: which there are, how one is begun, and what none may do."""

from pathlib import Path

import pytest
import typst

from kap_companion.errors import StorageError, WorksheetError
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.worksheets.own_templates import (
    OwnTemplate,
    broken_at,
    copy_template,
    own_templates,
    read_template,
)

FIRST = "// sheet: meeting\n"


@pytest.mark.parametrize("kind", SheetKind)
def test_every_template_that_ships_can_be_copied_and_says_which_sheet_it_sets(
    tmp_path: Path, kind: SheetKind
) -> None:
    folder = tmp_path / "worksheets"
    path = copy_template(folder, kind, "Ours")
    assert own_templates(folder) == (OwnTemplate("Ours", kind, path),)
    assert (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)
    assert read_template(folder, "Ours") == path.read_bytes()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = copy_template(tmp_path, SheetKind.WEEK, "Ours")
    path.write_text("changed")
    with pytest.raises(StorageError):
        copy_template(tmp_path, SheetKind.WEEK, "Ours")
    assert path.read_text() == "changed"


@pytest.mark.parametrize("name", ["", "..", "../out", "a/b", "a\x00b"])
def test_a_template_has_a_name_that_a_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError):
        copy_template(tmp_path / "worksheets", SheetKind.WEEK, name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_does_not_say_its_sheet_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text("= A heading\n")
    (tmp_path / "b.typ").write_text("// sheet: no_such_one\n")
    (tmp_path / "c.typ").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "d.txt").write_text(FIRST)
    (tmp_path / "e.typ").write_text("//   sheet:   body\r\nx")
    assert [(each.name, each.kind) for each in own_templates(tmp_path)] == [("e", SheetKind.BODY)]
    assert own_templates(tmp_path / "not there") == ()


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/cetz:0.3.1": canvas',
        "#import '@local/x:0.1.0'",
        '#import "\\u{40}preview/cetz:0.3.1"',
        '#let far = "@" + "preview/cetz:0.3.1"; #import far',
        '#include "other.typ"',
        '#eval("imp" + "ort \\"@preview/x:0.1.0\\"")',
        '#dictionary(std).at("ev" + "al")("1")',
        "// a comment \r#import far: x",
        "// */ #import far: x",
        '// " + { import far: x }',
        '#import "style.typ": ink; #import far',
        '#import "style.typ".replace("style.typ", far): ink',
        '#import "style.typ"\n  .replace("style.typ", far): ink',
    ],
)
def test_a_template_that_could_fetch_something_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "Ours.typ").write_bytes((FIRST + line + "\n").encode())
    with pytest.raises(WorksheetError, match=r"Ours\.typ, line [23]: .* fetched"):
        read_template(tmp_path, "Ours")


@pytest.mark.parametrize(
    "line",
    [
        '#import "style.typ": *',
        '#import "blocks.typ": client-sheet, section',
        '#import "style.typ" as ours',
        "// what to import is said above",
        "What is important is included.",
    ],
)
def test_what_fetches_nothing_is_not_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "Ours.typ").write_text(FIRST + line + "\n")
    assert read_template(tmp_path, "Ours").decode().endswith(line + "\n")


def test_what_is_no_file_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.typ").write_text(FIRST)
    folder = tmp_path / "worksheets"
    folder.mkdir()
    (folder / "Linked.typ").symlink_to(tmp_path / "elsewhere.typ")
    (folder / "Large.typ").write_text(FIRST + " " * 600_000)
    (folder / "Folder.typ").mkdir()
    (folder / "Bytes.typ").write_bytes(FIRST.encode() + b"\xff")
    for name in ("../elsewhere", "Linked", "Large", "Folder", "Bytes", "Missing"):
        with pytest.raises(WorksheetError):
            read_template(folder, name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("#panic(words)", "panicked with: …"),
        ("#assert(false, message: words)", "assertion failed: …"),
        ("#(a: 1).at(words)", "dictionary does not contain key … and no default value was specified"),
        ("#(a: 1).b", 'dictionary does not contain key "b"'),
        ("#nothing-like-it", "unknown variable: nothing-like-it"),
        ("#place()", "missing argument: body"),
        ('#read("other.txt")', "file not found"),
        ("#image(words)", "file not found"),
    ],
)
def test_a_reason_repeats_what_stands_in_the_template_and_nothing_of_the_text(
    tmp_path: Path, line: str, reason: str
) -> None:
    given = {
        "main.typ": b'#let words = json("data.json")\n' + line.encode(),
        "data.json": b'"the\\n  little one"',
    }
    compiler = typst.Compiler(root=tmp_path, ignore_system_fonts=True)
    with pytest.raises(typst.TypstError) as raised:
        compiler.compile(input=given, format="pdf")  # type: ignore[type-var]  # the stub knows one source
    said = broken_at("Ours", raised.value)
    assert said == f"Ours.typ, line 2: {reason}. The companion’s own template is used."
