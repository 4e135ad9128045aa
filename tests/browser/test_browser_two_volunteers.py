"""Two volunteers at one letter, one case and one filer, each in a browser of their own."""

import pytest

from tests.browser_filer import go
from tests.browser_office import come_back, filed, log_in, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 800}


def words(page):
    return page.locator("main").inner_text()


@pytest.fixture
def two(chromium, site):
    """Cora at a desk, and Ben with a small phone and script off."""
    base = f"http://127.0.0.1:{site.port}"
    cora, ben = new_phone(chromium, DESK), new_phone(chromium, java_script_enabled=False)
    log_in(cora, base)
    log_in(ben, base, "ben")
    yield cora, ben, base
    cora.context.close()
    ben.context.close()


def test_two_at_one_letter_the_second_sees_both_texts_and_decides(two, site):
    cora, ben, base = two
    reference, _code = filed(site, held=True)
    cora.goto(f"{base}/office/cases/{reference}/")
    cora.get_by_label("Prepare letters for").select_option("jail-letter")
    go(cora.get_by_role("button", name="Prepare"))
    go(cora.get_by_role("link", name="Letter to the jail about the hold", exact=True))
    ben.goto(cora.url)
    assert "Cora is writing here, too" in words(ben)
    ben.get_by_label("Paragraph 1").fill("Please answer by mail.")
    cora.get_by_label("Paragraph 1").fill("Please answer by fax.")
    go(cora.get_by_role("button", name="Save these words"))
    go(ben.get_by_role("button", name="Save these words"))
    assert "It says now: “Please answer by fax.”" in words(ben)
    assert ben.get_by_label("Paragraph 1").input_value() == "Please answer by mail."
    cora.reload()
    assert "Please answer by fax." in cora.locator("article.sheet").inner_text()
    go(ben.get_by_role("button", name="Save these words"))
    cora.reload()
    assert "Please answer by mail." in cora.locator("article.sheet").inner_text()


def test_two_at_one_case_the_second_is_told_and_takes_nothing_away(two, site):
    cora, ben, base = two
    reference, _code = filed(site, held=True)
    case = f"{base}/office/cases/{reference}/"
    for page in (cora, ben):
        page.goto(case)
    go(cora.get_by_role("button", name="Take", exact=True))
    go(ben.get_by_role("button", name="Take", exact=True))
    assert "This case is yours." not in words(ben)
    cora.reload()
    assert "Assigned to\nCora" in cora.locator(".bar-facts").inner_text()
    for page, day in ((cora, "2099-01-05"), (ben, "2099-02-06")):
        page.goto(f"{case}?do=follow_up#do")
        page.locator("#do").get_by_label("Follow-up").fill(day)
    go(cora.locator("#do").get_by_role("button"))
    go(ben.locator("#do").get_by_role("button"))
    assert "Now the follow-up is on January 5, 2099." in words(ben)
    assert ben.locator("#do").get_by_label("Follow-up").input_value() == "2099-02-06"
    go(ben.locator("#do").get_by_role("button"))
    cora.goto(f"{case}?do=follow_up#do")
    assert cora.locator("#do").get_by_label("Follow-up").input_value() == "2099-02-06"


def test_two_write_to_one_filer_and_the_filer_gets_both_once(two, site, chromium):
    cora, ben, base = two
    reference, code = filed(site, filing_for="family")
    act = f"{base}/office/cases/{reference}/act/"
    for page, text in ((cora, "Which jail was it?"), (ben, "Do you have a photo of the paper?")):
        page.goto(act)
        page.get_by_label("Message to the person").fill(text)
    go(cora.get_by_role("button", name="Save and send"))
    go(ben.get_by_role("button", name="Save and send"))
    assert "A new message came while you wrote." in words(ben)
    assert "Which jail was it?" in words(ben)
    box = ben.get_by_label("Message to the person")
    assert box.input_value() == "Do you have a photo of the paper?"
    go(ben.get_by_role("button", name="Save and send"))
    phone = come_back(chromium, base, code)
    phone.goto(f"{base}/messages/")
    for text in ("Which jail was it?", "Do you have a photo of the paper?"):
        assert words(phone).count(text) == 1
    phone.context.close()
