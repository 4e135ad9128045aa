"""Five people file, script off, on a phone; a volunteer with a second factor reads each exactly."""

import re
import time

import pytest
from PIL import Image

from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.fields import Choice, date_in_words
from intake.flow.sample import sample
from tests.browser.conftest import PHONE
from tests.browser_filer import BrowserFiler, go
from tests.mail_sink import mail_sink
from tests.prepare import PASSWORD
from tests.second_factor import SEED, numbers
from tests.server import running

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

LONG = "".join(f"Line {n}: they asked again, and nobody wrote it down.\n" for n in range(400))

PEOPLE = {
    "free, wrong match": (COMPLAINT, {}),
    "in jail, short form, come back later": (
        URGENT, {"filing_for": "family", "held": True, "saved_at": "hold"}),
    "one name, in Amharic letters": (
        COMPLAINT, {"person": {"given_names": "ሰላም", "family_names": "", "other_names": ""},
                    "held": True}),
    "a story of 20,000 letters": (
        COMPLAINT, {"story": {"story": LONG[:20_000], "seen_or_told": "saw"},
                    "filing_for": "family"}),
    "a lawyer, right to left": (
        COMPLAINT, {"filing_for": "work", "problem": {"went_wrong": ["status_wrong"]},
                    "person": {"given_names": "مثال", "family_names": "تجربة ‮٣", "other_names": ""},
                    "hold": {"ice_asked": "unsure"}}),
}  # fmt: skip


LOGGED_IN = {}  # {(address, name): cookies}


@pytest.fixture(scope="module")
def sink():
    with mail_sink() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory, engine_url, sink):
    folder = tmp_path_factory.mktemp("site")
    with running(folder, engine_url, **sink.settings) as (server, _secrets):
        yield server


def new_phone(chromium, **more):
    context = chromium.new_context(viewport=PHONE, **more)
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


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
        go(page.get_by_role("button", name="Save and come back later"))
        code = page.locator("strong.code").inner_text()
        page.context.close()
        page = new_phone(chromium, java_script_enabled=False)
        page.goto(base)
        go(page.get_by_role("link", name="I already have a code"))
        page.get_by_label("Your code").fill(code.lower())
        go(page.get_by_role("button", name="Open"))
        filer.page = page
        assert filer.at() != saved_at
    filer.go(until="check")
    page.get_by_label("Type your name").fill("Sam Sample")
    page.locator('label[for="id_true"]').click()
    go(page.get_by_role("button", name="Send to the volunteers"))
    assert filer.at() == "done"
    reference = page.locator("strong.code--plain").inner_text()
    if not saved_at:  # who came back with the code is not shown it again
        code = page.locator("strong.code:not(.code--plain)").inner_text()
    page.context.close()
    return reference, code, answers


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


def typed(answers):
    """Return every text and date a person typed, as it must be read."""
    for key, value in answers.items():
        fields = COMPLAINT.step(key).form and COMPLAINT.step(key).form.base_fields
        for entry in value if isinstance(value, list) else [value]:
            for name, given in entry.items():
                if isinstance(given, dict):
                    yield date_in_words(given)
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
    order = page.goto(f"{base}/office/") and page.locator(
        "table.queue th a").all_text_contents()  # fmt: skip
    held = {reference for reference, _code, answers in filed
            if answers["custody"]["where"] == "local_jail"}  # fmt: skip
    assert set(order[: len(held)]) == held
    reference, code, _answers = filed[0]
    page.goto(f"{base}/office/cases/{reference}/")
    go(page.get_by_role("button", name="Take it"))
    page.locator("[name=text]").fill("Read. Strong case.")
    go(page.get_by_role("button", name="Keep the note"))
    page.get_by_label("Being read").check()
    go(page.get_by_role("button", name="Change", exact=True))
    assert page.get_by_text("Status changed.").is_visible()
    person = new_phone(chromium, java_script_enabled=False)
    person.goto(f"{base}/return/")
    person.get_by_label("Your code").fill(code)
    go(person.get_by_role("button", name="Open"))
    assert person.get_by_role("heading", level=1).inner_text() == "Being read"


def test_a_passkey_is_a_second_factor_under_the_strict_policy(chromium, site):
    # Passkeys know hosts by name, so this browser comes by the name of loopback.
    base, page, said = f"http://localhost:{site.port}", new_phone(chromium), []
    page.on("console", lambda message: said.append(message.text))
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
               "hasUserVerification": True, "isUserVerified": True,
               "automaticPresenceSimulation": True}  # fmt: skip
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


def test_the_sheet_for_the_jail_in_three_taps_and_six_answers(chromium, site):
    """Script off: first page, urgent page, sheet; the file comes, and no cookie opens anything."""
    page = new_phone(chromium, java_script_enabled=False, accept_downloads=True)
    page.goto(f"http://127.0.0.1:{site.port}")
    go(page.get_by_role("link", name="Someone is locked up now"))
    go(page.get_by_role("link", name="Make the jail sheet"))
    page.get_by_label("Name of the person in jail").fill("Amal Sample")
    page.get_by_label("Which jail?").fill("Sample County Jail")
    page.get_by_label("Booking number").fill("SAMPLE-9")
    page.locator("[name=born_y]").fill("1990")
    for part, text in (("m", "November"), ("d", "20"), ("y", "2026"), ("time", "5 pm")):
        page.locator(f"[name=due_out_{part}]").fill(text)
    page.get_by_label("State of the jail").select_option("NY")
    go(page.get_by_role("button", name="Make the sheet"))
    sheet = page.locator("article.sheet").inner_text()
    assert "Sunday, November 22, 2026, 5:00 pm" in sheet
    assert "Tuesday, November 24, 2026, 5:00 pm" in sheet
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it as a PDF file").click()
    assert download.value.suggested_filename == "sheet.pdf"
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert not [name for name in names if "visit" in name or "session" in name]


def test_five_minutes_of_reading_lead_from_the_first_page_to_the_ways(chromium, site):
    """Script off: guide, a page of it, the five questions, a way, and back to the form."""
    page = new_phone(chromium, java_script_enabled=False)
    page.goto(f"http://127.0.0.1:{site.port}")
    go(page.get_by_role("link", name="I want to know more first"))
    go(page.get_by_role("link", name="The CRCL complaint, step by step"))
    assert "It cannot free anyone" in page.locator("main").inner_text()
    go(page.get_by_role("link", name="Which way fits me?").first)
    for name, value in (("where", "free"), ("went_wrong", "wrong_match"), ("ice_asked", "no"),
                        ("reasons", "same_name"), ("kept", "no")):  # fmt: skip
        box = page.locator(f'[name="{name}"][value="{value}"]')
        page.locator(f'label[for="{box.get_attribute("id")}"]').click()
    go(page.get_by_role("button", name="Show me the ways"))
    assert page.locator("ol.ways li").count() == 3
    with page.expect_popup() as popup:  # the list is an answer to a post, and has to stay
        page.get_by_role("link", name=re.compile("^Your FBI record")).click()
    assert "1000 Custer Hollow Road" in popup.value.locator("main").inner_text()
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
    go(page.get_by_role("button", name="Make my papers"))
    with page.expect_download() as download:
        page.get_by_role("link", name="All in one PDF file").click()
    assert download.value.suggested_filename == "papers.pdf"
    go(page.get_by_role("link", name="Complaint to the Office for Civil Rights").first)
    assert "Ana María Example de la Prueba" in page.locator("article.sheet").inner_text()
    go(page.get_by_role("link", name="Your papers"))
    go(page.get_by_role("link", name="Erase now"))
    go(page.get_by_role("button", name="Erase it now"))
    page.goto(f"{base}/papers/")
    assert "article" not in page.content()
    assert "Example de la Prueba" not in page.content()


def test_two_volunteers_and_a_filer_bring_papers_to_sent(chromium, site):
    """The filer files; one makes the papers ready, another reads, keeps the yes, and sends."""
    reference, code, _answers = file(chromium, site, COMPLAINT, {"filing_for": "family",
                                                                 "held": True})  # fmt: skip
    base = f"http://127.0.0.1:{site.port}"
    cora, ben = new_phone(chromium), new_phone(chromium)
    log_in(cora, base)
    cora.goto(f"{base}/office/cases/{reference}/")
    cora.get_by_label("Prepare papers for").select_option("jail-letter")
    go(cora.get_by_role("button", name="Prepare"))
    go(cora.get_by_role("link", name="Letter to the jail about the hold", exact=True))
    assert "Sample County Jail" in cora.locator("article.sheet").inner_text()
    go(cora.get_by_role("link", name="Papers", exact=True))
    go(cora.get_by_role("button", name="Make it ready"))
    assert "Another volunteer reads it" in cora.locator("main").inner_text()
    address = cora.url
    log_in(ben, base, "ben")
    ben.goto(address)
    go(ben.get_by_role("button", name="I have read it all"))
    ben.get_by_label("How and when did the person say yes").fill("by phone, today")
    go(ben.get_by_role("button", name="Keep the yes"))
    ben.get_by_label("How was it sent?").fill("by hand, by Ben")
    go(ben.get_by_role("button", name="It was sent"))
    assert "by hand, by Ben" in ben.locator("main").inner_text()
    phone = new_phone(chromium, java_script_enabled=False)
    phone.goto(f"{base}/return/")
    phone.get_by_label("Your code").fill(code)
    go(phone.get_by_role("button", name="Open"))
    assert phone.locator("h1").inner_text() == "Sent"
    go(phone.get_by_role("link", name="See my papers"))
    assert "Letter to the jail about the hold" in phone.locator("main").inner_text()


def come_back(chromium, base, code):
    """Open a case with its code on a new phone, script off. Return the page."""
    phone = new_phone(chromium, java_script_enabled=False)
    phone.goto(f"{base}/return/")
    phone.get_by_label("Your code").fill(code)
    go(phone.get_by_role("button", name="Open"))
    return phone


def mailed(sink):
    """Return the body of the one letter that came since the last look, sent to one person."""
    [(people, letter)] = sink.letters
    sink.letters.clear()
    assert people == ["sam@example.com"] and letter["To"] == people[0]
    return letter.get_payload().strip()


def tell(volunteer, case, template, words="", status="", outcome=""):
    """Write to the person from a template, set what comes next, and let them know by e-mail."""
    volunteer.goto(f"{case}act/?template={template}")
    if words:
        volunteer.get_by_label("Message to the person").fill(words)
    if status:
        volunteer.get_by_label("New status").select_option(status)
    if outcome:
        volunteer.get_by_label("How did it end?").select_option(outcome)
    volunteer.get_by_label("Tell them that there is news").select_option("email")
    go(volunteer.get_by_role("button", name="Keep all of it"))


def test_a_person_and_a_volunteer_from_question_to_erased(chromium, site, sink, tmp_path):
    """Script off on the phone: question, answer, photo, change, consent, sent, answer, still need
    help, closed, and after closing; the mail is read."""
    sink.letters.clear()
    reference, code, _answers = file(chromium, site, COMPLAINT, {"held": False})
    base = f"http://127.0.0.1:{site.port}"
    case = f"{base}/office/cases/{reference}/"
    cora, ben = new_phone(chromium), new_phone(chromium)
    log_in(cora, base)
    log_in(ben, base, "ben")

    cora.goto(case)
    go(cora.get_by_role("button", name="Take it"))
    go(cora.get_by_role("link", name="Write, and set what comes next"))
    cora.get_by_label("Begin from these words").select_option("ask")
    go(cora.get_by_role("button", name="Put them in"))
    tell(cora, case, "ask", "Which jail was it?", "reading")
    assert mailed(sink) == (
        "We read what you sent. Look with your code: help.example.org Nobody reads replies to"
        " this. You can end these messages there."
    )

    phone = come_back(chromium, base, code)
    assert "1 new message for you." in phone.locator("main").inner_text()
    go(phone.get_by_role("link", name="Read it"))
    assert "Which jail was it?" in phone.locator("main").inner_text()
    phone.get_by_label("Write to the volunteers").fill("The one in Sampletown.")
    go(phone.get_by_role("button", name="Send"))
    go(phone.get_by_role("link", name="Where it stands"))

    paper = tmp_path / "photo of a secret.jpg"
    Image.new("RGB", (900, 1200), "white").save(paper, exif=Image.Exif())
    go(phone.get_by_role("link", name="Add papers"))
    phone.get_by_label("What paper is it?").fill("Hold paper")
    phone.get_by_label("Photo or file").set_input_files(paper)
    go(phone.get_by_role("button", name="Add it"))
    assert "Hold paper" in phone.locator("main").inner_text()
    assert "secret" not in phone.content()
    picture = phone.locator("img.thumb")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    go(phone.get_by_role("button", name="I need help to find them"))
    assert "You told us: “I need help to find them”." in phone.locator("main").inner_text()
    go(phone.get_by_role("link", name="Where it stands"))
    go(phone.get_by_role("link", name="Something changed"))
    phone.locator('label[for="id_what_4"]').click()
    go(phone.get_by_role("button", name="Continue"))
    phone.get_by_label("Name of the lawyer").fill("Law Yersample")
    go(phone.get_by_role("button", name="Keep it"))

    cora.goto(case)
    words = cora.locator("main").inner_text()
    assert "The one in Sampletown." in words and "Hold paper" in words
    assert "Law Yersample" in words
    cora.get_by_label("Prepare papers for").select_option("foia")
    go(cora.get_by_role("button", name="Prepare"))
    go(cora.get_by_role("button", name="Make it ready"))
    packet = cora.url
    ben.goto(packet)
    go(ben.get_by_role("button", name="I have read it all"))

    phone.goto(f"{base}/status/")
    go(phone.get_by_role("link", name="Read them and say yes"))
    phone.locator("summary").first.click()
    phone.locator('label[for="id_agree"]').click()
    phone.get_by_label("Type your name").fill("Sam Sample")
    go(phone.get_by_role("button", name="Yes, send them"))

    ben.goto(packet)
    ben.get_by_label("How was it sent?").fill("by fax, by Ben")
    go(ben.get_by_role("button", name="It was sent"))
    phone.goto(f"{base}/status/")
    assert phone.locator("h1").inner_text() == "Sent"
    ben.get_by_label("What did the office answer?").fill("They will look at it.")
    go(ben.get_by_role("button", name="Keep the answer"))
    tell(cora, case, "still_need")
    assert "Do you still want our help?" in mailed(sink)
    phone.goto(f"{base}/status/")
    go(phone.get_by_role("link", name="Read it"))
    assert "Do you still need help with this?" in phone.locator("main").inner_text()
    phone.get_by_label("Write to the volunteers").fill("No, thank you. It is over.")
    go(phone.get_by_role("button", name="Send"))
    tell(cora, case, "closed", status="closed", outcome="answer_for")
    assert "We are done for now." in mailed(sink)
    phone.goto(f"{base}/status/")
    assert phone.locator("h1").inner_text() == "Closed"
    assert "An office answered" in phone.locator("main").inner_text()
    go(phone.get_by_role("link", name="See my papers"))
    assert "As sent on" in phone.locator("main").inner_text()
    phone.goto(f"{base}/changed/moved/")
    phone.locator('label[for="id_where_0"]').click()
    phone.locator('label[for="id_happening_9"]').click()
    go(phone.get_by_role("button", name="Keep it"))
    cora.goto(f"{base}/office/today/")
    assert reference in cora.locator("main").inner_text()
    cora.goto(f"{base}/office/?tab=wrote_after")
    assert reference in cora.locator("main").inner_text()
    phone.goto(f"{base}/status/")
    go(phone.get_by_role("link", name="Stop or erase"))
    phone.locator('label[for="id_choice_1"]').click()
    go(phone.get_by_role("button", name="Continue"))
    assert "cannot take those back" in phone.locator("main").inner_text()
    go(phone.get_by_role("button", name="Erase it now"))
    phone.goto(f"{base}/status/")
    assert "Hold paper" not in phone.content()
    cora.goto(case)
    assert "This case was erased" in cora.locator("main").inner_text()
    assert phone.context.cookies() == [] and sink.letters == []


def test_a_whole_shift_by_keyboard_search_and_many_at_once(chromium, site):
    """Today, the queue by keys, finding by name, a call typed in, many cases, a note for later."""
    reference, _code, _answers = file(chromium, site, URGENT, {"filing_for": "family",
                                                              "held": True})  # fmt: skip
    base = f"http://127.0.0.1:{site.port}"
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    log_in(page, base)
    assert "Urgent, and nobody has it" in page.locator("main").inner_text()
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/office/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("input[name=case]:checked").count() == 1
    page.get_by_label("With the chosen cases").select_option("follow_up")
    go(page.get_by_role("button", name="Look what changes"))
    assert page.locator("h1").inner_text() == "This changes 1 case"
    page.get_by_label("Look again on").fill("2099-01-05")
    go(page.get_by_role("button", name="Do it"))
    assert "Changed: 1 cases." in page.locator("main").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("Example Ana")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/find/")
    assert "Ana" not in page.url and "Ana" not in page.title()
    go(page.get_by_role("link", name=reference))
    assert "(555) 010-0199" not in page.content()
    go(page.get_by_role("button", name="Show them"))
    assert "(555) 010-0199" in page.content()
    page.get_by_label("Note", exact=True).fill("Call the jail before five.")
    page.locator('label[for="id_for_next_shift"]').click()
    go(page.get_by_role("button", name="Keep the note"))
    page.goto(f"{base}/office/today/")
    page.get_by_text("Read the note").click()
    assert "Call the jail before five." in page.locator("main").inner_text()
    go(page.get_by_role("link", name="Phone call"))
    page.locator('label[for="id_locked_up_1"]').click()
    page.locator('label[for="id_told"]').click()
    go(page.get_by_role("button", name="Begin"))
    assert "read this page aloud" in page.locator("main").inner_text()
