"""What a program that was ended from outside had said was saved, held against its files."""

from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from tests.faults.log_without_end import SESSION
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER

Said = list[list[str]]
"""The words of each line of `log_without_end`."""


def heard(output: str) -> Said:
    """What was said; a last line that was cut off was not."""
    whole, _, _ = output.rpartition("\n")
    return [line.split() for line in whole.splitlines()]


def check_half_typed_lines(said: Said) -> None:
    """Each line that was kept half-typed is found by the next one to open, or has become a line."""
    kept = "-"
    for what, *words in said:
        match what:
            case "draft":
                kept = words[0]
            case "notebook":
                kept = "-"
            case "left":
                draft, newest = words
                assert draft == kept or newest == kept or kept == "-"
                assert draft == "-" or draft != newest
                kept = draft


def check_files(folder: Path, said: Said, clock: Clock, *, most_unsaid: int) -> None:
    """Everything that was said to be saved is there, in its order and with its chain.

    Args:
        folder: where the record and the notebook lie.
        said: all of it.
        clock: to open them with.
        most_unsaid: how many entries may be in each file that nobody was told of any more.
    """
    record = Record.open(folder / "record.db", RECORD_KEY, WRITER, clock)
    notebook = Notebook.open(folder / "notebook.db", NOTEBOOK_KEY, WRITER, clock)
    for name, file in (("record", record), ("notebook", notebook)):
        assert file.verify().problems == ()
        promised = [words[1] for words in said if words[0] == name]
        kept = [entry.id for entry in file.entries(SESSION)]
        assert len(kept) - len(promised) <= most_unsaid
        among = set(promised)
        assert [entry for entry in kept if entry in among] == promised
        file.close()
