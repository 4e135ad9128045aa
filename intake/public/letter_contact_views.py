"""The page on which the filer says what may stand at the top of letters."""

from django.shortcuts import redirect

from intake.filer_session import answers_of
from intake.flow.conditions import for_someone_else
from intake.packets.choices import contact_decision
from intake.packets.contact_form import LetterContactForm
from intake.web.methods import read_and_write

from .decorators import readable_required
from .letter_check_views import save
from .letter_session import document_input_for
from .pages import render_form


@read_and_write
@readable_required
def letter_contact(request):
    """Ask which contact letters print, and keep it; without an answer they print none."""
    found = document_input_for(request)
    if not isinstance(found, tuple):
        return found
    session, doc_input = found
    answers = answers_of(session)
    form = LetterContactForm(
        request.POST if request.method == "POST" else None,
        reach=answers.get("reach") or {},
        contact=doc_input.choices.contact,
        name=doc_input.name,
    )
    if form.is_valid():
        contact = form.contact()
        if contact != vars(doc_input.choices.contact):
            save(session, [contact_decision(contact)])
        return redirect("public:papers")
    return render_form(
        request, "public/letter_contact.html", form, for_another=for_someone_else(answers)
    )
