"""Messages between the office and the person, and the one form that does all about a case."""

import hashlib

from intake.cases import actions as cases
from intake.cases import mentions, question_status, volunteer_actions
from intake.cases.change import CHANGED_MEANWHILE, Stale, change
from intake.cases.models import Event
from intake.cases.unlocked import unreadable_text
from intake.flow.forms.person import LANGUAGES

from .models import Message
from .placeholders import refuse_open_blank

LANGUAGE_CODES = {code for code, _name in LANGUAGES} - {"other"}


def language_code(stated):
    """Return a language that a page may name as that of a text, or "" where it is not known."""
    return stated if stated in LANGUAGE_CODES else ""


def _new(unlocked, text, *, from_filer, language, by, at, **more):
    body = {"text": text, "language": language_code(language)} | more
    return unlocked.new(Message, clear={"from_filer": from_filer, "by": by, "at": at}, body=body)


def _ours(unlocked, text, *, language, template, by, at):
    refuse_open_blank(text)
    name, version, words = template
    more = {"template": name, "version": version, "template_text": words}
    return _new(unlocked, text, from_filer=False, language=language, by=by, at=at, **more)


def _write_in(changing, message):
    """Keep a volunteer's message; the person reads it behind the code. It answers what waited."""
    changing.add(message)
    changing.case.waiting_since, changing.case.last_contact_on = None, changing.today
    changing.record(Event.Kind.MESSAGE_SENT)


def receive_message(unlocked, text, *, language, at):
    """Keep what the person wrote. It waits for an answer; a case that waited for it does no more.

    The same words sent again while they are the newest are one message. Raises change.Erased.
    """
    message = _new(unlocked, text, from_filer=True, language=language, by=None, at=at)
    with change(unlocked.case, by=None, at=at) as changing:
        case = changing.case
        newest = case.messages.order_by("-pk").first()
        if newest and newest.from_filer and read_message(newest, unlocked)["text"] == text:
            return newest
        changing.add(message)
        case.waiting_since = case.waiting_since or changing.today
        case.last_contact_on = changing.today
        changing.record(Event.Kind.MESSAGE_RECEIVED)
    return message


def update_case(
    unlocked,
    *,
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
    messages_seen="",
    note="",
    for_next_shift=False,
    asks=False,
    mentioned=(),
    also=None,
):
    """Do in one step what belongs together: message, new status, follow-up, note for us.

    All of it happens or nothing. `template` is (key, version, words) that the message began from.
    `asks` says that the message asks the filer something: the status follows, unless another one is
    chosen. `mentioned` are those whom the note names. `also` takes the open change and does more in
    it. Raises change.NotAllowed, with the reason in words.
    """
    versions = {
        "status": seen if to else "",
        "follow_up_on": day_seen if follow_up_on else "",
        "messages": messages_seen if text else "",
    }
    message = text and _ours(unlocked, text, language=language, template=template, by=by, at=at)
    own = note and cases.new_note(unlocked, note, by=by, at=at, for_next_shift=for_next_shift)
    with change(unlocked.case, by=by, at=at, seen=versions) as changing:
        if to:
            cases.change_status_in(changing, to, outcome=outcome)
        if message:
            _write_in(changing, message)
            if asks and not to:
                question_status.wait_for_filer_in(changing)
        if follow_up_on:
            volunteer_actions.set_follow_up_in(changing, follow_up_on)
        if own:
            cases.add_note_in(changing, own)
            mentions.add_in(changing, own, mentioned)
        if also:
            also(changing)


def translation_version(message, body):
    """Return the version of the translation of a message, as a page carries it."""
    text = body.get("translation", {}).get("text", "")
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else "none"


def translate(message, text, language, *, unlocked, by, seen=""):
    """Keep a translation beside a message, signed by who made it.

    `seen` is the version on the page. Raises Stale if a colleague translated it since.
    """
    if seen and seen != translation_version(message, read_message(message, unlocked)):
        raise Stale(str(CHANGED_MEANWHILE))
    unlocked.seal(message, translation={"text": text, "language": language})
    message.translated_by = by
    message.save(update_fields=["translation", "translated_by"])


def read_message(message, unlocked):
    """Return {"text", "language", ...} of a message, with "translation" if there is one.

    The languages are codes, or empty.
    """
    body = _readable(unlocked, message, "body")
    if message.translation is not None:
        body["translation"] = _readable(unlocked, message, "translation")
    return body


def _readable(unlocked, message, column):
    damaged = {"text": unreadable_text(), "language": ""}
    found = dict(unlocked.display(message, column, damaged))
    return found | {"language": language_code(found["language"])}
