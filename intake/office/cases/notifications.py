"""Telling the person in neutral words that there is news, on a way that they chose."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from intake import mail
from intake.cases import actions
from intake.cases.models import Event
from intake.cases.unlocked import Unreadable


def _reach(unlocked):
    """Return what the person said of how to be reached. None is safe where it cannot be opened."""
    try:
        return unlocked.answers.get("reach") or {}
    except Unreadable:
        return {}


def _address(reach, channel):
    return reach["email"] if channel == mail.EMAIL else reach["phone"]


def notification_channels(unlocked):
    """Return the ways by which the person may be told that there is news: those they chose, that
    are set up here."""
    reach = _reach(unlocked)
    there = mail.channels()
    names = {
        "email": (mail.EMAIL, _("By email"), reach.get("email")),
        "text": (mail.TEXT, _("By text message"), reach.get("phone")),
    }
    return [
        (channel, label)
        for chosen, (channel, label, address) in names.items()
        if chosen in (reach.get("ways") or ()) and address and channel in there
    ]


def first_address(unlocked):
    """Return (way, address) of the first way by which the person may be told, or None."""
    for channel, _label in notification_channels(unlocked):
        return channel, _address(_reach(unlocked), channel)
    return None


def notify(request, unlocked, channel, send):
    """Tell the person in neutral words; say if it did not go out. What was kept stays kept."""
    if not try_to_notify(unlocked, channel, send, by=request.user):
        messages.error(request, _("The message is kept, but telling them did not work."))


def try_to_notify(unlocked, channel, send, *, by):
    """Tell the person in neutral words. Return whether it went out."""
    try:
        send(channel, _address(_reach(unlocked), channel))
    except mail.NotSent:
        return False
    actions.record(unlocked.case, Event.Kind.NOTIFIED, by=by, at=timezone.now())
    return True
