"""The text for a web form can be copied with a button, or where that fails, by hand."""

import pytest
from django.contrib.staticfiles import finders

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.filer import Filer, FormClient

pytestmark = pytest.mark.browser

SITE = "https://help.example"


@pytest.fixture
def page_of(chromium, office):
    """Return a function that shows a paper for a web form, with or without the clipboard."""
    filer = Filer(FormClient(), sample(COMPLAINT, filing_for="family", held=True)).jump()
    filer.send()
    html = filer.client.get("/papers/foia-ice/").content.decode()
    contexts = []

    def show(*permissions):
        context = chromium.new_context(permissions=list(permissions))
        contexts.append(context)
        page = context.new_page()
        page.route(
            "**/*",
            lambda route: route.fulfill(
                **{"path": finders.find("js/site.js")}
                if route.request.url.endswith("site.js")
                else {"body": html, "content_type": "text/html"}
                if route.request.url.endswith("/page")
                else {"status": 404}
            ),
        )
        page.goto(f"{SITE}/page")
        return page

    yield show
    for context in contexts:
        context.close()


def test_the_button_copies_the_text_of_its_box(page_of):
    page = page_of("clipboard-read", "clipboard-write")
    for box in ("#box-1", "#box-2"):
        page.locator(f"{box} + button").click()
        page.locator(f"{box} + button", has_text="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator(box).input_value().strip()
    assert "Department of Homeland Security" in page.locator("#box-1").input_value()


def test_where_the_clipboard_is_closed_the_text_is_selected(page_of):
    page = page_of()
    closed = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')) }"
    page.evaluate(closed)
    page.get_by_role("button", name="Copy this text").first.click()
    page.get_by_role("button", name="Selected. Copy it now.").wait_for()
    assert page.evaluate("document.activeElement.id") == "box-1"
    assert page.evaluate("getSelection().toString()") == page.locator("#box-1").input_value()


def test_without_a_clipboard_the_button_selects_too(page_of):
    page = page_of()
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', {value: undefined}) }")
    page.get_by_role("button", name="Copy this text").first.click()
    page.get_by_role("button", name="Selected. Copy it now.").wait_for()
    assert page.evaluate("getSelection().toString()") == page.locator("#box-1").input_value()
