"""When the office answers, in words. The newest row counts, the older ones stay."""

from .models import OfficeHours


def current_hours():
    """Return the office hours, or "" if nobody wrote them."""
    newest = OfficeHours.objects.order_by("-pk").values_list("text", flat=True).first()
    return newest or ""


def save_hours(text, *, by, at):
    return OfficeHours.objects.create(text=text, by=by, at=at)
