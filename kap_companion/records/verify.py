"""Whether a file is what its ledger says: finds what was edited, removed, added or moved behind our back."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from kap_companion.records.cipher import Connection
from kap_companion.records.file_kind import FileKind
from kap_companion.records.findings import Findings
from kap_companion.records.statements import TableStatements
from kap_companion.records.verify_ledger import walk_ledger
from kap_companion.records.verify_pages import Opening, check_pages
from kap_companion.records.verify_rows import compare_rows
from kap_companion.records.verify_schema import check_schema
from kap_companion.records.verify_search import check_search
from kap_companion.records.verify_signatures import check_signatures


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        rows: how many rows of the ledger were read.
        problems: one sentence for the first fault of each kind; it names tables and rows, never content.
        signed_to: the highest row of the ledger that a valid signature covers; 0 where there is none.
        unsigned: how many rows come after it: whoever holds the key could have rewritten these unnoticed.
    """

    rows: int
    problems: tuple[str, ...]
    signed_to: int = 0
    unsigned: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything is as the ledger says."""
        return not self.problems


def verify(
    connection: Connection, kind: FileKind, tables: Mapping[str, TableStatements], open_beside: Opening
) -> Verification:
    """Walks the whole file: pages, schema, ledger, each row against the ledger, signatures. Writes nothing.

    Args:
        connection: the open file.
        kind: the kind of file.
        tables: its tables.
        open_beside: makes another connection to it, by which a second thread reads the pages from the disk
            while this one reads what they say.
    """
    findings = Findings()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="verify") as beside:
        pages = beside.submit(check_pages, open_beside)
        check_schema(connection, kind, findings)
        ledger = walk_ledger(connection, kind, tables, findings)
        for name, table in tables.items():
            if name != "ledger":
                compare_rows(connection, table, ledger.words[name], findings)
        check_search(connection, tables, findings)
        signed_to = check_signatures(connection, kind, findings)
        problems = (*pages.result().problems, *findings.problems)
    return Verification(ledger.rows, problems, signed_to, ledger.rows - signed_to)
