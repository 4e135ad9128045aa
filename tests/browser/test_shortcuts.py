"""Single keys: what they do, that typing is left alone, and that off means off."""

import re

import pytest

from tests.browser_filer import go
from tests.browser_office import filed, log_in, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOBODYS = "/office/?tab=nobody"


def test_keys_take_set_a_day_and_can_be_turned_off(chromium, site):
    filed(site)
    filed(site)
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    log_in(page, base)
    press = page.keyboard.press
    page.goto(base + NOBODYS)
    # In a field a key is a letter, nothing else.
    page.get_by_label("Find a case").click()
    page.keyboard.type("ajxf?gq")
    assert page.get_by_label("Find a case").input_value() == "ajxf?gq"
    assert page.url == base + NOBODYS
    page.locator("h1").click()
    press("j")
    press("a")
    page.wait_for_url(re.compile("/office/cases/"))
    assert "This case is yours." in page.content()
    press("f")
    page.wait_for_url(re.compile("do=follow_up"))
    page.locator("#do [name=on]:focus").wait_for()
    page.goto(base + NOBODYS)
    press("j")
    press("f")
    page.wait_for_url(f"{base}/office/many/")
    assert "This changes 1 case" in page.content()
    page.locator("h1").click()
    press("?")
    page.wait_for_url(f"{base}/office/keys/")
    go(page.get_by_role("button", name="Turn the keys off"))
    for path in ("/office/", "/office/today/", "/office/keys/"):
        page.goto(base + path)
        for key in "jxaf?gq/":
            press(key)
        page.wait_for_timeout(200)
        assert page.url == base + path and page.locator("input[name=case]:checked").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "BODY"
    go(page.get_by_role("button", name="Turn the keys on"))
    press("g")
    press("q")
    page.wait_for_url(f"{base}/office/")
