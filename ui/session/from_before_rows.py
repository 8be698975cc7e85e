"""The sheet of what stands ready from before: promises, and what protectors feared and needed."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.from_before import FromBefore, Protector
from kap_companion.session.promises import Promise
from ui.one_line import one_line
from ui.session.sheet_rows import SheetContent, SheetRow, Stand

translate = QCoreApplication.translate
LONGEST_NAME = 40
LONGEST = 300
MOST_SAID = 3


def from_before_content(before: FromBefore) -> SheetContent:
    """Open promises first, each with the line that says it was kept; then the protectors."""
    rows = [_promise(promise) for promise in before.promises]
    rows += [_protector(protector) for protector in before.protectors]
    about = translate(
        "Sheet", "What was promised and is open, and what protectors said they feared and needed."
    )
    if not rows:
        about = translate(
            "Sheet", "Nothing stands ready: “> promise …” keeps a promise for the next session."
        )
    return SheetContent(translate("Sheet", "From before"), about, tuple(rows))


def _promise(promise: Promise) -> SheetRow:
    return SheetRow(
        title=translate("Sheet", "Promised in session {n}").format(n=promise.session.number),
        says=one_line(promise.words, LONGEST),
        line=f"> kept #{promise.number} {one_line(promise.words, LONGEST)}",
        stand=Stand.OPEN,
        state=translate("Sheet", "promised"),
    )


def _protector(protector: Protector) -> SheetRow:
    said: list[str] = []
    for each in protector.said[:MOST_SAID]:
        said += [f"“{one_line(words, LONGEST)}”" for words in each.words]
        said += [one_line(each.text, LONGEST)] if each.text else []
    name = one_line(protector.part.name, LONGEST_NAME) or translate("Sheet", "A part without a name")
    line = f"p {protector.part.name}: " if protector.part.name.strip() else ""
    return SheetRow(title=name, says=" · ".join(said), line=line)
