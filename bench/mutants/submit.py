"""Faults of sending and adding: what is lost, taken unfinished, or counted anew."""

from .base import Mutant

SUBMIT = (
    Mutant(
        "submit-other-tab-overwritten",
        "What another tab saved while the case was being made is thrown away.",
        "intake/cases/submission.py",
        old="if current and bytes(current.answers) == bytes(draft.answers):",
        new="if current:",
        tests="tests/cases/test_submission.py",
    ),
    Mutant(
        "submit-unfinished",
        "A complaint with an unanswered page is taken.",
        "intake/cases/submission.py",
        old="if broken is not None:",
        new="if broken is not None and broken.many:",
        tests="tests/cases/test_submission.py",
    ),
    Mutant(
        "submit-wrapped-to-the-old-team-key",
        "A case that is sent while the team's key changes is wrapped to the old key.",
        "intake/vault/envelopes.py",
        old="if current.key_number == team.key_number:",
        new="if current.pk == team.pk:",
        tests=(
            "tests/office/test_work.py"
            "::test_c11_a_case_that_is_sent_while_the_key_changes_is_not_lost"
        ),
    ),
    Mutant(
        "submit-waits-anew",
        "A filer who writes again waits only since the last time.",
        "intake/cases/submission.py",
        old="case.waiting_since = case.waiting_since or changing.today",
        new="case.waiting_since = changing.today",
        tests="tests/cases/test_submission.py",
    ),
    Mutant(
        "submit-new-words-not-found",
        "A name that is added later is never found by searching.",
        "intake/cases/submission.py",
        old="case.searchable = False list_entries.forget(case)",
        new="list_entries.forget(case)",
        tests=(
            "tests/office/test_queue_filters.py"
            "::test_what_is_added_while_hashes_are_made_is_not_lost"
        ),
    ),
    Mutant(
        "submit-said-again-is-not-said",
        "A correction stands against what the person says again in the same words.",
        "intake/cases/submission.py",
        old="newly = _differing(unlocked.answers, answers) | set(pages)",
        new="newly = _differing(unlocked.answers, answers)",
        tests=(
            "tests/office/test_work.py"
            "::test_what_the_person_says_again_overtakes_a_correction_though_no_answer_differs"
        ),
    ),
    Mutant(
        "submit-second-save-wins",
        "Of two tabs that save at once, the second undoes the first.",
        "intake/complaints/drafts.py",
        old="as_read = Draft.objects.filter(pk=draft.pk, answers=before)",
        new="as_read = Draft.objects.filter(pk=draft.pk)",
        tests="tests/complaints/test_drafts.py",
    ),
    Mutant(
        "submit-session-without-an-end",
        "A filer's session that is used goes on past its longest time.",
        "intake/complaints/drafts.py",
        old="until = min(now + SESSION_IDLE_LIMIT, wrap.ends_at)",
        new="until = now + SESSION_IDLE_LIMIT",
        tests=(
            "tests/public/test_code_and_session.py"
            "::test_a_visit_ends_after_twelve_hours_whoever_uses_it"
        ),
    ),
    Mutant(
        "submit-heard-consent-leaves-no-event",
        "A case that was filed by phone does not say who heard the consent.",
        "intake/cases/submission.py",
        old="events.append(Event(case=case, kind=Event.Kind.ASSISTED, by_id=helped_by, at=now))",
        new="pass",
        tests="tests/office/test_work.py::test_assisted_intake_is_marked_as_heard_by_the_volunteer",
    ),
    Mutant(
        "submit-draft-not-locked",
        "Two tabs that send at once both find the draft.",
        "intake/complaints/drafts.py",
        old="return Draft.objects.select_for_update().filter(pk=owner).first()",
        new="return Draft.objects.filter(pk=owner).first()",
        tests=(
            "tests/reliability/test_real_server.py"
            "::test_r03_fifty_identical_posts_are_one_case_with_one_code"
        ),
        postgres=True,
    ),
)
