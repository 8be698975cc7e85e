"""The qualities of Self-energy that were agreed. Pure."""

from collections.abc import Mapping, Sequence

from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose_making import Making
from kap_companion.worksheets.compose_said import listed
from kap_companion.worksheets.prompts import Prompts
from kap_companion.worksheets.sentences import Sentence, fill, own
from kap_companion.worksheets.sheet import Level, SelfBox

SELF = "self"
_STANDING_OUT = 3


def self_box(making: Making) -> tuple[SelfBox, ...]:
    """The box about Self; none where nothing of it was agreed."""
    words = making.words.self_energy
    rows: dict[Quality, tuple[int, str]] = {}
    for item in making.of(SharedField.SELF):
        quality, _, level = item.value.partition(" ")
        rows[Quality(quality)] = (int(level), item.id)
    if not rows:
        return ()
    levels = {quality: level for quality, (level, _) in rows.items()}
    order = list(Quality)
    strongest_first = sorted(rows, key=lambda each: (-levels[each], order.index(each)))
    box = SelfBox(
        key=SELF,
        heading=making.heading(SELF, words.heading),
        sentence=_noticed(strongest_first, levels, making.words),
        levels=tuple(
            Level(
                rows[each][1],
                words.qualities[each].capitalize(),
                levels[each],
                words.level.replace("{level}", str(levels[each])),
            )
            for each in strongest_first
        ),
    )
    return (box,)


def _noticed(strongest_first: Sequence[Quality], levels: Mapping[Quality, int], words: Prompts) -> Sentence:
    said = words.self_energy
    standing_out = strongest_first[:_STANDING_OUT]
    rest = strongest_first[_STANDING_OUT:]
    # Where the fourth is as strong as the third, only what is stronger than both stands out.
    if rest and levels[rest[0]] == levels[standing_out[-1]]:
        standing_out = [each for each in standing_out if levels[each] > levels[rest[0]]]
    named = standing_out or strongest_first
    # Set off like somebody's own words, though they are ours in the sheet's language.
    qualities = listed([own(said.qualities[each]) for each in named], words)
    return fill(said.only if len(named) == len(levels) else said.most, qualities=qualities)
