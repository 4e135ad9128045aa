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


def test_keys_walk_a_list_and_a_case_and_open_what_they_say(chromium, site):
    first, second = (filed(site, held=True)[0] for _ in range(2))
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    log_in(page, base)
    press = page.keyboard.press
    page.goto(base + NOBODYS)
    links = page.locator("tr[data-row] th a")
    references = links.all_inner_texts()
    assert {first, second} <= {*references}
    here = "document.activeElement.innerText"
    for key, expected in (("j", 0), ("j", 1), ("k", 0), ("k", 0)):
        press(key)
        assert page.evaluate(here) == references[expected]
    press("o")
    page.wait_for_url(re.compile(f"/office/cases/{references[0]}/"))
    press("j")  # on a case, the next one of its list
    page.wait_for_url(re.compile(f"/office/cases/{references[1]}/"))
    press("k")
    page.wait_for_url(re.compile(f"/office/cases/{references[0]}/"))
    press("n")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("jk/?")
    assert page.evaluate("document.activeElement.value") == "jk/?"
    page.goto(base + NOBODYS)
    press("j")
    press("n")
    page.wait_for_url(re.compile(f"/office/cases/{references[0]}/.*#note"))
    with page.expect_navigation():
        press("a")
    assert "This case is yours." in page.content()
    for path in ("/office/", "/office/today/", f"/office/cases/{references[0]}/"):
        page.goto(base + path)
        press("/")
        assert page.evaluate("document.activeElement.type") == "search"
    page.locator("h1").click()
    press("?")
    page.wait_for_url(f"{base}/office/keys/")
    page.goto(f"{base}/office/translations/")
    press("j")
    press("o")
    page.wait_for_url(re.compile("/translation/$"))
