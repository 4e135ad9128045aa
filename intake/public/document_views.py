"""The filer's papers: each as a page and a PDF, letters as DOCX too. Made anew each time."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from intake.citations.footnotes import Footnotes
from intake.complaints import drafts
from intake.filer_session import answers_of, session_of
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import compute_facts
from intake.flow.steps import PACKET
from intake.packets import build
from intake.packets.base import LETTER, ONLINE
from intake.packets.document_input import document_input, document_input_of
from intake.rendering import docx_file, pdf
from intake.rendering.characters import missing_glyphs
from intake.routes.base import TELLS_GOVERNMENT
from intake.routes.display import caution
from intake.web.downloads import DOCX, PDF, attachment

from . import letter_list
from .decorators import no_session, readable_required
from .outlook import routes_and_deadlines
from .sent_document_views import sent_packets


def _document_input(request):
    """Return (visit, what papers may know), or a response where there are no papers yet."""
    session = session_of(request)
    today = timezone.localdate()
    if session and session.stored is None and session.unlocked_case:
        return session, document_input_of(session.unlocked_case, today=today)
    answers = answers_of(session)
    if not answers:
        return no_session(request)
    if not session.stored.get("papers"):
        return redirect("public:check")
    return session, document_input(answers, today=today)


def _with_footnotes(warnings, footnotes):
    """Return warnings, each once, ready for a page."""
    return [footnotes.cite(item) for item in dict.fromkeys(filter(None, warnings))]


def _document_row(document_kind, routes, facts, footnotes):
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
    found = _document_input(request)
    if not isinstance(found, tuple):
        return found
    session, facts = found
    papers_only, footnotes = session.stored is not None, Footnotes()
    ways = build.routes_by_document(facts)
    routes = {route for routes in ways.values() for route in routes}
    tells = any(route.warning is TELLS_GOVERNMENT for route in routes)
    warning = footnotes.cite(TELLS_GOVERNMENT) if tells else None
    rows = [
        _document_row(document_kind, routes, facts, footnotes)
        for document_kind, routes in ways.items()
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
    found = _document_input(request)
    if not isinstance(found, tuple):
        return found
    _visit, facts = found
    document_kind = build.DOCUMENT_TYPES_BY_SLUG.get(slug)
    if document_kind is None or not document_kind.fits(facts):
        raise Http404
    return facts, document_kind, build.build_document(document_kind, facts)


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
        "boxes": build.form_fields(document) if document_kind.kind == ONLINE else None,
        "missing_glyphs": missing_glyphs(document.text()),
        "has_docx": document_kind.kind == LETTER,
        "routes": routes,
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
    found = _document_input(request)
    if not isinstance(found, tuple):
        return found
    _visit, facts = found
    documents = [
        build.build_document(document_kind, facts)
        for document_kind in build.fitting_documents(facts)
    ]
    made = pdf.render(*documents)
    if made is None:
        return _not_rendered("papers")
    return attachment(made, PDF, "papers.pdf")
