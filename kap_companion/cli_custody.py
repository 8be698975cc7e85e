"""The commands about signing, exporting, people, and how long things are kept."""

from pathlib import Path
from typing import Annotated

import typer

from kap_companion.cli_words import ClientRef, PaperName, PassphraseFile, PracticeFolder, SessionRef, TextSize

custody = typer.Typer(rich_markup_mode=None)

_DAY = "YYYY-MM-DD"


@custody.command()
def export(
    folder: PracticeFolder,
    session: SessionRef,
    out: Annotated[Path, typer.Option("-o", "--out", help="the file to write")],
    *,
    text: Annotated[bool, typer.Option("--text", help="plain text in place of JSON")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Save the record of a session: what anyone in the practice may read, with signatures and addenda."""
    from kap_companion import console, console_custody

    with console.opened(folder, passphrase_file) as practice:
        console_custody.export_record(practice, session, out, as_text=text)


@custody.command()
def sign(
    folder: PracticeFolder,
    session: SessionRef,
    meaning: Annotated[str, typer.Option("--as", help="author, reviewer or witness")] = "author",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Sign a session that has ended; from then on it is only added to."""
    from kap_companion import console, console_custody

    stated = console_custody.meaning_named(meaning)
    secret = console.passphrase(passphrase_file)
    with console.opened_with(folder, secret) as practice:
        again = console.passphrase(None, "Passphrase, to sign: ") if passphrase_file is None else secret
        console_custody.sign(practice, session, stated, again)


@custody.command()
def addendum(
    folder: PracticeFolder,
    session: SessionRef,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="what is added")],
    reason: Annotated[str, typer.Option("--reason", help="why it is added")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Add to the record of a signed session what was not known then."""
    from kap_companion import console, console_custody

    with console.opened(folder, passphrase_file) as practice:
        console_custody.add_to_signed(practice, session, text, reason)


@custody.command("late-entry")
def late_entry(
    folder: PracticeFolder,
    session: SessionRef,
    line: Annotated[str, typer.Argument(metavar="LINE", help="as it would have been typed")],
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="when it happened, on the session's day")],
    reason: Annotated[str, typer.Option("--reason", help="why it comes late")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Add to a signed session a line that was left out."""
    from kap_companion import console, console_custody

    time = console_custody.time_named(at)
    with console.opened(folder, passphrase_file) as practice:
        console_custody.add_late(practice, session, line, time, reason)


@custody.command()
def people(folder: PracticeFolder, passphrase_file: PassphraseFile = None) -> None:
    """List who works in the practice, or did."""
    from kap_companion import console, console_custody

    with console.opened(folder, passphrase_file) as practice:
        console_custody.list_people(practice)


@custody.command("add-person")
def add_person(
    folder: PracticeFolder,
    name: Annotated[str, typer.Option("--name", help="their name")],
    role: Annotated[
        str, typer.Option("--role", help="therapist, prescriber, nurse, sitter, trainee, office")
    ],
    *,
    may_add: Annotated[bool, typer.Option("--may-add", help="they may add and remove people too")] = False,
    new_passphrase_file: Annotated[
        str | None, typer.Option("--new-passphrase-file", metavar="FILE", help="holds their passphrase")
    ] = None,
    recovery_sheet: Annotated[
        Path | None, typer.Option("--recovery-sheet", help="save their recovery sheet as PDF there")
    ] = None,
    paper: PaperName = "letter",
    text_size: TextSize = 11,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Add someone to the practice, and print their recovery code once."""
    from kap_companion import console, console_custody, console_sheets

    wanted, choice = console_custody.role_named(role), console_sheets.choice_named(paper, text_size)
    with console.opened(folder, passphrase_file) as practice:
        secret = console.new_passphrase(new_passphrase_file)
        console_custody.add_person(
            practice, name, wanted, secret, sheet=recovery_sheet, choice=choice, may_add=may_add
        )


@custody.command("remove-person")
def remove_person(
    folder: PracticeFolder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="their name or id")],
    *,
    change_keys: Annotated[
        bool, typer.Option("--change-keys", help="new keys for the practice, so that theirs open nothing new")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Take away someone's ways into the practice; their entries, signatures and notebook stay."""
    from kap_companion import console, console_custody

    with console.opened(folder, passphrase_file) as practice:
        console_custody.remove_person(practice, name, change_keys=change_keys)


@custody.command()
def retention(
    folder: PracticeFolder,
    client: ClientRef,
    *,
    years: Annotated[int | None, typer.Option("--years", help="years after the last visit")] = None,
    majority_years: Annotated[
        int | None, typer.Option("--majority-years", help="years after coming of age, with --born")
    ] = None,
    majority_age: Annotated[int | None, typer.Option("--majority-age", help="in years")] = None,
    born: Annotated[str | None, typer.Option("--born", metavar=_DAY, help="the client's birth date")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar=_DAY, help="a date by hand, in place of the rule")
    ] = None,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="no date by hand any more")] = False,
    source: Annotated[str | None, typer.Option("--source", help="which law or guideline")] = None,
    hold: Annotated[str | None, typer.Option("--hold", metavar="REASON", help="a legal hold")] = None,
    release: Annotated[str | None, typer.Option("--release", metavar="REASON", help="lift the hold")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="why it is changed")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Show how long a client's records are kept, and by whose rule; or change it."""
    from kap_companion import console, console_custody

    if hold is not None and release is not None:
        raise typer.BadParameter("a hold is set or lifted, not both", param_hint="--hold")
    if until is not None and by_rule:
        raise typer.BadParameter("a date or the rule, not both", param_hint="--until")
    changes = console_custody.RetentionChanges(
        years=years,
        majority_years=majority_years,
        majority_age=majority_age,
        born_on=console_custody.day_named(born, "--born"),
        until=console_custody.day_named(until, "--until"),
        by_rule=by_rule,
        source=source,
        hold=True if hold is not None else False if release is not None else None,
        reason=next((each for each in (hold, release, reason) if each is not None), None),
    )
    with console.opened(folder, passphrase_file) as practice:
        console_custody.keep_or_show_retention(practice, client, changes)


@custody.command()
def purge(
    folder: PracticeFolder,
    client: ClientRef,
    *,
    renew_backups: Annotated[
        bool,
        typer.Option("--renew-backups", help="make a new backup, then remove those that hold the content"),
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Remove a client's content for good, once its retention date has passed."""
    from kap_companion import console, console_custody

    with console.opened(folder, passphrase_file) as practice:
        console_custody.purge(practice, client, renew_backups=renew_backups)
