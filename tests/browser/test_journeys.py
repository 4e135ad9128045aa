"""Five people file, script off, on a phone; a volunteer with a second factor reads each exactly."""

import re

import pytest

from intake.flow.choice_fields import Choice
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.date_fields import format_partial_date
from intake.flow.sample import sample
from tests.browser_filer import BrowserFiler, go
from tests.browser_office import come_back, log_in, new_phone
from tests.prepare import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "".join(f"Line {n}: they asked again, and nobody wrote it down.\n" for n in range(400))

PEOPLE = {
    "free, wrong match": (COMPLAINT, {}),
    "in jail, short form, come back later": (
        URGENT,
        {"filing_for": "family", "held": True, "saved_at": "hold"},
    ),
    "one name, in Amharic letters": (
        COMPLAINT,
        {"person": {"given_names": "ሰላም", "family_names": "", "other_names": ""}, "held": True},
    ),
    "a story of 20,000 letters": (
        COMPLAINT,
        {"story": {"story": LONG[:20_000], "seen_or_told": "saw"}, "filing_for": "family"},
    ),
    "a lawyer, right to left": (
        COMPLAINT,
        {
            "filing_for": "work",
            "problem": {"went_wrong": ["status_wrong"]},
            "person": {"given_names": "مثال", "family_names": "تجربة ‮٣", "other_names": ""},
            "hold": {"ice_asked": "unsure"},
        },
    ),
}


def file(chromium, site, flow, choices):
    """File one complaint with script off. Return (reference, code, answers)."""
    choices = dict(choices)
    saved_at = choices.pop("saved_at", "")
    answers = sample(flow, **choices)
    base = f"http://127.0.0.1:{site.port}"
    page = new_phone(chromium, java_script_enabled=False)
    page.goto(base)
    door = "Someone is locked up now" if flow is URGENT else "Tell us what happened"
    go(page.get_by_role("link", name=door))
    go(page.get_by_role("link", name=re.compile("^Start")))
    filer = BrowserFiler(page, base, answers)
    if saved_at:
        filer.go(until=saved_at)
        filer.fill(answers[saved_at])
        go(page.get_by_role("button", name="Save for later"))
        code = page.locator("strong.code").inner_text()
        page.context.close()
        page = new_phone(chromium, java_script_enabled=False)
        page.goto(base)
        go(page.get_by_role("link", name="I have a code"))
        page.get_by_label("Your code").fill(code.lower())
        go(page.get_by_role("button", name="Open"))
        filer.page = page
        assert filer.at() != saved_at
    filer.go(until="check")
    page.get_by_label("Type your name").fill("Sam Sample")
    page.locator('label[for="id_true"]').click()
    go(page.get_by_role("button", name="Send to the volunteers"))
    assert filer.at() == "done"
    reference = page.locator("strong.reference").inner_text()
    if not saved_at:  # who came back with the code is not shown it again
        code = page.locator("strong.code").inner_text()
    page.context.close()
    return reference, code, answers


def typed(answers):
    """Return every text and date a person typed, as it must be read."""
    for key, value in answers.items():
        fields = COMPLAINT.step(key).form and COMPLAINT.step(key).form.base_fields
        for entry in value if isinstance(value, list) else [value]:
            for name, given in entry.items():
                if isinstance(given, dict):
                    yield format_partial_date(given)
                elif isinstance(given, str) and given and not isinstance(fields[name], Choice):
                    yield given


def test_five_people_file_and_a_volunteer_reads_each_exactly(chromium, site):
    filed = [file(chromium, site, *person) for person in PEOPLE.values()]
    base = f"http://127.0.0.1:{site.port}"
    page = new_phone(chromium)
    log_in(page, base)
    for reference, _code, answers in filed:
        page.goto(f"{base}/office/cases/{reference}/")
        go(page.get_by_role("button", name="Show them"))
        shown = page.locator("dl.lines dd").all_text_contents()
        for text in typed(answers):
            # A sign that turns text around is named, as the desk shows it.
            assert text.replace("\u202e", "[U+202E]") in shown, text[:80]
    page.goto(f"{base}/office/")
    order = [text.strip() for text in page.locator("table.caselist tbody th a").all_text_contents()]
    ours = {reference for reference, _code, _answers in filed}
    order = [reference for reference in order if reference in ours]
    held = {
        reference
        for reference, _code, answers in filed
        if answers["custody"]["where"] == "local_jail"
    }
    assert set(order[: len(held)]) == held
    reference, code, _answers = filed[0]
    page.goto(f"{base}/office/cases/{reference}/")
    go(page.get_by_role("link", name="Other status"))
    page.locator('[name="to"][value="reading"]').check()
    go(page.get_by_role("button", name="Change status"))
    assert page.get_by_text("Status changed.").is_visible()
    assert (
        come_back(chromium, base, code).locator("h1").inner_text()
        == "A volunteer is reading your case"
    )


def test_a_passkey_is_a_second_factor_under_the_strict_policy(chromium, site):
    # Passkeys know hosts by name, so this browser comes by the name of loopback.
    base, page, said = f"http://localhost:{site.port}", new_phone(chromium), []
    page.on("console", lambda message: said.append(message.text))
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(page, base, "dan")
    page.goto(f"{base}/office/account/keys/new/")
    page.locator("[name=name]").fill("my phone")
    go(page.get_by_role("button", name="Add", exact=True))
    page.wait_for_url(re.compile("(codes|keys)/$"))
    page.context.clear_cookies()
    page.goto(f"{base}/office/account/login/")
    page.get_by_label("Username").fill("dan")
    page.get_by_label("Password").fill(PASSWORD)
    go(page.get_by_role("button", name="Log in"))
    go(page.get_by_role("button", name="Use a passkey"))
    page.wait_for_url(f"{base}/office/today/")
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_letter_for_the_jail_in_three_taps_and_a_few_answers(chromium, site):
    """Script off: first page, urgent page, letter; the file comes, and no cookie opens anything."""
    page = new_phone(chromium, java_script_enabled=False, accept_downloads=True)
    page.goto(f"http://127.0.0.1:{site.port}")
    go(page.get_by_role("link", name="Someone is locked up now"))
    go(page.get_by_role("link", name="Make the jail letter"))
    page.get_by_label("Name of the person in jail").fill("Amal Sample")
    page.get_by_label("Which jail?").fill("Sample County Jail")
    page.get_by_label("Booking number").fill("SAMPLE-9")
    page.locator("[name=born_y]").fill("1990")
    for part, text in (("m", "November"), ("d", "20"), ("y", "2026"), ("time", "5 pm")):
        page.locator(f"[name=due_out_{part}]").fill(text)
    page.get_by_label("State of the jail").select_option("NY")
    go(page.get_by_role("button", name="Make the letter"))
    sheet = page.locator("article.sheet").inner_text()
    assert "Kept after release was due on Friday, November 20, 2026, at 5:00 p.m." in sheet
    assert "More than 48 hours have passed" in sheet
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the letter as a PDF").click()
    assert download.value.suggested_filename == "sheet.pdf"
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert not [name for name in names if "visit" in name or "session" in name]


def test_five_minutes_of_reading_lead_from_the_first_page_to_the_ways(chromium, site):
    """Script off: guide, a page of it, the five questions, a way, and back to the form."""
    page = new_phone(chromium, java_script_enabled=False)
    page.goto(f"http://127.0.0.1:{site.port}")
    go(page.get_by_role("link", name="Learn more first"))
    go(page.get_by_role("link", name="How do I complain to CRCL?"))
    assert "It cannot free anyone" in page.locator("main").inner_text()
    go(page.get_by_role("link", name="Which option is right for me?").first)
    for name, value in (
        ("where", "free"),
        ("went_wrong", "wrong_match"),
        ("ice_asked", "no"),
        ("reasons", "same_name"),
        ("kept", "no"),
    ):
        box = page.locator(f'[name="{name}"][value="{value}"]')
        page.locator(f'label[for="{box.get_attribute("id")}"]').click()
    go(page.get_by_role("button", name="Show my options"))
    assert page.locator("ul.also li").count() >= 4
    with page.expect_popup() as popup:  # the list is an answer to a post, and has to stay
        page.get_by_role("link", name=re.compile("^Ask for copies of the records")).first.click()
    assert "copies" in popup.value.locator("main").inner_text()
    go(page.get_by_role("link", name="Start the form"))
    go(page.get_by_role("link", name="Start", exact=True))
    assert page.url.endswith("/ask/filer/")


def test_a_filer_leaves_with_papers_only(chromium, site):
    """Script off: every page answered, papers made, one file taken, all erased by the button."""
    base = f"http://127.0.0.1:{site.port}"
    page = new_phone(chromium, java_script_enabled=False, accept_downloads=True)
    page.goto(f"{base}/ask/filer/")
    filer = BrowserFiler(page, base, sample(COMPLAINT, sharing={"keep": "papers_only"}))
    filer.go(until="check")
    page.get_by_label("Type your name").fill("Sam Sample")
    page.locator('label[for="id_true"]').click()
    go(page.get_by_role("button", name="Make my letters"))
    with page.expect_download() as download:
        page.get_by_role("link", name="All letters in one PDF").click()
    assert download.value.suggested_filename == "papers.pdf"
    for group in page.locator("main > .no-print summary").all():
        group.click()
    go(page.get_by_role("link", name="Complaint to the Office for Civil Rights").first)
    assert "Ana María Example de la Prueba" in page.locator("article.sheet").inner_text()
    go(page.get_by_role("link", name="Your letters"))
    go(page.get_by_role("link", name="Delete now"))
    go(page.get_by_role("button", name="Delete it now"))
    page.goto(f"{base}/papers/")
    assert "article" not in page.content()
    assert "Example de la Prueba" not in page.content()
