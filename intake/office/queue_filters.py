"""The lists of the queue: tabs, filters, pages. A list is an address, so a bookmark keeps it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.accounts.models import Volunteer
from intake.attachments.models import Attachment
from intake.cases import urgency
from intake.cases.models import Case, CaseCode, Tag, is_open_condition
from intake.cases.service_level import REVIEW_DAYS, REVIEW_DAYS_URGENT
from intake.deadlines.workdays import add_working_days
from intake.flow.fields import choice_field
from intake.flow.forms.person import LANGUAGES
from intake.flow.states import STATES
from intake.packets.build import DOCUMENTS_OF_ROUTE
from intake.packets.models import Packet
from intake.routes.fitting import ROUTES_BY_SLUG

from .labels import ERROR_TYPE_LABELS, PROBLEM_LABELS, START_LABELS

PAGE = 50
# Counting stops here: nobody needs to know whether 4,000 or 4,001 cases wait.
MAX_COUNTED = 1000

OPEN, CLOSED, SUSPECTED_BOT = (
    is_open_condition(),
    Q(sort_key__gte="5", sort_key__lt="6"),
    Q(sort_key__gte="6"),
)


def queue_tabs(volunteer):
    """Return {key: (name, which cases)} of the tabs of the queue."""
    return {
        "open": (_("All open"), OPEN),
        "nobody": (_("Nobody's"), OPEN & Q(assigned_to=None)),
        "mine": (_("Mine"), OPEN & Q(assigned_to=volunteer)),
        "asking": (_("Waiting for the person"), Q(status=Case.Status.WAITING)),
        "office": (_("Waiting for an office"), Q(status=Case.Status.SENT)),
        "ready": (_("Ready to send"), Q(status=Case.Status.READY)),
        "wrote_after": (_("Wrote after closing"), OPEN & Q(status=Case.Status.CLOSED)),
        "closed": (_("Closed"), CLOSED),
        "all": (_("Open and closed"), Q(sort_key__lt="6")),
        "automatic": (_("Looks automatic"), SUSPECTED_BOT),
    }


def count_label(cases):
    """Return how many there are, as words: exact up to 1,000."""
    count = cases.order_by()[: MAX_COUNTED + 1].count()
    return f"{MAX_COUNTED}+" if count > MAX_COUNTED else str(count)


def _choice_filter(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *choices])


def _assignee_choices():
    active = Volunteer.objects.filter(is_active=True).order_by("first_name")
    return [
        ("", _("Any")),
        ("nobody", _("Nobody")),
        *((str(one.pk), one.first_name) for one in active),
    ]


def _tag_choices():
    return [("", _("Any")), *((str(tag.pk), tag.name) for tag in Tag.objects.order_by("name"))]


class QueueFilter(forms.Form):
    """Filters live in the address. What a filter does not know is passed over."""

    tier = _choice_filter(_("When"), [(number, urgency.TIERS[number]) for number in (1, 2, 3, 4)])
    where = _choice_filter(
        _("Where held"),
        [
            ("held", _("Locked up")),
            ("free", _("Free")),
            ("local_jail", _("Local jail")),
            ("ice", _("ICE")),
            ("prison", _("Prison")),
            ("abroad", _("Abroad")),
            ("unsure", _("Not known")),
        ],
    )
    state = _choice_filter(_("State"), STATES)
    reads = _choice_filter(_("Reads"), LANGUAGES)
    problem = _choice_filter(_("What went wrong"), PROBLEM_LABELS.items())
    code = _choice_filter(_("Why it is wrong"), ERROR_TYPE_LABELS.items())
    began = _choice_filter(_("How it began"), START_LABELS)
    hold = _choice_filter(
        _("Hold by ICE"), [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not known"))]
    )
    past = _choice_filter(
        _("Past release"),
        [("now", _("Kept past release now")), ("was", _("Was kept past release"))],
    )
    papers = _choice_filter(_("Added papers"), [("yes", _("Has papers")), ("no", _("Has none"))])
    outcome = _choice_filter(_("How it ended"), Case.Outcome.choices)
    week = forms.DateField(required=False, widget=forms.HiddenInput)
    route = _choice_filter(
        _("Papers for"), [(key, ROUTES_BY_SLUG[key].name) for key in DOCUMENTS_OF_ROUTE]
    )
    status = _choice_filter(_("Status"), [(one.value, one.office_label) for one in Case.Status])
    who = _choice_filter(_("Assigned to"), [])
    tag = _choice_filter(_("Tag"), [])
    last_day = _choice_filter(
        _("Last day within"), [("7", _("7 days")), ("14", _("14 days")), ("60", _("60 days"))]
    )
    quiet = _choice_filter(
        _("No contact for"),
        [("2", _("2 working days")), ("5", _("5 working days")), ("20", _("20 working days"))],
    )
    late = _choice_filter(
        _("Our promise"),
        [
            ("read", _("Reading is late")),
            ("due", _("Follow-up is due")),
            ("waits", _("Waits for our answer")),
        ],
    )
    sends = _choice_filter(
        _("Consent"), [("volunteers", _("We may send")), ("self", _("They send"))]
    )
    counts = _choice_filter(_("May be counted"), [("yes", _("Yes")), ("no", _("No"))])
    source = _choice_filter(_("Came by"), Case.Source.choices)

    # Shown at once; the others are folded away until one of them is chosen.
    FIRST = ("tier", "where", "state", "reads")

    def __init__(self, data):
        super().__init__(data)
        # Asked of the database only where they are shown or chosen, and then once.
        choice_field(self.fields, "who").choices = cache(_assignee_choices)
        choice_field(self.fields, "tag").choices = cache(_tag_choices)
        self.is_valid()

    @property
    def active(self):
        """Return {name: value} of the filters that are set, as they stand in an address."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def first(self):
        return [self[name] for name in self.FIRST]

    @property
    def more(self):
        return [self[name] for name in self.fields if name not in self.FIRST and name != "week"]

    @property
    def has_more_active(self):
        return any(name not in self.FIRST for name in self.active)

    def apply(self, cases, today, *, is_open=True):
        """Return the cases that the filters leave, of a tab of open ones or of another."""
        for name, value in self.active.items():
            cases = FILTERS[name](cases, value, today)
        if is_open and self.active.get("where") == "held":
            # Who is locked up stands in the first two tiers, so the list need not be read further.
            cases = cases.filter(sort_key__lt="3")
        return cases


def _deadline_within(cases, days, today):
    # A last day so near puts an open case into the first tiers: the list need not be read further.
    tiers = Q(sort_key__lt="3" if int(days) <= 14 else "4") | Q(sort_key__gte="5")
    near = Q(next_deadline_on__range=(today, today + timedelta(days=int(days))))
    return cases.filter(tiers, near | Q(held=True, next_deadline_on__lt=today))


def _past_service_level(cases, which, today):
    if which == "read":
        return cases.filter(status=Case.Status.RECEIVED).filter(
            Q(tier=urgency.TODAY, opened_on__lt=add_working_days(today, -REVIEW_DAYS_URGENT))
            | Q(opened_on__lt=add_working_days(today, -REVIEW_DAYS))
        )
    if which == "due":
        return cases.filter(follow_up_on__lte=today)
    return cases.filter(waiting_since__isnull=False)


def _with_packet(cases, route, today):
    return cases.filter(Exists(Packet.objects.filter(case=OuterRef("pk"), route=route)))


# A code that so few cases have is read from its own rows; a more usual one is met soon enough in
# the order of the list.
RARE_COUNT = 2000


def _with_code(column):
    def narrow(cases, code, today):
        rows = CaseCode.objects.filter(column=column, code=code).order_by()
        few = list(rows.values_list("case", flat=True)[: RARE_COUNT + 1])
        if len(few) <= RARE_COUNT:
            return cases.filter(pk__in=few)
        return cases.filter(Exists(rows.filter(case=OuterRef("pk"))))

    return narrow


def _past_release(cases, which, today):
    if which == "was":
        return cases.filter(days_past_release__gt=0)
    # Who is locked up past release stands in the first tier.
    return cases.filter(held_past_release=True, sort_key__lt="2")


def _with_packets(cases, which, today):
    added = Exists(Attachment.objects.filter(case=OuterRef("pk")))
    return cases.filter(added if which == "yes" else ~added)


def _of_week(cases, monday, today):
    first = date.fromisoformat(monday)
    return cases.filter(opened_on__range=(first, first + timedelta(days=6)))


FILTERS = {
    "tier": lambda cases, value, today: cases.filter(
        sort_key__gte=value, sort_key__lt=str(int(value) + 1)
    ),
    "where": lambda cases, value, today: (
        cases.filter(held=True) if value == "held" else cases.filter(where=value)
    ),
    "state": lambda cases, value, today: cases.filter(state=value),
    "reads": lambda cases, value, today: cases.filter(reads=value),
    "problem": _with_code("problems"),
    "code": _with_code("codes"),
    "began": lambda cases, value, today: cases.filter(began=value),
    "hold": lambda cases, value, today: cases.filter(hold=value),
    "past": _past_release,
    "papers": _with_packets,
    "outcome": lambda cases, value, today: cases.filter(outcome=value),
    "week": _of_week,
    "route": _with_packet,
    "status": lambda cases, value, today: cases.filter(status=value),
    "who": lambda cases, value, today: cases.filter(
        assigned_to=None if value == "nobody" else int(value)
    ),
    "tag": lambda cases, value, today: cases.filter(
        Exists(Case.tags.through.objects.filter(case=OuterRef("pk"), tag=int(value)))
    ),
    "last_day": _deadline_within,
    "quiet": lambda cases, value, today: cases.filter(
        last_contact_on__lte=add_working_days(today, -int(value))
    ),
    "late": _past_service_level,
    "sends": lambda cases, value, today: cases.filter(consent_send=value),
    "counts": lambda cases, value, today: cases.filter(consent_count=value),
    "source": lambda cases, value, today: cases.filter(source=value),
}


@dataclass
class FilteredCases:
    """One list: which tab, which filters, and the cases that they leave."""

    tab: str
    form: QueueFilter
    cases: object

    @property
    def query(self):
        """Return the list as the part of an address after the question mark."""
        return urlencode({"tab": self.tab} | self.form.active)


def filtered_cases(params, visible, volunteer, today):
    """Return the FilteredCases that an address asks for."""
    all_tabs, tab = queue_tabs(volunteer), params.get("tab", "open")
    if tab not in all_tabs:
        tab = "open"
    form = QueueFilter(params)
    cases = visible.filter(all_tabs[tab][1])
    is_open = tab not in ("closed", "automatic")
    return FilteredCases(tab, form, form.apply(cases, today, is_open=is_open))


def in_queue_order(cases):
    return cases.order_by("sort_key", "reference")


def _place(text):
    """Return (rank, reference) of a place in a list, or None if the address has none."""
    sort_key, _dot, reference = (text or "").partition(".")
    return (sort_key, reference) if reference else None


def place_of(case):
    return f"{case.sort_key}.{case.reference}"


def after(cases, sort_key, reference):
    return in_queue_order(cases.filter(sort_key__gte=sort_key)).exclude(
        sort_key=sort_key, reference__lte=reference
    )


def before(cases, sort_key, reference):
    return (
        cases.filter(sort_key__lte=sort_key)
        .exclude(sort_key=sort_key, reference__gte=reference)
        .order_by("-sort_key", "-reference")
    )


def page_of(cases, params):
    """Return (rows, place for the earlier page, place for the next one), by keyset.

    However far down the list, a page costs the same.
    """
    start, end = _place(params.get("after")), _place(params.get("before"))
    if end:
        rows = list(before(cases, *end)[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, place_of(rows[0]) if more and rows else "", place_of(rows[-1]) if rows else ""
    rows = list((after(cases, *start) if start else in_queue_order(cases))[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return (
        rows,
        place_of(rows[0]) if start and rows else "",
        place_of(rows[-1]) if more else "",
    )


def neighbors(case, cases):
    """Return {"before", "after", "number"} of a case in a list; the number up to 1,000."""
    earlier, later = (
        before(cases, case.sort_key, case.reference),
        after(cases, case.sort_key, case.reference),
    )
    count = earlier.order_by()[:MAX_COUNTED].count()
    return {
        "before": earlier.values_list("reference", flat=True).first(),
        "after": later.values_list("reference", flat=True).first(),
        "number": count + 1 if count < MAX_COUNTED else f"{MAX_COUNTED}+",
    }


def recomputed_today():
    """Return the date, after every case whose place changes by itself was moved on."""
    day = timezone.localdate()
    urgency.recompute_due(day)
    return day
