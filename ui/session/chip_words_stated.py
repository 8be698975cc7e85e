"""What the chips of a dose and of a line that begins with `>` say."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.capture import Chip, ChipKind
from kap_companion.vocabulary.concerns import ActionWhat
from kap_companion.vocabulary.consent import ConsentAct, ConsentScope
from kap_companion.vocabulary.facts import FactKind
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.prompting import PromptOutcome
from ui.session.consent_words import scope_word
from ui.session.key_words import answered_word, point_word
from ui.session.measure_words import scale_name, short_measure
from ui.words import duration

translate = QCoreApplication.translate


def stated_text(chip: Chip, text: str) -> str:
    """A chip's words; `text` is its own on one line. Empty for a chip that says its text alone."""
    match chip.kind:
        case ChipKind.CONSENT:
            return _consent(chip)
        case ChipKind.AS_STATED:
            return translate("Chip", "in your words")
        case ChipKind.FACT:
            held = chip.text == "held"
            return translate("Chip", "Held back") if held else _fact_word(FactKind(chip.code))
        case ChipKind.ANSWER:
            return _answer(chip)
        case ChipKind.AGO:
            return translate("Chip", "{length} before").format(length=duration(float(chip.text) * 60))
        case ChipKind.KEY:
            return point_word(text) if chip.code == "point" else answered_word(text)
        case ChipKind.OUTCOME:
            return _outcome_word(PromptOutcome(chip.text))
        case ChipKind.ACTION:
            return _action_word(ActionWhat(chip.text))
        case ChipKind.SCALE:
            return f"{scale_name(chip.code)} {text}"
        case ChipKind.LIMIT:
            return f"{short_measure(Measure(chip.code))} {text}"
        case ChipKind.WITH:
            touches = chip.code in (ConsentScope.TOUCH, ConsentScope.RECORDING)
            return translate("Chip", "by {name}").format(name=text) if touches else text
        case _:
            return _with_text(chip).format(text=text)


def _with_text(chip: Chip) -> str:
    return {
        (ChipKind.LOT, ""): translate("Chip", "lot {text}"),
        (ChipKind.EXPIRY, ""): translate("Chip", "expires {text}"),
        (ChipKind.WITNESS, ""): translate("Chip", "witness {text}"),
        (ChipKind.WASTED, "mg"): translate("Chip", "{text} mg wasted"),
        (ChipKind.ORDERED, "mg"): translate("Chip", "{text} mg ordered"),
        (ChipKind.PREPARED, "mg"): translate("Chip", "{text} mg prepared"),
        (ChipKind.CONCENTRATION, ""): translate("Chip", "{text} mg/mL"),
        (ChipKind.VOLUME, ""): translate("Chip", "{text} mL"),
        (ChipKind.BY, ""): translate("Chip", "by {text}"),
        (ChipKind.BY, "ordered"): translate("Chip", "ordered by {text}"),
        (ChipKind.CEILING, "dose"): translate("Chip", "up to {text} mg"),
        (ChipKind.CEILING, "booster"): translate("Chip", "boosters up to {text} mg"),
        (ChipKind.WEIGHT, "kg"): translate("Chip", "{text} kg"),
        (ChipKind.WEIGHED, ""): translate("Chip", "weighed {text}"),
        (ChipKind.MINUTES, ""): translate("Chip", "{text} min"),
        (ChipKind.NUMBER, ""): translate("Chip", "number {text}"),
    }.get((chip.kind, chip.code), "")


def _consent(chip: Chip) -> str:
    scope = scope_word(ConsentScope(chip.text)) if chip.text else translate("Chip", "all consents")
    return {
        ConsentAct.GIVEN: "{scope}",
        ConsentAct.REFUSED: translate("Chip", "not agreed: {scope}"),
        ConsentAct.WITHDRAWN: translate("Chip", "withdrawn: {scope}"),
        ConsentAct.ASKED: translate("Chip", "not granted: {scope}"),
    }[ConsentAct(chip.code)].format(scope=scope)


def _fact_word(what: FactKind) -> str:
    return {
        FactKind.ATE: translate("Chip", "Ate"),
        FactKind.DRANK: translate("Chip", "Drank"),
        FactKind.WEIGHT: translate("Chip", "Weight"),
        FactKind.MEDICINE: translate("Chip", "Took"),
        FactKind.RIDE: translate("Chip", "Ride home"),
        FactKind.ESCORT: translate("Chip", "Escort"),
        FactKind.CHECK: translate("Chip", "Checklist"),
        FactKind.SPAT: translate("Chip", "Spat out"),
        FactKind.SWALLOWED: translate("Chip", "Swallowed"),
    }[what]


def _answer(chip: Chip) -> str:
    if chip.code == FactKind.ESCORT:
        return translate("Chip", "arrived") if chip.text == "yes" else translate("Chip", "not here yet")
    return translate("Chip", "yes") if chip.text == "yes" else translate("Chip", "no")


def _outcome_word(outcome: PromptOutcome) -> str:
    return {
        PromptOutcome.DONE: translate("Chip", "Answered"),
        PromptOutcome.SNOOZED: translate("Chip", "Snoozed"),
        PromptOutcome.SKIPPED: translate("Chip", "Skipped"),
    }[outcome]


def _action_word(what: ActionWhat) -> str:
    return {
        ActionWhat.DONE: translate("Chip", "Done about it"),
        ActionWhat.TOLD: translate("Chip", "Told"),
        ActionWhat.RESOLVED: translate("Chip", "Resolved"),
    }[what]
