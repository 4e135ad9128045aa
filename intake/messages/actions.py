"""Messages between the office and the person, and the one form that does all about a case."""

from datetime import UTC

from django.db import transaction
from django.utils.timezone import localdate

from intake.cases import actions as cases
from intake.cases import work
from intake.cases.models import Event
from intake.flow.forms.person import LANGUAGES
from intake.vault import crypto

from .models import Message

LANGUAGE_CODES = {code for code, _name in LANGUAGES} - {"other"}


def language_code(said):
    """Return a language that a page may name as that of a text, or "" where it is not known."""
    return said if said in LANGUAGE_CODES else ""


def _where(column, case, at):
    return crypto.aad("message", column, case.owner, at.astimezone(UTC).isoformat())


def _keep(case, text, *, from_person, language, key, by, at, **more):
    body = {"text": text, "language": language_code(language)} | more
    return Message.objects.create(
        case=case,
        from_person=from_person,
        by=by,
        at=at,
        body=crypto.seal_json(key, body, _where("body", case, at)),
    )


@transaction.atomic
def write(case, text, *, language, template, key, by, at):
    """Keep a volunteer's message; the person reads it behind the code. It answers what waited.

    `template` is (key, version, words) that it began from. Raises cases.NotAllowed if erased.
    """
    case = cases.lock(case)
    cases.refuse_erased(case)
    name, version, words = template
    message = _keep(
        case,
        text,
        from_person=False,
        language=language,
        key=key,
        by=by,
        at=at,
        template=name,
        version=version,
        template_text=words,
    )
    case.waiting_since, case.contact_on = None, localdate(at)
    cases.keep(case, "waiting_since", "contact_on", at=at)
    cases.record(case, Event.Kind.WROTE, by=by, at=at)
    return message


@transaction.atomic
def receive(case, text, *, language, key, at):
    """Keep what the person wrote. It changes no status; it waits for an answer.

    Raises cases.NotAllowed.
    """
    case = cases.lock(case)
    cases.refuse_erased(case)
    message = _keep(case, text, from_person=True, language=language, key=key, by=None, at=at)
    case.waiting_since = case.waiting_since or localdate(at)
    case.contact_on = localdate(at)
    cases.keep(case, "waiting_since", "contact_on", at=at)
    cases.record(case, Event.Kind.WROTE_US, by=None, at=at)
    return message


@transaction.atomic
def take_action(
    case,
    *,
    key,
    by,
    at,
    seen,
    text="",
    language="",
    template=("", 0, ""),
    to="",
    outcome="",
    follow_up_on=None,
    day_seen="",
    note="",
    for_next_shift=False,
):
    """Do in one step what belongs together: message, new status, follow-up, note for us.

    All of it happens or nothing. Raises cases.NotAllowed, with the reason in words.
    """
    if to:
        cases.move(case, to, key=key, by=by, at=at, seen=seen, outcome=outcome)
    if text:
        write(case, text, language=language, template=template, key=key, by=by, at=at)
    if follow_up_on:
        work.set_follow_up(case, follow_up_on, by=by, at=at, seen=day_seen)
    if note:
        cases.write_note(case, note, key=key, by=by, at=at, for_next_shift=for_next_shift)


@transaction.atomic
def translate(message, text, language, *, key, by):
    """Keep a translation beside a message, signed by who made it."""
    where = _where("translation", message.case, message.at)
    message.translation = crypto.seal_json(key, {"text": text, "language": language}, where)
    message.translated_by = by
    message.save(update_fields=["translation", "translated_by"])


def read(message, case, key):
    """Return {"text", "language", ...} of a message, with "translation" if there is one.

    The languages are codes, or empty.
    """
    body = crypto.unseal_json(key, message.body, _where("body", case, message.at))
    body["language"] = language_code(body["language"])
    if message.translation:
        where = _where("translation", case, message.at)
        known = crypto.unseal_json(key, message.translation, where)
        body["translation"] = known | {"language": language_code(known["language"])}
    return body
