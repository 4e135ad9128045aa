"""The papers as they were sent: the frozen ones, whatever was said or changed since."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.packets import contents
from intake.web.downloads import PDF, attachment

from .decorators import case_required


def _sent(case):
    """Return the packets that were sent, in order: their place is their number."""
    return list(case.packets.exclude(sent_on=None).order_by("sent_on", "pk"))


def _documents(packet, unlocked):
    return contents.documents_in(packet, unlocked, today=timezone.localdate())


def sent_packets(session):
    """Return what was sent: for each packet its number, office, day, and papers."""
    unlocked = session.unlocked_case
    return [
        {
            "number": number,
            "office": packet.name,
            "day": packet.sent_on,
            "papers": [paper for paper, _document in _documents(packet, unlocked)],
        }
        for number, packet in enumerate(_sent(unlocked.case) if unlocked else (), start=1)
    ]


@require_safe
@case_required
def sent_document(request, session, unlocked, number, slug):
    """Give a paper exactly as it was sent."""
    sent = _sent(unlocked.case)[number - 1 : number] if number else []
    for packet in sent:
        if any(paper.slug == slug for paper, _document in _documents(packet, unlocked)):
            return attachment(contents.frozen_pdf(packet, slug, unlocked), PDF, "sent.pdf")
    raise Http404
