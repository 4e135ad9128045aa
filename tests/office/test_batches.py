"""Clients entered as a table: a case and a code each, none lost, none twice."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from intake.cases import actions, batch_table, batches
from intake.models import BatchRow, Case, Draft, Event, PageCount, Wrap
from intake.packets import actions as packets
from tests.conftest import log_in, unlocked_of
from tests.filer import FormClient
from tests.golden.office_pages import HEAD, SHARED

pytestmark = pytest.mark.postgres

PATH = "/office/batch/"
GOOD = "Row,Sample {0},free,none,profiling; wrong_match,TX,no,same_name"


def table(*rows):
    return "\n".join((HEAD, *rows)) + "\n"


def clients(count):
    return [GOOD.format(number) for number in range(count)]


@pytest.fixture
def ana(cast):
    return log_in(cast["ana"])


def enter(client, text, **more):
    return client.post(PATH, SHARED | {"table": text} | more)


def text_of(response):
    return html.unescape(response.content.decode())


def codes_in(response):
    return re.findall(r'class="code"[^>]*>([\w-]+)<', text_of(response))


def box_of(response):
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.DOTALL)
    return html.unescape(found[1])


def test_each_row_is_a_sealed_case_with_a_code_that_opens_it(ana, office, cast):
    response = enter(ana, table(*clients(3)))
    assert response.status_code == 200
    codes = codes_in(response)
    assert len(set(codes)) == Case.objects.count() == 3
    assert box_of(response) == ""
    for code in codes:
        visitor = FormClient()
        assert visitor.post("/return/", {"code": code}).status_code == 302
        assert visitor.get("/status/").status_code == 200
    case = Case.objects.order_by("pk")[1]
    answers = unlocked_of(case, office).answers
    assert answers["person"]["family_names"] == "Sample 1"
    assert set(answers["problem"]["went_wrong"]) == {"wrong_match", "profiling"}
    assert answers["filer"]["filing_for"] == "work"
    assert answers["helper"]["group"] == "Sample Legal Aid"
    assert answers["statement"]["name"] == "Sam Helper"
    assert (case.state, case.team, case.source) == ("TX", office["team"], Case.Source.BATCH)
    entered = case.events.get(kind=Event.Kind.BATCHED)
    assert entered.by == cast["ana"]


def test_codes_are_shown_once_and_stored_nowhere(ana):
    before = set(Wrap.objects.filter(kind=Wrap.Kind.BROWSER).values_list("pk", flat=True))
    [code] = codes_in(enter(ana, table(*clients(1))))
    assert set(Wrap.objects.filter(kind=Wrap.Kind.BROWSER).values_list("pk", flat=True)) == before
    assert not Draft.objects.exists()
    assert not PageCount.objects.exists()  # how far people come on their own
    assert code not in text_of(ana.get(PATH))
    case = Case.objects.get()
    assert code not in text_of(ana.get(f"/office/cases/{case.reference}/"))


def test_bad_rows_say_why_and_stay_in_the_box(ana):
    bad = 'Row,"Sample, Jr.",moon,none,profiling,TX,no,same_name'
    response = enter(ana, table(*clients(1), bad, "Short,Row"))
    assert response.status_code == 200
    assert Case.objects.count() == len(codes_in(response)) == 1
    assert box_of(response) == table(bad, "Short,Row")
    said = text_of(response)
    assert "where: “moon” is not one of these: free, local_jail" in said
    assert "state: Choose a state." in said
    assert "nobody is asked" not in said
    # Corrected in the box, it is entered, too.
    again = enter(ana, box_of(response).replace("moon", "free").replace("Short,Row\n", ""))
    assert len(codes_in(again)) == 1
    assert Case.objects.count() == 2


def test_the_same_rows_sent_again_are_entered_once(ana, cast):
    enter(ana, table(*clients(2)))
    reference = Case.objects.order_by("pk").first().reference
    mixed = table(clients(1)[0].upper().replace(",", " , "), *clients(3))
    response = enter(log_in(cast["ben"]), mixed)
    assert len(codes_in(response)) == 1
    assert Case.objects.count() == BatchRow.objects.count() == 3
    assert text_of(response).count(f"/office/cases/{reference}/") == 2
    assert box_of(response) == ""


def test_a_row_that_two_enter_at_once_is_one_case(ana, monkeypatch):
    enter(ana, table(*clients(1)))
    real, looked = batches._refuse_known, []

    def late(team, hashes):
        looked.append(1)
        if len(looked) > 1:
            real(team, hashes)

    monkeypatch.setattr(batches, "_refuse_known", late)
    response = enter(ana, table(*clients(1)))
    assert codes_in(response) == []
    assert "entered before" in text_of(response)
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_row_that_cannot_be_saved_leaves_the_codes_of_the_others(ana, monkeypatch):
    real, made = batches.submit, []

    def fails_once(*args, **kwargs):
        made.append(1)
        if len(made) == 2:
            raise IntegrityError
        return real(*args, **kwargs)

    monkeypatch.setattr(batches, "submit", fails_once)
    response = enter(ana, table(*clients(3)))
    assert len(codes_in(response)) == Case.objects.count() == 2
    assert box_of(response) == table(clients(2)[1])


def test_the_hash_of_a_row_goes_with_the_case_and_needs_the_key(office, ana, cast):
    enter(ana, table(*clients(1)))
    cells = dict(zip(HEAD.split(","), clients(1)[0].split(","), strict=True))
    keys = office["privates"]
    value = bytes(BatchRow.objects.get().value)
    assert batches.row_hashes(keys, cells) == [value]
    assert batches.row_hashes({1: b"x" * 32}, cells) != [value]
    actions.erase(Case.objects.get(), by=cast["cora"], at=timezone.now())
    assert not BatchRow.objects.exists()


def test_a_file_is_read_and_comes_back_where_the_answers_are_wrong(ana):
    client = Client()
    client.cookies = ana.cookies
    data = "\ufeff" + table(*clients(2)).replace(",", ";").replace("; ", " | ")
    file = SimpleUploadedFile("clients.csv", data.encode())
    wrong = {name: value for name, value in SHARED.items() if name != "signed"}
    response = client.post(PATH, wrong | {"file": file})
    assert response.status_code == 422
    assert not Case.objects.exists()
    assert "Sample 1" in box_of(response)
    file = SimpleUploadedFile("clients.csv", data.encode())
    assert len(codes_in(client.post(PATH, SHARED | {"file": file}))) == 2
    latin = SimpleUploadedFile("clients.csv", table("José,Sample").encode("cp1252"))
    response = client.post(PATH, SHARED | {"file": latin})
    assert "CSV UTF-8" in text_of(response)
    large = SimpleUploadedFile("clients.csv", b"x" * 900_000)
    assert "too big" in text_of(client.post(PATH, SHARED | {"file": large}))
    assert client.post(PATH, {"file": SimpleUploadedFile("x", b"x" * 1_600_000)}).status_code == 413


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a table"),
        (HEAD, "no rows"),
        ("name,where\nRow,free", "No column is called “name”"),
        ("where,where\nfree,free", "there twice"),
        (table('Row,"Sample'), "quotation mark"),
        (table(*clients(51)), "51 rows"),
        ("x" * 200_001, "200000"),
        (table("Row\x00,Sample"), ""),
    ],
)
def test_what_is_no_table_is_refused_and_kept(ana, text, said):
    response = enter(ana, text)
    assert response.status_code == 422
    assert said in text_of(response)
    assert box_of(response).replace("\x00", "").strip() == text.replace("\x00", "").strip()
    assert not Case.objects.exists()


def test_nothing_typed_is_dropped_in_silence(ana):
    text = f"{HEAD},facility\n{clients(1)[0]},Sample County Jail\n"
    response = enter(ana, text)
    assert "facility: no one is asked this" in text_of(response)
    assert box_of(response) == text
    more = enter(ana, table(clients(1)[0] + ",one more"))
    assert "more cells" in text_of(more)
    assert not Case.objects.exists()


def test_people_in_custody_with_dates_in_words(ana, office):
    head = f"{HEAD},facility,birth_date,date,past_release,release_date,time_zone"
    row = (
        'Row,Sample,In a jail (county or city),sick,held_longer,Texas,Yes,same_name,"Sample Jail",'
        '"March 14, 1990",2026,yes,2026-10-05 17:00,Central'
    )
    response = enter(ana, f"{head}\n{row}\n")
    assert len(codes_in(response)) == 1, text_of(response)
    answers = unlocked_of(Case.objects.get(), office).answers
    assert answers["born"]["birth_date"] == {"y": 1990, "m": 3, "d": 14, "words": ""}
    assert answers["when-where"]["when"]["y"] == 2026
    assert answers["held-over"]["due_out"]["t"] == "17:00"
    assert Case.objects.get().where == "local_jail"


def test_a_row_says_what_happened_in_several_lines_and_any_language(ana, office, cast):
    story = 'Me pararon en la calle.\nDijeron: "la computadora lo sabe".'
    quoted = story.replace('"', '""')
    response = enter(
        ana, f'{HEAD},story,how_known\n{clients(1)[0]},"{quoted}",told_by_them\n{clients(2)[1]},,\n'
    )
    assert len(codes_in(response)) == 2, text_of(response)
    told, silent = Case.objects.order_by("pk")
    unlocked = unlocked_of(told, office)
    assert unlocked.answers["story"] == {"story": story, "seen_or_told": "told_by_them"}
    [section] = [one for one in unlocked.transcript if one["key"] == "story"]
    assert story in [line["value"] for entry in section["entries"] for line in entry]
    assert unlocked_of(silent, office).answers["story"] == {}
    page = text_of(ana.get(f"/office/cases/{told.reference}/"))
    assert "Me pararon en la calle." in page
    packet = packets.prepare(unlocked, "crcl", by=cast["ana"], at=timezone.now())
    at = f"/office/cases/{told.reference}/packets/{packet.pk}/"
    assert "Me pararon en la calle." in text_of(ana.get(f"{at}crcl-complaint/"))


def test_a_story_that_is_too_long_comes_back_whole(ana):
    for length in (100_001, 140_000):
        text = f"{HEAD},story\n{clients(1)[0]},{'x' * length}\n"
        response = enter(ana, text)
        assert response.status_code == 422
        assert "story: " in text_of(response)
        assert box_of(response) == text
    unknown = enter(ana, f"{HEAD},how_known\n{clients(1)[0]},guessed\n")
    assert "how_known: “guessed” is not one of these: saw" in text_of(unknown)
    assert not Case.objects.exists()


def test_the_filer_of_a_batch_adds_the_pages_that_the_table_left_out(ana):
    [code] = codes_in(enter(ana, f"{HEAD},story\n{clients(1)[0]},In their words\n"))
    visitor = FormClient()
    visitor.post("/return/", {"code": code})
    status = text_of(visitor.get("/status/"))
    assert "more details" in status


def test_every_column_answers_a_question_of_the_short_form():
    for column in batch_table.COLUMNS:
        fields = batch_table.BATCH.step(column.page).form.base_fields
        assert set(column.questions) <= set(fields), column
    assert dict(batch_table.choices_help())["hold"][0][0] == "yes"


def test_letters_only_makes_no_batch(ana):
    response = enter(ana, table(*clients(1)), keep="papers_only")
    assert response.status_code == 422
    assert "Each row becomes a case" in text_of(response)
    assert not Case.objects.exists()


def test_the_page_draws_within_a_few_queries_for_each_row(ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(40 * 10 + 60):
        assert len(codes_in(enter(ana, table(*clients(10))))) == 10
