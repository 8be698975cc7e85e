"""A made-up practice with made-up sessions: to look around in, to show, to try things on."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, StorageError, WrongPassphraseError
from kap_companion.exchange.session_json import session_json
from kap_companion.exchange.transcript import read_script, transcribe
from kap_companion.parts.client_parts import read_client_parts
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets import take_home
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.saving import save
from kap_companion.worksheets.usual_sheet import usual_sheet

NAME = "Stillwater Practice"
FACILITATOR = "Ana Ruiz"
# Known to everybody: nothing in a made-up practice is about a real person.
PASSPHRASE = "made-up practice"  # noqa: S105
PRACTICE_FOLDER = "Stillwater.kap"
AGREED = frozenset(SharedField)


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and where each thing lies."""

    practice: Path
    scripts: tuple[bytes, ...]
    lines: tuple[str, ...]


def made_up_keys(folder: Path, clock: Clock) -> Keys:
    """The keys of the made-up practice in a folder, which is made where there is none.

    Raises:
        KnownError: the folder holds something else, or the disk did not take it.
    """
    if not (folder / "keyring.json").exists():
        _make(folder, clock, examples()).close()
    return Keyring.read(folder).unlock(PASSPHRASE)


def make_demo(place: Path, clock: Clock, scripts: Sequence[Path] = ()) -> Demo:
    """Make the practice anew in `place`, with a worksheet and a JSON file for each session.

    Args:
        place: the folder for all of it; a made-up practice of an earlier run there is replaced.
        clock: tells when it is made.
        scripts: session scripts instead of the examples.

    Raises:
        KnownError: a script cannot be read, or the folder holds something that is not ours to replace.
    """
    folder = place / PRACTICE_FOLDER
    given = [_read(script) for script in scripts] or examples()
    _forget_earlier(folder)
    lines = [f"practice    {folder}  (passphrase: {PASSPHRASE})"]
    with _make(folder, clock, given) as practice:
        if not scripts:
            _tend(practice, clock)
        for session in practice.record.sessions():
            lines += _set_out(practice, session, place, clock)
        found = practice.verify()
        lines.append(f"verified    {found.rows} rows, {len(found.problems)} problems")
    return Demo(folder, tuple(given), tuple(lines))


def examples() -> list[bytes]:
    """The session scripts that ship with the companion."""
    folder = files("resources") / "examples"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".session.txt")), key=lambda f: f.name)
    return [script.read_bytes() for script in scripts]


def _make(folder: Path, clock: Clock, scripts: Iterable[bytes]) -> Practice:
    practice, _code = vault.create(
        folder, name=NAME, facilitator=FACILITATOR, passphrase=PASSPHRASE, clock=clock, strength=FLOOR
    )
    try:
        practice.note_recovery_sheet(SheetState.DECLINED, clock)
        for script in scripts:
            transcribe(read_script(script), practice.record, practice.notebook, clock, practice.person)
    except BaseException:
        practice.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return practice


def _tend(practice: Practice, clock: Clock) -> None:
    """What came without a name, again and again, turned out to be one part, and was given one."""
    for client in practice.record.clients():
        known = read_client_parts(practice.reader(Purpose.ROOM), client.id)
        first, *others = [part.id for part in known.parts if not part.name.strip()] or [""]
        if not others or practice.notebook is None:
            continue
        tending = Tending(practice.notebook, clock, practice.person.id, client.id)
        for other in others:
            tending.merge(other, first)
        tending.rename(first, "the tune")


def _set_out(practice: Practice, session: Session, place: Path, clock: Clock) -> list[str]:
    record, notebook = practice.record, practice.notebook
    client = record.client(session.client)
    asked = take_home.Asked(practice.person, clock.now().at)
    offered = take_home.session_offers(readers_for(Purpose.REVIEW, record, notebook), session)
    take_home.share(record, session, offered, {o.key for o in offered if o.field in AGREED}, asked)
    agreed = readers_for(Purpose.WORKSHEET, record, None)
    made, kept = usual_sheet(agreed, session.id, practice.name, Press(), asked)
    name = "".join(c if c.isalnum() else "-" for c in client.name)[:40] + f"-{session.number}"
    worksheet, data = place / f"{name}.worksheet.pdf", place / f"{name}.session.json"
    save(made.pdf, worksheet, overwrite=True)
    record.keep_worksheet(kept)
    timeline = project(rows_of(record, notebook, session.id))
    reader = readers_for(Purpose.ROOM, record, notebook)
    known = (reader.parts(client.id), reader.links(client.id), reader.acts(client.id))
    shown = session_json(session, client, timeline, *known)
    save(json.dumps(shown, indent=2).encode(), data, overwrite=True)
    lines = [f"session     {client.name}/{session.number}  {data}", f"worksheet   {worksheet}"]
    return [*lines, f"            {made.note}"] if made.note else lines


def _read(script: Path) -> bytes:
    try:
        return script.read_bytes()
    except (OSError, ValueError) as error:
        raise KnownError("A session script cannot be read.", "Check its path.") from error


def _forget_earlier(folder: Path) -> None:
    if not folder.exists():
        return
    try:
        Keyring.read(folder).unlock(PASSPHRASE)
    except WrongPassphraseError as error:
        raise KnownError(
            "There is a practice in that folder that is not a made-up one.", "Choose another folder."
        ) from error
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StorageError("The made-up practice of an earlier run cannot be replaced.") from error
