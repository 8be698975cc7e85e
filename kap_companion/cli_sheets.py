"""The commands that make a PDF: a client's worksheet, and the sheets for the facilitator."""

from pathlib import Path
from typing import Annotated

import typer

from kap_companion.cli_words import Out, PaperName, PassphraseFile, PracticeFolder, SessionRef, TextSize

sheets = typer.Typer(rich_markup_mode=None)


@sheets.command()
def worksheet(
    folder: PracticeFolder,
    session: SessionRef,
    share: Annotated[
        str, typer.Option("--share", help="what the client agreed to: names,words,body,roles,self,promises")
    ],
    out: Out,
    sheet: Annotated[
        str, typer.Option("--sheet", help="meeting, one-part, landscape, body, week, before-next or words")
    ] = "meeting",
    paper: PaperName = "letter",
    text_size: TextSize = 11,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Record what the client agreed to take home, and make the worksheet from that alone."""
    from kap_companion import console, console_sheets

    fields, kind = console_sheets.fields_named(share), console_sheets.kind_named(sheet)
    choice = console_sheets.choice_named(paper, text_size)
    with console.opened(folder, passphrase_file) as practice:
        console_sheets.make_worksheet(practice, session, fields, out, choice, kind)


@sheets.command()
def record(
    folder: PracticeFolder,
    session: SessionRef,
    out: Out,
    paper: PaperName = "letter",
    text_size: TextSize = 11,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make the record of a session as PDF: what anyone in the practice may read, signatures and addenda."""
    from kap_companion import console, console_sheets

    choice = console_sheets.choice_named(paper, text_size)
    with console.opened(folder, passphrase_file) as practice:
        console_sheets.make_record(practice, session, out, choice)


@sheets.command()
def handoff(
    folder: PracticeFolder,
    session: SessionRef,
    out: Out,
    paper: PaperName = "letter",
    text_size: TextSize = 11,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make the handoff card of a session that runs, for whoever takes over."""
    from kap_companion import console, console_sheets

    choice = console_sheets.choice_named(paper, text_size)
    with console.opened(folder, passphrase_file) as practice:
        console_sheets.make_handoff(practice, session, out, choice)


@sheets.command("blank-log")
def blank_log(
    protocol: Annotated[str, typer.Argument(metavar="PROTOCOL", help="such as im or preparation")],
    out: Out,
    practice: Annotated[
        Path | None, typer.Option("--practice", metavar="PRACTICE", help="look among its own protocols too")
    ] = None,
    paper: PaperName = "letter",
    text_size: TextSize = 11,
) -> None:
    """Make the paper log of a protocol, for the day the computer fails."""
    from kap_companion import console_sheets

    console_sheets.make_blank_log(protocol, practice, out, console_sheets.choice_named(paper, text_size))
