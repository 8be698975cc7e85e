"""Makers of what the home screen shows."""

from datetime import date
from typing import Any

from kap_companion.ids import new_id
from kap_companion.parts.overview import ClientOverview, DoseShown, PartShown, SelfLine, SessionRow
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState
from tests.builders import a_client

WATCHMAN = PartShown("The Watchman", Role.MANAGER)
LITTLE_ONE = PartShown("the little one", Role.EXILE)


def a_shown_dose(amount: float = 60, route: Route = Route.IM, drug: Drug = Drug.KETAMINE) -> DoseShown:
    return DoseShown(amount, Unit.MG, route, drug)


def a_row(**fields: Any) -> SessionRow:
    given: dict[str, Any] = {
        "session": new_id(),
        "number": 2,
        "protocol": "IM ketamine",
        "held_on": date(2026, 11, 5),
        "route": Route.IM,
        "doses": (a_shown_dose(),),
        "parts": (WATCHMAN, LITTLE_ONE),
        "self_lines": (SelfLine(Quality.CALM, ((0, 1), (60_000, 3))),),
        "state": SessionState.ENDED,
    }
    return SessionRow(**(given | fields))


def an_overview(client: Client | None = None, *rows: SessionRow) -> ClientOverview:
    return ClientOverview(client or a_client(), date(2026, 3, 2), rows, (WATCHMAN, LITTLE_ONE))
