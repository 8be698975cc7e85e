"""What is asked about values that look mistyped; a question, never a verdict."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.plausibility import Doubt, DoubtKind
from ui.session.measure_words import short_measure

translate = QCoreApplication.translate


def doubt_words(doubt: Doubt) -> str:
    """One doubt as a question."""
    measures = [short_measure(measure) for measure in doubt.measures]
    values = [str(value) for value in doubt.values]
    if doubt.key is DoubtKind.EXCHANGED:
        return translate("Question", "Are {measures} exchanged ({values})?").format(
            measures=translate("Question", " and ").join(measures), values=", ".join(values)
        )
    if doubt.key is DoubtKind.PRESSURES:
        return translate("Question", "Is {values} the right way round?").format(values="/".join(values))
    if doubt.key is DoubtKind.BELOW_OXIMETER:
        return translate("Question", "Is {value} the SpO₂?").format(value=values[0])
    before = ", ".join(str(value) for value in doubt.before)
    return translate("Question", "{measure} {value}, {before} before: is that as read?").format(
        measure=", ".join(measures), value=", ".join(values), before=before
    )
