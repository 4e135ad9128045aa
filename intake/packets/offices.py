"""Where an office is reached: only as a coordinator found it, with the day. An address that nobody
has checked is no address: a letter leaves a line to fill in by hand."""

from datetime import date

from django.utils.formats import date_format

from intake.routes.base import Contact, Route
from intake.routes.contact_checks import checked_on, current_value
from intake.routes.route_status import status_of


def address_of(route: Route, contact: Contact) -> str:
    """Return one contact of a route as it was checked, or ""; a coordinator's own lines stand for
    all of them."""
    own = status_of(route).contact
    if own:
        return own
    value = str(contact.value)
    return current_value(value) if checked_on(value) else ""


def _checked_on(route: Route, contact: Contact) -> date | None:
    status = status_of(route)
    return status.checked_on if status.contact else checked_on(str(contact.value))


def last_checked(route: Route, contact: Contact) -> str:
    """Return what to do about the address of a route before a letter is sent."""
    day = _checked_on(route, contact)
    if day is None:
        return "We have not checked the address. Look it up, and write it on the line."
    return f"We checked this address on {date_format(day, 'F j, Y')}. Check it before you send it."
