"""Looks for secrets in the memory of another process."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_UNREADABLE = ("[vvar]", "[vsyscall]", "[vdso]")
_STEP_BYTES = 16 * 1024 * 1024


def copies(pid: int, secrets: Mapping[str, bytes]) -> dict[str, int]:
    """How often each secret is in the memory that the process may write to; what is not found is left out."""
    longest = max(map(len, secrets.values()))
    found: dict[str, int] = {}
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for begin, end in _written_regions(pid):
            for piece in _pieces(memory.fileno(), begin, end, longest):
                for name, secret in secrets.items():
                    times = piece.count(secret)
                    if times:
                        found[name] = found.get(name, 0) + times
    return found


def spellings(name: str, text: str) -> dict[str, bytes]:
    """A text as Python and Qt keep it."""
    kinds = {"one byte": "utf-8", "two bytes": "utf-16-le", "four bytes": "utf-32-le"}
    return {f"{name}, {kind} a letter": text.encode(code) for kind, code in kinds.items()}


def spelt_key(name: str, key: bytes) -> dict[str, bytes]:
    """A key as it is, and as somebody may have written it out."""
    return {name: key} | spellings(f"{name} in hexadecimal", key.hex())


def _written_regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        region, may, *rest = line.split(None, 5)
        if may.startswith("rw") and (len(rest) < 4 or rest[3] not in _UNREADABLE):
            begin, _, end = region.partition("-")
            yield int(begin, 16), int(end, 16)


def _pieces(memory: int, begin: int, end: int, longest: int) -> Iterator[bytes]:
    # Pieces overlap by a little less than the longest secret: none is missed, and hardly one counted twice.
    place = begin
    while place < end:
        try:
            piece = os.pread(memory, min(_STEP_BYTES, end - place), place)
        except OSError:  # it was given back to the system meanwhile, or belongs to a device
            return
        if not piece:
            return
        yield piece
        if place + len(piece) >= end:
            return
        place += max(len(piece) - longest + 1, 1)
