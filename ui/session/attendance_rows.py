"""The sheet of people: who is in the room, who was, since when and until when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from kap_companion.session.attendance import Attendance
from ui.session.sheet_rows import SheetContent, SheetRow, Stand

translate = QCoreApplication.translate


def attendance_content(people: Sequence[Attendance], time_of: Callable[[int], str]) -> SheetContent:
    """Who is here, each with the line that says that they leave; then who left.

    Args:
        people: who came and went.
        time_of: a moment in words.
    """
    here = [person for person in people if person.out_ms is None]
    gone = [person for person in people if person.out_ms is not None]
    rows = [
        SheetRow(
            title=person.name,
            says=_since(person, time_of),
            line=f"> out {person.name}",
            stand=Stand.MET,
            state=translate("Sheet", "here"),
        )
        for person in here
    ]
    rows += [
        SheetRow(title=person.name, says=_since(person, time_of), state=translate("Sheet", "left"))
        for person in gone
    ]
    rows.append(SheetRow(translate("Sheet", "Somebody comes in"), line="> in "))
    about = translate("Sheet", "Ctrl+Shift+H hands the session over to another facilitator.")
    return SheetContent(translate("Sheet", "Who is here"), about, tuple(rows))


def _since(person: Attendance, time_of: Callable[[int], str]) -> str:
    times = translate("Sheet", "since {time}").format(time=time_of(person.in_ms))
    if person.out_ms is not None:
        times = translate("Sheet", "{since} to {until}").format(
            since=time_of(person.in_ms), until=time_of(person.out_ms)
        )
    return f"{person.role} · {times}" if person.role else times
