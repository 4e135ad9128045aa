"""The words messages begin from: those of every office, and those that a team added.

Each may be changed per language, as a new version. A blank in braces is filled in when the message
is begun (placeholders.py); the volunteer then changes what needs it.
"""

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import MessageTemplate
from .template_models import TeamTemplate

FREE_WORDS = "free_words"
# A message from one of these asks the person something.
ASKING = frozenset({"ask", "still_need"})

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
        _("Letters are ready for your OK"),
        (
            "Hello. Your letters are ready. Read them first. Nothing is sent until you say yes. "
            "If something is wrong in them, tell me here. {volunteer}"
        ),
    ),
    "sent": (
        _("Letters were sent"),
        (
            "Hello. We sent your letters. Offices can take a long time to answer. "
            "I will look at your case again on {next_day}. {volunteer}"
        ),
    ),
    "answered": (
        _("An office answered"),
        (
            "Hello. An office wrote back. This is what it says, in short:\n\n"
            "1. \n\n"
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
            "your letters. "
            "If something new happens, write to us here. {volunteer}"
        ),
    ),
    "free_words": (_("In my own words"), ""),
}


@dataclass(frozen=True)
class Template:
    """What a message may begin from: one of DEFAULTS, or one that a team added."""

    slug: str
    name: str | Promise
    asks: bool = False
    is_own: bool = False


def of_team(team) -> list[Template]:
    """Return the templates that volunteers of a team choose from, those of every office first."""
    rows = TeamTemplate.objects.filter(team=team, is_over=False).order_by("name", "pk")
    return [Template(slug, name, slug in ASKING) for slug, (name, _text) in DEFAULTS.items()] + [
        Template(row.slug, row.name, row.asks, is_own=True) for row in rows
    ]


def languages_of(team) -> set[tuple[str, str]]:
    """Return {(slug, language)} of the words that a team has, besides the English of DEFAULTS."""
    rows = MessageTemplate.objects.filter(_seen_by(team))
    return set(rows.values_list("slug", "language").distinct())


def _seen_by(team) -> Q:
    return Q(team=team) | Q(team=None)


def current_version(slug, language="en", team=None):
    """Return (text, version, language) of a template: the newest one in the language, else the
    newest English one, else the words above as version 0."""
    for wanted in dict.fromkeys((language, "en")):
        rows = MessageTemplate.objects.filter(_seen_by(team), slug=slug, language=wanted)
        newest = rows.order_by("-version").first()
        if newest:
            return newest.text, newest.version, wanted
    return DEFAULTS.get(slug, ("", ""))[1], 0, "en"


def history(slug, language, team):
    """Return the versions of a template in a language, the newest first."""
    rows = MessageTemplate.objects.filter(_seen_by(team), slug=slug, language=language)
    return rows.select_related("by").order_by("-version")


def save_version(slug, language, text, *, team=None, by, at):
    """Keep new words for a template as its next version."""
    for is_last in (False, True):
        newest = MessageTemplate.objects.filter(slug=slug, language=language)
        version = (newest.aggregate(newest=Max("version"))["newest"] or 0) + 1
        try:
            with transaction.atomic():
                return MessageTemplate.objects.create(
                    slug=slug,
                    team=team,
                    language=language,
                    text=text,
                    by=by,
                    at=at,
                    version=version,
                )
        except IntegrityError:  # another team took this number just now
            if is_last:
                raise


@transaction.atomic
def add_template(team, name, text, *, asks, by, at):
    """Keep a template that a team adds, with its English words. Return it."""
    slug = f"own-{secrets.token_hex(6)}"
    row = TeamTemplate.objects.create(team=team, slug=slug, name=name, asks=asks, by=by, at=at)
    save_version(slug, "en", text, team=team, by=by, at=at)
    return row


def text_of_version(slug, language, version):
    """Return the words of one version, or an empty string if there is none."""
    found = MessageTemplate.objects.filter(slug=slug, language=language, version=version).first()
    return found.text if found else ""
