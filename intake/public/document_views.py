"""The filer's papers: each as a page and a PDF, letters as DOCX too. Made anew each time."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.citations.footnotes import Footnotes
from intake.complaints import drafts
from intake.filer_session import answers_of
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.steps import PACKET
from intake.packets import build, checks
from intake.packets.base import LETTER, ONLINE
from intake.packets.letter_pages import pages_asked
from intake.rendering import docx_file, pdf
from intake.rendering.characters import missing_glyphs
from intake.routes.base import TELLS_GOVERNMENT
from intake.routes.display import caution
from intake.web.downloads import DOCX, PDF, attachment

from . import letter_list
from .decorators import readable_required
from .letter_check_views import is_open_for, texts_of
from .letter_session import document_input_for
from .outlook import routes_and_deadlines
from .sent_document_views import sent_packets


def _with_footnotes(warnings, footnotes):
    """Return warnings, each once, ready for a page."""
    return [footnotes.cite(item) for item in dict.fromkeys(filter(None, warnings))]


def _document_row(document_kind, routes, footnotes):
    """Return what the list says of one paper: how it is sent, and what to think of before."""
    own = [route for route in routes if route.warning is not TELLS_GOVERNMENT]
    return {
        "paper": document_kind,
        "way": routes[0] if routes else None,
        "warnings": _with_footnotes(
            (route.short_warning for route in [*routes[:1], *own[:1]]), footnotes
        ),
        "has_docx": document_kind.kind == LETTER,
        "online": document_kind.kind == ONLINE,
        "online_only": footnotes.cite(document_kind.online_only)
        if document_kind.online_only
        else None,
    }


@require_safe
@readable_required
def documents(request):
    """List the papers that fit; without a case, show the answers too, for their one hour."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, facts = found
    papers_only, footnotes = session.stored is not None, Footnotes()
    ways = build.routes_by_document(facts)
    routes = {route for routes in ways.values() for route in routes}
    tells = any(route.warning is TELLS_GOVERNMENT for route in routes)
    warning = footnotes.cite(TELLS_GOVERNMENT) if tells else None
    rows = [
        _document_row(document_kind, routes, footnotes) for document_kind, routes in ways.items()
    ]
    now_documents = letter_list.letters_to_send_now(facts)
    later = letter_list.grouped(rows, now_documents)
    context = {
        "now": sorted(
            (row for row in rows if row["paper"] in now_documents),
            key=lambda row: now_documents.index(row["paper"]),
        ),
        "later": later,
        "later_count": sum(len(inside) for _title, inside in later),
        "tells_government": warning,
        "caution": caution(facts.facts),
        "not_made": "no-file" in request.GET,
        "asks_first": checks.check_possible(facts, texts_of(session)).is_open,
        "papers_only": papers_only,
        "as_sent": sent_packets(session),
        "minutes": int(drafts.LIFETIME_DOCUMENTS_ONLY.total_seconds() // 60),
        "footnotes": footnotes,
    }
    if papers_only:
        now = timezone.now()
        answers = answers_of(session)
        context |= {
            "sections": words.sections(COMPLAINT, COMPLAINT.prune(answers), audiences=(PACKET,)),
            **routes_and_deadlines(
                compute_facts(COMPLAINT.prune(answers), timezone.localdate(now)), now, footnotes
            ),
        }
    return render(request, "public/documents.html", context)


def _one_document(request, slug):
    """Return (what papers may know, paper, its document), or a response."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, facts = found
    document_kind = build.DOCUMENT_TYPES_BY_SLUG.get(slug)
    if document_kind is None or not document_kind.fits(facts):
        raise Http404
    document = build.build_document(document_kind, facts)
    if is_open_for(session, facts, [(document_kind, document)]):
        return redirect(f"{reverse('public:letter-check')}?to={slug}")
    return facts, document_kind, document


@require_safe
@readable_required
def document(request, slug):
    """Show one paper; text for a web form comes box by box, to be copied."""
    found = _one_document(request, slug)
    if not isinstance(found, tuple):
        return found
    facts, document_kind, document = found
    routes, footnotes = build.routes_by_document(facts).get(document_kind, []), Footnotes()
    context = {
        "paper": document_kind,
        "document": document,
        "boxes": build.boxes_of(document_kind, document),
        "is_worksheet": document_kind.slug in build.WORKSHEETS,
        "missing_glyphs": missing_glyphs(document.text()),
        "has_docx": document_kind.kind == LETTER,
        "routes": routes,
        "letter_pages": pages_asked(facts, document_kind),
        "warnings": _with_footnotes((route.warning for route in routes), footnotes),
        "advice": [footnotes.cite(item) for item in document_kind.advice_for(document)],
        "caution": caution(facts.facts),
        "not_made": "no-file" in request.GET,
        "footnotes": footnotes,
    }
    return render(request, "public/document.html", context)


def _not_rendered(name, *args):
    """Go to a page that says so: nothing is kept of the visit for it."""
    return redirect(f"{reverse(f'public:{name}', args=args)}?no-file=1")


@require_safe
@readable_required
def document_pdf(request, slug):
    found = _one_document(request, slug)
    if not isinstance(found, tuple):
        return found
    _known, document_kind, document = found
    made = pdf.render(document)
    if made is None:
        return _not_rendered("paper", slug)
    return attachment(made, PDF, f"paper-{build.file_number(document_kind):02d}.pdf")


@require_safe
@readable_required
def document_docx(request, slug):
    found = _one_document(request, slug)
    if not isinstance(found, tuple):
        return found
    _known, document_kind, document = found
    if document_kind.kind != LETTER:
        raise Http404
    name = f"paper-{build.file_number(document_kind):02d}.docx"
    return attachment(docx_file.to_docx(document), DOCX, name)


@require_safe
@readable_required
def all_documents(request):
    """Return all papers that fit as one file."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, facts = found
    documents = [
        (document_kind, build.build_document(document_kind, facts))
        for document_kind in build.fitting_documents(facts)
    ]
    if is_open_for(session, facts, documents):
        return redirect("public:letter-check")
    made = pdf.render(*(document for _kind, document in documents))
    if made is None:
        return _not_rendered("papers")
    return attachment(made, PDF, "papers.pdf")
