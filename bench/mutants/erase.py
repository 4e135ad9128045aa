"""Faults of erasing: what stays, what goes too soon, and what goes with it."""

from .base import Mutant

ERASE = (
    Mutant(
        "erase-search-hashes-stay",
        "The hashes by which a case is found outlive it.",
        "intake/cases/actions.py",
        old="if relation.one_to_many:",
        new='if relation.one_to_many and relation.name != "search_hashes":',
        tests="tests/office/test_queue_filters.py::test_erasing_takes_the_hashes_too",
        moved=(
            "Tables were named one by one, and this name was left out; now every table that"
            " points to a case is passed, so the fault has to name it."
        ),
    ),
    Mutant(
        "erase-reasons-stay",
        "The sealed reasons of events stay where they are.",
        "intake/cases/actions.py",
        old="rows.update(**{field.attname: None for field in sealed_fields(Event)})",
        new="pass",
        tests="tests/cases/test_actions.py::test_erase_leaves_a_bare_line_and_no_key",
    ),
    Mutant(
        "erase-originals-stay-in-the-store",
        "A file kept as it came is not erased from the store with its case.",
        "intake/cases/actions.py",
        old='case.attachments.values_list("id", "original_id")',
        new='case.attachments.values_list("id")',
        tests="tests/attachments/test_attachment_faults.py",
    ),
    Mutant(
        "erase-a-day-early",
        "The timer takes a case on its last day, not after it.",
        "intake/cases/volunteer_actions.py",
        old="found = due(today).exclude(erase_asked_on=None) if only_asked else due(today)",
        new=(
            "today += timedelta(days=1);"
            " found = due(today).exclude(erase_asked_on=None) if only_asked else due(today)"
        ),
        tests=(
            "tests/office/test_audit.py"
            "::test_s05_a_closed_case_is_there_on_its_last_day_and_gone_on_the_next"
        ),
        moved="Two lines ask for the day now, and each stops the other's fault: it is before both.",
    ),
    Mutant(
        "erase-kept-past-a-year",
        "A case that was closed late is kept 90 days past its year.",
        "intake/cases/retention.py",
        old="return min(latest, case.closed_on + AFTER_CLOSING)",
        new="return case.closed_on + AFTER_CLOSING",
        tests="tests/cases/test_retention.py",
    ),
    Mutant(
        "erase-early-by-one-coordinator",
        "The coordinator who proposed it confirms it.",
        "intake/cases/volunteer_actions.py",
        old="if case.erase_proposed_by_id == by.pk:",
        new="if case.assigned_to_id == by.pk:",
        tests="tests/office/test_audit.py::test_erasing_early_takes_two_coordinators",
    ),
    Mutant(
        "erase-draft-takes-the-keys-of-its-case",
        "A draft of added pages that is past its day takes the keys of the sent case along.",
        "intake/complaints/drafts.py",
        old="if not Complaint.objects.filter(pk=owner).exists():",
        new="if not Draft.objects.filter(pk=owner).exists():",
        tests="tests/cases/test_submission.py",
    ),
    Mutant(
        "erase-sweep-takes-new-files",
        "The sweep takes a file of a moment ago, whose row is not written yet.",
        "intake/attachments/actions.py",
        old="for file_id in _older(unknown, now - ORPHAN_AFTER):",
        new="for file_id in unknown:",
        tests="tests/attachments/test_attachment_faults.py",
        moved="The sweep erased such a file; now it moves it to lost-and-found.",
    ),
    Mutant(
        "erase-ended-session-still-opens",
        "A browser whose session has ended opens the case until the timer runs.",
        "intake/vault/envelopes.py",
        old="Wrap.objects.filter(fresh, kind=kind, index=_blind_index(kind, secret)).first()",
        new="Wrap.objects.filter(kind=kind, index=_blind_index(kind, secret)).first()",
        tests=(
            "tests/public/test_code_and_session.py"
            "::test_a_visit_that_is_used_goes_on_and_one_that_is_not_ends"
        ),
    ),
    Mutant(
        "erase-proposal-outlives-reopening",
        "A case that was opened again keeps the proposal to erase it early.",
        "intake/cases/actions.py",
        old="case.erase_proposed_by = None if event is None:",
        new="if event is None:",
        tests=(
            "tests/office/test_audit.py::test_a_proposal_to_erase_is_an_event_and_can_be_taken_back"
        ),
    ),
    Mutant(
        "erase-case-not-locked",
        "Two volunteers who act at once both find the case as it was.",
        "intake/cases/change.py",
        old="self.case = Case.objects.select_for_update().get(pk=self.case.pk)",
        new="self.case = Case.objects.get(pk=self.case.pk)",
        tests="tests/reliability/test_two_volunteers.py",
        postgres=True,
    ),
)
