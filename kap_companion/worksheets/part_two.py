"""The notice of 42 CFR Part 2: on every page of every sheet of a client whose records it protects."""

from kap_companion.vocabulary.part_two import NOTICE, notice_for

__all__ = ["NOTICE", "notice_for"]
