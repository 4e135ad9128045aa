"""A volunteer's own account: second factor, languages, single-key commands."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from intake.accounts.models import AlertWhen
from intake.cases.unlocked import unreadable_text
from intake.web.methods import read_and_write

from ..queue import alerts
from .account_forms import AccountForm

# (keys, what they do): static/js/office.js listens for them, base.html names where "g" leads.
SHORTCUTS = (
    (("j", "k"), gettext_lazy("Next case, previous case")),
    (("o",), gettext_lazy("Open it")),
    (("x",), gettext_lazy("Choose it")),
    (("a",), gettext_lazy("Take it")),
    (("n",), gettext_lazy("Write a note")),
    (("r",), gettext_lazy("Reply to the filer")),
    (("f",), gettext_lazy("Set the follow-up")),
    (("/",), gettext_lazy("Find")),
    (("g t", "g q", "g f"), gettext_lazy("Today, queue, follow-ups")),
    (("?",), gettext_lazy("This page")),
)

# What a volunteer says of themselves, in columns of their own.
OWN_COLUMNS = ("languages", "keys_off", "off_duty", "alert_when", "names_hidden")


@read_and_write
def account(request):
    """Show a volunteer the ways to log in, and keep what they say of themselves."""
    me = request.user
    filled_in = {
        "languages": me.languages,
        "keys_off": me.keys_off,
        "off_duty": me.off_duty,
        "alert_when": me.alert_when,
        "names_hidden": me.names_hidden,
        "alert_address": alerts.address_of(me),
    }
    form = AccountForm(request.POST if request.method == "POST" else None, initial=filled_in)
    if form.is_valid():
        for name in OWN_COLUMNS:
            setattr(me, name, form.cleaned_data[name])
        me.alert_when = me.alert_when or AlertWhen.DAILY
        alerts.save_address(me, form.cleaned_data["alert_address"])
        me.save(update_fields=[*OWN_COLUMNS, "alert_address"])
        messages.success(request, _("Saved."))
        return redirect("office:account")
    kinds = Authenticator.objects.filter(user=me).values_list("type", flat=True)
    context = {
        "has": dict.fromkeys(kinds, True),
        "form": form,
        "unreadable": unreadable_text() if alerts.is_damaged(me) else "",
    }
    return render(request, "office/account.html", context, status=422 if form.errors else 200)


@require_safe
def factors(request):
    """Lead to the account page, which lists the second factors."""
    return redirect("office:account")


@require_safe
def app_picture(request):
    """Draw the square to scan for the authenticator app that is being set up."""
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, get_totp_secret(regenerate=False))
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")


@read_and_write
def keys(request):
    """Show the single keys, and let a volunteer turn them off or on."""
    me = request.user
    if request.method == "POST":
        me.keys_off = "off" in request.POST
        me.save(update_fields=["keys_off"])
        messages.success(request, _("The keys are off.") if me.keys_off else _("The keys are on."))
        return redirect("office:keys")
    return render(request, "office/keys.html", {"keys": SHORTCUTS})
