"""How long a case is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.cases import retention
from intake.cases.models import Case


@pytest.mark.parametrize(("closed_after", "erased_after"), [(10, 100), (275, 365), (300, 365)])
def test_s05_no_case_is_kept_past_a_year_however_late_it_was_closed(closed_after, erased_after):
    opened = timezone.localdate()
    case = Case(opened_on=opened, status="closed", closed_on=opened + timedelta(days=closed_after))
    assert retention.erase_on(case) == opened + timedelta(days=erased_after)
