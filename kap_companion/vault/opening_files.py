"""Opening the two files of a practice with a person's keys, and making a notebook."""

from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vault.belonging import ours_or_foreign
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.practice_folder import notebook_path, record_path


def open_record(folder: Path, keys: Keys, writer: Writer, clock: Clock) -> Record:
    """The practice's record; raises as `Record.open` does, and tells a foreign file from a damaged one."""
    path, key = record_path(folder), keys.record_key()
    try:
        with ours_or_foreign(path, key):
            return Record.open(path, key, writer, clock)
    finally:
        overwrite(key)


def open_notebook(folder: Path, keys: Keys, writer: Writer, clock: Clock) -> Notebook:
    """The notebook of the person whose keys these are; raises as `open_record` does."""
    path, key = notebook_path(folder, keys.person_id), keys.notebook_key()
    try:
        with ours_or_foreign(path, key):
            return Notebook.open(path, key, writer, clock)
    finally:
        overwrite(key)


def make_record(folder: Path, keys: Keys, writer: Writer, clock: Clock) -> Record:
    """A new record; raises as `Record.create` does."""
    key = keys.record_key()
    try:
        return Record.create(record_path(folder), key, writer, clock)
    finally:
        overwrite(key)


def make_notebook(folder: Path, keys: Keys, writer: Writer, clock: Clock) -> Notebook:
    """A new notebook for the person whose keys these are; raises as `Notebook.create` does."""
    key = keys.notebook_key()
    try:
        return Notebook.create(notebook_path(folder, keys.person_id), key, writer, clock)
    finally:
        overwrite(key)
