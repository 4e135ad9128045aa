"""The pages of templates, questions, mentions and messages to many are sound."""

import re

import pytest
from django.utils import timezone

from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import BulkMessage, Message, TeamTemplate
from tests.browser.test_new_pages import sound
from tests.conftest import log_in
from tests.office.test_whole_list import hidden

pytestmark = pytest.mark.browser
WORDS = "Hello {filer}.\n\nPlease send:\n\n- the **receipt**\n- a photo\n\n1. One\n2. Two"


def test_the_pages_of_the_conversation_are_sound(chromium, cast, office, settings):
    settings.EMAIL_FROM, settings.TEXTS_URL = "office@example.org", "console:"
    cora, now = log_in(cast["cora"]), timezone.now()
    cases = [
        file_case(COMPLAINT, now, language={"speaks": reads, "reads": reads})
        for reads in ("en", "es", "ar")
    ]
    new, names = "/office/templates/new/", {"name": "A receipt", "text": WORDS, "asks": "on"}
    pages = {
        "new, wrong": cora.post(new, names | {"text": "{nobody}"}),
        "new, preview": cora.post(new, names),
    }
    cora.post(new, names | {"keep": "1"})
    own = f"/office/templates/{TeamTemplate.objects.get().slug}/"
    cora.post(f"{own}ar/", {"text": f"مرحبا {WORDS}", "keep": "1"})
    path = f"/office/cases/{cases[2].reference}/"
    question = {"language": "ar", "seen": "new", "text": "متى؟\n- **اليوم**", "asks": "on"}
    slug = own.split("/")[3]
    asked = {"what": "message", "case": [case.reference for case in cases]}
    look = cora.post("/office/many/", asked | {"template": slug})
    pages |= {
        "templates": cora.get("/office/templates/"),
        "template": cora.get(f"{own}ar/"),
        "template, own": cora.get(own),
        "template, own, wrong": cora.post(own, {}),
        "write": cora.get(f"{path}act/?template={slug}"),
        "write, open blank": cora.post(f"{path}act/", question | {"text": "{hours}"}),
        "write, preview": cora.post(f"{path}act/", question | {"preview": "1"}),
        "many, none": cora.post("/office/many/", asked | {"template": ""}),
        "many, looked at": look,
        "many, sent": cora.post(
            "/office/many/", hidden(look) | {"template": slug, "sure": "1"}, follow=True
        ),
        "note": cora.post(f"{path}note/", {"text": "@ana @nobody: look"}, follow=True),
        "today": log_in(cast["ana"]).get("/office/today/"),
    }
    assert BulkMessage.objects.count() == 2 and Message.objects.count() == 2
    assert 'aria-labelledby="mentioned"' in pages["today"].content.decode()
    assert re.search("Undo: back to\\s+“Received”", pages["note"].content.decode())
    sound(chromium, pages)
