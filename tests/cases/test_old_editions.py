"""Cases, drafts and packets of an older edition go through the pages of today."""

import html
import json
import re
from pathlib import Path

import pytest
from django.utils import timezone

from intake.cases import corrections, facets, search, volunteer_actions
from intake.complaints import drafts
from intake.complaints.models import Draft
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT, EDITION
from intake.flow.editions import FIRST
from intake.flow.sample import sample
from intake.models import Case, Packet, SearchHash
from intake.packets import actions as packets
from intake.packets import contents
from intake.vault import envelopes
from tests.conftest import log_in, unlocked_of
from tests.filer import FormClient

NOW = timezone.now
SHAPES = Path(__file__).parents[1] / "golden" / "shapes"
PEOPLE = json.loads((SHAPES / "people.json").read_text(encoding="utf-8"))
OLD = PEOPLE["helper, held now"]
# A page and a question that no edition of today asks.
GONE = {"colors": {"shirt": "Zebra stripes"}}
SECTION = {
    "key": "colors",
    "title": "Which colors?",
    "part": "Then",
    "sees": "office",
    "many": False,
    "entries": [[{"key": "shirt", "label": "Shirt", "value": "Zebra stripes", "identity": False}]],
}


@pytest.fixture
def old(cast, office):
    """A case as edition 2026-11 stored it, with its key: the UnlockedCase."""
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    unlocked = unlocked_of(case, office)
    statement = unlocked.submitted["statement"]
    answers = OLD["answers"] | GONE | {"statement": statement}
    complaint = unlocked.complaint
    complaint.edition = FIRST
    unlocked.seal(complaint, answers=answers, transcript=[*OLD["transcript"], SECTION]).save()
    Case.objects.filter(pk=case.pk).update(facts_edition=0, held=False, searchable=False)
    return unlocked_of(Case.objects.get(pk=case.pk), office)


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return html.unescape(response.content.decode())


def filer_of(unlocked, settings):
    secret = envelopes.new_browser_secret()
    envelopes.browser_wrap(unlocked.key, secret).save(force_insert=True)
    client = FormClient()
    client.cookies[settings.VISIT_COOKIE] = secret
    return client


def test_the_case_page_shows_all_that_was_said_in_its_own_words(old, cast):
    shown = page(log_in(cast["ana"]), f"/office/cases/{old.case.reference}/?shown=1")
    assert "Which colors?" in shown and "Zebra stripes" in shown
    assert "Sample County Jail" in shown
    assert re.search(r"Places of custody</dt>\s*<dd[^>]*>\s*Local jail", shown)


def test_facets_and_search_are_filled_from_the_answers_of_then(old, office):
    teams = {office["team"].pk: office["privates"]}
    facets.fill_outdated(teams, 10, timezone.localdate())
    case = Case.objects.get(pk=old.case.pk)
    assert (case.held, case.where, case.held_past_release) == (True, "local_jail", True)
    assert search.index_cases(teams, 10) == 1
    assert SearchHash.objects.filter(case=case).exists()


def test_a_change_touches_only_what_it_asks_and_rewrites_nothing(old, settings, office):
    client = filer_of(old, settings)
    sealed = bytes(old.complaint.answers)
    before = old.answers
    assert page(client, "/status/")
    sent = {"where": "prison", "facility": "Sample Prison", "happening": ["none"]}
    assert client.post("/changed/moved/", sent).status_code == 302
    case = Case.objects.get(pk=old.case.pk)
    assert (case.complaint.edition, bytes(case.complaint.answers)) == (FIRST, sealed)
    assert case.amendments.get().edition == EDITION
    after = unlocked_of(case, office).answers
    assert after["custody"]["facility"] == "Sample Prison"
    assert after["colors"] == GONE["colors"]
    untouched = before.keys() - {"custody", "danger", "stays"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_more_details_keep_what_is_asked_no_more_and_tell_it_once(old, settings, office):
    client = filer_of(old, settings)
    client.post("/more/")
    unlocked = envelopes.unlock_with_browser(client.cookies[settings.VISIT_COOKIE].value, NOW())
    whole = sample(COMPLAINT, filing_for="family", held=True)
    drafts.change(unlocked, lambda draft: draft | {"answers": whole | draft["answers"]}, now=NOW())
    assert "Zebra stripes" in page(client, "/check/")
    assert client.post("/check/", {"name": "Sam Sample", "true": "on"}).status_code == 302
    again = unlocked_of(Case.objects.get(pk=old.case.pk), office)
    assert again.answers["colors"] == GONE["colors"]
    [(_day, added)] = again.amendments
    assert "colors" not in {section["key"] for section in added}


def test_a_stored_draft_of_the_first_edition_is_read_and_kept_on(office, client, settings):
    secret = drafts.start({"answers": OLD["answers"] | GONE, "lane": "urgent"}, now=NOW())
    unlocked = envelopes.unlock_with_browser(secret, NOW())
    draft = Draft.objects.get()
    stored = {"answers": OLD["answers"] | GONE, "lane": "urgent"}
    draft.edition = FIRST
    unlocked.key.seal(draft, answers=stored).save()
    client.cookies[settings.VISIT_COOKIE] = secret
    assert "Sample County Jail" in page(client, "/ask/custody/")
    assert client.post("/ask/hold/", {"ice_asked": "unsure"}).status_code == 302
    read = drafts.read(unlocked, now=NOW())
    assert read["answers"]["colors"] == GONE["colors"]
    assert Draft.objects.get().edition == EDITION


def test_corrections_of_volunteers_count_on_old_answers(old, cast, office):
    assert corrections.current_facts(old, timezone.localdate()).hold == "yes"
    volunteer_actions.correct(old, "hold", "no", by=cast["ana"], at=NOW(), reason="By phone")
    assert Case.objects.get(pk=old.case.pk).hold == "no"


def test_words_of_volunteers_for_a_letter_that_is_gone_are_shown(old, cast):
    packet = packets.prepare(old, "crcl", by=cast["ana"], at=NOW())
    words = {"words": {"old-letter": {"opening": {"was": "Then.", "now": "Our careful words."}}}}
    old.seal(packet, edits={"declare": False, "by": [], **words}).save()
    shown = page(log_in(cast["ana"]), f"/office/cases/{old.case.reference}/packets/{packet.pk}/")
    assert "are in no letter now" in shown and "Our careful words." in shown


def test_words_over_a_paragraph_that_is_gone_are_shown_before_they_go(old, cast):
    packet = packets.prepare(old, "crcl", by=cast["ana"], at=NOW())
    edit = {"was": "Then.", "now": "Our careful words."}
    words = {"words": {"crcl-complaint": {"no-such-paragraph": edit}}}
    old.seal(packet, edits={"declare": False, "by": [], **words}).save()
    path = f"/office/cases/{old.case.reference}/packets/{packet.pk}/"
    assert "Open it and choose" in page(log_in(cast["ana"]), path)
    assert "Our careful words." in page(log_in(cast["ana"]), f"{path}crcl-complaint/")


def test_a_frozen_document_that_is_made_no_more_opens(old, cast):
    packet = packets.prepare(old, "crcl", by=cast["ana"], at=NOW())
    packet = packets.make_ready(packet, unlocked=old, by=cast["ana"], at=NOW())
    frozen = contents.frozen_of(packet, old)
    row = frozen["papers"][0] | {"key": "old-letter"}
    old.seal(packet, frozen=frozen | {"papers": [row]}).save()
    path = f"/office/cases/{old.case.reference}/packets/{packet.pk}/"
    ana = log_in(cast["ana"])
    assert row["document"]["title"] in page(ana, path)
    assert row["document"]["title"] in page(ana, f"{path}old-letter/")
    assert ana.get(f"{path}old-letter/file/").status_code == 200
    assert Packet.objects.get().status == Packet.Status.READY
