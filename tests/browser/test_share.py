"""The jail letter is handed on as text, where the phone can; links to call and text say nothing."""

import re

import pytest
from django.contrib.staticfiles import finders

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.browser

SITE = "https://help.example"
PHONE = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.blockedURI));
navigator.share = async (what) => { window.shared = what; };
"""


@pytest.fixture
def letter(db):
    """Return the page of a letter, and its headers."""
    answer = FormClient().post("/sheet/", {"name": "Ana Sample", "state": "TX"})
    return answer.content.decode(), answer.headers["Content-Security-Policy"]


def opened(chromium, letter, script):
    html, policy = letter
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(script)

    def serve(route):
        if route.request.url.endswith("site.js"):
            route.fulfill(path=finders.find("js/site.js"))
        elif route.request.url.endswith("/page"):
            headers = {"Content-Security-Policy": policy}
            route.fulfill(body=html, content_type="text/html", headers=headers)
        else:
            route.fulfill(status=404)

    page.route("**/*", serve)
    page.goto(f"{SITE}/page")
    return page


def test_the_letter_is_shared_as_text_alone_and_breaks_no_policy(chromium, letter):
    page = opened(chromium, letter, PHONE)
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert list(shared) == ["text"]
    assert "Ana Sample" in shared["text"] and "Download the letter as a PDF" not in shared["text"]
    assert page.evaluate("window.violations") == []
    page.context.close()


def test_where_the_phone_cannot_share_there_is_no_button(chromium, letter):
    page = opened(chromium, letter, "delete Navigator.prototype.share;")
    assert page.get_by_role("button", name="Share").count() == 0
    assert page.get_by_role("button", name="Print this page").count() == 1
    page.context.close()


def test_links_to_call_and_to_text_hold_a_number_and_no_words(client, db):
    page = Filer(client, sample(COMPLAINT, held=True)).jump("danger").html()
    links = re.findall(r'href="((?:tel|sms):[^"]*)"', page)
    assert {"tel:988", "sms:988"} <= set(links)
    assert [link for link in links if not re.fullmatch(r"(tel|sms):[+\d;ext=]+", link)] == []
