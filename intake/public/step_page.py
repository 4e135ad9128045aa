"""One page of the form as it is shown: its question, what it rests on, and the way back and on."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.cases import submission
from intake.citations.footnotes import Footnotes
from intake.flow import sections as words
from intake.flow.forms.now import crisis_phone
from intake.flow.questions import Question
from intake.flow.steps import MAX_ENTRIES, voice_of, voiced
from intake.guide import portal

from . import versions
from .pages import next_url, step_url

# The page for those whom others help better: they may go on all the same.
OTHER_HELP = "other-help"
# The pages at which a document may lie on the table: photos of it can be added from there.
ABOUT_DOCUMENTS = {"hold-copy", "proof"}
OFFER = voiced(_("Add photos of your documents"), _("Add photos of their documents"))


def step_page(request, stored, here, entry, form, status=200, saved_texts=()):
    """Show one page of the form, or the list of its entries."""
    answers = stored["answers"]
    flow = submission.flow_of(stored)
    voice = voice_of(answers)
    in_list = entry is not None and answers.get(here.slug)
    before = here if in_list else flow.previous(answers, here.slug)
    is_list = form is None and here.form is not None
    context = {
        "step": here,
        "form": form,
        "voice": voice,
        "title": here.title.for_voice(voice),
        "why": here.why.for_voice(voice) if here.why else "",
        "warn": here.warning.for_voice(voice) if here.warning else "",
        "audience": here.audience,
        "is_office_only": here.is_office_only,
        "goes_on_anyway": here.slug == OTHER_HELP,
        "group": here.group.title,
        "progress": flow.progress(answers, here.slug),
        "back_url": step_url(before) if before else reverse("public:before"),
        # Next to words that another tab saved, it would take them away.
        "skip": here.skippable and not is_list and not saved_texts,
        "lane": stored.get("lane", ""),
        "version": versions.version_of(versions.value_of(stored, here.slug, entry)),
        "saved_texts": saved_texts,
        "keep_url": step_url(here) if here.many else next_url(stored),
        "assisted": bool(stored.get("assisted")),
        "post_url": request.path,
        "is_list": is_list,
        "ends_entry": form is not None and _ends_entry(here, entry, form, answers),
        "entries": _entries(flow, answers, here) if is_list else [],
        "add_url": add_url(here, answers),
        "offers_files": OFFER.for_voice(voice) if here.slug in ABOUT_DOCUMENTS else "",
        "has_code": stored.get("coded", False),
        "read_template": here.template,
        "read_before": _read_before(answers, before) if before and not in_list else [],
        "crisis_phone": crisis_phone(answers) if before and before.slug == "danger" else "",
    } | _read_parts(here, voice)
    return render(request, "public/step.html", context, status=status)


def _read_before(answers, before):
    """Return how the hours on the page before were read, where that has to be said."""
    value = answers.get(before.slug)
    if before.form is None or before.many or not value:
        return []
    fields = ((name, before.form.base_fields.get(name)) for name in value)
    found = (field.read_back(value[name]) for name, field in fields if isinstance(field, Question))
    return [sentence for sentence in found if sentence]


def _read_parts(here, voice):
    """Return the statements of a page to read, or those that a page of questions rests on."""
    passage = portal.PASSAGES_BY_STEP.get(here.slug)
    if passage is None:
        return {}
    footnotes = Footnotes(is_urgent=here.slug == "urgent")
    return {"passages": footnotes.cite_passages([passage.for_voice(voice)]), "footnotes": footnotes}


def add_url(here, answers):
    """Return where another entry is added, or "" where there are enough."""
    enough = not here.many or len(answers.get(here.slug) or []) >= MAX_ENTRIES
    return "" if enough else reverse("public:new-entry", args=[here.slug])


def full_list_text():
    """Say that an entry was not added, on the page that still shows what was typed."""
    return gettext(
        "You have added %(most)s already, and there is no room for more. Change one of those, or"
        " write this where you tell what happened."
    ) % {"most": MAX_ENTRIES}


def _ends_entry(here, entry, form, answers):
    """Say whether a first entry is whole with this page: then the next question may follow it."""
    there = len(answers.get(here.slug) or [])
    is_first = there == 0 if entry is None else bool(here.pages) and there == 1
    is_last = not here.pages or any(name in form.fields for name in here.pages[-1])
    return here.many and is_first and is_last


def _entries(flow, answers, here):
    [section] = [passage for passage in words.sections(flow, answers) if passage.slug == here.slug]
    return [
        {
            "lines": lines,
            "change_url": reverse("public:entry", args=[here.slug, place]),
            "drop_url": reverse("public:drop-entry", args=[here.slug, place]),
            "version": versions.version_of(answers[here.slug][place]),
        }
        for place, lines in enumerate(section.entries)
    ]
