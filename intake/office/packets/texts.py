"""The free texts of a packet, as volunteers see them: who read each one, and what is left out."""

from django.utils import timezone
from django.utils.translation import gettext as _

from intake.packets import checks, choice_actions, contents
from intake.packets.choices import text_decision
from intake.packets.document_input import document_input_of


def check_of(packet, unlocked, made=None):
    """Return what is looked at before this packet is ready; `made` are its documents, if known."""
    doc_input = document_input_of(unlocked, today=timezone.localdate())
    if made is None:
        made = contents.documents_in(packet, unlocked, today=timezone.localdate())
    words = {} if packet.frozen else contents.edits_of(packet, unlocked)["words"]
    return checks.check_documents(doc_input, made, checks.texts_of(unlocked), words)


def record_read(packet, unlocked, *, by, at):
    """Keep that a volunteer read the texts in which nothing was found: they were on the page."""
    unread = [text for text in check_of(packet, unlocked).unread_texts if not text.is_flagged]
    decisions = [text_decision(text.place, text.words, ()) for text in unread]
    if decisions:
        choice_actions.save_decisions(unlocked, decisions, by=by, at=at)


def rows_of(check):
    """Return for a page: each text, what is left out of it, who read it, and whether it is open."""
    found = []
    for text in (*check.texts, *check.edited):
        made = check.choices.texts.get(text.place)
        was_read = made is not None and made.words == text.words
        found.append(
            {
                "text": text,
                "without": check.choices.parts_left_out(text.place),
                "by": (made.by or _("the filer")) if was_read else "",
                "on": made.on if was_read else None,
                "is_open": text.is_flagged and not was_read,
            }
        )
    return sorted(found, key=lambda row: not row["is_open"])


def contact_row(choices):
    """Return what letters print of a contact, for a page, and who wrote it down and when."""
    made = choices.contact_said
    return {
        "lines": choices.contact.lines(),
        "also": choices.contact.also,
        "by": made.by if made else "",
        "on": made.on if made else None,
        "said": made.said if made else "",
    }
