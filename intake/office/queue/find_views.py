"""Finding a case as a caller speaks: by name, number, phone, helper or year of birth."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from intake.audit import log as audit
from intake.cases import queue_order, search, search_terms, urgency
from intake.cases.unlocked import Unreadable, unreadable_text
from intake.flow.conditions import answer

from .. import labels
from ..access import unlocked_cases, visible_cases
from .forms import SearchForm

# A search first makes hashes for at most so many cases that have none, or those of an old release.
INDEX_IN_SEARCH, OUTDATED_IN_SEARCH = 500, 50

# What a name sounds alike by, after whose name it is.
SUFFIXES = (search_terms.SOUNDS, search_terms.CONSONANTS, search_terms.UNVOCALIZED)
LAST_NAME = pgettext_lazy("a case was found by it", "Last name")
FIRST_NAME = pgettext_lazy("a case was found by it", "First name")
OTHER_NAME = gettext_lazy("Another name of the person")
HELPER, LAWYER = gettext_lazy("Helper’s name"), gettext_lazy("Lawyer’s name")
ALIKE = {
    search_terms.FAMILY: gettext_lazy("Last name sounds alike"),
    search_terms.GIVEN: gettext_lazy("First name sounds alike"),
    search_terms.OTHER_NAME: gettext_lazy("Another name sounds alike"),
    search_terms.HELPER: gettext_lazy("Helper’s name sounds alike"),
    search_terms.LAWYER: gettext_lazy("Lawyer’s name sounds alike"),
}
WRITTEN = {
    search_terms.FAMILY: LAST_NAME,
    search_terms.GIVEN: FIRST_NAME,
    search_terms.OTHER_NAME: OTHER_NAME,
    search_terms.HELPER: HELPER,
    search_terms.LAWYER: LAWYER,
}
# {kind of a term: the words that say why a case was found}, in the order in which they are said.
REASONS = {
    search_terms.NAME: gettext_lazy("Whole name"),
    **WRITTEN,
    search_terms.PHONE: pgettext_lazy("a case was found by it", "Phone"),
    search_terms.PHONE_END: gettext_lazy("Last 7 digits of the phone"),
    search_terms.LAWYER_PHONE: gettext_lazy("Lawyer’s phone"),
    search_terms.EMAIL: pgettext_lazy("a case was found by it", "Email"),
    search_terms.A_NUMBER: pgettext_lazy("a case was found by it", "A-number"),
    search_terms.EVENT: gettext_lazy("Event number"),
    search_terms.SUBJECT: gettext_lazy("Subject number"),
    search_terms.RECEIPT: gettext_lazy("Receipt number"),
    search_terms.BOOKING: gettext_lazy("Booking number"),
    search_terms.OFFICE_NUMBER: gettext_lazy("Number that an office gave"),
    search_terms.SOUND: gettext_lazy("Whole name sounds alike"),
    **{f"{role} {suffix}": words for suffix in SUFFIXES for role, words in ALIKE.items()},
    search_terms.BORN: gettext_lazy("Year of birth"),
}


def reasons(kinds):
    """Return the words for why a case was found, the surest first.

    That a name sounds alike is said only where it is not written the same.
    """
    written = bool(kinds & {search_terms.NAME, *WRITTEN})
    said = {
        words: None
        for kind, words in REASONS.items()
        if kind in kinds and not (written and kind.endswith((search_terms.SOUND, *SUFFIXES)))
    }
    return list(said)


def _person(unlocked):
    """Return (name, year of birth) of whom a case is about, as it was said last."""
    try:
        answers = unlocked.answers
    except Unreadable:
        return unreadable_text(), None
    names = (answer(answers, "person", name) for name in ("given_names", "family_names"))
    born = answer(answers, "born", "birth_date", None) or {}
    return " ".join(filter(None, names)), born.get("y")


def _rows(request, found):
    """Return what a result shows of each case: the person, why it was found, where it stands."""
    visible = visible_cases(request).select_related("assigned_to", "complaint")
    by_pk = visible.prefetch_related("amendments").in_bulk(list(found))
    opened = {one.case.pk: one for one in unlocked_cases(request, by_pk.values())}
    rows = []
    for pk, kinds in found.items():
        if pk not in by_pk:
            continue
        case = by_pk[pk]
        name, born = _person(opened[pk]) if pk in opened else (unreadable_text(), None)
        rows.append(
            {
                "case": case,
                "name": name,
                "born": born,
                "reasons": reasons(kinds),
                "tier": urgency.TIERS[case.tier],
                "words": labels.case_labels(case),
            }
        )
    return rows


@require_POST
def find(request):
    """Find cases as callers speak. What was typed stands in no address, and in no log."""
    if request.key_is_old:
        return redirect("office:queue")
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "office/found.html", {"form": form}, status=422)
    typed = form.cleaned_data["q"]
    reference = labels.parse_reference(typed)
    exact = visible_cases(request).filter(reference=reference).first() if reference else None
    if exact:
        return redirect("office:case", exact.reference)
    queue_order.recomputed_today()
    search.index_cases(request.teams, INDEX_IN_SEARCH)
    search.index_outdated(request.teams, OUTDATED_IN_SEARCH)
    found = search.find(typed, request.teams, queue_order.PAGE + 1)
    more = len(found) > queue_order.PAGE
    rows = _rows(request, dict(list(found.items())[: queue_order.PAGE]))
    # One row for the list, with how many names it shows.
    audit.write(audit.Kind.SEARCHED, by=request.user, at=timezone.now(), what=len(rows))
    context = {
        "form": form,
        "rows": rows,
        "more": more,
        "left": search.unindexed_cases(request.teams)[: queue_order.MAX_COUNTED].count(),
    }
    return render(request, "office/found.html", context)
