"""The code: shown, taken away on paper or in a picture, and used to come back."""

import qrcode
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage

from intake.cases.models import Case
from intake.cases.unlocked import unreadable_text
from intake.complaints import drafts
from intake.filer_session import session_of, set_cookie
from intake.reading import signs
from intake.rendering import pdf
from intake.rendering.blocks import Document, Heading, Paragraph, SmallPrint
from intake.vault import codes, crypto, envelopes
from intake.web import errors, ratelimit
from intake.web.downloads import PDF, attachment
from intake.web.methods import read_and_write

from .decorators import draft_required
from .forms import CodeEndForm, CodeForm
from .pages import next_url, render_form

DAMAGED = gettext_lazy(
    "This part cannot be opened. Your code is right, but what it opens is damaged on our side. If"
    " you sent your complaint, tell the volunteers your case number."
)


@require_safe
@draft_required
def code(request, session):
    """Show the code of a saved draft, as long as this browser stays open."""
    context = {
        "code": codes.grouped(session.code),
        "code_unreadable": unreadable_text() if session.code_is_damaged else "",
        "days": drafts.LIFETIME_WITH_CODE.days,
        "go_on_url": next_url(session.stored),
    }
    return render(request, "public/code.html", context)


def _code(session):
    """Return the code that this browser may show. Raises Http404 if it may not."""
    if session is None or not session.code:
        raise Http404
    return codes.grouped(session.code)


@require_safe
def code_picture(request):
    """Draw the code as a square to photograph. It holds the code alone, and no address."""
    picture = qrcode.make(_code(session_of(request)), image_factory=SvgPathImage, border=2)
    return HttpResponse(picture.to_string(), content_type="image/svg+xml")


@require_safe
def code_file(request):
    """Return a small PDF with the code. It does not say what it is for."""
    code = _code(session_of(request))
    document = Document(
        str(_("Code")),
        get_language() or "en",
        (
            Heading(code),
            Paragraph(str(_("Keep this where no one else will see it."))),
            SmallPrint(str(_("Anyone who has the code can read what you sent."))),
        ),
    )
    return attachment(pdf.to_pdf(document), PDF, "code.pdf")


@read_and_write
def code_end(request):
    """Let the filer check that the code was written down right."""
    session = session_of(request)
    code = _code(session)
    form = CodeEndForm(request.POST if request.method == "POST" else None)
    right = False
    if form.is_valid():
        end = signs.code(form.cleaned_data["end"]).upper()
        typed = "".join(sign for sign in end if sign.isalnum())
        right = typed.translate(codes.CONFUSABLES)[-5:] == code[-5:]
        if not right:
            form.add_error("end", _("These are not the last five characters. Check the code."))
    go_on = reverse("public:code" if session.stored is not None else "public:done")
    return render_form(
        request, "public/code_end.html", form, right=right, code=code, go_on_url=go_on
    )


@ensure_csrf_cookie
@read_and_write
def come_back(request):
    """Open a draft or a case with its code. Wrong and erased get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.allow(request, "code"):
            return errors.too_many()
        fault = _("We do not know this code. Check each letter and number.")
        try:
            response = _open_with_code(request, form.cleaned_data["code"])
        except crypto.DecryptionError:
            response, fault = None, str(DAMAGED)
        if response:
            ratelimit.refund(request, "code")
            return response
        form.add_error("code", fault)
    status = 422 if form.errors else 200
    return render(request, "public/return.html", {"form": form}, status=status)


def _open_with_code(request, typed):
    """Return the answer to a code that opens something, or None.

    Raises crypto.DecryptionError where the code is right, and what it opens is damaged.
    """
    now = timezone.now()
    unlocked = envelopes.unlock_with_code(typed, now)
    if unlocked is None:
        return None
    # Each opening keeps a way in for its browser.
    if not ratelimit.allow_for(unlocked.owner, "open"):
        return errors.too_much_for_one_case()
    secret = drafts.resume(unlocked, now=now)
    if Case.objects.filter(owner=unlocked.owner).exists():
        target = reverse("public:status")
    else:
        try:
            stored = drafts.read(unlocked, now=now)
        except crypto.DecryptionError:
            # That page says so, and leads to erasing it.
            return set_cookie(redirect("public:check"), secret)
        if stored is None:
            return None
        target = next_url(stored)
    return set_cookie(HttpResponseRedirect(target), secret)
