"""Letters print a contact only if the filer wants it, and the name as the person writes it."""

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case, LetterChoice, Packet
from tests.conftest import log_in
from tests.filer import Filer, FormClient
from tests.public.returning import text

pytestmark = pytest.mark.django_db
REACH = {
    "ways": ["text", "email"],
    "phone": "555-010-0142",
    "email": "sam@example.org",
    "address": "",
    "voicemail": "",
}
LETTER = "/papers/jail-letter/"


@pytest.fixture
def client(office):
    filer = Filer(FormClient(), sample(COMPLAINT, reach=REACH, held=True)).jump()
    filer.send()
    return filer.client


def letters(client):
    """Return every letter on the page of letters, as one text."""
    page = text(client.get("/papers/"))
    slugs = ("jail-letter", "crcl-complaint", "congress", "attorney-general", "doj")
    return "\n".join(
        text(client.get(f"/papers/{slug}/")) for slug in slugs if f"/papers/{slug}/" in page
    )


def test_no_letter_prints_a_contact_that_nobody_chose(client):
    found = letters(client)
    assert REACH["phone"] not in found and REACH["email"] not in found


def test_the_filer_puts_the_phone_on_letters_and_not_the_email(client):
    page = text(client.get("/letters/contact/"))
    assert f"Phone: {REACH['phone']}" in page
    answer = client.post("/letters/contact/", {"known": ["phone"], "name": "Ana Example"})
    assert answer.headers["Location"] == "/papers/"
    found = letters(client)
    assert REACH["phone"] in found and REACH["email"] not in found
    assert "as written at the top of this letter" in text(client.get(LETTER))
    assert "address, phone or email" not in text(client.get(LETTER))
    # It is filled in on the next visit, and can be taken off again.
    assert "checked" in text(client.get("/letters/contact/"))
    client.post("/letters/contact/", {"name": "Ana Example"})
    assert REACH["phone"] not in letters(client)


def test_another_phone_wins_over_the_one_that_volunteers_use(client):
    sent = {"known": ["phone"], "phone": "555-010-0199", "also": "Eva Sample, 555-010-0111"}
    client.post("/letters/contact/", sent)
    page = text(client.get(LETTER))
    assert "555-010-0199" in page and REACH["phone"] not in page
    assert "You may also give the answer to Eva Sample, 555-010-0111." in page


def test_a_name_stands_in_the_order_in_which_it_is_written(client):
    client.post("/letters/contact/", {"name": "Muestra Ana"})
    page = text(client.get(LETTER))
    assert "RE: Muestra Ana" in page


def test_a_wrong_email_is_asked_again_and_nothing_is_kept(client):
    answer = client.post("/letters/contact/", {"email": "no", "phone": "555-010-0199"})
    assert answer.status_code == 422
    assert "555-010-0199" in text(answer)
    assert not LetterChoice.objects.exists()


def test_a_form_that_is_not_sent_keeps_it_too(office):
    sharing = {"keep": "papers_only", "send": "self", "count": "no"}
    filer = Filer(FormClient(), sample(COMPLAINT, reach=REACH, held=True, sharing=sharing)).jump()
    filer.send()
    client = filer.client
    client.post("/letters/contact/", {"known": ["email"]})
    found = letters(client)
    assert REACH["email"] in found and REACH["phone"] not in found


@pytest.fixture
def packet(client, cast):
    """The address of a draft, of the case that the filer sent."""
    base = f"/office/cases/{Case.objects.get().reference}/packets/"
    return log_in(cast["ana"]).post(base, {"route": "crcl"}).headers["Location"]


TOLD = {"known": ["phone"], "name": "Ana Example", "said": "On the phone, November 30."}


def test_a_volunteer_writes_down_what_the_filer_told_by_phone(client, cast, packet):
    ana = log_in(cast["ana"])
    assert "None. The letters have a blank line to fill in by hand." in text(ana.get(packet))
    assert f"Phone: {REACH['phone']}" in text(ana.get(packet + "contact/"))
    answer = ana.post(packet + "contact/", TOLD)
    assert answer.headers["Location"] == packet
    page = text(ana.get(packet))
    assert REACH["phone"] in page and "Written down by Ana" in page and TOLD["said"] in page
    assert REACH["phone"] in text(ana.get(packet + "crcl-complaint/"))
    # The filer sees the same, and what they choose later counts.
    assert REACH["phone"] in letters(client)
    client.post("/letters/contact/", {"name": "Ana Example"})
    page = text(ana.get(packet))
    assert "Chosen by the filer" in page and "None. The letters have a blank line" in page
    # Sent twice, it is kept once; and nothing that was written down goes.
    ana.post(packet + "contact/", TOLD)
    ana.post(packet + "contact/", TOLD)
    assert [row.by for row in LetterChoice.objects.order_by("pk")] == [
        cast["ana"],
        None,
        cast["ana"],
    ]


def test_a_volunteer_says_how_the_filer_said_so(cast, packet):
    ana = log_in(cast["ana"])
    answer = ana.post(packet + "contact/", TOLD | {"said": "", "address": "1 Sample Street"})
    assert answer.status_code == 422
    assert "Write how and when the filer said so." in text(answer)
    assert "1 Sample Street" in text(answer)
    answer = ana.post(packet + "contact/", TOLD | {"email": "no"})
    assert answer.status_code == 422
    assert not LetterChoice.objects.exists()


def test_a_locked_packet_takes_no_contact(cast, packet):
    ana = log_in(cast["ana"])
    ana.post(packet + "make_ready/go/")
    assert not Packet.objects.get().is_draft
    before = LetterChoice.objects.count()
    page = text(ana.post(packet + "contact/", TOLD, follow=True))
    assert "This packet is locked." in page
    assert LetterChoice.objects.count() == before
    assert "<button>Save" not in text(ana.get(packet + "contact/"))
    assert "Contact on the letters" not in page
