"""The second reading of a packet in the office: marks, comments, approve or send back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.packets import actions, comments, contents, readings

from .forms import CommentForm

# What a second reader may do with a packet: {step: what is said when it is done}.
REVIEW_MESSAGES = {
    "second_read": gettext_lazy("Packet approved. It is ready to send."),
    "mark_read": gettext_lazy("Marked as read."),
    "comment": gettext_lazy("Comment saved."),
    "send_back": gettext_lazy("Sent back. The person who made it sees it as unread."),
}
COMMENTABLE = (
    actions.PacketStatus.DRAFT,
    actions.PacketStatus.READY,
    actions.PacketStatus.RETURNED,
    actions.PacketStatus.REVIEWED,
    actions.PacketStatus.AGREED,
)


def comment_form(names, data=None):
    """Return the form of a comment on documents: {key: name}."""
    return CommentForm(data, documents=names)


def review_context(packet, unlocked, volunteer, names, form=None):
    """Return what a packet page says of the second reading, for one volunteer.

    `names` is {document key: its name}; `form` is a comment that was filled in wrong.
    """
    found = {"comments": comments_of(packet, unlocked, names)}
    if packet.status in COMMENTABLE:
        found["comment_form"] = form or comment_form(names)
    if not packet.is_in_review:
        return found
    why_not = _why_not(packet, unlocked, volunteer)
    marks = readings.readings_by(packet, volunteer)
    return found | {
        "why_not": why_not,
        "may_send_back": packet.ready_by_id != volunteer.pk,
        "marks": [] if why_not else [(key, name, marks.get(key)) for key, name in names.items()],
        "read_count": sum(1 for key in names if key in marks and marks[key].read_at),
    }


def comments_of(packet, unlocked, names, document=""):
    """Return [(comment, text, the name of its document, whether it is on an earlier version)]."""
    return [
        (row, text, names.get(row.document, ""), row.packet_id != packet.pk)
        for row, text in comments.comments_on(packet, unlocked)
        if not document or row.document == document
    ]


def _why_not(packet, unlocked, volunteer):
    """Return why a volunteer cannot approve a packet, or ""."""
    if packet.ready_by_id == volunteer.pk:
        return _("You made it ready. Another volunteer reads it.")
    if volunteer.pk in contents.edits_of(packet, unlocked)["by"]:
        return _("You wrote some of its words. Another volunteer reads it.")
    return ""


def _mark_read(packet, *, document, unlocked, by, at):
    readings.mark_read(packet, document, by=by, at=at)


# {step: what it does}.
REVIEW_ACTIONS = {
    "second_read": actions.second_read,
    "mark_read": _mark_read,
    "comment": comments.comment,
    "send_back": comments.send_back,
}
