"""Which acts count: one that was taken back does not, until that is taken back too. Pure."""

from collections.abc import Iterable

from kap_companion.vocabulary.part_act import PartAct, TakenBack


def in_force(acts: Iterable[PartAct]) -> tuple[PartAct, ...]:
    """The acts that count, in the order written; no taking back among them.

    Args:
        acts: as stored, in the order written. An act can take back only one before it.
    """
    return tuple(act for act in not_taken_back(acts) if not isinstance(act.deed, TakenBack))


def not_taken_back(acts: Iterable[PartAct]) -> tuple[PartAct, ...]:
    """The acts that were not taken back, in the order written; those that take back others among them.

    Args:
        acts: as stored, in the order written.
    """
    standing: list[PartAct] = []
    out: set[str] = set()
    # The newest first: whether a taking back counts is settled before what it names is looked at.
    for act in reversed(tuple(acts)):
        if act.id in out:
            continue
        standing.append(act)
        if isinstance(act.deed, TakenBack):
            out.add(act.deed.act)
    return tuple(reversed(standing))
