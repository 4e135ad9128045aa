"""Before a message is kept: what leaves, as text and e-mail, and what only the code shows."""

import html
import re

import pytest
from django.utils import timezone

from intake import mail
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages.sms import is_gsm7, segments
from intake.models import Message
from tests.conftest import log_in
from tests.filer import flat


@pytest.mark.parametrize(
    ("text", "count", "plain"),
    [
        ("", 1, True),
        ("a" * 160, 1, True),
        ("a" * 161, 2, True),
        ("a" * 306, 2, True),
        ("a" * 307, 3, True),
        ("€" * 80, 1, True),
        ("€" * 81, 2, True),
        # A sign of two places is not torn: 152 places, then it goes to the next part.
        ("a" * 152 + "€" + "a" * 152, 3, True),
        ("ж" * 70, 1, False),
        ("ж" * 71, 2, False),
        ("ж" * 134, 2, False),
        ("ж" * 135, 3, False),
        ("😀" * 35, 1, False),
        ("😀" * 36, 2, False),
        # 67 places hold 33 pictures, not 33 and a half.
        ("😀" * 67, 3, False),
    ],
)
def test_parts_of_a_text_message(text, count, plain):
    assert (segments(text), is_gsm7(text)) == (count, plain)


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, timezone.now())


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


@pytest.fixture(autouse=True)
def ways(settings):
    settings.EMAIL_FROM, settings.TEXTS_URL = "post@site.example", "console:"
    settings.SITE_ADDRESS = "https://site.example/"


def act(ana, case, **given):
    given = {"language": "en", "seen": case.status, "template": "ask:en:0", "text": ""} | given
    response = ana.post(f"/office/cases/{case.reference}/act/", given)
    return response, html.unescape(response.content.decode())


def test_a_preview_shows_exactly_what_leaves_and_keeps_nothing(ana, case):
    response, page = act(ana, case, text="Which jail\u202e was it?", preview="1", note="a note")
    assert response.status_code == 200 and not Message.objects.exists()
    shown = re.search(r'id="preview".*?</section>', page, re.DOTALL)[0]
    for way in (mail.EMAIL, mail.TEXT):
        assert shown.count(mail.render(mail.needed, way)) == 1
    assert "A message for you" in shown and "1 text" in shown
    assert "Which jail" in shown and "[U+202E]" in shown
    assert "a note</textarea>" in page
    other = act(ana, case, text="x", to="reading", preview="1")[1]
    assert "x</textarea>" in other and mail.render(mail.read, mail.TEXT) in other


def test_words_that_say_what_it_is_about_never_leave(ana, case, settings):
    settings.SITE_ADDRESS = "https://immigration-jail.example/"
    page = act(ana, case, text="Hello", preview="1")[1]
    assert "What we would send is not neutral. It says: immigra." in page
    response, page = act(ana, case, text="Hello", tell="text")
    assert response.status_code == 422 and "The text would say “immigra”." in page
    assert not Message.objects.exists()
    assert act(ana, case, text="Hello")[0].status_code == 302


def _text(page):
    return re.search(r'<textarea name="text".*?>\n(.*?)</textarea>', page, re.DOTALL)[1]


def test_other_words_to_begin_from_lose_nothing_that_was_typed(ana, case):
    page = act(
        ana,
        case,
        text="My own words",
        note="call on Monday",
        begin="sent",
        follow_up_on="2099-01-05",
    )[1]
    assert _text(page).startswith("My own words\n\nHello. We sent your letters.")
    assert "call on Monday</textarea>" in page and "2099-01-05" in page
    # Words that are still those of a template make room.
    first = html.unescape(
        ana.get(f"/office/cases/{case.reference}/act/?template=ask").content.decode()
    )
    page = act(ana, case, text=_text(first), begin="sent")[1]
    assert _text(page).startswith("Hello. We sent your letters.")
    assert act(ana, case, text="stays", begin="")[0].status_code == 302


def test_line_ends_of_a_browser_are_no_signs_in_the_preview(cast, office):
    case = file_case(COMPLAINT, timezone.now())
    data = {"text": "One.\r\nTwo.", "language": "en", "seen": "new", "preview": "1"}
    page = log_in(cast["ana"]).post(f"/office/cases/{case.reference}/act/", data)
    assert "One.\nTwo.</p>" in page.content.decode()


def test_the_desk_says_who_is_waited_for_and_the_person_what_is_needed(cast, office):
    case = file_case(COMPLAINT, timezone.now())
    ana = log_in(cast["ana"])
    path = f"/office/cases/{case.reference}/"
    ana.post(path + "move/", {"to": "reading", "seen": "new"})
    ana.post(path + "move/", {"to": "asking", "seen": "reading"})
    page = flat(ana.get(path).content.decode())
    assert ">Waiting for filer<" in page
    assert "We need something from you" not in page
    case.refresh_from_db()
    assert case.get_status_display() == "We need something from you"
