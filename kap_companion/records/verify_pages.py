"""The file as such: its pages as they lie on the disk, the database's structure, references."""

from collections.abc import Callable

from kap_companion.records.cipher import Connection
from kap_companion.records.findings import Findings

Opening = Callable[[], Connection]


def check_pages(open_beside: Opening) -> Findings:
    """Reads the whole file anew, in whatever thread: each page's code, the structure, the references.

    Args:
        open_beside: makes a connection of its own, which has no page of the file in memory yet; a page that
            does not belong to its code is refused on its way from the disk.
    """
    findings = Findings()
    with findings.reading("The file"):
        connection = open_beside()
        try:
            _check(connection, findings)
        finally:
            connection.close()
    return findings


def _check(connection: Connection, findings: Findings) -> None:
    structure = Findings()
    with structure.reading("The file"):
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if answers != ["ok"]:
            structure.note(
                "structure", f"The database's own check finds {len(answers)} faults in its structure."
            )
    with findings.reading("The file"):
        # That check reads every page but those that wait to be used again.
        # It looks at the file alone, so what a crash left in the log has to be there first.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        unread = connection.execute("PRAGMA freelist_count").fetchone()[0]
        bad = (
            connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if unread or structure.problems
            else []
        )
        if bad:
            findings.note("pages", f"{len(bad)} pages of the file were altered or damaged.")
    for problem in structure.problems:
        findings.note("structure", problem)
    with findings.reading("The file"):
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            findings.note(
                "references", f"Table {table}, row {row} refers to a row of {other} that is not there."
            )
