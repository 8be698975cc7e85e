"""Both files of a person's practice, verified together."""

from collections.abc import Iterator
from dataclasses import replace

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.records.verify import Verification


def verify_files(record: Record, notebook: Notebook | None) -> Verification:
    """The record and one person's notebook: each by itself, and the notebook's signatures by the record's.

    Rows are counted over both files: all of them, those that a signature covers, those that none does.
    """
    found = record.verify()
    problems = [f"record: {problem}" for problem in found.problems]
    if notebook is None:
        return replace(found, problems=tuple(problems))
    own = notebook.verify()
    problems += [f"notebook: {problem}" for problem in own.problems]
    if found.ok and own.ok:  # what does not read by itself cannot be held against the other
        problems += _unmatched(record, notebook)
    return replace(
        found,
        rows=found.rows + own.rows,
        signed_to=found.signed_to + own.signed_to,
        unsigned=found.unsigned + own.unsigned,
        problems=tuple(problems),
    )


def _unmatched(record: Record, notebook: Notebook) -> Iterator[str]:
    there = {signature.id: signature for signature in record.signatures()}
    known = {session.id for session in record.sessions()}
    for signature in notebook.signatures():
        twin = there.get(signature.id)
        # A session that was purged from the record waits in the notebook until its author opens the practice.
        if signature.session in known and (
            twin is None
            or (twin.session, twin.person, twin.key) != (signature.session, signature.person, signature.key)
        ):
            yield f"notebook: signature {signature.id} has no counterpart in the record."
            return
