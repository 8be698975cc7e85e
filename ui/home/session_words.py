"""The words of a session's row on the home screen."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from kap_companion.parts.overview import PartShown, SelfLine, SessionRow
from kap_companion.vocabulary.routes import Drug, Route
from ui.one_line import one_line
from ui.words import quality_word, role_word, state_word

translate = QCoreApplication.translate


def day_words(day: date, this_year: int) -> str:
    """A day such as "7 Nov", with the year where it is another."""
    words = f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"
    return words if day.year == this_year else f"{words} {day.year}"


def month_words(day: date, this_year: int) -> str:
    """A month such as "March", with the year where it is another."""
    words = QLocale().standaloneMonthName(day.month)
    return words if day.year == this_year else f"{words} {day.year}"


def route_word(route: Route) -> str:
    """A route in few letters; a lozenge is what people call the sublingual one."""
    return translate("Route", "lozenge") if route is Route.SL else route.value.upper()


def session_words(row: SessionRow) -> str:
    """Such as "2 · IM 60 mg"; several doses side by side ("60 + 20 mg"); the protocol where there is none."""
    given = _doses_words(row)
    return f"{row.number} · {given or one_line(row.protocol, 80)}"


def parts_words(parts: tuple[PartShown, ...]) -> str:
    """The parts with their roles, as a screen reader says them."""
    return ", ".join(f"{one_line(part.label, 120)} ({role_word(part.role)})" for part in parts)


def self_words(lines: tuple[SelfLine, ...]) -> str:
    """Each quality from its first level to its last, none of them added up."""
    return ", ".join(
        translate("Self", "{quality} {first} to {last}").format(
            quality=quality_word(line.quality), first=line.points[0][1], last=line.points[-1][1]
        )
        for line in lines
    )


def record_words(row: SessionRow) -> str:
    """How far the record is: "ended", "signed", "signed, 1 addendum"."""
    state = state_word(row.state)
    if not row.addenda:
        return state
    said = (
        translate("State", "{state}, 1 addendum")
        if row.addenda == 1
        else translate("State", "{state}, {n} addenda")
    )
    return said.format(state=state, n=row.addenda)


def _doses_words(row: SessionRow) -> str:
    groups: list[tuple[tuple[Route | None, Drug | None, str], list[str]]] = []
    for dose in row.doses:
        way = (dose.route or row.route, dose.drug, dose.unit.value)
        if not groups or groups[-1][0] != way:
            groups.append((way, []))
        groups[-1][1].append(f"{dose.amount:g}")
    return ", ".join(_group_words(*way, amounts) for way, amounts in groups)


def _group_words(route: Route | None, drug: Drug | None, unit: str, amounts: list[str]) -> str:
    way = route_word(route) if route else ""
    which = translate("Entry", "esketamine") if drug is Drug.ESKETAMINE else ""
    return " ".join(piece for piece in (way, which, " + ".join(amounts), unit) if piece)
