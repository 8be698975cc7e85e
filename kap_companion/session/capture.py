"""The one line that everything is typed into, read as it stands: pure, total, in linear time.

Every line is accepted. What is not understood stays as free text in the same entry, and the raw line is
kept exactly. `render` writes a reading as a line that is read the same way again.

Kinds are case-insensitive and followed by a space, a colon or the end; a colon directly behind `m`, `f`,
`e` or `p` means an unnamed part. A time that cannot be right stays in the text, and the rest of the line
is read as usual. The rules of each kind stand in its own file beside this one.
"""

from kap_companion.session.capture_chip import Chip, ChipKind
from kap_companion.session.capture_chips import chips
from kap_companion.session.capture_line import read
from kap_companion.session.capture_reading import Reading, TimeShift
from kap_companion.session.capture_render import render
from kap_companion.session.completion import complete

__all__ = ["Chip", "ChipKind", "Reading", "TimeShift", "chips", "complete", "read", "render"]
