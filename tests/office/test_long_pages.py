"""What a page draws stays small: long conversations are paged, folded forms are not drawn."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.cases import search
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import Message
from tests.conftest import log_in, unlocked_of


@pytest.fixture
def case(cast):
    return file_case(COMPLAINT, timezone.now(), held=True)


def text_of(response):
    return response.content.decode()


def write(case, office, count):
    unlocked = unlocked_of(case, office)
    rows = [
        letters._new(
            unlocked, f"Sample {n}.", from_filer=True, language="en", by=None, at=timezone.now()
        )
        for n in range(count)
    ]
    Message.objects.bulk_create(rows)


def shown(page):
    return [int(one) for one in re.findall(r"Sample (\d+)\.", page)]


def test_a_conversation_of_500_messages_is_paged_and_none_is_out_of_reach(cast, case, office):
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    ana.get(path)
    write(case, office, 3)
    with CaptureQueriesContext(connection) as few:
        small = len(ana.get(path).content)
    write(case, office, 500)
    Message.objects.filter(pk__in=Message.objects.order_by("pk").values("pk")[:3]).delete()
    with CaptureQueriesContext(connection) as many:
        page = text_of(ana.get(path))
    assert len(many) == len(few)
    assert len(page) < small + 25 * 1000
    seen, address = [], path
    for _turn in range(30):
        page = text_of(ana.get(address))
        assert len(shown(page)) <= 25
        seen += shown(page)
        older = re.search(r'href="\?(before=\d+)#messages"', page)
        if not older:
            break
        address = f"{path}?{older[1]}"
    assert seen == list(range(499, -1, -1))
    assert 'href="?#messages">Newest messages' in page


def test_a_place_in_a_conversation_that_is_none_shows_the_newest(cast, case, office):
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    write(case, office, 2)
    for typed in ("x", "-1", "9" * 40):
        answer = ana.get(f"{path}?before={typed}")
        assert answer.status_code == 200, typed


def test_the_form_about_a_duplicate_is_drawn_only_where_it_is_asked_for(cast, case, office):
    twin = file_case(COMPLAINT, timezone.now(), held=True)
    ana, path = log_in(cast["ana"]), f"/office/cases/{case.reference}/"
    search.index_cases({office["team"].pk: office["privates"]}, 50)
    page = text_of(ana.get(path))
    assert f'href="?alike={twin.reference}#alike"' in page
    assert "do/likeness/" not in page
    asked = text_of(ana.get(f"{path}?alike={twin.reference}"))
    assert asked.count("do/likeness/") == 1


def test_no_tab_of_the_queue_is_cut_off_and_rare_ones_stand_in_a_menu(cast, case):
    page = text_of(log_in(cast["ana"]).get("/office/"))
    nav = page[page.index('<nav class="lists"') :]
    bar, menu = nav[: nav.index("</nav>")].split("<details", 1)
    assert bar.count("<li>") == 8
    assert all(f'href="?tab={key}"' in menu for key in ("closed", "all", "automatic"))
    chosen = text_of(log_in(cast["ben"]).get("/office/?tab=closed"))
    nav = chosen[chosen.index('<nav class="lists"') :]
    assert 'href="?tab=closed" aria-current="page"' in nav.split("<details", 1)[0]
