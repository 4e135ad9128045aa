"""A volunteer and a person in a real browser: a phone, a login with second factor, a return."""

import re
import time

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.browser_filer import go
from tests.filer import Filer
from tests.prepare import PASSWORD
from tests.second_factor import SEED, numbers
from tests.server import HttpClient

PHONE = {"width": 360, "height": 740}

LOGGED_IN = {}  # {(address, name): cookies}


def new_phone(chromium, viewport=PHONE, **more):
    page = chromium.new_context(viewport=viewport, **more).new_page()
    page.set_default_timeout(60_000)
    return page


def log_in(page, base, name="cora"):
    """Log in with password and second factor, once: numbers are taken only once in 30 seconds."""
    page.context.add_cookies(LOGGED_IN.get((base, name), []))
    page.goto(f"{base}/office/account/login/")
    if page.url == f"{base}/office/today/":
        return
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    go(page.get_by_role("button", name="Log in"))
    for _ in range(2):
        page.locator("[name=code]").fill(numbers(SEED))
        go(page.get_by_role("button", name="Log in"))
        if page.url == f"{base}/office/today/":
            LOGGED_IN[base, name] = page.context.cookies()
            return
        page.wait_for_timeout(1000 * (30 - time.time() % 30) + 500)
    raise AssertionError(page.url)


def come_back(chromium, base, code):
    """Open a case with its code on a new phone, script off. Return the page."""
    phone = new_phone(chromium, java_script_enabled=False)
    phone.goto(f"{base}/return/")
    phone.get_by_label("Your code").fill(code)
    go(phone.get_by_role("button", name="Open"))
    return phone


def filed(site, flow=COMPLAINT, **choices):
    """File a complaint without a browser: quick. Return (reference, code)."""
    lane = "full" if flow is COMPLAINT else "urgent"
    filer = Filer(HttpClient(site), sample(flow, **choices), lane).go()
    filer.send()
    return re.search(r'class="reference"><bdi>([^<]+)<', filer.html())[1], filer.code()
