"""Every route of the filer, posted twice: going back, refreshing, a second tab, a lost answer.

Sent again, nothing is there twice, and no page says that all is lost.
"""

import copy

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import ANSWERS as SAMPLES
from intake.flow.sample import sample
from intake.models import Case, Packet
from intake.packets import actions as packets
from intake.public.urls import urlpatterns
from tests.conftest import join
from tests.filer import Filer, FormClient
from tests.public.returning import key_of, photo, send_file, text, write_to
from tests.second_reader import mark_all

NOTHING_OPEN = "Your case is closed on this phone"
ANSWERS = sample(COMPLAINT, filing_for="family", held=True)
SEND = {"name": "Sam Sample", "true": "on"}
SECOND_PAGE = {name: ANSWERS["stays"][0][name] for name in COMPLAINT.step("stays").pages[1]}
OTHER_HOLD = ANSWERS["detainers"][0] | {"number": "SAMPLE-0009"}
EVERY_STEP = [step.slug for step in COMPLAINT.steps]
# The pages that end what is open: what comes after them is told that nothing is.
ENDS = {"erase", "leave"}
# They open what the code opens, or begin anew; each browser has a way in of its own.
COUNTED_BY_BROWSER = {"return", "another"}

DRAFT, SENT, NOBODY, READ_TWICE = "draft", "sent", "nobody", "letters read twice"

# {route: [(what is open, the slug or the other parts of its path, what is posted)]}.
POSTS = {
    "home": [(NOBODY, {}, {})],
    "before": [(NOBODY, {}, {})],
    "help-day": [(NOBODY, {}, {"word": "sample"})],
    "urgent": [(NOBODY, {}, {})],
    "guide": [(NOBODY, {}, {})],
    "topic": [(NOBODY, {"slug": "hold"}, {})],
    "ways": [(NOBODY, {}, {})],
    "way": [(NOBODY, {"slug": "crcl"}, {})],
    "numbers": [(NOBODY, {}, {})],
    "which-way": [(NOBODY, {}, {"where": "local_jail"})],
    "sheet": [(DRAFT, {}, {"name": "Luis Sample"}), (SENT, {}, {"name": "Luis Sample"})],
    "sheet-file": [(DRAFT, {}, {"name": "Luis Sample"})],
    "jail-letter-draft": [
        (DRAFT, {}, {"name": "Luis Sample"}),
        (SENT, {}, {"name": "Luis Sample"}),
    ],
    "own-jail-letter": [(SENT, {}, {})],
    "letter-check": [(SENT, {}, {})],
    "letter-facts": [(SENT, {}, {})],
    "letter-fact": [
        (SENT, {"slug": slug}, as_post_data(value[0] if isinstance(value, list) else value))
        for slug, value in SAMPLES.items()
        if slug in ("needs", "numbers", "authority", "decisions")
    ],
    "letter-contact": [(SENT, {}, {"name": "Luis Sample"})],
    "paper-form": [(NOBODY, {}, {})],
    "catalogue": [(NOBODY, {}, {})],
    "step": [
        (DRAFT, {"slug": slug}, as_post_data(value))
        for slug, value in ANSWERS.items()
        if isinstance(value, dict)
    ],
    "new-entry": [(DRAFT, {"slug": "officers"}, {"name": "Badge 7"})],
    "entry": [(DRAFT, {"slug": "detainers", "entry": 0}, as_post_data(ANSWERS["detainers"][0]))],
    "entry-more": [(DRAFT, {"slug": "stays", "entry": 0}, as_post_data(SECOND_PAGE))],
    "drop-entry": [(DRAFT, {"slug": "detainers", "entry": 0}, {})],
    "check": [(DRAFT, {}, SEND), (DRAFT, {}, {"save": "1"}), (SENT, {}, SEND)],
    "done": [(SENT, {}, {})],
    "messages": [(SENT, {}, {"text": "Is there news?"})],
    "add-words": [(SENT, {}, {"about": "story", "text": "One thing more."})],
    "changed": [(SENT, {}, {"what": "lawyer"})],
    "change": [
        (SENT, {"what": "lawyer"}, {"lawyer_name": "Lee Sample"}),
        (SENT, {"what": "hold"}, {"seen": "have"}),
        (SENT, {"what": "free"}, {"whose": "as_before"}),
    ],
    "agree": [(READ_TWICE, {}, {"agree": "on", "name": "Sam Sample", "show_name": "no"})],
    "files": [(DRAFT, {}, {}), (SENT, {}, {})],
    "file-picture": [(DRAFT, {"number": 1, "page": 1}, {}), (SENT, {"number": 1, "page": 1}, {})],
    "missing-paper": [(SENT, {}, {"missing": "taken"})],
    "drop-file": [(DRAFT, {}, {}), (SENT, {}, {})],
    "remind": [(SENT, {}, {"way": "none"})],
    "keep-case": [(SENT, {}, {})],
    "stop": [(SENT, {}, {"choice": "stop"})],
    "code-picture": [(SENT, {}, {})],
    "code-file": [(SENT, {}, {})],
    "code-end": [(SENT, {}, {"end": "ABCDE"})],
    "another": [(SENT, {}, {})],
    "more": [(SENT, {}, {})],
    "papers": [(SENT, {}, {})],
    "all-papers": [(SENT, {}, {})],
    "paper": [(SENT, {"slug": "jail-letter"}, {})],
    "paper-file": [(SENT, {"slug": "jail-letter"}, {})],
    "paper-word": [(SENT, {"slug": "jail-letter"}, {})],
    "sent-paper": [(SENT, {"number": 1, "slug": "jail-letter"}, {})],
    "answers": [(SENT, {}, {})],
    "correct": [(SENT, {"slug": "story"}, {"story": "Other words."})],
    "correct-entry": [(SENT, {"slug": "detainers", "entry": 0}, as_post_data(OTHER_HOLD))],
    "corrected": [(SENT, {}, {})],
    "deadlines": [(SENT, {}, {})],
    "calendar": [(SENT, {}, {})],
    "code": [(DRAFT, {}, {})],
    "return": [(SENT, {}, {"code": "ABCD"})],
    "status": [(SENT, {}, {})],
    "erase": [(DRAFT, {}, {}), (SENT, {}, {})],
    "leave": [(SENT, {}, {})],
}
CASES = [
    pytest.param(name, *post, id=f"{name}-{post[0]}-{number}")
    for name, posts in POSTS.items()
    for number, post in enumerate(posts)
]


def opened(state, office):
    """Return a browser in which this is open."""
    client = FormClient()
    if state == NOBODY:
        return client
    filer = Filer(client, ANSWERS | {"officers": []}).jump()
    if state != DRAFT:
        filer.send()
    if state == READ_TWICE:
        case = Case.objects.get()
        unlocked, now = case.unlocked(key_of(case, office)), timezone.now()
        ana, ben = join(office, "ana"), join(office, "ben")
        packet = packets.prepare(unlocked, "crcl", by=ana, at=now)
        packets.make_ready(packet, unlocked=unlocked, by=ana, at=now)
        mark_all(packet, unlocked, ben)
        packets.second_read(packet, unlocked=unlocked, by=ben, at=now)
    return client


def rows():
    """Return {model: how many rows} of all that a filer can write."""
    # A way in and a count of pages are no words of anybody.
    models = apps.get_app_config("intake").get_models()
    passing = ("wrap", "pagecount")
    return {
        model._meta.model_name: model.objects.count()
        for model in models
        if model._meta.model_name not in passing
    }


def second_tab(client):
    other = FormClient()
    other.cookies = copy.deepcopy(client.cookies)
    return other


def is_safe(answer):
    return answer.status_code < 500 and NOTHING_OPEN not in page_of(answer)


def page_of(answer):
    """Return the text of a page; "" for a file."""
    return text(answer) if answer.headers.get("Content-Type", "").startswith("text/html") else ""


def test_every_route_is_posted():
    assert POSTS.keys() == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize(("name", "state", "parts", "body"), CASES)
def test_a_route_posted_twice_changes_nothing_the_second_time(office, name, state, parts, body):
    client, path = opened(state, office), reverse(f"public:{name}", kwargs=parts)
    if state == READ_TWICE:
        body = body | {"packet": Packet.objects.get().pk}
    before = client.get(path)  # the page to which “Back” leads
    lost = second_tab(client)  # a browser that never saw the first answer
    first = client.post(path, body)
    assert first.status_code < 500
    there = rows()
    again = [lost.post(path, body), client.post(path, body), second_tab(client).post(path, body)]
    if name in COUNTED_BY_BROWSER:
        assert all(is_safe(answer) for answer in again)
    elif name in ENDS:
        assert {answer.status_code for answer in again} <= {404, 405, 200}
        assert rows() == there
        return
    else:
        assert rows() == there
        assert all(is_safe(answer) for answer in [first, *again])
    back, refreshed = client.get(path), client.get(first.headers.get("Location", path))
    assert is_safe(before) and is_safe(back) and is_safe(refreshed)


@pytest.mark.parametrize("body", [{}, {"what": "Passport"}])
def test_a_file_sent_twice_is_there_once(sent, body):
    client, case, _key = sent
    for _tap in range(3):
        assert send_file(client, photo(), **body).headers["Location"] == "/files/"
    assert case.attachments.count() == 1
    send_file(client, photo("red"), **body)
    assert case.attachments.count() == 2


def test_the_same_words_count_again_once_a_volunteer_answered(sent, cast):
    client, case, key = sent
    for _tap in range(2):
        client.post("/messages/", {"text": "Hello?"})
    write_to(case, key, cast["ana"])
    client.post("/messages/", {"text": "Hello?"})
    assert case.messages.filter(from_filer=True).count() == 2


@pytest.mark.parametrize("slug", EVERY_STEP)
def test_every_page_of_a_sent_form_leads_to_the_case_from_any_tab(office, slug):
    filer = Filer(FormClient(), ANSWERS).jump()
    old = second_tab(filer.client)
    filer.client.post("/check/", SEND)
    for answer in (old.get(f"/ask/{slug}/"), old.get("/check/"), old.get("/code/")):
        assert answer.headers["Location"] in ("/done/", "/status/")
        assert old.get(answer.headers["Location"]).status_code == 200


def test_pages_of_a_case_lead_to_the_form_that_is_not_sent_yet(office):
    filer = Filer(FormClient(), sample(URGENT, held=True), "urgent").jump(until="custody")
    for path in ("/done/", "/status/", "/messages/"):
        assert filer.client.get(path).headers["Location"] == "/ask/custody/"
    typed = filer.client.post("/messages/", {"text": "Words of nobody"})
    assert typed.status_code == 404 and "Words of nobody" in text(typed)
