"""What a message will look like: what leaves, to be read by anybody, and what the code covers."""

from django.utils.translation import gettext as _

from intake import mail
from intake.cases.models import Case
from intake.cases.service_level import STATUS_SENTENCES
from intake.messages import placeholders, sms, templates

CHANNELS = (mail.EMAIL, mail.TEXT)


def notice_of(status, template, asks=False):
    """Return the neutral message for a new status (or ""), a "name:language:version" and whether
    the message asks something. A status that was chosen goes first."""
    slug = (template or "").partition(":")[0]
    if asks and not status and slug not in templates.ASKING:
        return mail.needed
    return mail.notification_for(status, slug)


def outgoing(notice):
    """Return {way: text as it leaves} of a neutral message."""
    return {way: mail.render(notice, way) for way in CHANNELS}


def notice_context(notice, channels):
    """Return what a preview shows of what leaves, on the ways that a person chose."""
    leaves = outgoing(notice)
    text = leaves[mail.TEXT]
    return {
        "by_text": mail.TEXT in channels,
        "by_email": mail.EMAIL in channels,
        "as_text": text,
        "as_mail": leaves[mail.EMAIL],
        "subject": mail.SUBJECT,
        "segments": sms.segments(text),
        "plain": sms.is_gsm7(text),
        "never": mail.find_forbidden_word(" ".join(leaves.values())),
    }


def context_for(form):
    """Return what a preview shows for the values of a CaseUpdateForm."""
    values = {name: form[name].value() for name in ("text", "to", "template", "asks")}
    status = Case.Status(form.status_after(values))
    text = (values["text"] or "").replace("\r\n", "\n")
    return notice_context(form.notice(values), dict(form.channels)) | {
        "text": text,
        "language": form["language"].value(),
        "open_blank": placeholders.open_blank(text),
        "before": form.case.status_office_label,
        "after": status.office_label,
        "status_page": STATUS_SENTENCES[status],
    }


def refuse_notification(notice):
    """Return the error if what would leave is not neutral, or ""."""
    found = mail.find_forbidden_word(" ".join(outgoing(notice).values()))
    if not found:
        return ""
    return _("The text would say “%(word)s”. Nothing is sent. Tell a coordinator.") % {
        "word": found
    }


def restarted(data, chosen, values, team):
    """Return the values of a CaseUpdateForm as typed, begun from a template: nothing typed is lost.

    Words that are still those of a template make room; own words stay, with the new ones below.
    """
    typed = data.get("text", "").replace("\r\n", "\n")
    language = data.get("language") or "en"
    before, old, _version = (data.get("template", "") + "::").split(":")[:3]
    was = placeholders.fill_in(str(templates.current_version(before, old, team)[0]), values)
    typed = "" if typed.strip() == was.strip() else typed
    text, version, found_in = templates.current_version(chosen.slug, language, team)
    filled = placeholders.fill_in(str(text), values)
    return data.dict() | {
        "text": "\n\n".join(part for part in (typed.rstrip(), filled) if part),
        "template": f"{chosen.slug}:{found_in}:{version}",
        "asks": chosen.asks or bool(data.get("asks")),
    }
