"""When an office must answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Claim, claim

from .workdays import add_months, add_working_days, on_or_before


@dataclass(frozen=True)
class ResponseTime:
    """When an office must answer, counted from a day: `due_on(start)` returns the date."""

    slug: str
    text: Claim
    due_on: Callable[[date], date]


# 5 U.S.C. 552(a)(6)(A)(i). A letter asks for an answer by that day.
FOIA_WORKING_DAYS = 20

RESPONSE_TIMES = {
    answer.slug: answer
    for answer in (
        ResponseTime(
            "foia",
            claim(
                _("By law the office has 20 working days. It often takes months."),
                "S104",
                confidence=MEDIUM,
            ),
            lambda day: add_working_days(day, FOIA_WORKING_DAYS),
        ),
        ResponseTime(
            "amendment",
            claim(
                _("Within 10 working days, the office must write that it got your request."), "S58"
            ),
            lambda day: add_working_days(day, 10),
        ),
        ResponseTime(
            "privacy_appeal",
            claim(
                _("If the answer is no, you have 90 working days to appeal."),
                "S58",
                "S59",
            ),
            lambda day: add_working_days(day, 90),
        ),
        ResponseTime(
            "ftca_silence",
            claim(
                _("No answer for six months? You may treat that as a no."),
                "S152",
                "S153",
            ),
            lambda day: add_months(day, 6),
        ),
        ResponseTime(
            "ftca_suit",
            claim(
                _(
                    "After a no, a court case must start within six months. It counts from the day"
                    " the no was mailed."
                ),
                "S152",
                "S153",
            ),
            lambda day: on_or_before(add_months(day, 6)),
        ),
    )
}
