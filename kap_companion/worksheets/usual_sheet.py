"""A sheet made without a screen: as it begins, set on paper, with what the record keeps of it."""

from pathlib import Path

from kap_companion.records.readers import WorksheetReader
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.shared import Handed, KeptWorksheet
from kap_companion.worksheets.kept_sheets import beginning, composed, kept, set_on
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.take_home import Asked


def usual_sheet(
    reader: WorksheetReader,
    session_id: str,
    practice: str,
    press: Press,
    asked: Asked,
    *,
    kind: SheetKind = SheetKind.MEETING,
    paper: PaperChoice | None = None,
    prompts: Path | None = None,
) -> tuple[Typeset, KeptWorksheet]:
    """The file, and what is to be kept of it once it is saved.

    Args:
        reader: for what was agreed, and nothing else.
        session_id: the session's id.
        practice: the practice's name.
        press: sets it.
        asked: who made it, and when.
        kind: which sheet.
        paper: what it is set on; None for what the client's last sheet was set on, else Letter.
        prompts: the folder of the practice's own questions; None for none.

    Raises:
        SessionError: there is no such session.
        WorksheetError: the practice's own questions cannot be used.
    """
    begun = beginning(reader, session_id, kind, paper=paper or PaperChoice())
    composition = begun if paper is None else begun.model_copy(update={"paper": paper})
    sheet = composed(reader, session_id, practice, composition, prompts)
    made = set_on(press, sheet, composition, asked.at)
    return made, kept(reader, session_id, sheet, composition, made, Handed.SAVED, asked)
