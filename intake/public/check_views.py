"""The check page: everything that was said, once more, and sending it."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from intake.cases import submission
from intake.citations.footnotes import Footnotes
from intake.complaints import drafts, page_counts
from intake.flow import sections as words
from intake.flow.facts import compute_facts, warnings
from intake.flow.forms.now import crisis_phone
from intake.flow.steps import voice_of, voiced
from intake.guide import portal
from intake.web import bot_detection, errors, ratelimit
from intake.web.methods import read_and_write

from .decorators import draft_required
from .file_access import describe, files_of, in_order
from .forms import StatementForm
from .pages import step_url

DOCUMENTS = voiced(gettext_lazy("Your documents"), gettext_lazy("Their documents"))


@read_and_write
@draft_required
def check(request, session):
    """Show everything that was said, and send it, or make papers of it."""
    stored = session.stored
    flow = submission.flow_of(stored)
    missing = flow.next_unanswered(stored["answers"])
    if missing:
        return HttpResponseRedirect(step_url(missing))
    form = StatementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "save" in request.POST:
        drafts.create_code(session.unlocked, session.secret, now=timezone.now())
        return redirect("public:code")
    if request.method == "POST" and form.is_valid():
        quick = bot_detection.too_quick(stored, timezone.now())
        if not quick or "again" in request.POST or bot_detection.filled_honeypot(request.POST):
            return _send(request, session, form.cleaned_data["name"], quick=quick)
        form.add_error("true", _("That was fast. Check your answers again, then send them."))
    return _check_page(request, session, flow, form)


def _send(request, session, name, *, quick):
    now = timezone.now()
    if not ratelimit.allow(request, "submit"):
        return errors.too_many()
    said = {"name": name, "said_on": timezone.localdate(now).isoformat()}
    automatic = quick or bot_detection.filled_honeypot(request.POST)
    try:
        submission.submit(
            session.unlocked, session.secret, statement=said, suspected_bot=automatic, now=now
        )
    except submission.DocumentsOnly:
        drafts.change(session.unlocked, lambda old: old | {"papers": True}, now=now)
        page_counts.increment(page_counts.DOCUMENTS_MADE, timezone.localdate(now))
        return redirect("public:papers")
    except submission.Unfinished as error:
        return redirect("public:step", error.step)
    return redirect("public:done")


def _check_page(request, session, flow, form):
    stored = session.stored
    files = files_of(session)
    known = [describe(row, files) for row in in_order(files)]
    answers = flow.prune(stored["answers"])
    today = timezone.localdate()
    parts: dict[str, list[dict[str, Any]]] = {}
    for section in words.sections(flow, answers):
        parts.setdefault(section.group, []).append(
            {
                "section": section,
                # A page that is not asked today is shown, and cannot be asked again.
                "change_url": reverse("public:step", args=[section.slug])
                if flow.has_step(section.slug)
                else "",
            }
        )
    footnotes = Footnotes()
    context = {
        "said": list(parts.items()),
        "passages": footnotes.cite_passages([portal.STATEMENT_OF_TRUTH]),
        "footnotes": footnotes,
        "warnings": [
            (sentence, reverse("public:step", args=[key]))
            for key, sentence in warnings(answers, today)
        ],
        "form": form,
        "files": known,
        "files_link": _("Change") if known else pgettext("documents", "Add photos"),
        "files_title": DOCUMENTS.for_voice(voice_of(answers)),
        "crisis_phone": crisis_phone(answers),
        "assisted": bool(stored.get("assisted")),
        "trap": bot_detection.HONEYPOT,
        "papers_only": compute_facts(answers, today).consent_keep == "papers_only",
        "today": today,
        "back_url": step_url(flow.visible_steps(answers)[-1]),
    }
    return render(request, "public/check.html", context, status=422 if form.errors else 200)
