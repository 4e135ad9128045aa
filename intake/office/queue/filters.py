"""The lists of the queue: tabs, filters, pages. A list is an address, so a bookmark keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from html import escape
from operator import or_
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intake.accounts.models import Volunteer
from intake.attachments.models import Attachment
from intake.cases import ages, consequences, filters, reading_state, urgency
from intake.cases.filters import CLOSED, OPEN, SUSPECTED_BOT
from intake.cases.models import Case, Tag
from intake.flow.forms.person import LANGUAGES
from intake.flow.questions import choice_field
from intake.flow.states import STATES
from intake.packets import readings
from intake.packets.build import DOCUMENTS_OF_ROUTE
from intake.packets.models import Packet
from intake.routes.fitting import ROUTES_BY_SLUG
from intake.vault.models import Team
from intake.web import prepared

from ..access import may_see_identity
from ..labels import ERROR_TYPE_LABELS, PROBLEM_LABELS, START_LABELS


def _to_all(which):
    """Return a tab that has the same cases for all volunteers."""
    return lambda _volunteer_id: which


# {key: (name, which cases of a volunteer's id)} of the tabs of the queue.
TABS = {
    "open": (_("All open"), _to_all(OPEN)),
    "replies": (_("New replies"), reading_state.unread_replies),
    "nobody": (_("Unassigned"), _to_all(OPEN & Q(assigned_to=None))),
    "mine": (_("Mine"), lambda me: OPEN & Q(assigned_to=me)),
    "asking": (_("Waiting for filer"), _to_all(Q(status=Case.Status.WAITING))),
    "office": (_("Waiting for an office"), _to_all(Q(status=Case.Status.SENT))),
    "review": (_("In second review"), lambda _me: readings.cases_in_review()),
    "ready": (_("Ready to send"), _to_all(Q(status=Case.Status.READY))),
    "wrote_after": (_("Wrote after closing"), _to_all(OPEN & Q(status=Case.Status.CLOSED))),
    "closed": (_("Closed"), _to_all(CLOSED)),
    "all": (_("Open and closed"), _to_all(Q(sort_key__lt="6"))),
    "automatic": (_("Possible bot"), _to_all(SUSPECTED_BOT)),
}


def _choice_filter(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *choices])


def _day_filter(label):
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _assignee_choices():
    return [
        ("", _("Any")),
        ("nobody", _("Unassigned")),
        *((str(pk), name) for pk, name in prepared.rows(_active_names)),
    ]


def _active_names():
    volunteers = Volunteer.objects.filter(is_active=True).order_by("first_name")
    return volunteers.values_list("pk", "first_name")


def _by_name(model):
    rows = model.objects.order_by("name").values_list("pk", "name")
    return [("", _("Any")), *((str(pk), name) for pk, name in rows)]


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
    age = _choice_filter(pgettext_lazy("filter", "Age"), ages.CHOICES)
    began = _choice_filter(_("How it began"), START_LABELS)
    hold = _choice_filter(
        _("Hold by ICE"), [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not known"))]
    )
    past = _choice_filter(
        _("Past release"),
        [("now", _("Kept past release now")), ("was", _("Was kept past release"))],
    )
    papers = _choice_filter(_("Added files"), [("yes", _("Has files")), ("no", _("Has none"))])
    outcome = _choice_filter(_("How it ended"), Case.Outcome.choices)
    week = forms.DateField(required=False, widget=forms.HiddenInput)
    route = _choice_filter(
        _("Packet for"), [(key, ROUTES_BY_SLUG[key].name) for key in DOCUMENTS_OF_ROUTE]
    )
    status = _choice_filter(_("Status"), [(one.value, one.office_label) for one in Case.Status])
    who = _choice_filter(_("Assigned to"), [])
    tag = _choice_filter(_("Tag"), [])
    team = _choice_filter(_("Team"), [])
    last_day = _choice_filter(
        _("A day within"), [("7", _("7 days")), ("14", _("14 days")), ("60", _("60 days"))]
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
            ("waits", _("Waiting for our answer")),
        ],
    )
    sends = _choice_filter(
        _("Consent"), [("volunteers", _("We may send")), ("self", _("They send"))]
    )
    counts = _choice_filter(_("May be counted"), [("yes", _("Yes")), ("no", _("No"))])
    source = _choice_filter(_("Came by"), Case.Source.choices)
    packet = _choice_filter(
        _("Packet"),
        [(one.value, one.label) for one in Packet.Status if one != Packet.Status.REPLACED],
    )
    unread = _choice_filter(
        _("Unread by me"),
        [
            ("any", _("Anything")),
            ("reply", _("A reply")),
            ("given", _("Assigned to me")),
            ("packet", _("A packet sent back to me")),
        ],
    )
    received_from = _day_filter(_("Received from"))
    received_to = _day_filter(_("Received until"))
    closed_from = _day_filter(_("Closed from"))
    closed_to = _day_filter(_("Closed until"))
    contact_from = _day_filter(_("Last contact from"))
    contact_to = _day_filter(_("Last contact until"))
    closing = _choice_filter(
        _("Closed in the last 24 hours"),
        [("any", _("All that can be undone")), ("held", _("In custody with a clock"))],
    )

    # Drawn at once; the others only where they are asked for, or one of them is chosen.
    FIRST = ("tier", "where", "state", "reads", "who")

    def __init__(self, data, *, identity=True):
        super().__init__(data)
        if not identity:
            del self.fields["age"]
        # Asked of the database only where they are shown or chosen, and then once.
        choice_field(self.fields, "who").choices = cache(_assignee_choices)
        choice_field(self.fields, "tag").choices = cache(lambda: _by_name(Tag))
        choice_field(self.fields, "team").choices = cache(lambda: _by_name(Team))
        self.is_valid()

    @property
    def active(self):
        """Return {name: value} of the filters that are set, as they stand in an address."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def more(self):
        return [self[name] for name in self.fields if name not in self.FIRST and name != "week"]


def _with_packet(cases, route, today):
    return cases.filter(Exists(Packet.objects.filter(case=OuterRef("pk"), route=route)))


def _with_attachments(cases, which, today):
    added = Exists(Attachment.objects.filter(case=OuterRef("pk")))
    return cases.filter(added if which == "yes" else ~added)


def _closed_lately(cases, which, today):
    return consequences.closed_lately(cases, timezone.now(), with_clock=which == "held")


def _with_packet_state(cases, state, today):
    return cases.filter(Exists(Packet.objects.filter(case=OuterRef("pk"), status=state)))


# What a case has that rooms above the cases hold.
FILTERS = filters.FILTERS | {
    "papers": _with_attachments,
    "route": _with_packet,
    "packet": _with_packet_state,
    "closing": _closed_lately,
}


@dataclass
class FilteredCases:
    """One list: which tab, which filters, and the cases that they leave."""

    tab: str
    params: Mapping[str, str]
    # {name: value} of the filters that are set, as they stand in an address.
    active: Mapping[str, str]
    cases: object
    # Whether the volunteer may know ages.
    identity: bool = True

    @cached_property
    def form(self):
        """The filters as a form: made only where it is drawn."""
        return QueueFilter(self.params, identity=self.identity)

    @property
    def has_more_active(self):
        return any(name not in QueueFilter.FIRST for name in self.active)

    @property
    def query(self):
        """Return the list as the part of an address after the question mark."""
        return urlencode({"tab": self.tab} | dict(self.active))


def filtered_cases(params, visible, volunteer, today, *, teams=None, is_checked=False):
    """Return the FilteredCases that an address asks for: `is_checked` where we wrote it.

    Without the keys of `teams`, no case has an age.
    """
    tab = params.get("tab", "open")
    if tab not in TABS:
        tab = "open"
    # Most lists have no filter: no form is made to find that out.
    active = {name: params[name] for name in QueueFilter.base_fields if params.get(name)}
    identity = may_see_identity(volunteer)
    if active and not is_checked:
        active = QueueFilter(params, identity=identity).active
    elif not identity:
        active.pop("age", None)
    cases = visible.filter(TABS[tab][1](volunteer.pk))
    is_open = tab not in ("closed", "automatic")
    narrowed = _narrowed(cases, active, volunteer, today, teams or {}, is_open=is_open)
    return FilteredCases(tab, params, active, narrowed, identity)


UNREAD = {
    "reply": reading_state.unread_replies,
    "given": reading_state.unread_assignments,
    "packet": readings.cases_returned,
}


def unread_by(volunteer, kind="any"):
    """Return the condition for cases with something that a volunteer, or their id, has not read."""
    kinds = UNREAD if kind == "any" else [kind]
    return reduce(or_, (UNREAD[one](volunteer) for one in kinds))


def _narrowed(cases, active, volunteer, today, teams, *, is_open):
    """Return the cases that filters leave, of a tab of open ones or of another."""
    for name, value in active.items():
        if name == "unread":
            cases = cases.filter(unread_by(volunteer, value))
        elif name == "age":
            cases = ages.of_age(cases, value, teams, today)
        else:
            cases = FILTERS[name](cases, value, today)
    if is_open and active.get("where") == "held":
        # Who is locked up stands in the first two tiers, so the list need not be read further.
        cases = cases.filter(sort_key__lt="3")
    return cases


def first_selects(active) -> list[tuple[str, str, SafeString]]:
    """Return [(name, label, options as HTML)] of the filters that are drawn at once."""
    language = get_language()
    drawn = []
    for name in QueueFilter.FIRST:
        label, options = _options(name, language)
        if name == "who":
            options = [(value, escape(str(words))) for value, words in _assignee_choices()]
        drawn.append((name, label, _drawn(options, active.get(name, ""))))
    return drawn


@lru_cache(maxsize=64)
def _options(name, language):
    """Return (label, [(value, escaped words)]) of a filter in one language."""
    field = QueueFilter.base_fields[name]
    choices = getattr(field, "choices", ())
    return str(field.label), [(value, escape(str(words))) for value, words in choices]


def _drawn(options, chosen):
    return SafeString(
        "".join(
            f'<option value="{value}"{" selected" if value == chosen else ""}>{words}</option>'
            for value, words in options
        )
    )
