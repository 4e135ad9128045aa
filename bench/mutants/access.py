"""Faults of access: who sees which case, and what is written down about it."""

from .base import Mutant

ACCESS = (
    Mutant(
        "access-no-wall-between-teams",
        "Lists show the cases of every team.",
        "intake/office/access.py",
        old='rows = rows.filter(**{f"{prefix}team__in": team_ids})',
        new="rows = rows.all()",
        tests="tests/office/test_work.py::test_another_team_gets_a_case_whole_and_ours_loses_it",
    ),
    Mutant(
        "access-only-own-not-asked",
        "A volunteer who may see only their own cases sees all.",
        "intake/office/access.py",
        old='return rows.filter(**{f"{prefix}assigned_to": me}) if only_own else rows',
        new="return rows",
        tests=(
            "tests/office/test_settings_of_the_office.py"
            "::test_who_sees_only_own_cases_meets_no_other_anywhere"
        ),
    ),
    Mutant(
        "access-second-readers-translate",
        "The row of rights for translations names one role too many.",
        "intake/office/access.py",
        old='_rights(TRANSLATORS, "office:translations office:translation office:translate")',
        new='_rights(READERS, "office:translations office:translation office:translate")',
        tests="tests/office/test_matrix.py::test_office_address_answers_each_actor_as_written",
    ),
    Mutant(
        "access-session-without-an-end",
        "A session that is used never ends.",
        "intake/office/access.py",
        old="return now - started > settings.SESSION_ABSOLUTE_AGE or now - seen >",
        new="return now - seen >",
        tests=(
            "tests/office/test_login.py::test_s13_a_session_ends_after_twelve_hours_however_busy"
        ),
    ),
    Mutant(
        "access-translators-see-names",
        "Everybody who may open a case sees who it is about.",
        "intake/office/access.py",
        old="return volunteer.role not in WITHOUT_IDENTITY",
        new='return may(volunteer, "office:case")',
        tests=(
            "tests/office/test_access.py"
            "::test_s07_a_translator_sees_no_name_and_no_way_to_find_the_person"
        ),
    ),
    Mutant(
        "access-without-a-second-factor",
        "A volunteer without a second factor reaches all that the role may use.",
        "intake/office/access.py",
        old="return None if name in WITHOUT_SECOND_FACTOR else",
        new="return None if may(user, name) else",
        tests=(
            "tests/office/test_login.py"
            "::test_a_volunteer_without_a_second_factor_can_only_set_one_up"
        ),
    ),
    Mutant(
        "access-opening-not-written-down",
        "A case page leaves no row in the access log.",
        "intake/office/access.py",
        old='if request.method in ("GET", "HEAD"): log_view(request, case)',
        new='if request.method == "HEAD": log_view(request, case)',
        tests="tests/office/test_audit.py::test_s08_every_page_with_something_of_a_case_is_one_row",
    ),
    Mutant(
        "access-former-member-still-in",
        "A session keeps the keys of a team that the volunteer is no longer a member of.",
        "intake/office/access.py",
        old="teams = {team: teams[team] for team in granted if team in teams}",
        new="granted = dict.fromkeys(teams, 1) | granted",
        tests=(
            "tests/office/test_login.py"
            "::test_c9_a_revoked_volunteer_opens_nothing_with_the_next_request"
        ),
    ),
    Mutant(
        "access-second-factor-never-stale",
        "A second factor of any age is fresh enough for an export.",
        "intake/office/access.py",
        old='if record.get("method") == "mfa" and now - record["at"] < FRESH_SECONDS:',
        new='if record.get("method") == "mfa" and record["at"] <= now:',
        tests=(
            "tests/office/test_audit.py"
            "::test_s15_printing_many_needs_a_fresh_second_factor_and_ends_at_a_hundred"
        ),
    ),
    Mutant(
        "access-walled-team-gets-the-case-back",
        "A case goes back to the team that must not see it.",
        "intake/cases/volunteer_actions.py",
        old="if case.ethical_walls.filter(team=team).exists():",
        new="if case.ethical_walls.filter(team=case.team).exists():",
        tests="tests/office/test_work.py::test_another_team_gets_a_case_whole_and_ours_loses_it",
    ),
)
