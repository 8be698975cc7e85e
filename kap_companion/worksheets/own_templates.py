"""A practice's own templates for sheets: plain Typst in its folder `worksheets`, copied from those that ship.

The first line, such as `// sheet: meeting`, says which sheet a template sets, and so what it is given.
"""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

from kap_companion.errors import StorageError, WorksheetError
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.worksheets.saving import save

ENDING: Final = ".typ"
MOST_BYTES: Final = 512 * 1024
_FOLDER_MODE: Final = 0o700
_FIRST_LINE: Final = re.compile(r"//\s*sheet:\s*(\w+)\s*\Z")
_LINE_IN_A_DIAGNOSTIC: Final = re.compile(r"main\.typ:(\d+)")
# A template must not fetch anything. A package is imported by a text that could be put together in many ways:
# so what imports is left to the files that ship, named outright. The words are refused wherever they stand.
_COMMENT: Final = re.compile(r"\s*//(?![^\n]*(\*/|[\"`]))")
# What stands behind a file's name could make another of it; behind these signs it cannot.
_SHIPPED_IMPORT: Final = re.compile(r"\bimport\s+\"(style|blocks)\.typ\"(?=\s*(?::|;|as\b))")
_REACHES_OUT: Final = re.compile(r"\b(import|include|eval|std)\b")
# Where a reason repeats something: between quotes, or behind a colon.
_REPEATED: Final = re.compile(r"\"[^\"]*\"|`[^`]*`|(?<=: ).+", re.DOTALL)
_ABOUT_FILES: Final = re.compile(r" \((searched|Not a directory).*\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """One of the practice's own: its name, the sheet it sets, and where it lies."""

    name: str
    kind: SheetKind
    path: Path


def own_templates(folder: Path) -> tuple[OwnTemplate, ...]:
    """Those there are, by name; a file that does not say for which sheet it is, is none."""
    if not folder.is_dir():
        return ()
    found: list[OwnTemplate] = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        kind = _kind_of(path)
        if kind is not None:
            found.append(OwnTemplate(path.stem, kind, path))
    return tuple(found)


def copy_template(folder: Path, kind: SheetKind, name: str) -> Path:
    """A copy of the template of a sheet, in the practice's folder, to be edited; nothing is overwritten.

    Raises:
        StorageError: there is one of that name already, no file can have it, or the disk does not take it.
    """
    if not name.strip(" .") or Path(name).name != name or "\x00" in name:
        message = "A template cannot have this name."
        raise StorageError(message, "Use letters and digits.")
    try:
        folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    except OSError as error:
        message = "The copy of the template could not be saved."
        raise StorageError(message, "Check the disk or folder it is for.") from error
    path = folder / f"{name}{ENDING}"
    save((files("resources") / "worksheets" / f"{kind.value}{ENDING}").read_bytes(), path)
    return path


def read_template(folder: Path, name: str) -> bytes:
    """A template of the practice's own.

    Raises:
        WorksheetError: it cannot be read, is too large, or would fetch something from elsewhere.
    """
    advice = "The companion’s own is used."
    cannot_be_read = WorksheetError(f"The template {name}{ENDING} cannot be read.", advice)
    path = folder / f"{name}{ENDING}"
    try:
        if path.parent != folder or path.is_symlink() or not path.is_file():
            raise cannot_be_read
        if path.stat().st_size > MOST_BYTES:
            raise cannot_be_read
        source = path.read_text(encoding="utf-8", errors="strict")
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_be_read from error
    for number, line in enumerate(source.splitlines(), 1):
        word = _REACHES_OUT.search(_SHIPPED_IMPORT.sub(" ", line))
        if word and not _COMMENT.match(line):
            message = (
                f"{name}{ENDING}, line {number}: “{word.group()}” cannot stand in a template, "
                "but to import style.typ or blocks.typ; packages are fetched from elsewhere."
            )
            raise WorksheetError(message, advice)
    return source.encode()


def broken_at(name: str, error: typst.TypstError) -> str:
    """Which line of a template does not compile and why, and what is used instead."""
    line = _LINE_IN_A_DIAGNOSTIC.search(error.diagnostic or "")
    where = f"{name}{ENDING}, line {line.group(1)}" if line else f"{name}{ENDING}"
    return f"{where}: {_reason(error)}. The companion’s own template is used."


def _reason(error: typst.TypstError) -> str:
    """The typesetter's reason; it repeats what stands in the template, and nothing of the text."""
    template = (error.diagnostic or "").replace(error.message, "")

    def repeated(found: re.Match[str]) -> str:
        return found.group() if found.group().strip('`"') in template else "…"

    if error.message.startswith("missing argument: "):
        return error.message
    return _REPEATED.sub(repeated, _ABOUT_FILES.sub("", error.message))


def _kind_of(path: Path) -> SheetKind | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as opened:
            first = _FIRST_LINE.match(opened.readline(200).strip())
    except OSError:
        return None
    return SheetKind(first.group(1)) if first and first.group(1) in set(SheetKind) else None
