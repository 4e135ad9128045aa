import pytest
from django.core import mail as outbox

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import Case
from tests.filer import Filer, FormClient
from tests.public.returning import key_of


@pytest.fixture(autouse=True)
def own_store(tmp_path, settings):
    settings.ATTACHMENTS_DIR = tmp_path


@pytest.fixture
def sent(office):
    """A filer who sent, and came back with the code on another device: (client, case, key)."""
    filer = Filer(FormClient(), sample(COMPLAINT)).jump()
    filer.send()
    code = filer.code()
    client = FormClient()
    client.post("/return/", {"code": code})
    case = Case.objects.get()
    return client, case, key_of(case, office)


@pytest.fixture
def post_office(settings):
    """Mail and texts are set up; what is mailed lies in the list that this gives."""
    settings.EMAIL_FROM, settings.TEXTS_URL = "help@example.org", "console:"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    return outbox.outbox
