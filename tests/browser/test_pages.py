"""Every page in a browser: axe, dead references, width; script on and off, both directions."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from intake.cases.filer_actions import CHANGES
from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.guide.pages import GUIDE
from intake.packets.build import DOCUMENT_TYPES
from intake.public.forms import RemindersForm
from intake.routes.contact_text import contact_key
from intake.routes.fitting import ROUTES
from tests.browser.conftest import CUT, DEAD, SMALL, violations
from tests.filer import Filer, FormClient
from tests.golden.office_pages import HEAD, SHARED
from tests.public.returning import photo
from tests.public.test_files_at_once import send_files
from tests.second_reader import read_each

pytestmark = pytest.mark.browser

SITE = "https://help.example"
CLIENTS = f"{HEAD}\nRow,Sample,free,none,profiling,TX,no,same_name\n,,nowhere,,,,,\n"
HELP_LINE = {"name": "Sample Help", "phone": "211", "purpose": "Food.", "state": "TX"}


@pytest.fixture(scope="module")
def viewers(chromium):
    """A page with our script at 360 px, left to right; one without it at 320 px, right to left.

    axe itself needs script, so the second one does not get ours; journeys run with all script off.
    """
    sizes = {"ltr": 360, "rtl": 320}
    return {
        name: (chromium.new_page(viewport={"width": width, "height": 740}), width)
        for name, width in sizes.items()
    }


def show(page, html, *, script):
    """Show a page as our site would: its styles and script from the static files, no network."""

    def answer(route):
        path = route.request.url.removeprefix(SITE)
        is_file = path.startswith("/static/")
        file = is_file and finders.find(path.removeprefix("/static/"))
        if path == "/page":
            route.fulfill(body=html, content_type="text/html")
        elif file and (script or not path.endswith(".js")):
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(f"{SITE}/page")


def problems(viewers, html):
    """Return all that is wrong with a page, in both ways of showing it."""
    found = []
    for direction, (page, width) in viewers.items():
        turned = html.replace('dir="ltr"', f'dir="{direction}"', 1)
        show(page, turned, script=direction == "ltr")
        if direction == "ltr":  # its rules ask nothing of direction or width, and it is slow
            found += [(direction, *what) for what in violations(page)]
        found += [(direction, "dead", what) for what in page.evaluate(DEAD)]
        found += [(direction, "small", what) for what in page.evaluate(SMALL)]
        found += [(direction, "cut", what) for what in page.evaluate(CUT)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((direction, "wide", wide))
    return found


def wrong_answers(step):
    """Return a post that each field refuses, as far as it can refuse anything."""
    data = {}
    for name, field in step.form.base_fields.items():
        data |= {name: "no such answer"} | {f"{name}_{part}": "no" for part in "mdy"}
        if hasattr(field, "choices"):
            data[name] = ["none", "no such answer"]
    return data


STATES = ("empty", "filled", "wrong")
LED_TO = [step for step in COMPLAINT.steps if not step.on_request]


@pytest.mark.parametrize("voice", ["me", "family"])
@pytest.mark.parametrize("step", LED_TO, ids=lambda step: step.slug)
def test_a_step_is_sound_empty_filled_and_wrong(viewers, office, step, voice):
    answers = sample(COMPLAINT, filing_for=voice, held=True) | {"other-help": {}}
    if step.slug == "other-help":
        answers["problem"] = {"went_wrong": ["other"]}
    if step.slug in ("helper", "permission"):
        answers = sample(COMPLAINT, filing_for="work", held=True)
    if step.slug == "jail":
        answers = sample(COMPLAINT, filing_for=voice)
    if step.slug == "proof":
        why = {"reasons": ["us_citizen"]}
        proof = {"papers_held": ["passport"]}
        answers = sample(COMPLAINT, filing_for=voice, why_wrong=why, proof=proof)
    client = FormClient()
    filer = Filer(client, answers).jump(until=step.slug)
    if voice == "me" or step.form is None:
        assert problems(viewers, filer.html()) == []
    if step.form is None:
        return
    value = answers[step.slug]
    entry = value[0] if step.many else value
    response = client.post(f"/ask/{step.slug}/", wrong_answers(step))
    if response.status_code == 422:
        assert problems(viewers, response.content.decode()) == []
    if voice == "family":  # the same page in other words: one state shows them all
        return
    client.post(f"/ask/{step.slug}/", as_post_data(entry))
    filled = client.get(f"/ask/{step.slug}/{'0/' if step.many else ''}")
    assert filled.status_code == 200
    assert problems(viewers, filled.content.decode()) == []
    if step.many:
        assert problems(viewers, client.get(f"/ask/{step.slug}/").content.decode()) == []


def test_the_question_about_typed_words_and_their_page_are_sound(viewers, office):
    client = FormClient()
    Filer(client, sample(COMPLAINT)).jump("story")
    said = {"story": "I have no papers. He took my keys.", "lane": "full"}
    asked = client.post("/ask/story/", said)
    assert asked.status_code == 422 and problems(viewers, asked.content.decode()) == []
    client.post("/ask/story/", said | {"story_mentions": "move"})
    page = client.get("/ask/volunteers-only/").content.decode()
    assert "I have no papers." in page and problems(viewers, page) == []


def test_pages_around_the_questions_are_sound(viewers, office, tmp_path, settings):
    settings.ATTACHMENTS_DIR, settings.EMAIL_FROM = tmp_path, "help@example.org"
    client = FormClient()
    pages = {
        path: client.get(path)
        for path in ("/", "/before/", "/urgent/", "/questions/", "/return/", "/done/")
    }
    pages |= {
        path: client.get(path)
        for path in (
            "/guide/",
            "/ways/",
            "/which-way/",
            "/sheet/",
            "/paper/",
            "/paper/?for=them",
            *(f"/guide/{page.slug}/" for page in GUIDE),
            *(f"/ways/{route.slug}/" for route in ROUTES),
        )
    }
    five = {
        "where": "local_jail",
        "went_wrong": ["wrong_match"],
        "ice_asked": "yes",
        "reasons": ["same_name"],
        "kept": "unsure",
    }
    pages["which way, answered"] = client.post("/which-way/", five)
    pages["which way, wrong"] = client.post("/which-way/", {})
    pages["sheet, empty"] = client.post("/sheet/", {})
    pages["sheet, made"] = client.post("/sheet/", {"name": "Amal Sample", "due_out_y": "2026"})
    pages["sheet, wrong"] = client.post("/sheet/", {"born_d": "99", "due_out_y": "no"})
    pages["return, wrong"] = client.post("/return/", {"code": "x"})
    pages["help day"] = client.get("/help-day/")
    pages["help day, wrong"] = client.post("/help-day/", {"word": "x"})
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    pages["check"] = filer.response
    pages["check, wrong"] = client.post("/check/", {})
    pages["erase draft"] = client.get("/erase/")
    pages["files, form"] = client.get("/files/")
    pages["files, form, wrong"] = client.post("/files/", {"what": "x"})
    send_files(client, ("a.jpg", photo()), ("b.txt", b"words"), what="the hold form")
    pages["files, form, two states"] = send_files(client, ("c.jpg", b""), ("d.txt", b"more"))
    pages["check, with files"] = client.get("/check/")
    filer.post("/check/", {"save": "1"})
    pages["code"] = filer.response
    pages["code, checked"] = client.get("/code/end/")
    pages["remind, draft"] = client.get("/remind/")
    pages["done"] = filer.post("/check/", {"name": "Sam Sample", "true": "on"})
    for path in ("/status/", "/erase/"):
        pages[path] = client.get(path)
    client.post("/messages/", {"text": "a message"})
    client.post(
        "/files/",
        {"file": SimpleUploadedFile("a.txt", b"a text"), "what": "a letter"},
        content_type=MULTIPART_CONTENT,
    )
    for path in (
        "/messages/",
        "/files/",
        "/add/",
        "/changed/",
        "/stop/",
        "/remind/",
        "/code/end/",
        *(f"/changed/{what}/" for what in CHANGES),
    ):
        pages[path] = client.get(path)
    for path in (
        "/messages/",
        "/add/",
        "/changed/",
        "/stop/",
        "/code/end/",
        "/remind/",
        *(f"/changed/{what}/" for what in CHANGES),
    ):
        pages[f"{path}, wrong"] = client.post(path, {"way": "email", "when_y": "no"})
    client.post("/stop/", {"choice": "stop"})
    client.post("/messages/", {"text": "after"})
    for path in ("/status/", "/remind/"):
        pages[f"{path}, closed"] = client.get(path)
    pages["/files/, wrong"] = client.post("/files/", {"what": "x"})
    pages["erased"] = client.post("/erase/")
    papers = Filer(FormClient(), sample(COMPLAINT, sharing={"keep": "papers_only"})).jump()
    pages["papers"] = papers.send()
    pages["nothing, typed"] = client.post("/ask/story/", {"story": "words"})
    found = {}
    for name, response in pages.items():
        found[name] = problems(viewers, response.content.decode())
    assert {name: what for name, what in found.items() if what} == {}


def test_every_paper_is_sound_as_a_page(viewers, office):
    """A few people, until each paper was seen."""
    people = (
        {
            "filing_for": "work",
            "held": True,
            "why_wrong": {"reasons": ["us_citizen"]},
            "problem": {"went_wrong": ["wrong_match", "conditions_or_abuse", "profiling"]},
            "officers": [{"name": "", "agency": "ice", "note": "a car"}],
        },
        {"filing_for": "family", "held": True},
        {"why_wrong": {"reasons": ["wrong_conviction", "us_citizen"]}},
        {},
    )
    found, seen = {}, set()
    for choices in people:
        filer = Filer(FormClient(), sample(COMPLAINT, **choices)).jump()
        filer.send()
        listed = filer.client.get("/papers/").content.decode()
        assert problems(viewers, listed) == []
        for paper in DOCUMENT_TYPES:
            if f"/papers/{paper.slug}/" in listed and paper.slug not in seen:
                page = filer.client.get(f"/papers/{paper.slug}/")
                if page.status_code == 302:  # words to look at first: another person's is shown
                    continue
                seen.add(paper.slug)
                found[paper.slug] = problems(viewers, page.content.decode())
    assert seen == {paper.slug for paper in DOCUMENT_TYPES}
    assert {name: what for name, what in found.items() if what} == {}


def test_office_pages_are_sound(viewers, cast, office):
    from django.utils import timezone

    from intake.cases.submission import add_amendment
    from intake.demo import file_case
    from intake.messages import actions as letters
    from intake.models import Tag
    from tests.conftest import log_in, unlocked_of

    case = file_case(COMPLAINT, timezone.now(), filing_for="family", held=True)
    file_case(COMPLAINT, timezone.now())
    Tag.objects.create(name="Media")
    unlocked = unlocked_of(case, office)
    letters.receive_message(unlocked, "I am free now", language="en", at=timezone.now())
    path = f"/office/cases/{case.reference}/"
    guest, cora = FormClient(), log_in(cast["cora"])
    pages = {
        "login": guest.get("/office/account/login/"),
        "login, wrong": guest.post("/office/account/login/", {}),
        "second": guest.post(
            "/office/account/login/",
            {"login": "ana", "password": "a quiet lantern for the tests"},
            follow=True,
        ),
        "second, wrong": guest.post("/office/account/second/", {"code": "1"}),
        "queue": cora.get("/office/"),
        "empty queue": cora.get("/office/?tab=closed"),
        "case": cora.get(path),
        "note, wrong": cora.post(path + "note/", {}),
        "move, wrong": cora.post(path + "move/", {"seen": "new"}),
        "today": cora.get("/office/today/"),
        "queue, filtered": cora.get("/office/?tab=open&problem=profiling"),
        "found": cora.post("/office/find/", {"q": "Ana Example"}),
        "found, wrong": cora.post("/office/find/", {"q": ""}),
        "many": cora.post("/office/many/", {"what": "assign", "case": [case.reference]}),
        "many, wrong": cora.post(
            "/office/many/", {"what": "follow_up", "case": [case.reference], "on": "", "sure": "1"}
        ),
        "print": cora.post(
            "/office/many/", {"what": "print", "case": [case.reference], "sure": "1"}
        ),
        "case in a list": cora.get(path + "?list=tab%3Dopen"),
        "case, shown": cora.post(path + "reveal/"),
        "write": cora.get(path + "act/?template=ask"),
        "write, wrong": cora.post(path + "act/", {"to": "closed", "seen": "new"}),
        "follow-ups": cora.get("/office/follow-ups/"),
        "dashboard": cora.get("/office/dashboard/"),
        "handbook": cora.get("/office/handbook/"),
        "assist": cora.get("/office/assist/"),
        "assist, wrong": cora.post("/office/assist/", {}),
        "batch": cora.get("/office/batch/"),
        "batch, wrong": cora.post("/office/batch/", {}),
        "batch, entered": cora.post("/office/batch/", SHARED | {"table": CLIENTS}),
        "teams": cora.get("/office/teams/"),
        "teams, wrong": cora.post("/office/teams/", {}),
        "tags": cora.get("/office/tags/"),
        "tags, wrong": cora.post("/office/tags/", {}),
        "templates": cora.get("/office/templates/"),
        "template": cora.get("/office/templates/ask/es/"),
        "template, wrong": cora.post("/office/templates/ask/es/", {"text": ""}),
        "retention": cora.get("/office/retention/"),
        "access log": cora.get("/office/access-log/"),
        "export": cora.get("/office/export/"),
        "export, wrong": cora.post("/office/export/", {}),
        "health": cora.get("/office/health/"),
        "translations, none": cora.get("/office/translations/"),
        "translation": cora.get(path + "translation/"),
        "translation, kept": cora.post(
            path + "translation/keep/",
            {"place": "0:story/story", "text": "It began", "seen": "0"},
            follow=True,
        ),
        "translation, asked for": cora.post(path + "translation/ask/", follow=True),
        "translation, claimed": cora.post(path + "translation/claim/", follow=True),
        "translations": cora.get("/office/translations/"),
        "case, open": cora.get(path + "?open=1"),
        "translation, wrong": cora.post(path + "translation/keep/", {"text": ""}, follow=True),
        "case, both": cora.get(path + "?show=both&only=messages"),
        "write, preview": cora.post(
            path + "act/", {"text": "Hello", "preview": "1", "language": "es", "seen": "new"}
        ),
        "write, begun": cora.post(
            path + "act/", {"text": "Hello", "begin": "ask", "language": "es", "seen": "new"}
        ),
        "keys": cora.get("/office/keys/"),
        "hours": cora.get("/office/hours/"),
        "languages": cora.get("/office/languages/"),
        "columns": cora.get("/office/export/columns/"),
        "research": cora.get("/office/export/research/"),
        "research, wrong": cora.post("/office/export/research/", {}),
        "whole": cora.get(path + "whole/"),
        "whole, wrong": cora.post(path + "whole/", {}),
        "whole, made": cora.post(path + "whole/", {"consent": "by phone"}),
        "a day set": cora.post(path + "do/follow_up/", {"on": "2099-01-01"}, follow=True),
        "follow-ups, one": cora.get("/office/follow-ups/?when=later"),
        "end access": cora.get(f"/office/people/{cast['ben'].pk}/end/"),
        "routes": cora.get("/office/routes/"),
        "route": cora.get("/office/routes/crcl/"),
        "route, wrong": cora.post("/office/routes/crcl/", {"checked_on": ""}),
        "contacts": cora.get("/office/contacts/"),
        "contact, wrong": cora.post(f"/office/contacts/{contact_key('988')}/", {}),
        "help line, wrong": cora.post("/office/help-lines/new/", {}),
        "help line, kept": cora.post("/office/help-lines/new/", HELP_LINE, follow=True),
        "script": cora.get("/office/script/"),
        "people": cora.get("/office/people/"),
        "invite, wrong": cora.post("/office/people/invite/", {}),
        "invited": cora.post(
            "/office/people/invite/", {"username": "gil", "first_name": "Gil", "role": "volunteer"}
        ),
        "account": cora.get("/office/account/"),
        "password": cora.get("/office/account/password/"),
        "codes": cora.get("/office/account/codes/new/"),
        "passkeys": cora.get("/office/account/keys/"),
        "new passkey": cora.get("/office/account/keys/new/"),
        "again": cora.get("/office/account/again/"),
        "app off": cora.get("/office/account/app/off/", follow=True),
        "logout": cora.get("/office/account/logout/"),
    }
    packet = cora.post(path + "packets/", {"route": "foia"}).headers["Location"]
    pages["packet"] = cora.get(packet)
    pages["packet, paper"] = cora.get(packet + "foia-ice/")
    cora.post(packet + "make_ready/go/")
    pages["packet, own"] = cora.get(packet)
    pages["packet, frozen paper"] = cora.get(packet + "foia-ice/")
    complaint = cora.post(path + "packets/", {"route": "crcl"}).headers["Location"]
    pages["packet for CRCL"] = cora.get(complaint)
    pages["packet, letter"] = cora.get(complaint + "crcl-complaint/")
    letter = {"paragraph_opening": "Words of ours.", "paragraph_asked": "x"}
    cora.post(complaint + "crcl-complaint/", letter)
    answers = unlocked.answers | {"filer": {"filing_for": "me"}}
    add_amendment(unlocked, lambda before: (answers, []), now=timezone.now())
    clash = cora.get(complaint + "crcl-complaint/")
    assert "Which words should stay?" in clash.content.decode()
    pages["packet, words to choose"] = clash
    pages["packet, not chosen"] = cora.post(complaint + "crcl-complaint/", {})
    ben = log_in(cast["ben"])
    pages["packet, second"] = ben.get(packet)
    read_each(ben, packet)
    pages["packet, document in review"] = ben.get(packet + "foia-ice/")
    pages["packet, no comment"] = ben.post(packet + "send_back/go/", {"text": ""})
    ben.post(packet + "comment/go/", {"text": "Sample comment.", "document": "foia-ice"})
    pages["packet, all read"] = ben.get(packet)
    ben.post(packet + "second_read/go/")
    pages["packet, yes, wrong"] = ben.post(packet + "agree/go/", {})
    ben.post(packet + "agree/go/", {"words": "by phone"})
    pages["packet, sending, wrong"] = ben.post(packet + "record_sent/go/", {})
    pages["case with papers"] = cora.get(path)
    pages["taken"] = cora.post(path + "take/", follow=True)
    cora.post(path + "first/ask-deletion/", {"reason": "by phone"})
    pages["erase"] = cora.get(path + "erase/")
    found = {}
    for name, response in pages.items():
        found[name] = problems(viewers, response.content.decode())
    assert {name: what for name, what in found.items() if what} == {}


def test_error_pages_are_sound(viewers):
    from intake.web import errors

    for page in (
        errors.bad_request,
        errors.not_found,
        errors.too_many,
        errors.too_much_for_one_case,
        errors.unavailable,
    ):
        assert problems(viewers, page().content.decode()) == []


def test_css_hides_exactly_what_the_flow_declares():
    """Each field shown with an answer has its rule, and no rule is left over."""
    import re

    css = Path(finders.find("css/site.css")).read_text()
    forms = [step.form for step in COMPLAINT.steps if step.form] + [RemindersForm]
    declared = {
        f"{field.depends_on[0]}-{name}"
        for form in forms
        for name, field in form.base_fields.items()
        if field.depends_on
    }
    assert set(re.findall(r"\.shown-with--([\w-]+)", css)) == declared
    for form in forms:
        for name, field in form.base_fields.items():
            if field.depends_on:
                other, values = field.depends_on
                rule = next(
                    line for line in css.splitlines() if f".shown-with--{other}-{name}" in line
                )
                assert set(re.findall(r'value="(\w+)"', rule)) == set(values)
                assert f'[name="{other}"]' in rule


def test_the_checks_would_find_what_is_wrong(viewers):
    html = (
        '<!doctype html><html lang="en" dir="ltr"><head><title>x</title></head><body><main>'
        '<h2>no first heading</h2><label for="nothing">x</label><input aria-describedby="gone">'
        '<img src="/static/img/icon.svg"><p style="inline-size: 900px">wide</p></main>'
    )
    found = {what[1] for what in problems(viewers, html)}
    assert {"label", "image-alt", "dead", "wide"} <= found
