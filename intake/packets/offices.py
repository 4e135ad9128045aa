"""Where an office is reached, with the day it was last looked at: as its route says, or as a
coordinator last saw it."""

from django.utils.formats import date_format

from intake.routes.base import Route
from intake.routes.states import state_of


def address_of(route: Route, place: int) -> str:
    """Return the contact of a route at that place of its list; a coordinator's own lines stand
    for all of them."""
    return state_of(route).contact or str(route.contacts[place].value)


def looked_at(route: Route) -> str:
    day = date_format(state_of(route).checked_on, "F j, Y")
    return f"This address was last looked at on {day}. Look again before you send it."
