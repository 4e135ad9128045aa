"""The short lists of Today, drawn without a template for each line."""

from html import escape

from django.urls import reverse
from django.utils.dateformat import format as date_text
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intake.cases.models import Event
from intake.routes.fitting import ROUTES_BY_SLUG

from .rows import address_around

MOMENT = "M j, H:i"


def _link(reference):
    before, after = address_around("office:case")
    return f'<a href="{before}{reference}{after}">{reference}</a>'


def tiles(rows) -> SafeString:
    """Return the items of [(name, how many, the list that is counted)]."""
    queue = reverse("office:queue")
    return SafeString(
        "".join(
            f'<li><a href="{queue}?{escape(query)}"><strong>{count}</strong> '
            f"{escape(str(name))}</a></li>"
            for name, count, query in rows
        )
    )


def changes(rows) -> SafeString:
    """Return the items of [(reference, kind of event, first name or None, moment)]."""
    filer, parts = _("The filer"), []
    for reference, kind, name, at in rows:
        parts.append(
            f'<li><span class="when">{date_text(localtime(at), MOMENT)}</span><span>'
            f"{_link(reference)} {escape(str(Event.Kind(kind).label))} "
            f'<span class="soft">{escape(name or filer)}</span></span></li>'
        )
    return SafeString("".join(parts))


def packets_to_read(rows) -> SafeString:
    """Return the items of [(id, route, reference, first name, user name)] of packets."""
    # Translators: behind the name of a packet: who made it ready.
    by = _("from %(name)s")
    to_read, parts = pgettext("a packet", "To read"), []
    for pk, route, reference, first_name, username in rows:
        path = reverse("office:packet", args=[reference, pk])
        said = escape(by % {"name": first_name or username or "–"})
        parts.append(
            f'<li><span class="when">{to_read}</span><span><a href="{path}">{reference}: '
            f'{escape(str(ROUTES_BY_SLUG[route].name))}</a> <span class="soft">{said}</span>'
            "</span></li>"
        )
    return SafeString("".join(parts))


def folded_notes(rows) -> SafeString:
    """Return the lines of [(moment, reference, first name)] of notes whose text is not opened."""
    return SafeString(
        "".join(
            f"<p>{_link(reference)} {escape(name or '–')}, {date_text(localtime(at), MOMENT)}</p>"
            for at, reference, name in rows
        )
    )
