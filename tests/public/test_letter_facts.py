"""What one letter needs is asked with it: kept sealed, printed where it may be, and corrected."""

import re

import pytest

from intake.cases.search_terms import terms_of
from intake.flow.complaint import COMPLAINT
from intake.flow.letter_facts import AUTHORITY, CITIZENSHIP, DECISIONS, NEEDS, NUMBERS, PAGES
from intake.flow.sample import ANSWERS, sample
from intake.flow.steps import MAX_ENTRIES
from intake.models import Case
from intake.packets.choices import ASKED
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, text
from tests.public.test_hostile_text import check

pytestmark = pytest.mark.django_db
SAID = {
    "filing_for": "family",
    "held": True,
    "why_wrong": {"reasons": ["us_citizen", "stale_record"]},
    "treatment": {"treated": ["no_interpreter"]},
}
INTERPRETER = {"language": "other", "other_language": "Mixteco", "interpreter": "yes"}
SPEAKS = "Ana María speaks Mixteco and needs an interpreter."
A_NUMBER, OTHERS = "A000 111 222", "A000 333 444"
BY_GUARDIAN = {"may_act": "guardian", "copy": "yes"}
CLOSED = {"what": "judge_closed", "on_m": "5", "on_d": "16", "on_y": "2024", "copy": "yes"}


@pytest.fixture
def client(office):
    filer = Filer(FormClient(), sample(COMPLAINT, **SAID)).jump()
    filer.send()
    return filer.client


def add(client, page, said, to=""):
    answer = client.post(f"/letters/facts/{page}/{f'?to={to}' if to else ''}", said)
    assert answer.headers["Location"] == (f"/papers/{to}/" if to else "/papers/")


def letter(client, slug):
    return text(client.get(f"/papers/{slug}/"))


def say(client, said):
    """Answer "yes" or "no" to each question on what a letter may tell."""
    page = client.get("/letters/words/").context["form"]
    client.post("/letters/words/", {"seen": page.digest} | {f"yes_{one}": said for one in ASKED})


def answers_in(office):
    case = Case.objects.get()
    return case.unlocked(key_of(case, office)).answers


def test_the_letters_lead_to_every_page_that_may_add_to_them(client):
    assert 'href="/letters/facts/"' in text(client.get("/papers/"))
    response = client.get("/letters/facts/")
    check(response.content.decode(), "letters/facts")
    page = text(response)
    for slug in PAGES:
        assert f'href="/letters/facts/{slug}/"' in page
        asked = client.get(f"/letters/facts/{slug}/")
        assert asked.status_code == 200
        check(asked.content.decode(), slug)
    assert f'href="/letters/facts/{CITIZENSHIP}/?to=ice-citizen"' in letter(client, "ice-citizen")
    assert client.get("/letters/facts/story/").status_code == 404
    assert client.get(f"/letters/facts/{NEEDS}/?to=no-letter").status_code == 404


def test_what_does_not_apply_is_not_asked(office):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True)).jump()
    filer.send()
    page = text(filer.client.get("/letters/facts/"))
    assert f"/letters/facts/{NEEDS}/" in page
    for slug in (AUTHORITY, CITIZENSHIP):
        assert f"/letters/facts/{slug}/" not in page
        assert filer.client.get(f"/letters/facts/{slug}/").status_code == 404


def test_an_office_learns_that_an_interpreter_is_needed(client, office):
    assert "interpreter." not in letter(client, "jail-letter")
    add(client, NEEDS, INTERPRETER, to="jail-letter")
    say(client, "no")
    for slug in ("jail-letter", "ice-citizen", "congress", "attorney-general", "amendment"):
        assert SPEAKS in letter(client, slug), slug
    assert answers_in(office)[NEEDS]["other_language"] == "Mixteco"
    say(client, "yes")
    crcl = letter(client, "crcl-complaint")
    assert SPEAKS in crcl
    assert "Ana María speaks Mixteco. Ana María did not have an interpreter." in crcl


def test_volunteers_see_the_interpreter_at_the_top_of_the_case(client, cast):
    add(client, NEEDS, INTERPRETER | {"helps": ["large_print"], "other_need": "a quiet room"})
    ana = log_in(cast["ana"])
    page = text(ana.get(f"/office/cases/{Case.objects.get().reference}/"))
    head = page[: page.index("</header>", page.index("case-bar"))]
    assert "Interpreter" in head and "Mixteco" in head
    assert "Large print; a quiet room" in head
    # A role that may not know who it is about learns nothing of it there.
    tess = log_in(cast["tess"])
    page = text(tess.get(f"/office/cases/{Case.objects.get().reference}/"))
    assert "Interpreter" not in page[: page.index("</header>", page.index("case-bar"))]


def test_needs_of_the_body_go_to_crcl_alone_and_only_with_a_yes(client):
    add(client, NEEDS, INTERPRETER | {"helps": ["deaf", "large_print"], "other_need": "a lamp"})
    say(client, "no")
    for slug in ("jail-letter", "ice-citizen", "congress", "attorney-general", "crcl-complaint"):
        found = letter(client, slug)
        assert found, slug
        assert "deaf" not in found and "large print" not in found and "lamp" not in found, slug
    page = text(client.get("/letters/words/"))
    assert "disability" in page
    say(client, "yes")
    crcl = letter(client, "crcl-complaint")
    assert "Ana María is deaf." in crcl
    assert "please write in large print" in crcl and "“a lamp”" in crcl


def test_a_number_goes_to_federal_offices_and_finds_the_case(client, office):
    add(client, NUMBERS, {"a_number": A_NUMBER, "other_a_number": OTHERS})
    for slug in ("foia-ice", "foia-uscis", "ice-citizen", "amendment"):
        found = letter(client, slug)
        assert A_NUMBER in found and OTHERS in found, slug
    say(client, "no")
    assert A_NUMBER in letter(client, "congress")
    for slug in ("jail-letter", "attorney-general", "grievance"):
        assert A_NUMBER not in letter(client, slug), slug
    assert "belongs to another person" in letter(client, "amendment")
    terms = terms_of(answers_in(office))["A-number"]
    assert {number for _kind, number in terms} >= {"000111222"}
    # The number of another person finds that person's own case, not this one.
    assert not any("333444" in number for _kind, number in terms)


def test_the_claim_says_what_it_rests_on(client):
    add(client, CITIZENSHIP, {"basis": "born_here", "birth_place": "Yuma, Arizona"})
    assert "was born in Yuma, Arizona" in letter(client, "ice-citizen")
    assert "Yuma" not in letter(client, "jail-letter")
    since = {"since_m": "4", "since_d": "11", "since_y": "2014"}
    add(client, CITIZENSHIP, {"basis": "naturalized"} | since)
    found = letter(client, "ice-citizen")
    assert (
        "Ana María became a citizen of the United States by naturalization on Friday, April 11,"
        " 2014."
    ) in found
    assert "Yuma" not in found


def test_a_guardian_signs_and_nobody_else_becomes_one(client):
    assert "guardian of Ana" not in letter(client, "jail-letter")
    add(client, AUTHORITY, BY_GUARDIAN)
    for slug in ("jail-letter", "foia-ice"):
        assert "I am the legal guardian of Ana María Example de la Prueba" in letter(client, slug)
    assert "I sign for this person." in letter(client, "identity")
    assert "Name of the legal guardian" in letter(client, "consent")
    add(client, AUTHORITY, {"may_act": "power_of_attorney", "copy": "no"})
    found = letter(client, "jail-letter")
    assert "signed a power of attorney that lets me act." in found
    assert "legal guardian" not in found


def test_decisions_are_added_one_by_one_and_named_where_they_count(client, office):
    add(client, DECISIONS, CLOSED)
    add(client, DECISIONS, {"what": "crcl", "on_y": "2026", "on_m": "9", "on_d": "1"})
    add(client, DECISIONS, CLOSED)
    assert len(answers_in(office)[DECISIONS]) == 2
    page = text(client.get(f"/letters/facts/{DECISIONS}/"))
    assert f'href="/answers/{DECISIONS}/1/"' in page
    assert client.get(f"/answers/{DECISIONS}/1/").status_code == 200
    found = letter(client, "amendment")
    assert "an immigration judge closed Ana María's case. I can send a copy." in found
    assert "Please add the decision of May 16, 2024" in found
    say(client, "yes")
    crcl = letter(client, "crcl-complaint")
    assert "On Thursday, May 16, 2024, an immigration judge closed" in crcl
    assert "CRCL answered." in crcl
    assert "immigration judge" not in letter(client, "jail-letter")


def test_what_was_added_is_seen_and_corrected_like_all_else(client):
    add(client, NEEDS, INTERPRETER)
    page = text(client.get("/answers/"))
    assert "Mixteco" in page and f'href="/answers/{NEEDS}/"' in page
    client.post(f"/answers/{NEEDS}/", INTERPRETER | {"other_language": "Zapotec"})
    assert "speaks Zapotec" in letter(client, "jail-letter")
    assert 'href="/papers/jail-letter/"' in text(client.get("/corrected/"))


def test_what_cannot_be_read_is_asked_again_and_stays_typed(client):
    response = client.post(f"/letters/facts/{DECISIONS}/", {"on_y": "20x4", "copy": "yes"})
    assert response.status_code == 422
    assert "Choose what was decided." in text(response) and "20x4" in text(response)


def test_a_form_that_is_kept_for_its_letters_alone_takes_them_too(office):
    only_letters = ANSWERS["sharing"] | {"keep": "papers_only"}
    said = sample(COMPLAINT, **SAID, sharing={"keep": only_letters["keep"]})
    filer = Filer(FormClient(), said).jump()
    filer.send()
    assert not Case.objects.exists()
    add(filer.client, NEEDS, INTERPRETER, to="jail-letter")
    assert SPEAKS in letter(filer.client, "jail-letter")
    add(filer.client, DECISIONS, CLOSED)
    assert f'href="/ask/{DECISIONS}/0/"' in text(filer.client.get(f"/letters/facts/{DECISIONS}/"))
    assert filer.client.get(f"/ask/{DECISIONS}/0/").status_code == 200


def test_a_page_that_was_left_empty_says_nothing_and_one_that_was_filled_can_be_emptied(
    client, office
):
    add(client, NEEDS, {})
    assert NEEDS not in answers_in(office)
    add(client, NEEDS, INTERPRETER)
    add(client, NEEDS, {})
    assert "interpreter." not in letter(client, "jail-letter")


def test_nobody_adds_free_words_to_these_pages(client):
    page = text(client.get("/add/"))
    assert 'value="story"' in page
    assert all(f'value="{slug}"' not in page for slug in PAGES)
    assert client.post("/add/", {"about": NEEDS, "text": "A word more."}).status_code == 422


def test_a_person_finds_the_language_that_they_chose_and_english_is_no_news(office):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True)).jump()
    filer.send()
    shown = text(filer.client.get(f"/letters/facts/{NEEDS}/"))
    assert re.search(r'value="es"[^>]* checked', shown)
    add(filer.client, NEEDS, {"language": "en", "interpreter": "no"})
    assert "speak English" not in letter(filer.client, "jail-letter")
    add(filer.client, NEEDS, {"language": "es", "interpreter": "yes"})
    assert "I speak Spanish and need an interpreter." in letter(filer.client, "jail-letter")


@pytest.mark.parametrize("keep", ["papers_only", "yes"])
def test_one_decision_too_many_is_refused_with_what_was_typed(office, keep):
    sharing = ANSWERS["sharing"] | {"keep": keep} if keep == "yes" else {"keep": keep}
    said = sample(COMPLAINT, **SAID, sharing=sharing)
    filer = Filer(FormClient(), said).jump()
    filer.send()
    client, path = filer.client, f"/letters/facts/{DECISIONS}/"
    assert Case.objects.exists() == (keep == "yes")
    for number in range(MAX_ENTRIES):
        assert client.post(path, CLOSED | {"on_y": str(1990 + number)}).status_code == 302
    refused = client.post(path, CLOSED | {"on_y": "2024"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f"You have added {MAX_ENTRIES} already" in page and 'value="2024"' in page
    there = text(client.get(path))
    assert there.count(", 1990") == there.count(f", {1990 + number}") == 1 and "2024" not in there
