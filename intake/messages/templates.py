"""The words messages begin from. Each may be changed per language, as a new version.

A blank in braces is filled in when the message is begun; the volunteer then changes what needs it.
"""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from .models import MessageTemplate

PLACEHOLDERS = {
    "volunteer": _("first name of the volunteer"),
    "next_day": _("day of the next look"),
    "hours": _("office hours"),
}

# key: (name in the office, English words)
DEFAULTS = {
    "reading": (
        _("We are reading it"),
        (
            "Hello. My name is {volunteer}. I am a volunteer and I read what you sent us. "
            "I will look at your case again on {next_day}. You do not need to do anything now."
        ),
    ),
    "ask": (
        _("We need to know more"),
        (
            "Hello. My name is {volunteer}. I read what you sent us. To go on I need to "
            "know this:\n\n"
            "1. \n\n"
            "Answer here, in your own language, when you can. If you do not know, say "
            "so. That is fine."
        ),
    ),
    "ready": (
        _("Papers are ready for your yes"),
        (
            "Hello. Your papers are ready. Read them first. Nothing is sent until you say yes. "
            "If something is wrong in them, tell me here. {volunteer}"
        ),
    ),
    "sent": (
        _("Papers were sent"),
        (
            "Hello. We sent your papers. Offices can take a long time to answer. "
            "I will look at your case again on {next_day}. {volunteer}"
        ),
    ),
    "answered": (
        _("An office answered"),
        (
            "Hello. An office wrote back. This is what it says, in short:\n\n\n\n"
            "We can talk about what comes next. {volunteer}"
        ),
    ),
    "still_need": (
        _("Do you still need help?"),
        (
            "Hello. We did not hear from you for some time. Do you still need help with this? "
            "If we hear nothing by {next_day}, we will close the case. You can open it again. "
            "{volunteer}"
        ),
    ),
    "closed": (
        _("Our work is done"),
        (
            "Hello. We close your case now. Your code still opens it for a while, with "
            "your papers. "
            "If something new happens, write to us here. {volunteer}"
        ),
    ),
    "free_words": (_("In my own words"), ""),
}


def current_version(slug, language="en"):
    """Return (text, version, language) of a template: the newest one in the language, else the
    newest English one, else the words above as version 0."""
    for wanted in dict.fromkeys((language, "en")):
        newest = (
            MessageTemplate.objects.filter(slug=slug, language=wanted).order_by("-version").first()
        )
        if newest:
            return newest.text, newest.version, wanted
    return DEFAULTS[slug][1], 0, "en"


def fill_in(text, placeholders):
    """Return the words with their blanks filled in; braces that are no blank stay."""
    for name, value in placeholders.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def save_version(slug, language, text, *, by, at):
    """Keep new words for a template as its next version."""
    newest = MessageTemplate.objects.filter(slug=slug, language=language).aggregate(Max("version"))
    return MessageTemplate.objects.create(
        slug=slug,
        language=language,
        text=text,
        by=by,
        at=at,
        version=(newest["version__max"] or 0) + 1,
    )


def text_of_version(slug, language, version):
    """Return the words of one version, or an empty string if there is none."""
    found = MessageTemplate.objects.filter(slug=slug, language=language, version=version).first()
    return found.text if found else ""
