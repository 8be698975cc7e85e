"""Where the places of the body lie on a plain figure seen from the front and from the back. Pure.

The figure is the one of `resources/icons/body_front.svg` and `body_back.svg`: 160 wide, 380 high, its middle
line at x = 80. In the tables below x is the distance from that line; a paired place is given for one side.
"""

from dataclasses import dataclass
from enum import StrEnum

WIDTH = 160.0
HEIGHT = 380.0
MIDDLE = WIDTH / 2


class View(StrEnum):
    """From which side the figure is seen."""

    FRONT = "front"
    BACK = "back"


class Manner(StrEnum):
    """How a spot lies on the figure.

    `ONE_OF`: one of two such spots, and nobody said which. `OUTSIDE`: beside the figure. `WHOLE`, `SKIN` and
    `AROUND` are the whole figure, its outline, and the space right around it.
    """

    FELT = "felt"
    ONE_OF = "one_of"
    OUTSIDE = "outside"
    WHOLE = "whole"
    SKIN = "skin"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Spot:
    """A stroke with round ends from (x, y) to (to_x, to_y), `r` to each side of it; a dot where they agree.

    For `WHOLE`, `SKIN` and `AROUND` the numbers are those of the figure's own middle line.
    """

    view: View
    x: float
    y: float
    to_x: float
    to_y: float
    r: float
    manner: Manner = Manner.FELT


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroke as the tables give it, x from the middle line."""

    x: float
    y: float
    r: float
    to_x: float | None = None
    to_y: float | None = None
    view: View = View.FRONT
    manner: Manner = Manner.FELT

    def seen(self, *, factor: float = 1.0, shift: float = 0.0, manner: Manner | None = None) -> Spot:
        """The spot, with x times `factor` and moved by `shift`, both as the client's own left is counted.

        The client's left is at the right of one who looks at the front, and at the left of one who looks at
        the back.
        """
        way = 1 if self.view is View.FRONT else -1
        to_x = self.x if self.to_x is None else self.to_x
        return Spot(
            self.view,
            MIDDLE + way * (self.x * factor + shift),
            self.y,
            MIDDLE + way * (to_x * factor + shift),
            self.y if self.to_y is None else self.to_y,
            self.r,
            manner or self.manner,
        )


def _across(reach: float, y: float, r: float, view: View = View.FRONT) -> Stroke:
    return Stroke(-reach, y, r, to_x=reach, view=view)


_BACK = View.BACK

# Singular names; x is the distance on the place's own side.
PAIRED: dict[str, Stroke] = {
    "eye": Stroke(6.5, 42, 4),
    "ear": Stroke(16, 45, 4),
    "temple": Stroke(13, 36, 4),
    "cheek": Stroke(9, 51, 4.5),
    "shoulder": Stroke(34, 98, 9),
    "collarbone": Stroke(7, 90, 4, to_x=22, to_y=91.5),
    "lung": Stroke(15, 110, 9, to_y=122),
    "rib": Stroke(21, 126, 6, to_x=17, to_y=136),
    "breast": Stroke(16, 116, 9),
    "armpit": Stroke(33, 110, 5),
    "shoulder blade": Stroke(18, 112, 10, view=_BACK),
    "side": Stroke(24, 136, 5, to_x=26, to_y=178),
    "hip": Stroke(25, 196, 8),
    "arm": Stroke(39.5, 110, 5, to_x=49, to_y=188),
    "upper arm": Stroke(39.5, 110, 5.5, to_x=43, to_y=142),
    "elbow": Stroke(44, 152, 6, view=_BACK),
    "forearm": Stroke(45.5, 162, 5, to_x=48.5, to_y=188),
    "wrist": Stroke(49.5, 195, 5),
    "hand": Stroke(51.5, 211, 8),
    "palm": Stroke(51, 207, 6),
    "thumb": Stroke(47.5, 208, 3.5),
    "finger": Stroke(53, 221, 5),
    "buttock": Stroke(15, 200, 11, view=_BACK),
    "leg": Stroke(20, 226, 7, to_x=18.5, to_y=344),
    "thigh": Stroke(20, 226, 9, to_x=20, to_y=252),
    "knee": Stroke(20.5, 276, 8),
    "calf": Stroke(20.5, 298, 8, to_x=19.5, to_y=314, view=_BACK),
    "shin": Stroke(20, 300, 6.5, to_x=18.5, to_y=326),
    "ankle": Stroke(18, 348, 5.5),
    "foot": Stroke(20, 362, 8),
    "sole": Stroke(20, 366, 5.5, view=_BACK),
    "heel": Stroke(18, 360, 5, view=_BACK),
    "toe": Stroke(22, 366, 5),
}

MIDDLES: dict[str, Stroke] = {
    "head": Stroke(0, 43, 15),
    "top head": Stroke(0, 27, 6),
    "forehead": _across(8, 33, 5),
    "behind eyes": _across(9, 42, 5.5),
    "between eyes": Stroke(0, 42, 4),
    "face": Stroke(0, 47, 12.5),
    "nose": Stroke(0, 48, 4),
    "mouth": Stroke(0, 56, 4.5),
    "teeth": _across(3.5, 56, 3),
    "tongue": Stroke(0, 57, 3.5),
    "jaw": _across(8, 59, 4),
    "throat": Stroke(0, 75, 6.5),
    "neck": Stroke(0, 72, 8),
    "chest": Stroke(0, 112, 14),
    "breastbone": Stroke(0, 100, 4.5, to_y=122),
    # Most hearts lie a little to their own side.
    "heart": Stroke(5, 113, 9),
    "solar plexus": Stroke(0, 135, 7.5),
    "diaphragm": _across(18, 138, 4.5),
    "stomach": Stroke(0, 149, 10),
    "belly": Stroke(0, 167, 14),
    "lower belly": Stroke(0, 182, 11),
    "gut": Stroke(0, 172, 12),
    "navel": Stroke(0, 166, 5),
    "waist": _across(23, 161, 5),
    "pelvis": _across(15, 193, 10),
    "pelvic floor": _across(5, 205, 4.5),
    "groin": _across(11, 203, 5),
    "genitals": Stroke(0, 204, 5.5),
    "womb": Stroke(0, 189, 8),
    "back neck": Stroke(0, 74, 7, view=_BACK),
    "back": Stroke(0, 106, 17, to_y=176, view=_BACK),
    "upper back": _across(13, 106, 12, _BACK),
    "middle back": _across(13, 142, 11, _BACK),
    "lower back": _across(13, 178, 10, _BACK),
    "spine": Stroke(0, 84, 4, to_y=186, view=_BACK),
    "tailbone": Stroke(0, 194, 5, view=_BACK),
    "between shoulder blades": Stroke(0, 112, 8, view=_BACK),
}


def _both_views(manner: Manner) -> tuple[Stroke, ...]:
    return tuple(Stroke(0, 43, 18, to_y=360, view=view, manner=manner) for view in View)


# Places that have no side.
EVERYWHERE: dict[str, tuple[Stroke, ...]] = {
    "whole body": _both_views(Manner.WHOLE),
    "skin": _both_views(Manner.SKIN),
    "around body": _both_views(Manner.AROUND),
    "above head": (Stroke(0, 10, 7, manner=Manner.OUTSIDE),),
    "outside body": tuple(Stroke(x, 60, 9, manner=Manner.OUTSIDE) for x in (-56, 56)),
}
