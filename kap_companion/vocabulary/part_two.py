"""What has to stand on every page of a record that 42 CFR Part 2 protects."""

from typing import Final

from kap_companion.vocabulary.people import Client

NOTICE: Final = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The shorter of the two statements of which one goes with every disclosure, word for word.

Source: 42 CFR 2.32(a)(2), as amended on 16 February 2024 (89 FR 12472).
"""


def notice_for(client: Client) -> str:
    """The notice where a client's records are so protected; empty for everybody else."""
    return NOTICE if client.part_two else ""
