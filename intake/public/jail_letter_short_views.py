"""The letter for the jail: made from six answers, shown, and forgotten."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from intake.filer_session import answers_if_readable, session_of
from intake.flow.place import today_there
from intake.packets.documents import jail_letter_short
from intake.rendering import pdf
from intake.rendering.characters import missing_glyphs
from intake.web.downloads import PDF, attachment
from intake.web.methods import read_and_write

from .forms import JailLetterShortForm


@ensure_csrf_cookie
@read_and_write
def short_letter(request):
    """Ask, or show the finished letter. Nothing is stored."""
    if request.method != "POST":
        form = JailLetterShortForm(
            value=JailLetterShortForm.from_answers(answers_if_readable(session_of(request)))
        )
        return render(request, "public/jail_letter_short_form.html", {"form": form})
    form = JailLetterShortForm(request.POST)
    if not form.is_valid():
        return render(request, "public/jail_letter_short_form.html", {"form": form}, status=422)
    return short_letter_page(request, form)


def _letter_of(form):
    """Return the letter of a valid form, on the date at the jail."""
    given = form.answer()
    jail = {
        "custody": {"where": "local_jail"},
        "held-over": {"jail_state": given["state"], "zone": given["zone"]},
    }
    return jail_letter_short.build(given, today=today_there(jail, timezone.localdate()))


def short_letter_page(request, form, **more):
    """Show the letter of a valid form; a case that is open here needs no draft beside it."""
    document = _letter_of(form)
    session = session_of(request)
    context = {
        "document": document,
        "sent": form.as_sent(),
        "missing_glyphs": missing_glyphs(document.text()),
        "starts_draft": session is None or session.stored is not None,
        "draft_open": session is not None,
    }
    return render(request, "public/jail_letter_short.html", context | more)


@require_POST
def short_letter_pdf(request):
    """Return the letter as a PDF file; again nothing is stored."""
    form = JailLetterShortForm(request.POST)
    if not form.is_valid():
        return render(request, "public/jail_letter_short_form.html", {"form": form}, status=422)
    document = _letter_of(form)
    made = pdf.render(document)
    if made is None:
        return short_letter_page(request, form, not_made=True)
    return attachment(made, PDF, "sheet.pdf")
