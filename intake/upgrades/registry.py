"""All backfills. To add one: which rows are left, how they are filled, and its line here.

One stays here until a later release takes away what it replaced, so that a database of any release
can be brought to this one.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from intake.cases import urgency
from intake.cases.change import new_case_codes
from intake.cases.models import Case, CaseCode

from .backfill import Backfill


def _without_code_rows():
    """Return the cases whose codes stand in the case alone, where no list finds a rare one."""
    rows = CaseCode.objects.filter(case=OuterRef("pk"))
    with_codes = Q(problems=[]) & Q(codes=[])
    return Case.objects.filter(~with_codes, ~Exists(rows), erased_on=None)


def _make_code_rows(cases):
    CaseCode.objects.bulk_create([row for case in cases for row in new_case_codes(case)])


def _without_a_place():
    """Return the cases without their place in the queue, or without the day they are erased."""
    no_day = Q(erase_on=None, retention_extended=False)
    return Case.objects.filter(Q(sort_key="") | no_day, erased_on=None)


def _recompute_places(cases):
    today = timezone.localdate()
    for case in cases:
        urgency.recompute_derived(case, today)
    Case.objects.bulk_update(cases, urgency.DERIVED_COLUMNS, batch_size=100)


BACKFILLS = (
    Backfill("codes of cases", _without_code_rows, _make_code_rows),
    Backfill("places in the queue", _without_a_place, _recompute_places),
)
