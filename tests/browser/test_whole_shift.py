"""A whole shift: two volunteers and one person, from the login to the case that is closed."""

import pytest
from PIL import Image

from intake.flow.complaint import URGENT
from tests.browser_filer import go
from tests.browser_office import come_back, filed, log_in, new_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 800}


def mailed(sink):
    """Return the body of the one letter that came since the last look, sent to one person."""
    [(people, letter)] = sink.letters
    sink.letters.clear()
    assert people == ["sam@example.com"] and letter["To"] == people[0]
    return letter.get_payload().strip()


def words(page):
    return page.locator("main").inner_text()


def tell(volunteer, case, template, text="", status=""):
    """Write to the person from a template, set what comes next, and let them know by e-mail."""
    volunteer.goto(f"{case}act/?template={template}")
    if text:
        volunteer.get_by_label("Message to the person").fill(text)
    if status:
        volunteer.get_by_label("New status").select_option(status)
    volunteer.get_by_label("Tell them that there is news").select_option("email")
    if text:
        go(volunteer.get_by_role("button", name="Preview"))
        assert "Use your code" in volunteer.locator("#preview").inner_text()
        assert text in volunteer.locator("#preview").inner_text()
    go(volunteer.get_by_role("button", name="Save and send"))


def find_in_the_queue(cora, base, reference):
    """Today, the queue by keys, a filter that is an address, many at once, and a search."""
    assert "Urgent and unassigned" in words(cora)
    cora.keyboard.press("g")
    cora.keyboard.press("q")
    cora.wait_for_url("**/office/")
    go(cora.get_by_role("link", name="More filters"))
    cora.get_by_label("Where held").select_option("local_jail")
    go(cora.get_by_role("button", name="Apply"))
    assert "where=local_jail" in cora.url
    kept = cora.url
    go(cora.get_by_role("link", name="Save this list"))
    cora.get_by_label("Save filter as").fill("In a jail")
    go(cora.get_by_role("button", name="Save"))
    cora.goto(f"{base}/office/")
    cora.get_by_text("Saved filters").click()
    go(cora.get_by_role("link", name="In a jail").first)
    assert "where=local_jail" in cora.url
    cora.goto(kept)
    row = cora.locator("tr[data-row]", has_text=reference)
    row.locator("th a").focus()
    cora.keyboard.press("x")
    assert cora.locator("input[name=case]:checked").input_value() == reference
    cora.get_by_label("With the chosen cases").select_option("follow_up")
    go(cora.get_by_role("button", name="Review changes"))
    assert cora.locator("h1").inner_text() == "This changes 1 case"
    cora.get_by_label("Follow-up").fill("2099-01-05")
    go(cora.get_by_role("button", name="Do it"))
    assert "Changed: 1 cases." in words(cora)
    cora.keyboard.press("/")
    cora.keyboard.type("Example Ana")
    cora.keyboard.press("Enter")
    cora.wait_for_url("**/office/find/")
    assert "Ana" not in cora.url and "Ana" not in cora.title()
    go(cora.get_by_role("link", name=reference))


def read_and_take(cora, base, reference):
    """Read, show what is covered, take, set a fact right, and leave a note for the next shift."""
    assert "(555) 010-0199" not in cora.content()
    go(cora.get_by_role("button", name="Show them"))
    assert "(555) 010-0199" in cora.content()
    go(cora.get_by_role("button", name="Take", exact=True))
    go(cora.get_by_role("link", name="A fact is wrong"))
    cora.get_by_label("What is right").select_option("has_lawyer:no")
    fact = cora.locator("#do")
    fact.get_by_label("How do you know?").fill("The jail said so.")
    go(fact.get_by_role("button", name="Correct it"))
    assert "Corrected by Cora" in cora.locator("#facts").inner_text()
    assert "The jail said so." in cora.locator("#facts").inner_text()
    cora.get_by_label("Note", exact=True).fill("Call the jail before five.")
    cora.locator('label[for="id_for_next_shift"]').click()
    go(cora.get_by_role("button", name="Save note"))
    cora.goto(f"{base}/office/today/")
    go(cora.get_by_role("link", name="Read the notes"))
    notes = cora.locator("[aria-labelledby=shift]")
    assert reference in notes.inner_text()
    assert "Call the jail before five." in notes.inner_text()


def answer_and_add(phone, tmp_path):
    """The person reads the question, answers, adds a photo, and tells of a lawyer."""
    assert "1 new message for you." in words(phone)
    go(phone.get_by_role("link", name="Read it"))
    assert "Which jail was it?" in words(phone)
    phone.get_by_label("Write to the volunteers").fill("The one in Sampletown.")
    go(phone.get_by_role("button", name="Send"))
    go(phone.get_by_role("link", name="Your case"))
    paper = tmp_path / "photo of a secret.jpg"
    Image.new("RGB", (900, 1200), "white").save(paper, exif=Image.Exif())
    go(phone.get_by_role("link", name="Add photos of documents"))
    phone.get_by_label("What is in them?").fill("Hold paper")
    phone.get_by_label("Photos or files").set_input_files(paper)
    go(phone.get_by_role("button", name="Add to my case"))
    assert "Hold paper" in words(phone)
    assert "secret" not in phone.content()
    picture = phone.locator("img.thumb")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    go(phone.get_by_role("button", name="I need help to find them"))
    assert "You told us: “I need help to find them”." in words(phone)
    go(phone.get_by_role("link", name="Your case"))
    go(phone.get_by_role("link", name="Something changed"))
    phone.locator('label[for="id_what_4"]').click()
    go(phone.get_by_role("button", name="Continue"))
    phone.get_by_label("The lawyer's name").fill("Law Yersample")
    go(phone.get_by_role("button", name="Save"))


def make_papers(cora, case):
    """Prepare a letter, write one paragraph anew, and make it ready. Return its address."""
    cora.get_by_label("Prepare letters for").select_option("jail-letter")
    go(cora.get_by_role("button", name="Prepare"))
    go(cora.get_by_role("link", name="Letter to the jail about the hold", exact=True))
    assert "Sample County Jail" in cora.locator("article.sheet").inner_text()
    cora.get_by_label("Paragraph 1").fill("Please answer by fax.")
    go(cora.get_by_role("button", name="Save these words"))
    assert "Please answer by fax." in cora.locator("article.sheet").inner_text()
    go(cora.locator("a.back"))
    go(cora.get_by_role("button", name="Send to a second reader"))
    assert "Another volunteer reads it" in words(cora)
    assert cora.get_by_role("button", name="Approve packet").count() == 0
    return cora.url


def read_each(ben, packet):
    """Open each document of a packet, and mark it as read."""
    ben.goto(packet)
    for name in ben.locator("#review .marks a").all_inner_texts():
        go(ben.locator("#review .marks a", has_text=name))
        go(ben.get_by_role("button", name="Mark as read"))
        ben.goto(packet)


def close_and_hear_more(cora, phone, base, case, reference, sink):
    """Close with an outcome; the person sees it, and writes after it; the desk sees that."""
    tell(cora, case, "closed")
    assert "We are done for now." in mailed(sink)
    cora.goto(case)
    go(cora.get_by_role("link", name="Close…", exact=True))
    assert f"Close case {reference}?" in words(cora)
    cora.get_by_label("Outcome").select_option("answer_for")
    cora.get_by_label("Reason, for us").fill("The office answered.")
    go(cora.get_by_role("button", name="Close the case"))
    assert "Undo closing…" in words(cora)
    phone.goto(f"{base}/status/")
    assert "· Closed" in words(phone)
    phone.get_by_text("What happened so far").click()
    assert "An office answered" in words(phone)
    go(phone.get_by_role("link", name="Your letters"))
    assert "As sent on" in words(phone) and "Letter to the jail about the hold" in words(phone)
    phone.goto(f"{base}/changed/moved/")
    phone.locator('label[for="id_where_0"]').click()
    phone.locator('label[for="id_happening_9"]').click()
    go(phone.get_by_role("button", name="Save"))
    for path in ("today/", "?tab=wrote_after"):
        cora.goto(f"{base}/office/{path}")
        assert reference in words(cora)


def test_two_volunteers_bring_a_case_through_a_whole_shift(chromium, site, sink, tmp_path):
    """Cora at a desk; Ben with a small phone and script off, as the person; the mail is read."""
    sink.letters.clear()
    filed(site, flow=URGENT, filing_for="family")
    reference, code = filed(site, held=True)
    base = f"http://127.0.0.1:{site.port}"
    case = f"{base}/office/cases/{reference}/"
    cora, ben = new_phone(chromium, DESK), new_phone(chromium, java_script_enabled=False)
    log_in(cora, base)
    cora.goto(f"{base}/office/today/")
    find_in_the_queue(cora, base, reference)
    read_and_take(cora, base, reference)
    tell(cora, case, "ask", "Which jail was it?", "reading")
    assert mailed(sink) == (
        "We read what you sent. Use your code: help.example.org No one reads replies to"
        " this. You can end these messages there."
    )

    phone = come_back(chromium, base, code)
    answer_and_add(phone, tmp_path)

    cora.goto(f"{base}/office/today/")
    waiting = cora.locator("section", has_text="Waiting for my answer")
    assert reference in waiting.inner_text()
    cora.goto(case)
    found = words(cora)
    assert all(text in found for text in ("The one in Sampletown.", "Hold paper", "Law Yersample"))
    packet = make_papers(cora, case)

    log_in(ben, base, "ben")
    ben.goto(f"{base}/office/today/")
    go(ben.get_by_role("link", name=f"{reference}: Letter to the jail about the hold"))
    assert ben.url == packet and "Made ready by Cora" in words(ben)
    go(ben.locator("#review").get_by_role("link", name="Letter to the jail about the hold"))
    assert "Please answer by fax." in ben.locator("article.sheet").inner_text()
    read_each(ben, packet)
    go(ben.get_by_role("button", name="Approve packet"))

    phone.goto(f"{base}/status/")
    go(phone.get_by_role("link", name="Read your letters"))
    phone.locator("summary").first.click()
    phone.locator('label[for="id_agree"]').click()
    phone.get_by_label("Type your name").fill("Sam Sample")
    go(phone.get_by_role("button", name="Yes, send them"))

    ben.goto(packet)
    ben.get_by_label("How was it sent?").fill("by fax, by Ben")
    ben.get_by_label("Number that the office gave").fill("FAX-2041")
    go(ben.get_by_role("button", name="It was sent"))
    assert "by fax, by Ben" in words(ben) and "FAX-2041" in words(ben)
    phone.goto(f"{base}/status/")
    assert "· Sent" in words(phone)
    go(ben.get_by_role("link", name="Follow-ups"))
    assert reference in ben.locator("#owe").inner_text()
    ben.goto(packet)
    ben.get_by_label("What did the office answer?").fill("They will look at it.")
    go(ben.get_by_role("button", name="Keep the answer"))
    assert "They will look at it." in words(ben)

    tell(cora, case, "still_need")
    assert "Do you still want our help?" in mailed(sink)
    phone.goto(f"{base}/status/")
    go(phone.get_by_role("link", name="Read it"))
    assert "Do you still need help with this?" in words(phone)
    phone.get_by_label("Write to the volunteers").fill("No, thank you. It is over.")
    go(phone.get_by_role("button", name="Send"))
    close_and_hear_more(cora, phone, base, case, reference, sink)

    phone.goto(f"{base}/status/")
    phone.get_by_text("Reminders, stop, or delete").click()
    go(phone.get_by_role("link", name="Stop our work"))
    phone.locator('label[for="id_choice_1"]').click()
    go(phone.get_by_role("button", name="Continue"))
    assert "cannot take them back" in words(phone)
    go(phone.get_by_role("button", name="Delete it now"))
    phone.goto(f"{base}/status/")
    assert "Hold paper" not in phone.content()
    cora.goto(case)
    assert "This case was erased" in words(cora)
    assert phone.context.cookies() == [] and sink.letters == []


def test_a_call_is_typed_in_by_a_volunteer(chromium, site):
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    log_in(page, base)
    go(page.get_by_role("link", name="Phone call"))
    page.locator('label[for="id_locked_up_1"]').click()
    page.locator('label[for="id_told"]').click()
    go(page.get_by_role("button", name="Begin"))
    assert "read this page aloud" in words(page)
