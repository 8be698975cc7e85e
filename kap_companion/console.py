"""What the commands of the command line do, once their words are read."""

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import typer

from kap_companion.clock import SystemClock
from kap_companion.custody.arriving import arrive
from kap_companion.errors import KnownError, PracticeDamagedError, SessionError
from kap_companion.exchange.session_json import session_json
from kap_companion.exchange.transcript import read_script, transcribe
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vault import practice as vault
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_protocols
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session

LONGEST_PASSPHRASE_BYTES = 64 * 1024
LARGEST_SCRIPT_BYTES = 64 * 1024 * 1024


def passphrase(source: str | None, prompt: str = "Passphrase: ") -> str:
    """The passphrase from a file, from standard input (`-`), or asked for on the terminal.

    One line end at its end is not part of it.

    Raises:
        KnownError: the file cannot be read or is no plain text.
    """
    if source is None:
        return getpass.getpass(prompt)
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file:
            text = file.read(LONGEST_PASSPHRASE_BYTES).decode("utf-8")
    except (OSError, ValueError) as error:
        raise KnownError(
            "The passphrase file cannot be read.", "Check its path and that it is plain text."
        ) from error
    return text.removesuffix("\n").removesuffix("\r")


def new_passphrase(source: str | None) -> str:
    """A passphrase for a new practice; on the terminal it is asked for twice.

    Raises:
        KnownError: the two differ, or the file cannot be read.
    """
    first = passphrase(source, "New passphrase: ")
    if source is None and first != getpass.getpass("The same again: "):
        raise KnownError("The two passphrases differ.", "Nothing was made; try again.")
    return first


@contextmanager
def opened(folder: Path, source: str | None, *, arriving: bool = True) -> Iterator[Practice]:
    """The practice in a folder, open for the length of one command; the passphrase is read from its source.

    `arriving` False leaves what waits for whoever opens it, so that nothing is written.
    """
    with opened_with(folder, passphrase(source), arriving=arriving) as practice:
        yield practice


@contextmanager
def opened_with(folder: Path, secret: str, *, arriving: bool = True) -> Iterator[Practice]:
    """The practice in a folder, open for the length of one command."""
    clock = SystemClock()
    with vault.open_practice(folder, secret, clock) as practice:
        if arriving:
            told = arrive(practice, clock).new_keys
            if told is not None:
                since = told.at.date()
                typer.echo(
                    f"{told.by} gave this practice new keys on {since}. Ask them if nobody told you.",
                    err=True,
                )
        yield practice


def transcribe_script(practice: Practice, script: Path, *, keep_going: bool) -> None:
    """Bring in a session script and print how the session is called."""
    try:
        if script.stat().st_size > LARGEST_SCRIPT_BYTES:
            raise KnownError("That file is too large to be a session script.")
        data = script.read_bytes()
    except (OSError, ValueError) as error:
        raise KnownError("The session script cannot be read.", "Check its path.") from error
    own = own_protocols(practice.folder)
    done = transcribe(
        read_script(data, own),
        practice.record,
        practice.notebook,
        SystemClock(),
        practice.person,
        keep_going=keep_going,
        own=own,
    )
    typer.echo(f"{done.client.name}/{done.session.number}  {done.session.id}  {done.entries} entries")
    for note in done.notes:
        typer.echo(note)


def list_sessions(practice: Practice, *, as_json: bool) -> None:
    """Print the sessions, oldest first."""
    names = {client.id: client.name for client in practice.record.clients()}
    rows = [
        {
            "id": session.id,
            "session": f"{names[session.client]}/{session.number}",
            "client": names[session.client],
            "number": session.number,
            "protocol": session.protocol.key,
            "began_at": session.anchor.isoformat(),
            "state": session.state.value,
            "source": session.source.value,
            "intention": session.intention,
        }
        for session in practice.record.sessions()
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        typer.echo(f"{row['session']}  {row['began_at']}  {row['protocol']}  {row['state']}  {row['id']}")


def find_session(practice: Practice, named: str) -> Session:
    """The session of that id, or of `CLIENT/NUMBER`.

    Raises:
        SessionError: there is none, or two clients of that name have one.
    """
    name, slash, number = named.rpartition("/")
    if not slash:
        return practice.record.session(named)
    clients = practice.record.clients()
    exact = {client.id for client in clients if client.name == name}
    meant = exact or {client.id for client in clients if fold(client.name) == fold(name)}
    found = [s for s in practice.record.sessions() if s.client in meant and str(s.number) == number.strip()]
    if len(found) == 1:
        return found[0]
    if found:
        raise SessionError("More than one client is called that.", "Name the session by its id.")
    raise SessionError("There is no such session.", "“kap-companion sessions DIR” lists them.")


def find_client(practice: Practice, named: str) -> Client:
    """The client of that id or name.

    Raises:
        SessionError: there is none, or two are called that.
    """
    clients = practice.record.clients()
    found = [client for client in clients if named in (client.id, client.name)]
    found = found or [client for client in clients if fold(client.name) == fold(named)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SessionError("More than one client is called that.", "Name them by their id.")
    raise SessionError(
        "There is no such client.", "“kap-companion sessions DIR” lists them with their sessions."
    )


def show_session(practice: Practice, named: str, *, as_json: bool) -> None:
    """Print one session: as JSON, or line by line with its time from the first dose."""
    session = find_session(practice, named)
    timeline = project(rows_of(practice.record, practice.notebook, session.id))
    reader = readers_for(Purpose.ROOM, practice.record, practice.notebook)
    client = reader.client(session.client)
    parts, links, acts = reader.parts(client.id), reader.links(client.id), reader.acts(client.id)
    shown = session_json(session, client, timeline, parts, links, acts)
    if as_json:
        typer.echo(json.dumps(shown, indent=2))
        return
    for entry in timeline.entries:
        since = (entry.elapsed_ms - (timeline.first_dose_ms or 0)) / 60_000
        line = entry.raw or f"({entry.kind.value})"
        typer.echo(f"{since:+9.1f} min  {line.encode('utf-8', 'replace').decode('utf-8')}")


def verify(practice: Practice) -> None:
    """Print that all is well, or name the first row that is not.

    Raises:
        PracticeDamagedError: something was changed behind the companion's back.
    """
    found = practice.verify()
    if not found.ok:
        raise PracticeDamagedError(
            " ".join(found.problems), "Keep a copy of the folder before anything else."
        )
    typer.echo(f"All is well: {found.rows} rows, each as it was written.")
    if not found.signed_to:
        typer.echo("Nothing is signed yet: somebody with the passphrase could have written all of it anew.")
        return
    typer.echo(f"The record is signed up to row {found.signed_to} of its ledger.")
    if found.unsigned:
        typer.echo(
            f"{found.unsigned} rows came after the newest signature: somebody with the passphrase could have "
            "written those anew."
        )
