"""What the commands about signing, exporting, people and retention do, once their words are read."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import typer

from kap_companion.clock import SystemClock
from kap_companion.console import find_client, find_session
from kap_companion.custody.addenda import add_addendum, add_late_entry
from kap_companion.custody.purging import RetentionShown, purge_client, retention_of, set_retention
from kap_companion.custody.signing import sign_session
from kap_companion.errors import PeopleError
from kap_companion.exchange.record_export import record_json
from kap_companion.exchange.record_text import record_text
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.recorded import read_record
from kap_companion.settings import read_settings
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.backups import remove_backups
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.people import Person, PersonRole
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Meaning
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.recovery_sheet import recovery_sheet
from kap_companion.worksheets.saving import save

SET_HERE = "Set by this practice"


def meaning_named(name: str) -> Meaning:
    """The meaning of `--as`; an unknown word is wrong usage."""
    try:
        return Meaning(name.casefold())
    except ValueError as error:
        raise typer.BadParameter("author, reviewer or witness", param_hint="--as") from error


def role_named(name: str) -> PersonRole:
    """The role of `--role`; an unknown word is wrong usage."""
    try:
        return PersonRole(name.casefold())
    except ValueError as error:
        known = ", ".join(role.value for role in PersonRole)
        raise typer.BadParameter(f"one of {known}", param_hint="--role") from error


def time_named(name: str) -> time:
    """The time of `--at`; anything but a time of day is wrong usage."""
    try:
        return time.fromisoformat(name)
    except ValueError as error:
        raise typer.BadParameter("a time such as 14:05", param_hint="--at") from error


def day_named(name: str | None, option: str) -> date | None:
    """The day of an option, or None without it; anything but a day is wrong usage."""
    try:
        return None if name is None else date.fromisoformat(name)
    except ValueError as error:
        raise typer.BadParameter("a day such as 2026-11-21", param_hint=option) from error


def export_record(practice: Practice, named: str, out: Path, *, as_text: bool) -> None:
    """Save the record of a session; the notebook is not handed to whatever makes it."""
    session = find_session(practice, named)
    found = read_record(readers_for(Purpose.RECORD_EXPORT, practice.record, practice.notebook), session.id)
    content = record_text(found) if as_text else json.dumps(record_json(found), indent=2) + "\n"
    save(content.encode("utf-8"), out, overwrite=True)
    typer.echo(f"Saved {out}. It is the record alone, and it is not encrypted.")


def sign(practice: Practice, named: str, meaning: Meaning, passphrase: str) -> None:
    """Sign a session and say as whom."""
    session = find_session(practice, named)
    signed = sign_session(practice, session, meaning, passphrase, SystemClock())
    typer.echo(f"Signed as {signed.meaning.value} by {signed.name} ({signed.role.value}), {signed.at}.")
    typer.echo("From now on it is only added to.")


def add_to_signed(practice: Practice, named: str, text: str, reason: str) -> None:
    """Add an addendum to the record of a session."""
    entry = add_addendum(practice, find_session(practice, named), text, reason, SystemClock())
    typer.echo(f"Added an addendum, {entry.typed_at}.")


def add_late(practice: Practice, named: str, line: str, at: time, reason: str) -> None:
    """Add a late line to a session, at a time of the day it began on."""
    session = find_session(practice, named)
    entry = add_late_entry(practice, session, line, _on_day_of(session, at), reason, SystemClock())
    typer.echo(f"Added a late entry ({entry.kind.value}) for {entry.at}.")


def list_people(practice: Practice) -> None:
    """Print who works in the practice, and who did."""
    here = {person.id for person in practice.people()}
    for person in practice.record.people():
        gone = "" if person.id in here else f"  left {person.left_at.date()}" if person.left_at else "  left"
        typer.echo(f"{person.name}  {person.role.value}  {person.id}{gone}")


def add_person(
    practice: Practice,
    name: str,
    role: PersonRole,
    secret: str,
    *,
    sheet: Path | None,
    choice: PaperChoice,
    may_add: bool,
) -> None:
    """Add someone and print their recovery code, once."""
    clock = SystemClock()
    person, code = practice.add_person(name=name, role=role, passphrase=secret, clock=clock, may_add=may_add)
    typer.echo(f"Added {person.name} ({person.role.value}).")
    if sheet is not None:
        made = recovery_sheet(code, practice.name, Press(), choice, clock.now().at)
        save(made.pdf, sheet)
        typer.echo(f"Saved their recovery sheet in {sheet}. Print it, then delete the file.")
    typer.echo(
        "Their recovery code, shown only now. It is for them alone, on paper, away from this computer:"
    )
    typer.echo(code.text)


def remove_person(practice: Practice, named: str, *, change_keys: bool) -> None:
    """Take away someone's ways in, and change the practice's keys where that is asked for."""
    clock = SystemClock()
    person = _person(practice, named)
    practice.remove_person(person.id, clock)
    typer.echo(f"Removed {person.name}. What they wrote and signed stays.")
    if change_keys:
        practice.change_keys(clock)
        typer.echo("The practice has new keys.")
    else:
        typer.echo(
            "They may still have a copy of the practice's files; --change-keys closes what is to come."
        )


@dataclass(frozen=True, slots=True)
class RetentionChanges:
    """What the command line asks to be changed; None for what stays."""

    years: int | None
    majority_years: int | None
    majority_age: int | None
    born_on: date | None
    until: date | None
    by_rule: bool
    source: str | None
    hold: bool | None
    reason: str | None

    def as_fields(self) -> dict[str, object]:
        """The fields of a rule that they change."""
        asked: dict[str, object] = {
            "years_after_visit": self.years,
            "years_after_majority": self.majority_years,
            "majority_age": self.majority_age,
            "born_on": self.born_on,
            "until": self.until,
            "source": self.source,
            "hold": self.hold,
            "reason": self.reason,
        }
        changed = {name: value for name, value in asked.items() if value is not None}
        if self.by_rule:
            changed["until"] = None
        ruled = {"years_after_visit", "years_after_majority", "majority_age", "until"}
        if changed.keys() & ruled and "source" not in changed:
            changed["source"] = SET_HERE
        return changed


def keep_or_show_retention(practice: Practice, named: str, changes: RetentionChanges) -> None:
    """Change a client's retention where something is asked for, and print how it stands."""
    clock = SystemClock()
    client = find_client(practice, named)
    fields = changes.as_fields()
    if fields:
        rule = retention_of(practice, client.id, clock).rule
        set_retention(practice, rule.model_copy(update=fields), clock)
    _echo_retention(retention_of(practice, client.id, clock))


def purge(practice: Practice, named: str, *, renew_backups: bool) -> None:
    """Remove a client's content, and say what it could not reach."""
    clock = SystemClock()
    client = find_client(practice, named)
    second_place = read_settings().second_backup_place
    done = purge_client(practice, client.id, clock, second_place=second_place)
    typer.echo(f"Removed {done.purge.rows} rows from the record and {done.notebook_rows} from your notebook.")
    typer.echo("Other therapists' notebooks follow when they next open the practice.")
    if not done.backups:
        return
    if renew_backups:
        made = make_backup(practice.folder, practice.keys, clock.now(), second_place)
        remove_backups(done.backups)
        typer.echo(f"Made the backup {made.folder.name} and removed {len(done.backups)} older ones.")
        return
    typer.echo("The content is still in these backups; make a new one, then delete them:")
    for backup in done.backups:
        typer.echo(f"  {backup.folder}")


def _echo_retention(shown: RetentionShown) -> None:
    typer.echo(f"Kept until {shown.kept.until}. {shown.kept.source}")
    if shown.rule.hold:
        typer.echo(f"Legal hold since {shown.rule.at.date()}: nothing is removed. {shown.rule.reason}")


def _person(practice: Practice, named: str) -> Person:
    """The person of that id or name.

    Raises:
        PeopleError: there is none, or two are called that.
    """
    people = practice.people()
    found = [person for person in people if person.id == named]
    found = found or [person for person in people if fold(person.name) == fold(named)]
    if len(found) == 1:
        return found[0]
    if found:
        raise PeopleError("More than one person is called that.", "Name them by their id.")
    raise PeopleError("There is no such person.", "“kap-companion people DIR” lists them.")


def _on_day_of(session: Session, at: time) -> datetime:
    return session.anchor.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
