"""The filer's door. A view fetches what this browser may open, makes one call, and answers."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from intake.cases import actions as cases
from intake.cases import promise, submission
from intake.cases.models import Case
from intake.complaints import actions as drafts
from intake.complaints import counts
from intake.deadlines.calendar_file import to_calendar
from intake.flow import sections as words
from intake.flow.complaint import COMPLAINT
from intake.flow.facts import facts, warnings
from intake.flow.steps import (
    MOST_ENTRIES,
    set_answer,
    set_entry,
    value_for,
    voice_of,
)
from intake.flow.steps import (
    drop_entry as without_entry,
)
from intake.guide import doors
from intake.manners import errors, limits, machines
from intake.manners.files import CALENDAR, attachment
from intake.manners.methods import read_and_write
from intake.routes.fitting import BY_KEY
from intake.sources.notes import Foot
from intake.vault import codes, crypto, sealing

from .days import ways_and_days
from .door_views import next_step, timeline, unread
from .forms import CodeForm, StatementForm
from .visit import (
    answers_of,
    case_of,
    clear,
    draft_required,
    helper_answers,
    nothing_here,
    set_cookie,
    visit_of,
)

FIRST = COMPLAINT.steps[0].key


def _stored(request, visit):
    """Return what the draft holds, or a new, empty one in the lane that was asked for."""
    if visit:
        return visit.stored
    lane = request.POST.get("lane") or request.GET.get("lane")
    return {"answers": {}, "lane": "urgent" if lane == "urgent" else "full"}


def _url(step):
    return reverse("public:step", args=[step.key]) if step else reverse("public:check")


def _opened_step(request, key):
    """Return (visit, stored, step), or a response where this step cannot be asked now."""
    visit = visit_of(request)
    if visit is None and key != FIRST:
        return nothing_here(request)
    if visit is None:
        sealing.receiving_team()
    elif visit.stored is None:
        sent = request.method != "POST" and case_of(visit) is not None
        return redirect("public:status") if sent else nothing_here(request)
    stored = _stored(request, visit)
    flow = submission.flow_of(stored)
    if key not in {step.key for step in COMPLAINT.steps}:
        raise Http404
    if key not in {step.key for step in flow.open(stored["answers"])}:
        return HttpResponseRedirect(_url(flow.next(stored["answers"])))
    return visit, stored, flow.step(key)


@ensure_csrf_cookie
@read_and_write
def step(request, key):
    """Ask one page; for a page that repeats, list its entries once there are any."""
    return _ask(request, key, None)


@read_and_write
def new_entry(request, key):
    return _ask(request, key, "new")


@read_and_write
def entry(request, key, entry):
    return _ask(request, key, entry)


def _ask(request, key, entry):
    try:
        found = _opened_step(request, key)
        if not isinstance(found, tuple):
            return found
        visit, stored, here = found
        entries = stored["answers"].get(key) or [] if here.many else []
        if entry is not None and (not here.many or (entry != "new" and entry >= len(entries))):
            raise Http404
        if entry == "new" and len(entries) >= MOST_ENTRIES:
            return HttpResponseRedirect(_url(here))
        if request.method == "POST":
            return _answer(request, visit, stored, here, entry)
        return _page(request, stored, here, entry, _form(stored, here, entry))
    except sealing.FormClosed:
        return errors.form_closed()
    except drafts.Gone:
        return nothing_here(request)


def _is_list(stored, here, entry):
    return here.many and entry is None and bool(stored["answers"].get(here.key))


def _form(stored, here, entry, data=None):
    """Return the bound or filled-in form of a step, or None for a page to read or a list."""
    if here.form is None or (data is None and _is_list(stored, here, entry)):
        return None
    value = value_for(stored, here.key)
    if here.many:
        value = value[entry] if isinstance(entry, int) and value else None
    flow = submission.flow_of(stored)
    counted = flow.counted_before(stored["answers"], here.key)
    return here.form(data, answers=counted, voice=voice_of(counted), value=value)


def _answer(request, visit, stored, here, entry):
    """Keep what was sent for a step, and go on; or ask again, with all that was typed."""
    flow = submission.flow_of(stored)
    value = None
    if here.form is None or ("skip" in request.POST and here.skip):
        value = [] if here.many else {}
    elif here.many and "done" in request.POST:
        value = stored["answers"].get(here.key) or []
    if value is not None:
        return _keep(request, visit, stored, lambda old: set_answer(flow, old, here.key, value))
    form = _form(stored, here, entry, data=request.POST)
    if not form.is_valid():
        return _page(request, stored, here, entry, form, status=422)
    answer = form.answer()
    if not here.many:
        return _keep(request, visit, stored, lambda old: set_answer(flow, old, here.key, answer))
    index = entry if isinstance(entry, int) else None
    return _keep(
        request,
        visit,
        stored,
        lambda old: set_entry(old, here.key, index, answer),
        then=_url(here),
    )


def _keep(request, visit, stored, edit, then=None):
    """Apply an edit to the draft, or start one with it, and go to the next page."""
    now = timezone.now()

    def kept(old):
        return {name: value for name, value in edit(old).items() if name != "papers"}

    before = stored["answers"]
    if visit:
        secret, stored = visit.secret, drafts.change(visit.opened, kept, now=now)
    else:
        if not limits.allow(request, "start"):
            return errors.too_many()
        stored = kept(stored)
        secret = drafts.start(stored, now=now)
    counts.note_new(before, stored["answers"], timezone.localdate(now))
    flow = submission.flow_of(stored)
    target = then or _url(flow.next(stored["answers"]))
    if "save" in request.POST:
        opened = visit.opened if visit else sealing.opened_by_browser(secret, now)
        drafts.make_code(opened, secret, now=now)
        target = reverse("public:code")
    response = HttpResponseRedirect(target)
    return response if visit else set_cookie(response, secret)


def _page(request, stored, here, entry, form, status=200):
    answers = stored["answers"]
    flow = submission.flow_of(stored)
    voice = voice_of(answers)
    number, total = flow.progress(answers, here.key)
    earlier = flow.before(answers, here.key)
    is_list = form is None and here.form is not None
    back = _url(here) if entry is not None and answers.get(here.key) else earlier and _url(earlier)
    context = {
        "step": here,
        "form": form,
        "voice": voice,
        "title": here.title.to(voice),
        "why": here.why.to(voice) if here.why else "",
        "warn": here.warn.to(voice) if here.warn else "",
        "audience": here.sees,
        "part": here.part.title,
        "number": number,
        "total": total,
        "back_url": back or reverse("public:before"),
        "skip": here.skip and not is_list,
        "lane": stored.get("lane", ""),
        "assisted": bool(stored.get("assisted")),
        "post_url": request.path,
        "is_list": is_list,
        "entries": _entries(flow, answers, here) if is_list else [],
        "add_url": _add_url(here, answers),
        "has_code": stored.get("coded", False),
        "read_template": here.template,
    } | _read_parts(here)
    return render(request, "public/step.html", context, status=status)


def _read_parts(here):
    """Return the statements of a page to read, or those that a page of questions rests on."""
    part = doors.BY_STEP.get(here.key)
    if part is None:
        return {}
    foot = Foot()
    return {"parts": foot.parts([part]), "foot": foot}


def _add_url(here, answers):
    """Return where another entry is added, or "" where there are enough."""
    enough = not here.many or len(answers.get(here.key) or []) >= MOST_ENTRIES
    return "" if enough else reverse("public:new-entry", args=[here.key])


def _entries(flow, answers, here):
    [section] = [part for part in words.sections(flow, answers) if part.key == here.key]
    return [
        {
            "lines": lines,
            "change_url": reverse("public:entry", args=[here.key, place]),
            "drop_url": reverse("public:drop-entry", args=[here.key, place]),
        }
        for place, lines in enumerate(section.entries)
    ]


@require_POST
@draft_required
def drop_entry(request, visit, key, entry):
    """Take one entry off a page that repeats."""
    drafts.change(visit.opened, lambda old: without_entry(old, key, entry), now=timezone.now())
    return redirect("public:step", key)


@read_and_write
@draft_required
def check(request, visit):
    """Show everything that was said, and send it, or make papers of it."""
    stored = visit.stored
    flow = submission.flow_of(stored)
    missing = flow.next(stored["answers"])
    if missing:
        return HttpResponseRedirect(_url(missing))
    form = StatementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "save" in request.POST:
        drafts.make_code(visit.opened, visit.secret, now=timezone.now())
        return redirect("public:code")
    if request.method == "POST" and form.is_valid():
        quick = machines.too_quick(stored, timezone.now())
        if not quick or "again" in request.POST or machines.fell_for_trap(request.POST):
            return _send(request, visit, form.cleaned_data["name"], quick=quick)
        form.add_error("true", _("You came here very fast. Read it all once more. Then send it."))
    return _check_page(request, stored, flow, form)


def _send(request, visit, name, *, quick):
    now = timezone.now()
    if not limits.allow(request, "submit"):
        return errors.too_many()
    said = {"name": name, "said_on": timezone.localdate(now).isoformat()}
    automatic = quick or machines.fell_for_trap(request.POST)
    try:
        submission.submit(visit.opened, visit.secret, statement=said, automatic=automatic, now=now)
    except submission.PapersOnly:
        drafts.change(visit.opened, lambda old: old | {"papers": True}, now=now)
        counts.note(counts.PAPERS, timezone.localdate(now))
        return redirect("public:papers")
    except submission.Unfinished as error:
        return redirect("public:step", error.step)
    return redirect("public:done")


def _check_page(request, stored, flow, form):
    answers = flow.prune(stored["answers"])
    today = timezone.localdate()
    parts = {}
    for section in words.sections(flow, answers):
        parts.setdefault(section.part, []).append(
            {"section": section, "change_url": reverse("public:step", args=[section.key])}
        )
    foot = Foot()
    context = {
        "said": list(parts.items()),
        "parts": foot.parts([doors.TRUTH]),
        "foot": foot,
        "warnings": [
            (sentence, reverse("public:step", args=[key]))
            for key, sentence in warnings(answers, today)
        ],
        "form": form,
        "assisted": bool(stored.get("assisted")),
        "trap": machines.TRAP,
        "papers_only": facts(answers, today).keep == "papers_only",
        "today": today,
        "back_url": _url(flow.applicable(answers)[-1]),
    }
    return render(request, "public/check.html", context, status=422 if form.errors else 200)


def _case_context(visit, case):
    answers = submission.latest_answers(case, visit.opened.key)
    now, foot = timezone.now(), Foot()
    known = facts(answers, timezone.localdate(now))
    open_pages = [step for step in COMPLAINT.applicable(answers) if step.key not in answers]
    code = sealing.kept_code(visit.opened.wrap, visit.secret)
    return {
        "reference": case.reference,
        "status_word": case.get_status_display(),
        "sentence": promise.sentence(case),
        "next_look": promise.next_look(case),
        "received_on": case.opened_on,
        "by_day": promise.read_by(case),
        "code": codes.grouped(code),
        "ways": known.ways,
        "send": known.send,
        "more_count": len(open_pages),
        "draft_open": visit.stored is not None,
        "can_file_another": known.filing_for not in ("", "me"),
        **ways_and_days(known, now, foot),
        "foot": foot,
    }


@require_safe
def done(request):
    """Confirm what was sent. It may be read again for an hour in this browser."""
    visit = visit_of(request)
    case = case_of(visit)
    if case is None:
        return nothing_here(request)
    return render(request, "public/done.html", _case_context(visit, case))


@require_safe
def status(request):
    """Say where the case stands."""
    visit = visit_of(request)
    case = case_of(visit)
    if case is None:
        return nothing_here(request)
    context = _case_context(visit, case)
    context |= {"timeline": timeline(case), "unread": unread(case)}
    context["next_step"] = next_step(case, context)
    return render(request, "public/status.html", context)


@require_POST
def more(request):
    """Ask the pages that the short lane left out; they are added beside the complaint."""
    visit = visit_of(request)
    if case_of(visit) is None:
        return nothing_here(request)
    now = timezone.now()
    submission.add_more(visit.opened, now=now)
    answers = drafts.read(visit.opened, now=now)["answers"]
    return HttpResponseRedirect(_url(COMPLAINT.next(answers)))


@require_POST
def another(request):
    """Begin a complaint for another person by the same helper, who need not type it all again."""
    visit = visit_of(request)
    case = case_of(visit)
    if case is None:
        return nothing_here(request)
    if case.source == Case.Source.PHONE and request.user.is_authenticated:
        # Each caller hears what happens, and says yes.
        return HttpResponseRedirect(f"{reverse('office:assist')}?another=1")
    answers = helper_answers(visit, case)
    sealing.receiving_team()
    if not limits.allow(request, "start"):
        return errors.too_many()
    now = timezone.now()
    # The pages that are answered already took their time before.
    began = int(now.timestamp()) - settings.SECONDS_PER_PAGE * len(answers)
    secret = drafts.start({"answers": answers, "lane": "full", "began": began}, now=now)
    counts.note_new({}, answers, timezone.localdate(now))
    return set_cookie(HttpResponseRedirect(_url(COMPLAINT.next(answers))), secret)


@require_safe
def calendar(request):
    """Return the last days of what this browser has open, as a file for a calendar."""
    answers = answers_of(visit_of(request))
    if not answers:
        return nothing_here(request)
    now = timezone.now()
    known = facts(COMPLAINT.prune(answers), timezone.localdate(now))
    return attachment(to_calendar(known, now=now), CALENDAR, "days.ics")


@require_safe
@draft_required
def code(request, visit):
    """Show the code of a saved draft, as long as this browser stays open."""
    context = {
        "code": codes.grouped(sealing.kept_code(visit.opened.wrap, visit.secret)),
        "days": drafts.LIFE_WITH_CODE.days,
        "go_on_url": _url(submission.flow_of(visit.stored).next(visit.stored["answers"])),
    }
    return render(request, "public/code.html", context)


@ensure_csrf_cookie
@read_and_write
def come_back(request):
    """Open a draft or a case with its code. Wrong and erased get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not limits.allow(request, "code"):
            return errors.too_many()
        response = _open_with_code(request, form.cleaned_data["code"])
        if response:
            limits.forgive(request, "code")
            return response
        form.add_error("code", _("This code opens nothing. Look at each letter and try again."))
    status = 422 if form.errors else 200
    return render(request, "public/return.html", {"form": form}, status=status)


def _open_with_code(request, typed):
    now = timezone.now()
    try:
        opened = sealing.opened_by_code(typed, now)
    except crypto.CannotOpen:
        return None
    if opened is None:
        return None
    # Each opening keeps a way in for its browser.
    if not limits.allow_for(opened.owner, "open"):
        return errors.enough()
    secret = drafts.resume(opened, now=now)
    stored = drafts.read(opened, now=now)
    sent = Case.objects.filter(owner=opened.owner).exists()
    if sent:
        target = reverse("public:status")
    elif stored is None:
        return None
    else:
        target = _url(submission.flow_of(stored).next(stored["answers"]))
    return set_cookie(HttpResponseRedirect(target), secret)


@read_and_write
def erase(request):
    """Erase the draft, or the case, that this browser has open: first say what, then do it."""
    visit = visit_of(request)
    case = case_of(visit)
    if visit is None or (case is None and visit.stored is None):
        return nothing_here(request)
    if request.method == "POST":
        if case:
            cases.erase(case, by=None, at=timezone.now())
        else:
            drafts.erase(visit.opened.owner)
        return clear(render(request, "public/erased.html"))
    sent = case.packets.exclude(sent_on=None).order_by("sent_on", "pk") if case else ()
    context = {
        "kind": "case" if case else "draft",
        "papers": case.attachments.count() if case else 0,
        "sent": [(BY_KEY[packet.route].name, packet.sent_on) for packet in sent],
        # Before papers had packets, a status alone said that something was sent.
        "was_sent": bool(case) and case.status in (Case.Status.SENT, Case.Status.ANSWERED),
    }
    return render(request, "public/erase.html", context)


@require_safe
def leave(request):
    """Leave fast: close what is open in this browser and go to a page about nothing.

    A draft without a code could never be opened again, so it is erased at once.
    """
    visit = visit_of(request)
    if visit:
        drafts.leave(visit.opened, coded=visit.stored is None or visit.stored.get("coded"))
    return clear(HttpResponseRedirect(settings.LEAVE_URL))
