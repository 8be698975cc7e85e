"""`kap-companion`: opens the window, or does one thing with a practice and says how it went.

Exit status: 0 done, 1 a problem the person can mend (one plain sentence on stderr), 2 usage.
Everything heavy is imported inside the commands: the window must be up before the records are.
"""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from kap_companion.cli_custody import custody
from kap_companion.cli_sheets import sheets
from kap_companion.cli_words import AsJson, PaperName, PassphraseFile, PracticeFolder, SessionRef, TextSize
from kap_companion.clock import SystemClock
from kap_companion.errors import KnownError
from kap_companion.hardening import keep_memory_private

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Stays beside a facilitator through a session. Without a command it opens the window.",
)


def main() -> None:
    """Run the command line; known problems become one sentence, bugs a list of places without any values."""
    keep_memory_private()
    try:
        app()
    except KnownError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the message of a bug may hold a client's words, the places do not
        sys.stderr.write("Something in the companion broke. " + type(error).__name__ + "\n")
        sys.stderr.writelines(traceback.format_tb(error.__traceback__))
        sys.exit(1)


@app.callback(invoke_without_command=True)
def open_window(context: typer.Context) -> None:
    """Open the window."""
    if context.invoked_subcommand is None:
        from ui.app import run

        raise typer.Exit(run(SystemClock()))


@app.command()
def create(
    folder: PracticeFolder,
    name: Annotated[str, typer.Option("--name", help="the practice's name")],
    facilitator: Annotated[str, typer.Option("--facilitator", help="your name")],
    passphrase_file: PassphraseFile = None,
    recovery_sheet: Annotated[
        Path | None, typer.Option("--recovery-sheet", help="save the recovery sheet as PDF there")
    ] = None,
    paper: PaperName = "letter",
    text_size: TextSize = 11,
) -> None:
    """Make a new practice, and print its recovery code once."""
    from kap_companion import console, console_sheets

    choice = console_sheets.choice_named(paper, text_size)
    secret = console.new_passphrase(passphrase_file)
    console_sheets.create(folder, name, facilitator, secret, recovery_sheet, choice)


@app.command()
def transcribe(
    folder: PracticeFolder,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="a .session.txt file")],
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="leave out lines that cannot be placed")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Bring in a session that was logged on paper."""
    from kap_companion import console

    with console.opened(folder, passphrase_file) as practice:
        console.transcribe_script(practice, script, keep_going=keep_going)


@app.command()
def sessions(folder: PracticeFolder, as_json: AsJson = False, passphrase_file: PassphraseFile = None) -> None:
    """List the sessions."""
    from kap_companion import console

    with console.opened(folder, passphrase_file) as practice:
        console.list_sessions(practice, as_json=as_json)


@app.command()
def show(
    folder: PracticeFolder,
    session: SessionRef,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Show one session: its entries, parts and links."""
    from kap_companion import console

    with console.opened(folder, passphrase_file) as practice:
        console.show_session(practice, session, as_json=as_json)


@app.command()
def verify(folder: PracticeFolder, passphrase_file: PassphraseFile = None) -> None:
    """Check every row against its ledger, and the files themselves."""
    from kap_companion import console

    with console.opened(folder, passphrase_file, arriving=False) as practice:
        console.verify(practice)


@app.command()
def backup(
    folder: PracticeFolder,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="PLACE", help="a second place that gets a copy of it")
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a complete, encrypted backup and read it again; older ones are thinned out."""
    from kap_companion import console, console_backups

    with console.opened(folder, passphrase_file, arriving=False) as practice:
        console_backups.back_up(practice, to)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="a backup's folder")],
    folder: Annotated[Path, typer.Argument(metavar="NEWDIR", help="a new or empty folder")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Put a backup into a new folder, and say what it lacks where its practice is still there."""
    from kap_companion import console_backups

    console_backups.put_back(backup, folder, passphrase_file)


@app.command()
def demo(
    folder: PracticeFolder,
    script: Annotated[
        list[Path] | None, typer.Option("--script", help="a session script of your own; may be given again")
    ] = None,
) -> None:
    """Make a made-up practice with sessions, worksheets and pictures of the screens."""
    from kap_companion.demo import make_demo
    from ui.pictures import take_pictures

    made = make_demo(folder, SystemClock(), tuple(script or ()))
    for line in (*made.lines, *take_pictures(made, folder / "pictures")):
        typer.echo(line)


# After the others, so that help lists them below.
app.add_typer(sheets)
app.add_typer(custody)
