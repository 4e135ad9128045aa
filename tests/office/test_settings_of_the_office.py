"""Coordinators' pages: who works here and how, hours, languages, health, and what looks unusual."""

import html
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.audit import log as audit
from intake.audit.recent import end_is_whole
from intake.cases import actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import AuditEntry, LastRun, Membership, MessageTemplate, Volunteer
from intake.office.queue import handbook
from tests.conftest import PASSWORD, join, log_in
from tests.filer import flat

NOW = timezone.now


def shown(client, path):
    return flat(html.unescape(client.get(path).content.decode()))


def test_people_shows_second_factor_languages_and_who_is_away(cast, office):
    join(office, "nora")
    Volunteer.objects.filter(username="ben").update(languages=["es", "ht"])
    log_in(cast["ben"]).post("/office/account/", {"languages": ["es", "ht"], "off_duty": "on"})
    page = shown(log_in(cast["cora"]), "/office/people/")
    assert "Spanish" in page or "Español" in page
    assert page.count('class="chip">away') == 1
    assert page.count(">app<") == len(cast) and "<strong>none</strong>" in page


def test_nobody_gives_a_case_to_who_is_away(cast, office):
    case = file_case(COMPLAINT, NOW())
    path = f"/office/cases/{case.reference}/?do=assign"
    offered = f'<option value="{cast["ben"].pk}">Ben</option>'
    assert offered in shown(log_in(cast["ana"]), path)
    Volunteer.objects.filter(username="ben").update(off_duty=True)
    assert offered not in shown(log_in(cast["ana"]), path)


def test_who_sees_only_own_cases_meets_no_other_anywhere(cast, office):
    own, other = file_case(COMPLAINT, NOW()), file_case(COMPLAINT, NOW())
    actions.assign_to_self(own, by=cast["ana"], at=NOW())
    cora, ana = log_in(cast["cora"]), log_in(cast["ana"])
    assert other.reference in shown(ana, "/office/")
    assert other.reference in shown(ana, f"/office/cases/{own.reference}/")
    cora.post(f"/office/people/{cast['ana'].pk}/sees/", {"own": "1"})
    for path in (
        "/office/",
        "/office/today/",
        "/office/follow-ups/",
        "/office/?tab=all",
        f"/office/cases/{own.reference}/",
    ):
        assert other.reference not in shown(ana, path), path
    assert own.reference in shown(ana, "/office/")
    assert ana.get(f"/office/cases/{other.reference}/").status_code == 404
    assert ana.post(f"/office/cases/{other.reference}/take/").status_code == 404
    found = ana.post("/office/find/", {"q": "Ana Example"}, follow=True).content.decode()
    assert other.reference not in found and own.reference in found
    assert other.reference in shown(log_in(cast["ben"]), "/office/")
    cora.post(f"/office/people/{cast['ana'].pk}/sees/", {"all": "1"})
    assert other.reference in shown(ana, "/office/")


def test_office_hours_stand_on_today_and_in_messages(cast):
    case = file_case(COMPLAINT, NOW())
    cora, ana = log_in(cast["cora"]), log_in(cast["ana"])
    assert "Thanksgiving" in shown(cora, "/office/hours/")
    cora.post("/office/hours/", {"text": "Mondays, 9 to 12, Central time"})
    assert "Mondays, 9 to 12" in shown(ana, "/office/today/")
    words = {"text": "We answer {hours}.", "keep": "1"}
    assert cora.post("/office/templates/reading/en/", words).status_code == 302
    page = shown(ana, f"/office/cases/{case.reference}/act/?template=reading")
    assert "We answer Mondays, 9 to 12, Central time." in page


def test_languages_shows_words_readers_and_who_waits(cast):
    case = file_case(COMPLAINT, NOW())
    MessageTemplate.objects.create(slug="ask", language=case.reads, version=1, text="x", at=NOW())
    page = shown(log_in(cast["cora"]), "/office/languages/")
    assert "1 of 7" in page and "7 of 7" in page
    assert f"?tab=open&reads={case.reads}" in page and 'class="stale"' in page


def test_health_says_what_runs(cast, office, settings, tmp_path):
    settings.ATTACHMENTS_DIR = tmp_path / "not there yet"
    settings.EMAIL_FROM, settings.TEXTS_URL = "post@site.example", ""
    oren = log_in(cast["oren"])
    page = shown(oren, "/office/health/")
    assert "It never ran." in page and "GB left" in page and "TEXTS_URL" in page
    call_command("expire", stdout=StringIO())
    before = page.count("<strong>No</strong>")
    page = shown(oren, "/office/health/")
    assert page.count("<strong>No</strong>") == before - 1 and "Last: " in page
    LastRun.objects.update(at=NOW() - timedelta(hours=4))
    assert shown(oren, "/office/health/").count("<strong>No</strong>") == before


def test_the_quick_look_at_the_log_sees_a_changed_a_missing_and_a_cut_row(cast):
    assert end_is_whole() == (audit.first_broken_entry() is None)
    for number in range(8):
        audit.write("opened", by=cast["ana"], at=NOW(), what=f"AAA-{number:03d}")
    assert end_is_whole() and end_is_whole(limit=3) and audit.first_broken_entry() is None
    last = AuditEntry.objects.order_by("-number").first()
    AuditEntry.objects.filter(pk=last.pk - 1).update(what="BBB-000")
    assert not end_is_whole(limit=3)
    AuditEntry.objects.filter(pk=last.pk - 1).update(what="AAA-006")
    assert end_is_whole(limit=3)
    last.delete()
    assert not end_is_whole(limit=3)


def test_unusual_looking_is_a_line_on_the_coordinators_today(cast):
    for number in range(audit.HOURLY_LIMITS["opened"] + 1):
        audit.write("opened", by=cast["ben"], at=NOW(), what=f"AAA-{number:03d}")
    assert "1 unusual line in the access log" in shown(log_in(cast["cora"]), "/office/today/")
    assert "unusual line" not in shown(log_in(cast["ana"]), "/office/today/")


def test_invite_and_end_access_by_command(office):
    out = StringIO()
    call_command("invite", "nora", first_name="Nora", stdout=out)
    assert "/office/welcome/" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("invite", "nora", stdout=out)
    call_command("invite", "nora", "--again", stdout=out)
    call_command("end_access", "nora", stdout=out)
    assert not Volunteer.objects.get(username="nora").is_active
    with pytest.raises(CommandError):
        call_command("invite", "nora", "--again", stdout=out)
    assert list(AuditEntry.objects.order_by("number").values_list("kind", flat=True)) == [
        "invited",
        "invited",
        "left",
    ]


def test_grant_by_command_needs_the_password_of_a_member(office, monkeypatch):
    nora = join(office, "nora", granted=False)
    typed = ["wrong", PASSWORD, PASSWORD]
    monkeypatch.setattr("intake.management.commands.grant.getpass", lambda _prompt: typed.pop(0))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("grant", "Team", "nora", by="cora", stdout=out)
    call_command("grant", "Team", "nora", by="cora", stdout=out)
    assert Membership.objects.filter(member=nora.member, team=office["team"]).exists()
    with pytest.raises(CommandError):
        call_command("grant", "No team", "nora", by="cora", stdout=out)


def test_the_handbook_names_what_a_newcomer_must_know():
    chapters = {anchor: lines for anchor, _title, lines in handbook.CHAPTERS}
    for anchor in ("first-shift", "urgent", "yourself", "never"):
        assert len(chapters[anchor]) >= 5, anchor


def test_notes_on_today_and_heavy_parts_in_print_are_not_met_unawares(cast, office):
    case = file_case(COMPLAINT, NOW())
    ana = log_in(cast["ana"])
    ana.post(
        f"/office/cases/{case.reference}/note/", {"text": "a heavy word", "for_next_shift": "on"}
    )
    page = shown(ana, "/office/today/")
    assert "Read the notes" in page and "a heavy word" not in page
    assert "a heavy word" in shown(ana, "/office/today/?notes=1")
    sheet = ana.post("/office/many/", {"what": "print", "case": case.reference, "sure": "1"})
    page = flat(html.unescape(sheet.content.decode()))
    assert (
        "Hard to read. Take your time: Is any of this happening?, Unfair treatment,"
        " Did any of these happen?" in page
    )


def test_only_who_does_not_open_a_team_yet_is_offered_it(cast, office):
    join(office, "nora", granted=False)
    page = shown(log_in(cast["cora"]), "/office/people/")
    outside = re.findall(r'Approve for Team<span class="sr">([^<]+)', page)
    assert outside == ["Dana", "Nora"]


def test_words_of_a_message_name_the_language_they_are_for(cast):
    page = shown(log_in(cast["cora"]), "/office/templates/ask/es/")
    assert '<span class="status">Spanish</span>' in page


def test_the_list_of_second_factors_is_on_the_account_page(cast):
    answer = log_in(cast["ana"]).get("/office/account/second/all/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/office/account/")
