"""Plain words: grade 6 or lower, sentences of 20 words at most, and words we never use."""

import re

import pytest

from intake.cases.filer_actions import CHANGES
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.guide.pages import PAGES_BY_SLUG as GUIDE
from intake.routes.fitting import ROUTES_BY_SLUG as ROUTES
from intake.web import errors
from tests.filer import Filer
from tests.plain_words import NEVER, grade, lines, longest
from tests.public.test_guide import FIVE, SHEET
from tests.routes.test_fitting import ALL_FACTS

# Names that stand on papers and doors just so; the glossary explains them.
NAMES = {
    *("CRCL", "OCRCL", "DHS", "EOIR", "FOIA", "FTCA", "HART", "IDENT", "OBIM", "OIDO", "TRIP"),
    *("USCIS", "CJIS", "NIJC", "ILCS", "SAMPLE"),
}

VOICES = ("me", "family")


def check(html, name, inside="main"):
    texts = lines(html, inside)
    assert grade(texts) <= 6, (name, round(grade(texts), 1))
    count, sentence = longest(texts)
    assert count <= 20, (name, sentence)
    assert not NEVER.search(" ".join(texts)), (name, NEVER.search(" ".join(texts)))
    texts = [re.sub(r"\b[0-9A-Z]{3,5}(-[0-9A-Z]{3,5})+\b", " ", text) for text in texts]
    shouted = [word for word in re.findall(r"\b[A-Z]{4,}\b", " ".join(texts)) if word not in NAMES]
    assert shouted == []


@pytest.mark.parametrize("path", ["/", "/before/", "/help-day/", "/urgent/", "/return/"])
def test_open_pages_are_plain(client, office, path):
    check(client.get(path).content.decode(), path)


ERROR_PAGES = [
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.method_not_allowed,
    errors.too_large,
    errors.files_too_large,
    errors.too_many,
    errors.too_much_for_one_case,
    errors.server_error,
    errors.unavailable,
    errors.form_closed,
    lambda: errors.csrf_failure(None),
]


@pytest.mark.django_db  # whether the office is open
@pytest.mark.parametrize("page", ERROR_PAGES)
def test_error_pages_are_plain(page):
    check(page().content.decode(), page)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("key", [step.slug for step in COMPLAINT.steps])
def test_every_step_is_plain_asked_and_asked_again(client, office, key, voice):
    answers = sample(COMPLAINT, filing_for=voice, held=True) | {"other-help": {}}
    if key == "other-help":
        answers["problem"] = {"went_wrong": ["other"]}
    if key in ("helper", "permission") and voice == "me":
        answers["filer"] = {"filing_for": "family"}
        answers = sample(COMPLAINT, filing_for="family", held=True)
    filer = Filer(client, answers).jump(until=key)
    check(filer.html(), key)
    if COMPLAINT.step(key).form:
        wrong = dict.fromkeys(COMPLAINT.step(key).form.base_fields, "zz")
        dates = {f"{name}_{part}": "zz" for name in wrong for part in "mdy"}
        response = client.post(f"/ask/{key}/", wrong | dates)
        if response.status_code == 422:  # some pages take any words
            check(response.content.decode(), key)


def test_pages_after_the_questions_are_plain(client, office):
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    for path in ("/erase/",):
        check(client.get(path).content.decode(), path)
    filer.post("/check/", {"save": "1"})
    check(filer.html(), "code")
    filer.send()
    check(filer.html(), "done")
    for path in ("/status/", "/erase/"):
        check(client.get(path).content.decode(), path)
    check(client.post("/erase/").content.decode(), "erased")
    check(client.get("/status/").content.decode(), "nothing")


def test_pages_of_the_return_door_are_plain(client, office, tmp_path, settings):
    settings.ATTACHMENTS_DIR, settings.EMAIL_FROM = tmp_path, "help@example.org"
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    filer.post("/check/", {"save": "1"})
    for path in ("/code/end/", "/remind/"):
        check(client.get(path).content.decode(), path)
    filer.send()
    for path in (
        "/messages/",
        "/files/",
        "/add/",
        "/changed/",
        "/remind/",
        "/stop/",
        *(f"/changed/{what}/" for what in CHANGES),
    ):
        check(client.get(path).content.decode(), path)
    for path in ("/messages/", "/files/", "/changed/contact/", "/changed/lawyer/"):
        check(client.post(path, {}).content.decode(), f"{path}, wrong")
    client.post("/stop/", {"choice": "stop"})
    client.post("/messages/", {"text": "after"})
    for path in ("/status/", "/remind/"):
        check(client.get(path).content.decode(), path)
    stranger = Filer(client.__class__(), {}).client
    check(stranger.post("/messages/", {"text": "words"}).content.decode(), "nothing, typed")


def test_no_page_calls_itself_what_it_is_not(client, office):
    pages = [
        client.get(path).content.decode().lower()
        for path in ("/", "/before/", "/urgent/", "/questions/", "/return/")
    ]
    for page in pages:
        for word in ("end-to-end", "zero knowledge", "unbreakable", "anonymous", "audited"):
            assert word not in page
        assert page.count("legal advice") == page.count("this is not legal advice")


def test_as_sent_gives_a_form_what_a_browser_would(office):
    value = {"a": ["x"], "b": {"y": 2026, "m": None}, "c": None, "d": "t"}
    assert as_post_data(value) == {"a": ["x"], "b_y": 2026, "b_m": "", "d": "t"}


MADE = {
    "which way, answered": ("/which-way/", FIVE),
    "which way, little known": ("/which-way/", FIVE | {"where": "unsure", "reasons": ["not_sure"]}),
    "sheet, made": ("/sheet/", SHEET),
    "sheet, empty": ("/sheet/", {}),
}


@pytest.mark.parametrize(("path", "told"), MADE.values(), ids=MADE)
def test_pages_made_from_answers_are_plain(client, db, path, told):
    page = client.post(path, told).content.decode()
    if path == "/sheet/":
        # The letter itself speaks to a jail, of laws by their names.
        sheet = re.search(r"<article.*?</article>", page, re.DOTALL)[0]
        count, sentence = longest(lines(sheet, "article"))
        assert count <= 32, sentence
        page = page.replace(sheet, "")
    check(page, path)


@pytest.mark.parametrize("who", ["me", "them"])
def test_the_paper_form_is_plain(client, db, who):
    check(client.get(f"/paper/?for={who}").content.decode(), who)


def test_every_reason_is_plain():
    said = {str(route.fits(facts).reason) for route in ROUTES.values() for facts in ALL_FACTS}
    assert grade(said) <= 6
    assert longest(said)[0] <= 20
    assert not NEVER.search(" ".join(said))


GUIDE_PATHS = [
    "/guide/",
    "/ways/",
    "/which-way/",
    "/sheet/",
    *(f"/guide/{key}/" for key in GUIDE),
    *(f"/ways/{key}/" for key in ROUTES),
]


@pytest.mark.parametrize("path", GUIDE_PATHS)
def test_guide_pages_are_plain(client, db, path):
    check(client.get(path).content.decode(), path)
