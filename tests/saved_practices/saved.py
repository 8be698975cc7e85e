"""The practices that earlier versions left, and what opens them."""

from dataclasses import dataclass
from pathlib import Path

from kap_companion.records.file_kind import FileKind

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Saved:
    """One saved practice.

    Attributes:
        version: of its record; a notebook may have had fewer versions by then.
        notebook_version: of its notebooks.
        rows: how many ledger rows it had when it was made.
    """

    version: int
    notebook_version: int
    rows: int
    passphrase: str = "kept for later versions"
    recovery_code: str = ""

    @property
    def folder(self) -> Path:
        return FOLDER / f"version-{self.version}"

    def steps_of(self, kind: FileKind) -> int:
        """How many steps one of its files of this kind has to take."""
        return kind.version - (self.version if kind.name == "record" else self.notebook_version)


SAVED = (
    Saved(1, 1, 125, recovery_code="P6798-5JJ47-AK6FE-15JSR-J2VX8-QH33D-JKHFP-G91NW"),
    # With a colleague, a nurse, someone who left, new keys, a signature, an addendum and a letter that waits.
    Saved(2, 2, 136, recovery_code="8Q8XF-0353N-GWYMM-12WSV-CAF69-NFFDA-XEFCD-N48VY"),
    # With standing limits, every line of the room, a session handed over and signed, its own protocol.
    Saved(3, 2, 65, recovery_code="8R41A-V9R0D-V7YNH-7V4V7-YVM0F-MVBYF-WN6K8-A8T52"),
    # With a part renamed, split, merged and placed, links with their states, a worksheet with its questions.
    Saved(4, 3, 89, recovery_code="YNASM-ER7AY-SJJ9Q-0CB3H-663QT-NJVS7-RAQY1-S3TY4"),
    # With a letterhead, a client with a language and words of their own, sheets kept as they were given.
    Saved(5, 4, 76, recovery_code="XF4X0-3J1HG-JPSVB-BDCKK-G8NSM-11FA5-HZWF2-MMP85"),
)
