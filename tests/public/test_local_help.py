"""Help lines of an office: who enters them, their versions, and where filers see them."""

import re
from html import unescape

import pytest
from django.test import Client

from intake.audit.models import AuditEntry
from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.models import HelpLine
from intake.routes.help_lines import help_lines, phone_url
from tests.conftest import log_in
from tests.filer import Filer

NEW = "/office/help-lines/new/"
LINE = {
    "name": "Sample Legal Aid",
    "phone": "(312) 555-0143",
    "purpose": "Free lawyers for people in jail.",
    "callers": "People in jail, and their families.",
    "hours": "Monday to Friday, 9 to 5",
    "state": "TX",
    "language": "es",
}
AFTER = "Who can I call near me?"


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def help_of(page):
    """Return the part of a page with the help lines."""
    found = re.search(r'<section class="local-help">(.*?)</section>', page)
    return found[1] if found else ""


@pytest.fixture
def cora(cast):
    return log_in(cast["cora"])


def test_a_coordinator_enters_a_line_and_filers_see_it(cora, cast):
    assert help_of(words(Client().get("/"))) == ""
    assert cora.post(NEW, LINE).status_code == 302
    assert AuditEntry.objects.filter(kind="setting").exists()
    for path in ("/", "/urgent/", "/urgent/?state=TX"):
        shown = help_of(words(Client().get(path)))
        for part in ("name", "purpose", "callers", "hours"):
            assert LINE[part] in shown
        assert '<a dir="ltr" href="tel:+13125550143">(312) 555-0143</a>' in shown
        assert "Texas" in shown
        assert "Spanish" in shown
    assert help_of(words(Client().get("/urgent/?state=OH"))) == ""
    assert LINE["name"] in words(log_in(cast["ana"]).get("/office/help-lines/"))


def test_a_change_keeps_what_stood_before_and_a_line_can_end(cora):
    cora.post(NEW, LINE)
    path = f"/office/help-lines/{HelpLine.objects.get().line}/"
    assert 'value="Sample Legal Aid"' in words(cora.get(path))
    cora.post(path, LINE | {"phone": "211"})
    assert 'href="tel:211"' in help_of(words(Client().get("/")))
    cora.post(path, LINE | {"is_over": "on"})
    assert help_of(words(Client().get("/"))) == ""
    assert [row.version for row in HelpLine.objects.order_by("version")] == [1, 2, 3]
    page = words(cora.get(path))
    assert page.count("<article") == 3
    assert "No longer shown" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write the name of the group."),
        ({"phone": ""}, "Write the phone number."),
        ({"phone": "555-0143"}, "Write one phone number with its area code"),
        ({"phone": "312-555-0143 or 312-555-0144"}, "Write one phone number"),
        ({"phone": "ask Ana"}, "Write one phone number"),
        ({"purpose": ""}, "Write what they help with."),
        ({"state": "XX"}, "XX"),
        ({"language": "tlh"}, "tlh"),
        ({"name": "x" * 121}, "120"),
    ],
)
def test_a_wrong_line_comes_back_with_what_was_typed(cora, changes, said):
    response = cora.post(NEW, LINE | changes)
    assert response.status_code == 422
    assert said in words(response)
    assert LINE["hours"] in words(response)
    assert not HelpLine.objects.exists()


def test_only_a_coordinator_enters_or_changes_a_line(cora, cast):
    cora.post(NEW, LINE)
    ana, path = log_in(cast["ana"]), f"/office/help-lines/{HelpLine.objects.get().line}/"
    for address in (NEW, path):
        assert ana.get(address).status_code == 404
        assert ana.post(address, LINE).status_code == 404
    page = words(ana.get("/office/help-lines/"))
    assert path not in page
    assert NEW not in page
    assert HelpLine.objects.count() == 1


def test_the_state_and_the_language_of_the_reader_come_first(cora):
    for name, state, language in (
        ("Everywhere", "", ""),
        ("Texas in English", "TX", "en"),
        ("Texas in Spanish", "TX", "es"),
        ("Ohio", "OH", "es"),
    ):
        cora.post(NEW, LINE | {"name": name, "state": state, "language": language})
    found = [line.row.name for line in help_lines("TX", "es")]
    assert found == ["Texas in Spanish", "Texas in English", "Everywhere"]
    assert len(help_lines()) == 4
    assert len(help_lines("unsure")) == 4
    assert [line.row.name for line in help_lines("UT")] == ["Everywhere"]


@pytest.mark.parametrize("danger", [["self_harm"], ["told_to_sign"]])
def test_the_confirmation_has_the_lines_of_the_state_and_988_first_in_danger(
    client, office, cora, danger
):
    cora.post(NEW, LINE)
    cora.post(NEW, LINE | {"name": "Ohio Help", "state": "OH"})
    answers = sample(COMPLAINT, filing_for="family", held=True)
    answers["danger"] = {"happening": danger}
    page = words(Filer(client, answers).jump().send())
    shown = help_of(page)
    assert LINE["name"] in shown
    assert "Ohio Help" not in shown
    assert page.count('href="tel:988"') == (danger == ["self_harm"])
    if danger == ["self_harm"]:
        assert page.index("tel:988") < page.index(LINE["name"])


def test_988_stands_on_the_confirmation_where_no_line_was_entered(client, office):
    answers = sample(COMPLAINT, filing_for="family", held=True)
    answers["danger"] = {"happening": ["self_harm"]}
    page = words(Filer(client, answers).jump().send())
    assert AFTER not in page
    assert page.count('href="tel:988"') == 1


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("312-555-0143", "tel:+13125550143"),
        ("1 (312) 555 0143 ext. 7", "tel:+13125550143;ext=7"),
        ("+52 55 5555 0100", "tel:+525555550100"),
        ("211", "tel:211"),
        ("555-0143", ""),
        ("javascript:1", ""),
    ],
)
def test_a_phone_is_a_link_that_calls(typed, url):
    assert phone_url(typed) == url


def test_what_a_coordinator_typed_is_shown_as_text(cora):
    cora.post(NEW, LINE | {"name": "<script>x</script>", "purpose": "<b>free</b>"})
    page = Client().get("/").content.decode()
    assert "<script>x" not in page
    assert "&lt;b&gt;free" in page
