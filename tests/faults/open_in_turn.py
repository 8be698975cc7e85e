"""Opens a practice again and again beside others that do the same, and writes one line each time.

Run as `python -m tests.faults.open_in_turn FOLDER SESSION TIMES` with the practice's id, the person's and
their keys as hexadecimal on standard input. Prints the id of each entry once it is saved and the practice
closed, and `refused` for each time that another had it open.
"""

import sys
from pathlib import Path

from kap_companion.clock import SystemClock
from kap_companion.errors import PracticeInUseError
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import open_with
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import an_entry


def main(folder: Path, session: str, times: int, keys: Keys) -> None:
    while times:
        try:
            with open_with(folder, keys, SystemClock()) as practice:
                entry = an_entry(EntryKind.STOP, session=session, author=practice.person.id)
                practice.record.append(entry)
        except PracticeInUseError:
            print("refused", flush=True)  # noqa: T201 (its answer)
        else:
            times -= 1
            print(entry.id, flush=True)  # noqa: T201 (its answer)


if __name__ == "__main__":
    practice_id, person_id, wrapped = sys.stdin.read().split()
    main(
        Path(sys.argv[1]),
        sys.argv[2],
        int(sys.argv[3]),
        Keys.from_wrapped(practice_id, person_id, bytearray.fromhex(wrapped)),
    )
