"""The list that a coordinator walks before an office opens, and again every 90 days."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intake.audit import log as audit
from intake.routes import check_list, opening
from intake.routes.contact_checks import checks_of, save_check
from intake.web.methods import read_and_write

from .contact_form import ContactForm


@require_safe
def contacts(request):
    """List every contact, route and state with the day on which somebody last checked it."""
    today = timezone.localdate()
    items = check_list.check_items()
    groups = [
        (label, [(item, item.is_due(today)) for item in items if item.kind == kind])
        for kind, label in check_list.KINDS.items()
    ]
    old, never = check_list.count_due(today)
    context = {"groups": groups, "old": old, "never": never, "is_open": opening.is_open()}
    return render(request, "office/contacts.html", context)


def _item(slug):
    item = check_list.item_of(slug)
    if item is None:
        raise Http404
    return item


@require_POST
def confirm_contact(request, slug):
    """Keep that a contact, a route or a state was checked today and is right as it stands."""
    item, now = _item(slug), timezone.now()
    # What another coordinator changed meanwhile is not what this page showed.
    if request.POST.get("seen") != item.seen:
        messages.error(request, _("Someone changed this just now. Check it again."))
    else:
        check_list.confirm(item, by=request.user, at=now)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what=f"checked {slug}")
        messages.success(request, _("Saved. The site says that it was checked today."))
    return redirect(f"{reverse('office:contacts')}#{slug}")


@read_and_write
def contact(request, slug):
    """Keep what a contact changed to. What stood before stays in the history."""
    item = _item(slug)
    if not item.is_contact:
        raise Http404
    form = ContactForm(item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        today, value = timezone.localdate(now), form.cleaned_data["value"]
        save_check(slug, value, checked_on=today, by=request.user, at=now)
        audit.write(audit.Kind.SETTING, by=request.user, at=now, what=f"changed {slug}")
        messages.success(request, _("The contact is saved. Filers see it within a minute."))
        return redirect(f"{reverse('office:contacts')}#{slug}")
    context = {"item": item, "form": form, "history": checks_of(slug)}
    return render(request, "office/contact.html", context, status=422 if form.errors else 200)
