"""What a message will look like: what leaves, to be read by anybody, and what the code covers."""

from django.utils.translation import gettext as _

from intake import mail
from intake.messages import sms, templates


def outgoing(status, template):
    """Return {way: text as it leaves}, for a new status (or "") and a "name:language:version"."""
    message = mail.notification_for(status, (template or "").partition(":")[0])
    return {way: mail.render(message, way) for way in (mail.EMAIL, mail.TEXT)}


def context_for(form):
    """Return what a preview shows for the values of an CaseUpdateForm."""
    leaves = outgoing(form["to"].value(), form["template"].value())
    text = leaves[mail.TEXT]
    return {
        "text": (form["text"].value() or "").replace("\r\n", "\n"),
        "language": form["language"].value(),
        "as_text": text,
        "as_mail": leaves[mail.EMAIL],
        "subject": mail.SUBJECT,
        "segments": sms.segments(text),
        "plain": sms.is_gsm7(text),
        "never": mail.find_forbidden_word(" ".join(leaves.values())),
    }


def refuse_notification(status, template):
    """Return the error if what would leave is not neutral, or ""."""
    found = mail.find_forbidden_word(" ".join(outgoing(status, template).values()))
    if not found:
        return ""
    return _("What would leave says “%(word)s”. Nothing is sent. Tell a coordinator.") % {
        "word": found
    }


def restarted(data, chosen, blanks):
    """Return the values of an CaseUpdateForm as typed, begun from other words: nothing typed is
    lost.

    Words that are still those of a template make room; own words stay, with the new ones below.
    """
    typed = data.get("text", "").replace("\r\n", "\n")
    language = data.get("language") or "en"
    before, old, _version = (data.get("template", "") + "::").split(":")[:3]
    if before in templates.DEFAULTS:
        was = templates.fill_in(str(templates.current_version(before, old)[0]), blanks)
        typed = "" if typed.strip() == was.strip() else typed
    text, version, found_in = templates.current_version(chosen, language)
    filled = templates.fill_in(str(text), blanks)
    return data.dict() | {
        "text": "\n\n".join(part for part in (typed.rstrip(), filled) if part),
        "template": f"{chosen}:{found_in}:{version}",
    }
