"""The jail letter starts a draft only by its button, and opens filled in from a case."""

import re

import pytest

from intake.filer_session import session_of
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Draft
from tests.filer import Filer, FormClient
from tests.public.returning import text

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Ana Example",
    "born_m": "3",
    "born_d": "14",
    "born_y": "1990",
    "facility": "Sample County Jail",
    "booking": "26-004417",
    "state": "IL",
}


def hidden(page, action):
    """Return what the form of the page with this action would send."""
    form = page.partition(f'action="{action}"')[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def stored(client):
    class Request:
        COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}

    return session_of(Request()).stored


def test_the_letter_stores_nothing_until_its_button_starts_a_draft(office):
    client = FormClient()
    page = text(client.post("/sheet/", TYPED))
    assert "Start a draft with these answers" in page
    assert not Draft.objects.exists()
    answer = client.post("/sheet/draft/", hidden(page, "/sheet/draft/"))
    assert answer.headers["Location"] == "/ask/filer/"
    assert Draft.objects.count() == 1


def test_the_form_offers_the_answers_filled_in_and_asks_each_page(office):
    client = FormClient()
    client.post("/sheet/draft/", TYPED)
    assert stored(client)["answers"] == {}
    filer = Filer.__new__(Filer)
    filer.client, filer.answers, filer.lane, filer.given = client, {}, "urgent", {}
    page = text(client.get("/ask/filer/"))
    assert "Ana Example" not in page
    client.post("/ask/filer/", {"filing_for": "me", "lane": "urgent"})
    page = text(client.get("/ask/custody/"))
    assert 'value="Sample County Jail"' in page and 'value="26-004417"' in page
    assert re.search(r'value="local_jail"[^>]*checked', page)


def test_a_draft_that_is_open_keeps_what_was_answered_there(office):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True)).jump()
    before = stored(filer.client)["answers"]
    page = text(filer.client.post("/sheet/", TYPED))
    assert "Use these answers in my form" in page
    filer.client.post("/sheet/draft/", hidden(page, "/sheet/draft/"))
    now_there = stored(filer.client)
    assert now_there["answers"] == before
    assert now_there["earlier"]["custody"]["booking_number"] == "26-004417"
    assert Draft.objects.count() == 1


def test_the_link_of_a_case_opens_the_letter_filled_in(office):
    filer = Filer(FormClient(), sample(COMPLAINT, held=True)).jump()
    filer.send()
    page = text(filer.client.get("/sheet/mine/"))
    assert "Sample County Jail" in page and "Your jail letter is ready" in page
    assert "Start a draft" not in page and "Use these answers" not in page
    # The same letter as a file, from what the page carries.
    made = filer.client.post("/sheet/file/", hidden(page, "/sheet/file/"))
    assert made.content.startswith(b"%PDF")
    assert not Draft.objects.exists()


def test_delivery_is_explained(office):
    page = text(FormClient().post("/sheet/", TYPED))
    for words in (
        "Bring it to the jail, or fax it.",
        "shift supervisor",
        "read the letter to them",
    ):
        assert words in page


def test_wrong_answers_start_no_draft(office):
    answer = FormClient().post("/sheet/draft/", TYPED | {"born_y": "3026"})
    assert answer.status_code == 422
    assert not Draft.objects.exists()
