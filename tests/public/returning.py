"""What tests of the return door share: keys, texts, files."""

import html
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone
from PIL import Image

from intake.vault import envelopes
from tests.conftest import send_message


def key_of(case, office):
    return envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})


def text(response):
    return html.unescape(response.content.decode())


def photo(color="white", **more):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), color).save(out, "JPEG", **more)
    return out.getvalue()


def send_file(client, data, name="a.jpg", **more):
    file = SimpleUploadedFile(name, data, "text/plain")
    return client.post("/files/", {"file": file} | more, content_type=MULTIPART_CONTENT)


def write_to(case, key, by, words="A question"):
    """Let a volunteer write to the person now."""
    return send_message(
        case.unlocked(key),
        words,
        by=by,
        at=timezone.now(),
    )
