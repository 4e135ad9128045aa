"""One case: what was said, what is known, what was done, what comes next."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import mail
from intake.attachments import actions as attachments
from intake.audit import actions as audit
from intake.cases import (
    actions,
    corrections,
    desk,
    person,
    promise,
    search,
    submission,
    urgency,
    work,
)
from intake.cases.models import Case, Event, Likeness
from intake.cases.next_steps import KEYS, next_steps
from intake.deadlines.shown import shown_last_days
from intake.flow.facts import warnings
from intake.flow.sections import sections_from
from intake.messages import actions as letters
from intake.messages import templates
from intake.packets.build import OF_ROUTE
from intake.packets.next_steps import is_key, way_steps
from intake.people import hours as office_hours
from intake.routes.fitting import BY_KEY, fitting
from intake.routes.shown import shown_fitting
from intake.routes.states import statuses
from intake.sources.notes import Foot
from intake.translations import actions as translations
from intake.vault import codes

from . import lists, preview, words
from .access import (
    ask_second_factor,
    look,
    may,
    may_see_case,
    may_see_identity,
    open_case,
    visible_cases,
)
from .forms import (
    ActionForm,
    AssignForm,
    CorrectForm,
    EndDayForm,
    HandOverForm,
    LikenessForm,
    MoveForm,
    NewCodeForm,
    NoteForm,
    OneFollowUpForm,
    RaiseForm,
    TagsForm,
)
from .masking import cover, has_masked
from .translated import SHOW, beside, chosen

# Pages that are hard to read: a print names them before they come.
HEAVY = {"danger", "profiling", "treatment"}
# What the timeline shows of a case when only messages are asked for.
MESSAGE_KINDS = {Event.Kind.WROTE, Event.Kind.WROTE_US, Event.Kind.TOLD, Event.Kind.NO_ANSWER,
                 Event.Kind.CHANGED, Event.Kind.ADDED}  # fmt: skip

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def said_of(found, key, volunteer, today, *, reveal=False):
    """Return what was said and what follows from it, for a page; covered as the role has it."""
    complaint = submission.complaint_of(found, key)
    english = translations.newest(found, key)
    sections = beside(sections_from(complaint["transcript"]), "0", english)
    supplements = [
        (day, beside(sections_from(frozen), str(number), english))
        for number, (day, frozen) in enumerate(submission.supplements_of(found, key), start=1)
    ]
    masked = may_see_identity(volunteer) and any(
        map(has_masked, (sections, *(later for _day, later in supplements)))
    )
    said = words.answers_in_words(sections)
    known, foot = corrections.known_of(found, key, today), Foot()
    identity = may_see_identity(volunteer)
    return {
        "sections": cover(sections, volunteer, reveal=reveal),
        "supplements": [
            (day, cover(later, volunteer, reveal=reveal)) for day, later in supplements
        ],
        "english": bool(english),
        "heavy": [section.title for section in sections if section.key in HEAVY],
        "show": "both",
        "statement": _statement(complaint["answers"]["statement"]) if identity else None,
        "masked": masked and not reveal,
        "known": known,
        "fact_lines": words.of_facts(known, said),
        "corrections": corrections.of_case(found, key) if identity else [],
        "speaks": words.READS.get(known.speaks, ""),
        "hints": [
            sentence for _key, sentence in warnings(submission.latest_answers(found, key), today)
        ],
        "last_days": shown_last_days(known, timezone.now(), foot),
        "fitting": shown_fitting(known, today, foot),
        "foot": foot,
    }  # fmt: skip


def _statement(given):
    return {"name": given["name"], "said_on": date.fromisoformat(given["said_on"])}


def _packets(found):
    """Return the packets of a case, newest first, each with the name of its route."""
    packets = list(found.packets.order_by("-pk"))
    for packet in packets:
        packet.name = BY_KEY[packet.route].name
    return packets


def _with_papers(known):
    """Return the routes that fit and for which there are papers, in order."""
    return [route for route, _fit in fitting(known, statuses()).fit if route.key in OF_ROUTE]


def _notes(found, key):
    rows = found.notes.select_related("by").order_by("-pk")
    return [(row, actions.note_text(row, found, key)) for row in rows]


def letters_of(found, key):
    """Return [(message, what it says)], newest first."""
    rows = found.messages.select_related("by", "translated_by").order_by("-pk")
    return [(row, letters.read(row, found, key)) for row in rows]


def _files(found, key):
    """Return [(paper, what it is, numbers of its pages)]."""
    rows = found.attachments.select_related("by").order_by("added_at", "pk")
    known = [(row, attachments.about(row, found, key)) for row in rows]
    return [
        (row, about, range(1, min(about["pages"] or 1, 20) + 1) if about["kind"] != "text" else [])
        for row, about in known
    ]


def _events(found, rows, key, volunteer):
    show = key is not None and may_see_identity(volunteer)
    return [
        {
            "event": row,
            "side": "person" if row.by_id is None else "volunteer",
            "before": Case.Status(row.before).in_office if row.before else "",
            "after": Case.Status(row.after).in_office if row.after else "",
            "detail": actions.event_detail(row, found, key) if show else "",
        }
        for row in rows
    ]


def _alike(found, key, teams):
    """Return the cases that look like this one: [(case, what they share, decision or None)]."""
    answers = submission.latest_answers(found, key)
    decided = {}
    for row in Likeness.objects.filter(one=found).select_related("by"):
        decided[row.other_id] = row
    for row in Likeness.objects.filter(other=found).select_related("by"):
        decided[row.one_id] = row
    return [
        (other, ", ".join(str(words.KINDS[kind]) for kind in kinds), decided.get(other.pk))
        for other, kinds in search.looks_like(found, answers, teams).items()
    ]


def _around(request, found):
    """Return the list that the volunteer came from, with this case's place in it, or None."""
    query = request.GET.get("list")
    if not query:
        return None
    asked = lists.asked_list(QueryDict(query), visible_cases(request), request.user, lists.today())
    return {
        "query": asked.query,
        "total": lists.counted(asked.cases),
        **lists.neighbours(found, asked.cases),
    }


def _back(request):
    """Return the end of an address that keeps the list a volunteer came from, or ""."""
    query = request.GET.get("list")
    return "?" + urlencode({"list": query}) if query else ""


def _to_case(request, reference):
    return redirect(reverse("office:case", args=[reference]) + _back(request))


@require_safe
def case(request, reference):
    """Show one case."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    return _case_page(request, found, key)


@require_POST
def reveal(request, reference):
    """Show ways to reach the person, this once: it leaves an Event. They are covered again on
    leaving the page."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    now = timezone.now()
    actions.record(found, Event.Kind.REVEALED, by=request.user, at=now)
    audit.write(audit.Kind.REVEALED, by=request.user, at=now, what=found.reference)
    return _case_page(request, found, key, reveal=True)


def _case_page(request, found, key, *, reveal=False, note=None, move=None, status=200):
    if key is not None and not reveal:
        look(request, found)
    today, volunteer = lists.today(), request.user
    found.refresh_from_db(fields=["rank", "tier", "next_last_on", "raised_until"])
    rows = list(found.events.select_related("by").order_by("-pk"))
    identity = may_see_identity(volunteer)
    context = {
        "case": found,
        "words": words.of_case(found),
        "chips": urgency.reasons(found, today),
        "tier": urgency.TIERS[found.tier],
        "events": _events(found, rows, key, volunteer),
        "of_messages": MESSAGE_KINDS,
        "around": _around(request, found),
        "back": _back(request),
        "only": "messages" if request.GET.get("only") == "messages" else "",
        "can": {name: may(volunteer, f"office:{name}") for name in (
            "take", "note", "move", "prepare", "act", "verb", "erase", "reveal", "packet",
            "translation", "whole")},
        "next_look": promise.next_look(found),
    }  # fmt: skip
    if key is not None:
        context |= said_of(found, key, volunteer, today, reveal=reveal)
        known = context["known"]
        context |= {
            "revealed": reveal,
            "show": chosen(request.GET.get("show")),
            "shows": SHOW.items(),
            "steps": next_steps(known, found, rows),
            "packets": (packets := _packets(found)),
            "way_steps": way_steps(known, found, packets),
            "ways": words.safe_ways(known),
            "clock": next((last for last in context["last_days"]
                           if last["rule"].key == "hold_48h" and last["ends"]), None),
            "ended": [desk.NAMES[rule] for rule in sorted(desk.ended_days(found))],
            "prepared": _with_papers(known),
            "tags": found.tags.order_by("name"),
            "files": _files(found, key) if identity else [],
            "note_form": note or NoteForm(),
            "move_form": move or MoveForm(found),
            "raised": next((row for row in context["events"]
                            if found.raised_until and row["event"].kind == Event.Kind.RAISED),
                           None),
        }  # fmt: skip
        if identity:
            context["notes"] = _notes(found, key)
            context["pinned"] = next(
                ((row, text) for row, text in context["notes"] if row.for_next_shift), None
            )
            context["letters"] = letters_of(found, key)
            context["alike"] = [
                row for row in _alike(found, key, request.teams) if may_see_case(volunteer, row[0])
            ]
        if context["can"]["verb"]:
            given = {
                "assign": {"to": found.assigned_to_id},
                "follow_up": {"on": found.follow_up_on, "seen": work.day_seen(found)},
                "tags": {"tags": found.tags.all(), "seen": work.tags_seen(found)},
            }
            context["forms"] = {
                name: form(initial=given.get(name), auto_id=f"{name}_%s")
                for name, (form, _do, _done) in VERBS.items()
                if form
            }
    return render(request, "office/case.html", context, status=status)


def _act(request, reference, act, done):
    """Run one action on a case; say why not, if it is not allowed, and go back to the case."""
    found, key = open_case(request, reference)
    if found is None:
        raise Http404
    try:
        act(found, key)
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done)
    return _to_case(request, reference)


@require_POST
def take(request, reference):
    return _act(
        request,
        reference,
        lambda found, key: actions.take(found, by=request.user, at=timezone.now()),
        _("This case is yours."),
    )


@require_POST
def note(request, reference):
    """Keep a note; an empty one comes back with what to do."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        found, key = open_case(request, reference)
        if found is None or key is None:
            raise Http404
        return _case_page(request, found, key, note=form, status=422)
    return _act(
        request,
        reference,
        lambda found, key: actions.write_note(
            found, key=key, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        _("Note kept."),
    )


@require_POST
def move(request, reference):
    """Change the status; what a colleague changed meanwhile is said, not overwritten."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    form = MoveForm(found, request.POST)
    seen = request.POST.get("seen", "")
    stale = seen in Case.Status.values and seen != found.status
    if not form.is_valid() and not stale:
        return _case_page(request, found, key, move=form, status=422)
    given = {"seen": seen, "to": found.status} | form.cleaned_data
    return _act(
        request,
        reference,
        lambda found, key: actions.move(
            found, given.pop("to"), key=key, by=request.user, at=timezone.now(), **given
        ),
        _("Status changed."),
    )


@read_and_write
def new_code(request, reference):
    """Give a new code for a lost one, on the way that was agreed. The old one is dead at once."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    again = ask_second_factor(request)
    if again:
        return again
    form = NewCodeForm(request.POST if request.method == "POST" else None)
    code = ""
    if form.errors:
        look(request, found)
    if form.is_valid():
        now = timezone.now()
        audit.write(audit.Kind.NEW_CODE, by=request.user, at=now, what=found.reference)
        code = codes.grouped(person.replace_code(found, key=key, by=request.user, at=now))
        actions.write_note(found, form.cleaned_data["how"], key=key, by=request.user, at=now)
    context = {"case": found, "form": form, "code": code}
    return render(request, "office/new_code.html", context, status=422 if form.errors else 200)


@read_and_write
def act(request, reference):
    """Message, status, follow-up and note in one form, begun from a template."""
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    now = timezone.now()
    blanks = {"volunteer": request.user.first_name,
              "next_day": _day_in_words(promise.next_look(found)),
              "hours": office_hours.text() or "…"}  # fmt: skip
    shown = None
    if request.method == "POST" and request.POST.get("begin") in templates.DEFAULTS:
        initial = preview.begun(request.POST, request.POST["begin"], blanks)
        form, chosen = ActionForm(found, initial=initial, ways=_ways(found, key)), initial["begin"]
    elif request.method == "POST":
        form = ActionForm(found, request.POST, ways=_ways(found, key))
        valid = form.is_valid()
        if "preview" in request.POST:
            shown = preview.of(form)
        elif valid:
            return _taken(request, found, key, form.cleaned_data)
        look(request, found)
        chosen = form["template"].value() or "free_words"
    else:
        chosen = request.GET.get("template", "free_words")
        chosen = chosen if chosen in templates.DEFAULTS else "free_words"
        reads = found.reads if found.reads in dict(words.LANGUAGES) else "en"
        text, version, language = templates.current(chosen, reads)
        form = ActionForm(found, initial={
            "text": templates.fill(str(text), blanks), "language": language,
            "template": f"{chosen}:{language}:{version}"}, ways=_ways(found, key))  # fmt: skip
    context = {
        "case": found,
        "form": form,
        "names": [(name, label) for name, (label, _text) in templates.DEFAULTS.items()],
        "preview": shown,
        "back": _back(request),
        "chosen": chosen.partition(":")[0],
        "reads": words.READS.get(found.reads, ""),
        "letters": letters_of(found, key)[:3],
        "now": now,
    }
    return render(request, "office/act.html", context, status=422 if form.errors else 200)


def _ways(found, key):
    """Return the ways by which the person may be told that there is news: those they chose, that
    are set up here."""
    reach = submission.latest_answers(found, key).get("reach") or {}
    there = mail.ways()
    names = {"email": (mail.EMAIL, _("By e-mail"), reach.get("email")),
             "text": (mail.TEXT, _("By text message"), reach.get("phone"))}  # fmt: skip
    return [
        (way, label)
        for chosen, (way, label, address) in names.items()
        if chosen in (reach.get("ways") or ()) and address and way in there
    ]


def _first_address(found, key):
    """Return (way, address) of the first way by which the person may be told, or None."""
    reach = submission.latest_answers(found, key).get("reach") or {}
    for way, _label in _ways(found, key):
        return way, reach["email"] if way == mail.EMAIL else reach["phone"]
    return None


def _tell(request, found, key, way, say):
    """Tell the person in neutral words; say if it did not go out. What was kept stays kept."""
    reach = submission.latest_answers(found, key)["reach"]
    to = reach["email"] if way == mail.EMAIL else reach["phone"]
    try:
        say(way, to)
    except mail.NotSent:
        messages.error(request, _("The message is kept, but telling them did not work."))
    else:
        actions.record(found, Event.Kind.TOLD, by=request.user, at=timezone.now())


def _day_in_words(day):
    return date_format(day, "F j, Y") if day else "…"


def _taken(request, found, key, given):
    way, to = given.pop("tell", ""), given["to"]
    name, language, version = ((given.pop("template") or "free_words") + "::").split(":")[:3]
    text = templates.DEFAULTS.get(name, ("", ""))[1]
    if version.isdigit() and int(version):
        text = templates.version_of(name, language, int(version))
    given["template"] = (name, int(version) if version.isdigit() else 0, str(text))
    try:
        letters.take_action(found, key=key, by=request.user, at=timezone.now(), **given)
    except actions.NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Done, all of it."))
        if way:
            _tell(request, found, key, way, mail.told_by(to, name))
    return _to_case(request, found.reference)


def _assign(request, found, key, given):
    work.assign(found, given["to"], key=key, by=request.user, at=timezone.now(),
                reason=given["reason"], seen=int(request.POST.get("seen") or 0))  # fmt: skip


def _correct(request, found, key, given):
    fact, _colon, value = given["change"].partition(":")
    work.correct(found, fact, value, key=key, by=request.user, at=timezone.now(),
                 reason=given["reason"])  # fmt: skip


def _likeness(request, found, key, given):
    other = visible_cases(request).filter(reference=given["other"], erased_on=None).first()
    if other is None or other == found:
        raise Http404
    work.decide_likeness(found, other, same=given["same"] == "yes", key=key, by=request.user,
                         at=timezone.now(), reason=given["reason"])  # fmt: skip


def _tick(request, found, key, given):
    step = request.POST.get("step", "")
    if step not in KEYS and not is_key(step):
        raise Http404
    act = desk.untick if "undo" in request.POST else work.tick
    act(found, step, by=request.user, at=timezone.now())


def _paper(request, found, key, given):
    with suppress(ValueError):
        desk.look_at_paper(found, UUID(request.POST.get("paper", "")), request.POST.get("readable"),
                           by=request.user, at=timezone.now())  # fmt: skip
        return
    raise Http404


def _no_follow_up(request, found, key, given):
    work.set_follow_up(found, None, by=request.user, at=timezone.now())


def _plain(action, *names):
    """Return a verb that hands its form's values to an action as they are."""

    def verb(request, found, key, given):
        more = {"key": key} if "key" in names else {}
        action(found, by=request.user, at=timezone.now(), **more, **given)

    return verb


# What a volunteer does in one small form: its form, the action, what is said when it is done.
VERBS = {
    "assign": (AssignForm, _assign, gettext_lazy("Given.")),
    "raise": (RaiseForm, _plain(work.raise_case, "key"), gettext_lazy("Raised for seven days.")),
    "follow_up": (OneFollowUpForm, _plain(work.set_follow_up), gettext_lazy("Follow-up set.")),
    "no_follow_up": (None, _no_follow_up, gettext_lazy("No day is set any more.")),
    "hand_over": (HandOverForm, _plain(work.hand_over, "key"), gettext_lazy("Handed over.")),
    "tags": (TagsForm, _plain(work.set_tags), gettext_lazy("Tags kept.")),
    "correct": (CorrectForm, _correct, gettext_lazy("Fact corrected. The answer stays as it was.")),
    "likeness": (LikenessForm, _likeness, gettext_lazy("Kept.")),
    "tick": (None, _tick, gettext_lazy("Done.")),
    "end_day": (EndDayForm, _plain(desk.end_day, "key"), gettext_lazy("Kept.")),
    "paper": (None, _paper, gettext_lazy("Kept.")),
    "no_answer": (
        None,
        _plain(work.no_answer_needed),
        gettext_lazy("Nobody waits for an answer now."),
    ),
    "by_a_person": (
        None,
        _plain(work.by_a_person),
        gettext_lazy("It stands in the queue now."),
    ),
    "ask_erase": (
        None,
        _plain(actions.ask_erase),
        gettext_lazy("A coordinator will see it first."),
    ),
}


@require_POST
def verb(request, reference, name):
    """Do one thing about a case. What is missing is said on the case page."""
    if name not in VERBS:
        raise Http404
    form_class, do, done = VERBS[name]
    form = form_class(request.POST) if form_class else None
    found, key = open_case(request, reference)
    if found is None or key is None:
        raise Http404
    if form is not None and not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return _to_case(request, reference)
    given = form.cleaned_data if form else {}
    response = _act(request, reference, lambda case, key: do(request, case, key, given), done)
    if not visible_cases(request).filter(reference=reference).exists():
        return redirect("office:queue")
    return redirect("office:follow-ups") if request.POST.get("then") == "follow-ups" else response


@read_and_write
def erase(request, reference):
    """Erase a case that the person asked to be erased: first say what, then do it."""
    found, key = open_case(request, reference)
    if found is None or not found.erase_asked_on:
        raise Http404
    if request.method == "POST":
        now = timezone.now()
        address = _first_address(found, key) if key else None
        audit.write(audit.Kind.ERASED, by=request.user, at=now, what=found.reference)
        response = _act(
            request,
            reference,
            lambda found, key: actions.erase(found, by=request.user, at=now),
            _("Erased."),
        )
        if address and Case.objects.filter(pk=found.pk).exclude(erased_on=None).exists():
            with suppress(mail.NotSent):
                mail.erased(*address)
        return response
    return render(request, "office/erase.html", {"case": found})
