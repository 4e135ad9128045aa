"""Where helpers type the word of a help day, so that many can file from one address."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import ensure_csrf_cookie

from intake.flow.base import StepForm
from intake.web import errors, event_code, ratelimit
from intake.web.methods import read_and_write


class EventCodeForm(StepForm):
    word = forms.CharField(
        label=gettext_lazy("Event code"),
        help_text=gettext_lazy("It has 10 letters and numbers."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={
            "required": gettext_lazy("Type the code."),
            "max_length": gettext_lazy("This is too long. The code has 10 letters and numbers."),
        },
    )


@ensure_csrf_cookie
@read_and_write
def event_code_page(request):
    form = EventCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if event_code.is_code_of_day(form.cleaned_data["word"], localdate()):
            return event_code.remember_code(redirect("public:before"))
        if not ratelimit.allow(request, "code"):
            return errors.too_many()
        form.add_error("word", _("This is not today's event code. Ask the volunteers."))
    status = 422 if form.errors else 200
    return render(request, "public/event_code.html", {"form": form}, status=status)
