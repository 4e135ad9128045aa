"""What a message will look like: what leaves, to be read by anybody, and what the code covers."""

from django.utils.translation import gettext as _

from intake import mail
from intake.messages import templates, texts


def outgoing(asks):
    """Return (subject, text) as it leaves, for news or for a question."""
    return mail.as_sent(mail.needed if asks else mail.news)


def of(form, asks):
    """Return what a preview shows for the values of an ActionForm."""
    subject, text = outgoing(asks)
    return {
        "text": form["text"].value() or "",
        "language": form["language"].value(),
        "outgoing": text,
        "subject": subject,
        "parts": texts.parts(text),
        "plain": texts.is_plain(text),
        "never": mail.not_neutral(subject, text),
    }


def refuse_telling(asks):
    """Return the error if what would leave is not neutral, or ""."""
    found = mail.not_neutral(*outgoing(asks))
    if not found:
        return ""
    return _("What would leave says “%(word)s”. Nothing is sent. Tell a coordinator.") % {
        "word": found[0].strip()
    }


def begun(data, chosen, blanks):
    """Return the values of an ActionForm as typed, begun from other words: nothing typed is lost.

    Words that are still those of a template make room; own words stay, with the new ones below.
    """
    typed = data.get("text", "").replace("\r\n", "\n")
    language = data.get("language") or "en"
    before, old, _version = (data.get("template", "") + "::").split(":")[:3]
    if before in templates.DEFAULTS:
        was = templates.fill(str(templates.current(before, old)[0]), blanks)
        typed = "" if typed.strip() == was.strip() else typed
    text, version, found_in = templates.current(chosen, language)
    filled = templates.fill(str(text), blanks)
    return data.dict() | {
        "text": "\n\n".join(part for part in (typed.rstrip(), filled) if part),
        "template": f"{chosen}:{found_in}:{version}",
    }
