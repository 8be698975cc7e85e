"""How facts read, and how the gate stood at the first dose."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.facts import FactDetail, FactKind, GateDetail, PointState
from ui.one_line import one_line
from ui.session.entry_run import Look, Run, after
from ui.session.key_words import point_word
from ui.session.record_words import number
from ui.words import duration

translate = QCoreApplication.translate


def fact_runs(fact: FactDetail, text: str) -> Iterator[Run]:
    """A fact as a person would say it: "Ate 7:30 · toast", "Escort: Marta, arrived"."""
    match fact.what:
        case FactKind.ATE | FactKind.DRANK:
            ate = fact.what is FactKind.ATE
            yield Run(translate("Entry", "Ate") if ate else translate("Entry", "Drank"))
            yield after(_since(fact), " ")
        case FactKind.WEIGHT:
            yield Run(_weight(fact))
        case FactKind.MEDICINE:
            held = fact.answer is False
            said = translate("Entry", "Held back {name}") if held else translate("Entry", "Took {name}")
            yield Run(said.format(name=one_line(fact.name, 120)))
        case FactKind.RIDE | FactKind.ESCORT:
            ride = fact.what is FactKind.RIDE
            yield Run(translate("Entry", "Ride home") if ride else translate("Entry", "Escort"))
            yield after(", ".join(_who(fact)), ": ")
        case FactKind.CHECK:
            yield Run(point_word(fact.key))
            yield after(_answer(fact), ": ")
            yield after(text, " · " if fact.answer is not None else ": ")
            return
        case FactKind.SPAT:
            yield Run(translate("Entry", "Spat out"))
        case FactKind.SWALLOWED:
            yield Run(translate("Entry", "Swallowed"))
    yield after(text)


def gate_runs(gate: GateDetail) -> Iterator[Run]:
    """How the gate stood: "Before the first dose: 9 met, 1 overridden by Dr. Okafor"."""
    counted = {state: sum(point.state is state for point in gate.points) for state in PointState}
    names = dict.fromkeys(
        one_line(point.by, 120) for point in gate.points if point.state is PointState.OVERRIDDEN and point.by
    )
    by_whom, alone = translate("Entry", "{n} overridden by {names}"), translate("Entry", "{n} overridden")
    said = {
        PointState.MET: translate("Entry", "{n} met"),
        PointState.OVERRIDDEN: by_whom if names else alone,
        PointState.NOT_MET: translate("Entry", "{n} not met"),
        PointState.OPEN: translate("Entry", "{n} open"),
    }
    rows = [said[state].format(n=counted[state], names=", ".join(names)) for state in said if counted[state]]
    yield Run(translate("Entry", "Before the first dose:") + " ", Look.STRONG)
    yield Run(", ".join(rows) or translate("Entry", "nothing was asked for"))


def _since(fact: FactDetail) -> str:
    if fact.clock is not None:
        return "{}:{:02}".format(*fact.clock)
    if fact.minutes_ago is None:
        return ""
    return translate("Entry", "{length} before").format(length=duration(fact.minutes_ago * 60))


def _weight(fact: FactDetail) -> str:
    if fact.kg is None:
        return translate("Entry", "Weight")
    said = translate("Entry", "Weight {kg} kg").format(kg=number(fact.kg))
    if fact.weighed_on is None:
        return said
    return translate("Entry", "{weight}, weighed {day}").format(weight=said, day=fact.weighed_on.isoformat())


def _who(fact: FactDetail) -> Iterator[str]:
    if fact.name:
        yield one_line(fact.name, 120)
    if fact.answer is not None:
        yield translate("Entry", "arrived") if fact.answer else translate("Entry", "not here yet")


def _answer(fact: FactDetail) -> str:
    return {True: translate("Entry", "yes"), False: translate("Entry", "no"), None: ""}[fact.answer]
