"""What the chips say: the pieces of a line that was read, in the screen's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kap_companion.session.capture import Chip, ChipKind
from kap_companion.vocabulary.consent import ConsentAct
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import PartField, PathStep
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from ui.one_line import one_line
from ui.parts.path_words import path_step_word
from ui.session.chip_words_stated import stated_text
from ui.session.known_words import guess_words, known_words, state_words
from ui.session.part_words import link_words
from ui.theme import Light
from ui.words import phase_word, quality_word, role_word

LONGEST_CHIP = 24
_TAKEN_BACK = (ConsentAct.WITHDRAWN, ConsentAct.ASKED)
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A chip as it is shown: its text, a quiet word after it, and the colours of both and of the outline."""

    text: str
    after: str
    text_colour: str
    after_colour: str
    outline: str


def chip_words(chips: Iterable[Chip], light: Light) -> tuple[ChipWords, ...]:
    """The chips to be shown, in their order; what goes without saying is left out."""
    shown = list(chips)
    has_role = any(chip.kind is ChipKind.ROLE for chip in shown)
    said = ((chip, _text(chip, has_role=has_role)) for chip in shown)
    return tuple(_coloured(chip, one_line(text, LONGEST_CHIP), light) for chip, text in said if text)


def _coloured(chip: Chip, text: str, light: Light) -> ChipWords:
    if chip.kind is ChipKind.NOT_UNDERSTOOD:
        after = translate("Chip", "kept as text")
        return ChipWords(text, after, light.warning, light.warning, light.warning)
    if chip.kind is ChipKind.CONSENT and chip.code in _TAKEN_BACK:
        return ChipWords(text, "", light.strong, light.quiet, light.warning)
    if chip.kind is ChipKind.ROLE:
        return ChipWords(text, "", light.strong, light.quiet, light.role(chip.text))
    after = {
        ChipKind.KNOWN_PART: translate("Chip", "known"),
        ChipKind.NEW_PART: translate("Chip", "new"),
        ChipKind.UNNAMED_PART: translate("Chip", "new"),
        ChipKind.GUESS: guess_words(),
    }.get(chip.kind, "")
    return ChipWords(text, after, light.text, light.quiet, light.line)


def _text(chip: Chip, *, has_role: bool) -> str:
    text = one_line(chip.text, LONGEST_CHIP)
    match chip.kind:
        case ChipKind.KIND:
            return "" if has_role else _kind_word(EntryKind(chip.text))
        case ChipKind.ROLE:
            return role_word(Role(chip.text))
        case ChipKind.TIME:
            return f"@{text}"
        case ChipKind.INTENSITY:
            return translate("Chip", "{intensity} / 10").format(intensity=text)
        case ChipKind.WORDS:
            return translate("Chip", "client’s words")
        case ChipKind.LINK:
            return link_words(LinkKind(chip.code)).format(name=text)
        case ChipKind.LINK_STATE:
            return state_words(LinkState(chip.code))
        case ChipKind.KNOWN | ChipKind.GUESS:
            return known_words(PartField(chip.code)).format(value=text)
        case ChipKind.STEP:
            return path_step_word(PathStep(chip.code))
        case ChipKind.RATER:
            return translate("Chip", "the client’s own") if chip.text == Rater.CLIENT else ""
        case ChipKind.QUALITY:
            return f"{quality_word(Quality(chip.code))} {text}"
        case ChipKind.VITAL:
            return f"{ {'bp': 'BP', 'hr': 'HR', 'spo2': 'SpO₂', 'rr': 'RR'}[chip.code] } {text}"
        case ChipKind.PHASE:
            return phase_word(Phase(chip.text))
        case ChipKind.ROUTE:
            return text.upper()
        case ChipKind.DOSE:
            return f"{text} {chip.code}"
        case ChipKind.PEOPLE:
            return _coming(chip.code).format(name=text)
        case _:
            return stated_text(chip, text) or _plain_word(chip) or text


def _plain_word(chip: Chip) -> str:
    return {
        (ChipKind.UNNAMED_PART, ""): translate("Chip", "no name yet"),
        (ChipKind.BLENDED, ""): translate("Chip", "blended"),
        (ChipKind.UNBLENDED, ""): translate("Chip", "unblended"),
        (ChipKind.SETTLED, ""): translate("Chip", "settled"),
        (ChipKind.BOOSTER, ""): translate("Chip", "booster"),
        (ChipKind.SEVERITY, "mild"): translate("Chip", "mild"),
        (ChipKind.SEVERITY, "moderate"): translate("Chip", "moderate"),
        (ChipKind.SEVERITY, "severe"): translate("Chip", "severe"),
        (ChipKind.VITALS_STATUS, "declined"): translate("Chip", "declined"),
        (ChipKind.VITALS_STATUS, "refused"): translate("Chip", "refused"),
        (ChipKind.VITALS_STATUS, "deferred"): translate("Chip", "deferred"),
        (ChipKind.VITALS_STATUS, "unable"): translate("Chip", "not possible"),
        (ChipKind.SETTING, "mask"): _on_or_off(chip, translate("Chip", "mask")),
        (ChipKind.SETTING, "music"): _on_or_off(chip, translate("Chip", "music")),
    }.get((chip.kind, chip.code), "")


def _on_or_off(chip: Chip, what: str) -> str:
    state = translate("Chip", "{what} on") if chip.text == "on" else translate("Chip", "{what} off")
    return state.format(what=what)


def _coming(how: str) -> str:
    return {
        "present": translate("Chip", "{name} is here"),
        "in": translate("Chip", "{name} comes in"),
        "out": translate("Chip", "{name} goes out"),
    }[how]


def _kind_word(kind: EntryKind) -> str:
    return {
        EntryKind.PART: translate("Chip", "Part"),
        EntryKind.SELF: translate("Chip", "Self-energy"),
        EntryKind.QUOTE: translate("Chip", "Quote"),
        EntryKind.VITALS: translate("Chip", "Vitals"),
        EntryKind.DOSE: translate("Chip", "Dose"),
        EntryKind.ADVERSE_EVENT: translate("Chip", "Adverse event"),
        EntryKind.EXPECTED_EFFECT: translate("Chip", "Expected effect"),
        EntryKind.NOTE: translate("Chip", "Note"),
        EntryKind.HYPOTHESIS: translate("Chip", "Hypothesis, private"),
        EntryKind.BOOKMARK: translate("Chip", "Bookmark"),
        EntryKind.PHASE: translate("Chip", "Phase"),
        EntryKind.SETTING: translate("Chip", "Setting"),
        EntryKind.PEOPLE: translate("Chip", "People"),
        EntryKind.CONSENT: translate("Chip", "Consent"),
        EntryKind.STOP: translate("Chip", "The client asks to stop"),
        EntryKind.OVERRIDE: translate("Chip", "Override"),
        EntryKind.LIMIT: translate("Chip", "Limits, this client"),
        EntryKind.PROMISE: translate("Chip", "Promise"),
        EntryKind.KEPT: translate("Chip", "Promise kept"),
        # Their first piece says what they are.
        EntryKind.FACT: "",
        EntryKind.PROMPT: "",
        EntryKind.SCALE: "",
        EntryKind.ACTION: "",
    }.get(kind, kind.value)
