"""Pictures of a client's parts, of a whole review and of an integration visit, from a made-up practice."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThreadPool

from kap_companion.clock import SystemClock
from kap_companion.parts.client_parts import read_client_parts
from kap_companion.parts.map_scene import MapLink, MapPart, MapScene, Seen
from kap_companion.records.readers import Purpose
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from ui import theme
from ui.at_the_parts import AtTheParts
from ui.dialogs import SystemDialogs
from ui.main_window import MainWindow
from ui.parts.map_brushes import in_grey
from ui.parts.map_view import MapView
from ui.parts.parts_page import PartsPage, Tab
from ui.review.lay_table_page import LayTablePage
from ui.review.review_page import ReviewPage
from ui.reviewing import Reviewing
from ui.visiting import Visiting

Again = Callable[[str], str]
"""Takes the page as it is, under a name, and says where its picture lies."""

FAMILIES = (4, 12, 40)
_NAMES = (
    "The Watchman",
    "the little one",
    "Go-Numb",
    "The Planner",
    "grief by the window",
    "something unsaid",
)
_ROLES = (Role.MANAGER, Role.EXILE, Role.FIREFIGHTER, Role.MANAGER, Role.EXILE, Role.UNKNOWN)
_KINDS = tuple(LinkKind)


def take_parts_pictures(window: MainWindow, practice: Practice, again: Again) -> Iterator[str]:
    """Take each of them of the client who came most often; yields where each lies."""
    sessions = practice.record.sessions()
    if not sessions:
        return
    client = max((each.client for each in sessions), key=lambda each: sum(s.client == each for s in sessions))
    owner, pool = QObject(), QThreadPool.globalInstance()
    yield from _parts(window, practice, client, again, owner, pool)
    yield from _families(window, again)
    held = [each for each in sessions if each.client == client]
    dosing = [each for each in held if each.protocol.visit is VisitKind.DOSING]
    if dosing:
        yield from _review(window, practice, dosing[-1], again, owner, pool)
    visit = next((each for each in held if each.protocol.visit is VisitKind.INTEGRATION), None)
    if visit is not None:
        Visiting(window, practice, SystemClock(), owner).open(visit)
        yield again("visit")
    window.clear()
    owner.deleteLater()


def _parts(
    window: MainWindow, practice: Practice, client: str, again: Again, owner: QObject, pool: QThreadPool
) -> Iterator[str]:
    flow = AtTheParts(window, practice, SystemClock(), SystemDialogs(), owner)
    flow.open(client)
    for tab, name in ((Tab.FAMILY, "map"), (Tab.ALL, "all"), (Tab.BODY, "body"), (Tab.SELF, "self")):
        page = window.page
        if isinstance(page, PartsPage):
            page.choose(tab)
            yield again(f"parts-{name}")
    known = read_client_parts(practice.reader(Purpose.ROOM), client)
    for part in known.parts[:2]:
        flow.open(client, part.id)
        yield again(f"part-{known.parts.index(part) + 1}")


def _families(window: MainWindow, again: Again) -> Iterator[str]:
    for count in FAMILIES:
        view = MapView(theme.DAYLIGHT)
        view.show_scene(made_up_family(count))
        window.present(view, theme.DAYLIGHT)
        yield again(f"map-{count}")
        view.show_light(in_grey(theme.DAYLIGHT))
        yield again(f"map-{count}-grey")


def made_up_family(count: int) -> MapScene:
    """A map of so many parts, every third with a link to the one before it."""
    parts = tuple(
        MapPart(
            id=str(number),
            label=_NAMES[number % len(_NAMES)] + (f" {number // len(_NAMES) + 1}" if number >= 6 else ""),
            role=_ROLES[number % len(_ROLES)],
            seen=Seen.HERE if number % 4 else Seen.ABSENT,
        )
        for number in range(count)
    )
    links = tuple(
        MapLink(_KINDS[number % len(_KINDS)], str(number - 1), str(number), tuple(LinkState)[number % 3])
        for number in range(1, count, 3)
    )
    return MapScene(parts=parts, links=links, in_session=True)


def _review(
    window: MainWindow, practice: Practice, session: Session, again: Again, owner: QObject, pool: QThreadPool
) -> Iterator[str]:
    flow = Reviewing(window, practice, SystemClock(), pool, owner)
    flow.open(session)
    yield again("review-1-lay")
    page = window.page
    if not isinstance(page, LayTablePage):
        return
    size = window.size()
    page.turned.emit(page.laid())
    # The whole of the screen there is without one would be a small square.
    window.showNormal()
    window.resize(size)
    yield again("review-2-everyone")
    review = window.page
    if not isinstance(review, ReviewPage):
        return
    first = next(iter(review.map.scene.parts), None)
    if first is not None:
        review.map.part_chosen.emit(first.id)
        yield again("review-3-part")
        review.part.change_words()
        yield again("review-4-change-the-words")
        review.part.leave_words()
    review.left.emit()
    window.resize(size)
    yield again("review-5-passphrase")
