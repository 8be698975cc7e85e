"""The figure with the places that were agreed, and an empty one. Pure."""

from collections.abc import Iterator

from kap_companion.parts.body_places import place_of
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose_agreed import AgreedPart
from kap_companion.worksheets.compose_making import NO_PART, Making
from kap_companion.worksheets.compose_said import BESIDE, called, named_place
from kap_companion.worksheets.sentences import Sentence, ours
from kap_companion.worksheets.sheet import Figure, Said, Spot

BODY = "body"
EMPTY_BODY = "body-empty"


def figure(making: Making) -> tuple[Figure, ...]:
    """The figure with every agreed place; none where no place was agreed."""
    words = making.words.figure
    told = tuple(_places(making))
    if not told:
        return ()
    spots = tuple(
        Spot(item.id, spot.view, spot.x, spot.y, spot.to_x, spot.to_y, spot.r, spot.manner, label)
        for item, label in told
        if (place := place_of(item.value)) is not None
        for spot in place.spots
    )
    elsewhere = tuple(Said(item.id, label) for item, label in told if place_of(item.value) is None)
    found = Figure(
        key=BODY,
        heading=making.heading(BODY, words.heading),
        lead=words.lead,
        front=words.front,
        back=words.back,
        spots=spots,
        elsewhere_heading=words.elsewhere,
        elsewhere=elsewhere,
    )
    return (found,)


def empty_figure(making: Making) -> Figure:
    """A figure to draw on."""
    words = making.words.figure
    return Figure(
        key=EMPTY_BODY,
        heading=making.heading(EMPTY_BODY, words.empty_heading),
        lead=words.empty_lead,
        front=words.front,
        back=words.back,
        spots=(),
        elsewhere_heading="",
        elsewhere=(),
    )


def _places(making: Making) -> Iterator[tuple[SharedItem, Sentence]]:
    """Each place with whose it is and what it is called; those of no part come last."""
    of_none = AgreedPart(items=tuple(item for item in making.items if not item.about))
    for part in (*making.parts, of_none):
        whose = Sentence(()) if part.about == NO_PART.about else called(part, making.words) + ours(BESIDE)
        for item in part.of(SharedField.BODY):
            yield item, whose + named_place(item.value, making.words.body)
