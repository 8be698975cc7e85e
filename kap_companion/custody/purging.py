"""Removing a client's content for good, once its retention date has passed and nothing holds it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.custody.retention import KeptUntil, checked, default_retention, keep_until
from kap_companion.errors import RetentionError, StorageError
from kap_companion.ids import new_id
from kap_companion.vault.backups import Backup, backups_before
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import notebook_path, record_path
from kap_companion.vault.private_files import sync_folder
from kap_companion.vocabulary.retention import Purge, Retention
from kap_companion.vocabulary.session import SessionState

_OVER = frozenset({SessionState.ENDED, SessionState.SIGNED, SessionState.PLANNED})


@dataclass(frozen=True, slots=True)
class RetentionShown:
    """How long a client's records are kept, to be shown.

    Attributes:
        rule: what was set, or the default.
        kept: until when, and where that comes from.
    """

    rule: Retention
    kept: KeptUntil


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did, and what it could not reach.

    Attributes:
        purge: as the record keeps it.
        notebook_rows: how many rows went from one's own notebook.
        backups: those that hold the content still; a new one is to be made before they are removed.
    """

    purge: Purge
    notebook_rows: int
    backups: tuple[Backup, ...]


def retention_of(practice: Practice, client_id: str, clock: Clock) -> RetentionShown:
    """How long a client's records are kept: by what was set for them, or by the default rule.

    Raises:
        SessionError: there is no such client.
    """
    client = practice.record.client(client_id)
    now = clock.now().at
    rule = practice.record.retention(client_id) or default_retention(client_id, practice.person.id, now)
    last_visit = practice.record.last_visit(client_id) or client.made_at
    return RetentionShown(rule, keep_until(rule, last_visit.date()))


def set_retention(practice: Practice, retention: Retention, clock: Clock) -> Retention:
    """Keeps a client's rule from now on, as decided by whoever has the practice open.

    Args:
        practice: open.
        retention: the rule, such as a changed copy of the one before; id, author and time are made anew.
        clock: tells when.

    Raises:
        RetentionError: it makes no sense.
        SessionError: there is no such client.
        StorageError: the disk did not take it.
    """
    practice.record.client(retention.client)
    kept = retention.model_copy(
        update={"id": new_id(), "author": practice.person.id, "at": clock.now().at},
    )
    practice.record.keep_retention(checked(kept))
    return kept


def purge_client(
    practice: Practice, client_id: str, clock: Clock, *, second_place: Path | None = None
) -> Purged:
    """Removes all there is of a client from the record, from one's own notebook and from copies beside them.

    Other therapists' notebooks follow when they are next opened (`carry_out_purges`). The ledgers keep their
    hashes and that it was done. Worksheets that were saved elsewhere, and backups, are not reached: make a
    new backup, then remove those that the answer names.

    Args:
        practice: open.
        client_id: whose content goes.
        clock: tells today.
        second_place: where backups lie besides the practice's own folder, or None.

    Raises:
        RetentionError: the retention date has not passed, a hold stops it, or a session is not over; nothing
            was removed.
        SessionError: there is no such client.
        StorageError: the disk did not take it. Where the record is purged already, the rest follows when the
            practice is next opened.
    """
    shown = retention_of(practice, client_id, clock)
    now = clock.now().at
    _check_due(shown, now.date())
    sessions = practice.record.sessions(client_id)
    if any(session.state not in _OVER for session in sessions):
        raise RetentionError("A session of this client has not ended.", "End it first.")
    purge = Purge(
        id=new_id(),
        client=client_id,
        due_on=shown.kept.until,
        source=shown.rule.source,
        rows=0,
        author=practice.person.id,
        at=now,
    )
    # The record first: cut off after it, every notebook follows when its owner next opens the practice.
    practice.record.purge(purge)
    notebook_rows = 0
    if practice.notebook is not None:
        notebook_rows = practice.notebook.purge(client_id, [session.id for session in sessions])
    _remove_older_copies(practice)
    kept = next(each for each in reversed(practice.record.purges()) if each.id == purge.id)
    return Purged(kept, notebook_rows, backups_before(practice.folder, now, second_place))


def carry_out_purges(practice: Practice) -> int:
    """Removes from one's own notebook what was purged by somebody else; to be called after opening.

    Returns:
        How many rows went.

    Raises:
        StorageError: the disk did not take it.
    """
    if practice.notebook is None:
        return 0
    purges = practice.record.purges()
    if not purges:
        return 0
    sessions = practice.record.purged_sessions()
    # Each session's entries go with whichever client comes first; parts and links with their own.
    gone = practice.notebook.purge(purges[0].client, sessions)
    gone += sum(practice.notebook.purge(each.client, ()) for each in purges[1:])
    _remove_older_copies(practice)
    return gone


def _check_due(shown: RetentionShown, today: date) -> None:
    if shown.rule.hold:
        raise RetentionError(
            f"A legal hold of {shown.rule.at.date()} stops this.", "Lift the hold before anything is removed."
        )
    if today <= shown.kept.until:
        raise RetentionError(
            f"These records must be kept until {shown.kept.until}.",
            "See where that date comes from before it is changed.",
        )


def _remove_older_copies(practice: Practice) -> None:
    """Removes the copies from before a migration that this person's keys would open."""
    own = notebook_path(practice.folder, practice.person.id)
    files = [record_path(practice.folder), *([own] if practice.notebook is not None else [])]
    try:
        for file in files:
            for copy in _copies_before(file):
                copy.unlink(missing_ok=True)
            sync_folder(file.parent)
    except OSError as error:
        raise StorageError(
            "A copy from before an update could not be removed, and holds what was purged.",
            f"Delete the files in the practice's folder whose names contain “.before-” ({error.strerror}).",
        ) from error


def _copies_before(file: Path) -> list[Path]:
    return [each for each in file.parent.iterdir() if each.name.startswith(f"{file.name}.before-")]
