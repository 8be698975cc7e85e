"""What the commands that make a PDF do, once their words are read."""

from datetime import timedelta
from pathlib import Path

import typer

from kap_companion.clock import SystemClock
from kap_companion.console import find_session
from kap_companion.errors import SessionError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session import protocol
from kap_companion.session.handoff_card import card
from kap_companion.session.timeline import project
from kap_companion.vault import practice as vault
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_prompts, own_protocols, own_worksheets
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import TEXT_POINTS, Paper, PaperChoice
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets import take_home
from kap_companion.worksheets.blank_log import blank_log
from kap_companion.worksheets.handoff_sheet import CardOnPaper, handoff_sheet
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.recovery_sheet import recovery_sheet
from kap_companion.worksheets.saving import save
from kap_companion.worksheets.session_record import session_record
from kap_companion.worksheets.usual_sheet import usual_sheet

_MS = timedelta(milliseconds=1)


def fields_named(share: str) -> frozenset[SharedField]:
    """The fields of `--share`; an unknown word is wrong usage."""
    known = {field.value: field for field in SharedField}
    names = [name.strip() for name in share.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise typer.BadParameter(f"name some of {', '.join(known)}", param_hint="--share")
    return frozenset(known[name] for name in names)


def choice_named(paper: str, points: int) -> PaperChoice:
    """The paper of `--paper` and the letters of `--text-size`; unknown ones are wrong usage."""
    try:
        named = Paper(paper.casefold())
    except ValueError as error:
        raise typer.BadParameter("letter or a4", param_hint="--paper") from error
    size = next((each for each in TEXT_POINTS if each == points), None)
    if size is None:
        raise typer.BadParameter(f"one of {', '.join(map(str, TEXT_POINTS))}", param_hint="--text-size")
    return PaperChoice(paper=named, points=size)


def create(
    folder: Path, name: str, facilitator: str, secret: str, sheet: Path | None, choice: PaperChoice
) -> None:
    """Make a practice and print its recovery code, once; `sheet` is where to save it as PDF."""
    clock = SystemClock()
    practice, code = vault.create(folder, name=name, facilitator=facilitator, passphrase=secret, clock=clock)
    with practice:
        typer.echo(f"Made the practice in {folder}.")
        if sheet is not None:
            made = recovery_sheet(code, practice.name, Press(), choice, clock.now().at)
            save(made.pdf, sheet)
            typer.echo(f"Saved the recovery sheet in {sheet}. Print it, then delete the file.")
        typer.echo("Its recovery code, shown only now. Keep it on paper, away from this computer:")
        typer.echo(code.text)


def kind_named(name: str) -> SheetKind:
    """The sheet of `--sheet`; an unknown word is wrong usage."""
    try:
        return SheetKind(name.casefold().replace("-", "_"))
    except ValueError as error:
        known = ", ".join(kind.value.replace("_", "-") for kind in SheetKind)
        raise typer.BadParameter(f"one of {known}", param_hint="--sheet") from error


def make_worksheet(
    practice: Practice,
    named: str,
    fields: frozenset[SharedField],
    out: Path,
    choice: PaperChoice,
    kind: SheetKind = SheetKind.MEETING,
) -> None:
    """Record what was agreed to, and save the sheet made of it."""
    session = find_session(practice, named)
    record = practice.record
    offered = take_home.session_offers(readers_for(Purpose.REVIEW, record, practice.notebook), session)
    choices = {offer.key for offer in offered if offer.field in fields}
    asked = take_home.Asked(practice.person, SystemClock().now().at)
    take_home.share(record, session, offered, choices, asked)
    agreed = readers_for(Purpose.WORKSHEET, record, None)
    press, prompts = Press(own_worksheets(practice.folder)), own_prompts(practice.folder)
    made, kept = usual_sheet(
        agreed, session.id, practice.name, press, asked, kind=kind, paper=choice, prompts=prompts
    )
    _save(made, out, "It holds only what was agreed to, and it is not encrypted.")
    record.keep_worksheet(kept)


def make_record(practice: Practice, named: str, out: Path, choice: PaperChoice) -> None:
    """Save the record of a session; the notebook is not handed to whatever makes it."""
    session = find_session(practice, named)
    reader = readers_for(Purpose.RECORD_EXPORT, practice.record, None)
    now = SystemClock().now().at
    made = session_record(reader, session.id, practice.name, Press(), choice, now)
    _save(made, out, "It is the record alone, and it is not encrypted.")


def make_handoff(practice: Practice, named: str, out: Path, choice: PaperChoice) -> None:
    """Save the handoff card of a session as it stands now.

    Raises:
        SessionError: it has ended.
    """
    session = find_session(practice, named)
    reader = readers_for(Purpose.HANDOFF, practice.record, None)
    timeline = project(reader.entries(session.id))
    if timeline.ended_ms is not None:
        raise SessionError("This session has ended: there is nothing left to hand over.")
    now = SystemClock().now().at
    handed = CardOnPaper(
        card=card(timeline, session, (now - session.anchor) // _MS),
        session=session,
        client=reader.client(session.client),
        practice=practice.name,
        letterhead=reader.letterhead(),
        at=now,
    )
    made = handoff_sheet(handed, Press(), choice)
    _save(made, out, "Nothing of anyone's private notes is on it, and it is not encrypted.")


def make_blank_log(key: str, practice_folder: Path | None, out: Path, choice: PaperChoice) -> None:
    """Save the paper log of a protocol, shipped or the practice's own; it holds nobody's data."""
    own = own_protocols(practice_folder) if practice_folder is not None else None
    made = blank_log(protocol.load(key, own), Press(), choice, SystemClock().now().at)
    _save(made, out, "Print it and lay it ready.")


def _save(made: Typeset, out: Path, said: str) -> None:
    save(made.pdf, out, overwrite=True)
    typer.echo(f"Saved {out}. {said}")
    if made.note:
        typer.echo(made.note)
