"""Session scripts for tests."""

HEADER = "client: Alder\nprotocol: im\ndate: 2026-11-21\ntimezone: America/Los_Angeles\n"


def a_script(*lines: str, header: str = HEADER) -> bytes:
    return (header + "\n" + "\n".join(lines) + "\n").encode()
