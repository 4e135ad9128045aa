"""The papers as they were sent: the frozen ones, whatever was said or changed since."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.manners.files import PDF, attachment
from intake.packets import actions as packets

from .visit import case_of, case_required


def _sent(case):
    """Return the packets that were sent, in order: their place is their number."""
    return list(case.packets.exclude(sent_on=None).order_by("sent_on", "pk"))


def _papers(packet, key):
    return packets.papers_in(packet, key, today=timezone.localdate())


def as_sent(visit):
    """Return what was sent: for each packet its number, office, day, and papers."""
    case = case_of(visit)
    return [
        {
            "number": number,
            "office": packet.name,
            "day": packet.sent_on,
            "papers": [paper for paper, _document in _papers(packet, visit.opened.key)],
        }
        for number, packet in enumerate(_sent(case) if case else (), start=1)
    ]


@require_safe
@case_required
def sent_paper(request, visit, case, number, key):
    """Give a paper exactly as it was sent; as a page where no font could show it."""
    sent = _sent(case)[number - 1 : number] if number else []
    for packet in sent:
        for paper, document in _papers(packet, visit.opened.key):
            if paper.key != key:
                continue
            made = packets.pdf_of(packet, key, visit.opened.key)
            if made:
                return attachment(made, PDF, "sent.pdf")
            return render(request, "public/sent_paper.html", {"document": document})
    raise Http404
