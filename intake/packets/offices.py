"""Where an office is reached, with the day it was last looked at: as its route says, or as a
coordinator last saw it."""

from django.utils.formats import date_format

from intake.routes.base import Contact, Route
from intake.routes.route_status import status_of


def address_of(route: Route, contact: Contact) -> str:
    """Return one contact of a route; a coordinator's own lines stand for all of them."""
    return status_of(route).contact or str(contact.value)


def last_checked(route: Route) -> str:
    day = date_format(status_of(route).checked_on, "F j, Y")
    return f"This address was last looked at on {day}. Look again before you send it."
