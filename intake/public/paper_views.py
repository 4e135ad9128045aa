"""The filer's papers: each as a page and a PDF, letters as DOCX too. Made anew each time."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.complaints import actions as drafts
from intake.documents import pdf, word
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import facts
from intake.flow.steps import PACKET
from intake.manners.files import DOCX, PDF, attachment
from intake.packets import build
from intake.packets.base import LETTER, ONLINE
from intake.packets.told import told
from intake.sources.notes import Foot

from .days import ways_and_days
from .sent_views import as_sent
from .visit import answers_of, nothing_here, visit_of


def _open(request):
    """Return (visit, what papers may know), or a response where there are no papers yet."""
    visit = visit_of(request)
    answers = answers_of(visit)
    if not answers:
        return nothing_here(request)
    if visit.stored is not None and not visit.stored.get("papers"):
        return redirect("public:check")
    return visit, told(answers, today=timezone.localdate())


def _number(paper):
    """Return the number in the name of a file: a name that says nothing to others."""
    return f"{build.PAPERS.index(paper) + 1:02d}"


@require_safe
def papers(request):
    """List the papers that fit; without a case, show the answers too, for their one hour."""
    found = _open(request)
    if not isinstance(found, tuple):
        return found
    visit, known = found
    papers_only = visit.stored is not None
    fitting = build.papers_that_fit(known)
    context = {
        "rows": [
            {"paper": paper, "has_docx": paper.kind == LETTER, "online": paper.kind == ONLINE}
            for paper in fitting
        ],
        "can_pdf": pdf.can_show(" ".join(build.build(paper, known).text() for paper in fitting)),
        "papers_only": papers_only,
        "as_sent": as_sent(visit),
        "minutes": int(drafts.LIFE_AS_PAPERS.total_seconds() // 60),
    }
    if papers_only:
        now, foot = timezone.now(), Foot()
        answers = answers_of(visit)
        context |= {
            "sections": words.sections(COMPLAINT, COMPLAINT.prune(answers), sees=(PACKET,)),
            "foot": foot,
            **ways_and_days(facts(COMPLAINT.prune(answers), timezone.localdate(now)), now, foot),
        }
    return render(request, "public/papers.html", context)


def _one(request, key):
    """Return (paper, its document), or a response."""
    found = _open(request)
    if not isinstance(found, tuple):
        return found
    _visit, known = found
    paper = build.BY_KEY.get(key)
    if paper is None or not paper.fits(known):
        raise Http404
    return paper, build.build(paper, known)


@require_safe
def paper(request, key):
    """Show one paper; text for a web form comes box by box, to be copied."""
    found = _one(request, key)
    if not isinstance(found, tuple):
        return found
    paper, document = found
    context = {
        "paper": paper,
        "document": document,
        "boxes": build.boxes(document) if paper.kind == ONLINE else None,
        "can_pdf": pdf.can_show(document.text()),
        "has_docx": paper.kind == LETTER,
    }
    return render(request, "public/paper.html", context)


@require_safe
def paper_pdf(request, key):
    found = _one(request, key)
    if not isinstance(found, tuple):
        return found
    paper, document = found
    made = pdf.make(document)
    if made is None:
        return redirect("public:paper", key)
    return attachment(made, PDF, f"paper-{_number(paper)}.pdf")


@require_safe
def paper_docx(request, key):
    found = _one(request, key)
    if not isinstance(found, tuple):
        return found
    paper, document = found
    if paper.kind != LETTER:
        raise Http404
    return attachment(word.to_docx(document), DOCX, f"paper-{_number(paper)}.docx")


@require_safe
def all_papers(request):
    """Return all papers that fit as one file."""
    found = _open(request)
    if not isinstance(found, tuple):
        return found
    _visit, known = found
    made = pdf.make(*(build.build(paper, known) for paper in build.papers_that_fit(known)))
    if made is None:
        return redirect("public:papers")
    return attachment(made, PDF, "papers.pdf")
