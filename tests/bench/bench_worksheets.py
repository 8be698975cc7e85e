"""Setting paper: one plain sheet by three typesetters, then the press with sheets of ours, and its preview.

WeasyPrint and ReportLab serve for nothing else; where they are not installed the bench says so.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from statistics import median
from typing import Final

import pypdf

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.sentences import own
from kap_companion.worksheets.sheet import Quote, Sheet
from tests.bench.plain_sheets import PARTS, Setter, by_reportlab, by_typst, by_weasyprint, parts_for
from tests.bench.timing import summary, timed
from tests.worksheets import sheets_made_up as made_up

FOLLOWING: Final = {2: 60, 20: 20}
# With how many times as fast ours must be.
OTHERS: Final[dict[str, tuple[Callable[[], Setter], int]]] = {
    "WeasyPrint": (by_weasyprint, 20),
    "ReportLab": (by_reportlab, 2),
}
MADE_AT: Final = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
LIMIT_MS: Final = 100.0
EDITS: Final = 60


def main() -> None:
    """Print the plain sheet, our sheets and the preview, from one run."""
    for pages in PARTS:
        plain(pages)
    for quotes in (18, 212):
        as_file_of_ours(quotes)
    preview()


def plain(pages: int) -> None:
    """Print what each takes for a sheet whose names and words are new each time, and how ours compares.

    They take turns, so that what else the computer does slows them all.
    """
    setters = {"Typst": by_typst()}
    for name, (prepared, _) in OTHERS.items():
        try:
            setters[name] = prepared()
        except ImportError:
            print(f"{name} is not installed, and nothing is compared with it: pip install {name.lower()}")
    numbers = count()
    times: dict[str, list[float]] = {name: [] for name in setters}
    for _ in range(1 + FOLLOWING[pages]):
        parts = parts_for(pages, next(numbers))
        for name, make in setters.items():
            times[name].append(timed(partial(make, parts)))
    for name, (first, *following) in times.items():
        made = _pages(setters[name](parts_for(pages, next(numbers))))
        print(summary(f"a plain sheet of {made} pages by {name}: first", [first]))
        print(summary("  following", following))
        if name in OTHERS:
            faster = median(following) / median(times["Typst"][1:])
            print(f"  Typst is {faster:.1f} times as fast as {name}; wanted: {OTHERS[name][1]}")


def as_file_of_ours(quotes: int) -> None:
    """Print what the press takes for a sheet of words, tagged and by the standards, every quote of it new."""
    press, numbers = Press(), count()
    kind = SheetKind.WORDS

    def make() -> bytes:
        sheet = words(quotes, next(numbers))
        return press.pdf(kind.value, {"page": sheet}, PaperChoice(), made_at=MADE_AT).pdf

    first = timed(make)
    times = [timed(make) for _ in range(15)]
    print(summary(f"the press, {_pages(make())} pages of words as a file: first", [first]))
    print(summary("  following", times))


def preview() -> None:
    """Print how soon the pages of a usual meeting sheet follow an edit."""
    press, numbers = Press(), count()

    def follow() -> None:
        press.pages(SheetKind.MEETING.value, {"page": edited(next(numbers))}, PaperChoice())

    first = timed(follow)
    times = [timed(follow) for _ in range(EDITS)]
    print(summary("the press, one edit to the pages of the preview: first", [first]))
    print(summary("  following", times))
    print(f"  longer than {LIMIT_MS:.0f} ms: {sum(each > LIMIT_MS for each in times)} of {EDITS}")


def words(many: int, number: int) -> Sheet:
    """A sheet of quotes, each of them different from those of another number."""
    said = "it was quiet and somebody sat by the door and did not turn around for a long while"
    quotes = tuple(
        Quote(f"q{n}", own(f"“{number}: {said} {n}”"), f"{n + 3} minutes after the dose") for n in range(many)
    )
    return made_up.a_sheet(SheetKind.WORDS, replace(made_up.some_words(1), quotes=quotes))


def edited(number: int) -> Sheet:
    """A usual meeting sheet with one question worded anew."""
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    asked = (made_up.a_question("q", f"What is new, {number}?"), *made_up.closing().questions[1:])
    return replace(sheet, sections=(*sheet.sections[:-1], replace(made_up.closing(), questions=asked)))


def _pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


if __name__ == "__main__":
    main()
