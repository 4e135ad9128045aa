"""Faults of the order of the queue: a reason, a day or a place that is wrong."""

from .base import Mutant

URGENCY = (
    Mutant(
        "urgency-reason-true-a-day-late",
        "A reason counts from the day after its first day.",
        "intake/cases/urgency.py",
        old="return (first is None or first <= day) and (last is None or day <= last)",
        new="return (first is None or first < day) and (last is None or day <= last)",
        tests="tests/cases/test_urgency.py",
    ),
    Mutant(
        "urgency-answer-due-a-day-early",
        "Two working days without an answer count as more than two.",
        "intake/cases/urgency.py",
        old="add_working_days(case.waiting_since, 3)",
        new="add_working_days(case.waiting_since, 2)",
        tests="tests/cases/test_urgency.py",
    ),
    Mutant(
        "urgency-strongest-reason-not-first",
        "Within a tier, a strong reason stands among the weak ones.",
        "intake/cases/urgency.py",
        old="number = PLACES[strongest.slug] if strongest else NO_REASON",
        new="number = 1 if strongest else NO_REASON",
        tests="tests/cases/test_urgency.py",
        moved="A digit for custody stood there; the number of the reason now does its work.",
    ),
    Mutant(
        "urgency-request-to-erase-has-no-clock",
        "Of people who are free, a request to erase a case raises nothing.",
        "intake/cases/urgency.py",
        old='return _since("erase_asked_on", is_so=lambda case: case.held == held)',
        new='return _since("erase_asked_on", is_so=lambda case: case.held and held)',
        tests="tests/cases/test_urgency.py",
        moved=(
            "The day of the request ordered within a tier; by design only clocks of custody do"
            " now, and the request is a reason."
        ),
    ),
    Mutant(
        "urgency-escalated-a-day-too-long",
        "An escalated case stays so on the day on which that ends.",
        "intake/cases/urgency.py",
        old="if case.escalated_until and case.escalated_until <= today:",
        new="if case.escalated_until and case.escalated_until < today:",
        tests="tests/office/test_work.py::test_raising_shows_a_reason_and_ends_by_itself",
    ),
    Mutant(
        "urgency-past-release-a-day-late",
        "On the day of release nobody counts as held past it.",
        "intake/cases/urgency.py",
        old="if in_jail(case) and case.release_due_on and case.release_due_on <= today:",
        new="if in_jail(case) and case.release_due_on and case.release_due_on < today:",
        tests="tests/cases/test_urgency.py",
    ),
    Mutant(
        "urgency-dismissed-deadline-ends-the-rule",
        "A deadline that moved does not count again, because an earlier one was dismissed.",
        "intake/cases/urgency.py",
        old="if case.dismissed_deadlines.get(rule_key) != day.isoformat()",
        new="if rule_key not in case.dismissed_deadlines",
        tests=(
            "tests/office/test_review.py"
            "::test_a_last_day_that_is_done_leaves_the_queue_and_comes_back_when_it_moves"
        ),
    ),
    Mutant(
        "urgency-recomputed-a-day-late",
        "Lists do not move on what changes today.",
        "intake/cases/urgency.py",
        old="Case.objects.filter(recompute_on__lte=today)",
        new="Case.objects.filter(recompute_on__lt=today)",
        tests="tests/cases/test_urgency.py",
    ),
    Mutant(
        "urgency-person-taken-for-a-bot",
        "A case that looked automatic stays apart when its filer writes to us.",
        "intake/cases/urgency.py",
        old="return SUSPECTED_BOT if case.suspected_bot and not case.waiting_since else None",
        new="return SUSPECTED_BOT if case.suspected_bot else None",
        tests=(
            "tests/public/test_bot_detection.py"
            "::test_who_writes_to_us_after_sending_leaves_the_pile"
        ),
    ),
    Mutant(
        "urgency-unasked-hold-is-no-hold",
        "A person in jail who was never asked about a hold has none.",
        "intake/cases/urgency.py",
        old='_if(lambda case: in_jail(case) and case.hold != "no")',
        new='_if(lambda case: in_jail(case) and case.hold in ("yes", "unsure"))',
        tests="tests/cases/test_urgency.py",
    ),
)
