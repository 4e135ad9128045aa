"""The guide, the routes, the five questions, the jail sheet, the paper form, the calendar."""

import gzip
import io
import re
from html import unescape

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.utils import timezone

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.guide import glossary
from intake.guide.pages import GUIDE
from intake.guide.rights import ASK_COPY, ASK_WHY, SIGN_NOTHING, STAY_SILENT
from intake.models import Case, Complaint, Draft, RouteReview, Wrap
from intake.rendering import pdf
from intake.routes import contact_checks, help_lines, opening, route_status, state_law_status
from intake.routes.base import CLOSED, OPEN
from intake.routes.fitting import ROUTES, ROUTES_BY_SLUG
from tests.filer import Filer, flat

PAGES = [
    *("/", "/before/", "/urgent/", "/guide/", "/ways/", "/which-way/", "/sheet/", "/paper/"),
    *(f"/guide/{page.slug}/" for page in GUIDE),
    *(f"/ways/{route.slug}/" for route in ROUTES),
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_to_read_asks_no_database_and_is_light(client, db, django_assert_num_queries, path):
    """What coordinators changed is read once a minute in each process, here before the page. So
    one page a minute asks the database once, and all the others never do."""
    route_status.latest_reviews()
    state_law_status.latest_rows()
    contact_checks.latest_checks()
    help_lines.current_lines()
    opening.is_open()
    with django_assert_num_queries(0):
        page = client.get(path)
    assert page.status_code == 200
    assert len(gzip.compress(page.content)) <= 15_000


@pytest.mark.parametrize("path", PAGES)
def test_every_mark_of_a_source_leads_to_its_foot(client, db, path):
    page = client.get(path).content.decode()
    marks, feet = (
        set(re.findall(r'href="#(source-\d+)"', page)),
        re.findall(r'id="(source-\d+)"', page),
    )
    assert marks == set(feet)
    assert len(feet) == len(set(feet))
    assert len(re.findall(r"read on November (?:23|30), 2026", page)) == len(feet)


def test_the_way_from_the_first_page_to_each_page_of_the_guide(client, db):
    seen, queue = set(), ["/"]
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        found = re.findall(r'href="(/[^"#?]*)"', client.get(path).content.decode())
        queue += [
            url
            for url in found
            if re.match(r"/(guide|ways|which-way|sheet|paper)/", url) or url == "/urgent/"
        ]
    assert set(PAGES) - {"/before/"} <= seen


def test_an_unknown_page_of_the_guide_is_not_found(client, db):
    assert client.get("/guide/nothing/").status_code == 404
    assert client.get("/ways/nothing/").status_code == 404


FIVE = {
    "where": "local_jail",
    "went_wrong": ["wrong_match"],
    "ice_asked": "yes",
    "reasons": ["us_citizen"],
    "kept": "yes",
}


def rows():
    return [model.objects.count() for model in (Draft, Complaint, Case, Wrap)]


def test_five_questions_give_the_ways_in_order_with_warnings_and_store_nothing(client, db):
    before = rows()
    response = client.post("/which-way/", FIVE)
    page = flat(response.content.decode())
    start, _mark, _rest = page.partition("These may help, too")
    named = re.findall(r'class="way">\s*<a href="/ways/([\w-]+)/"', start)
    assert named == ["lawyer", "citizens", "hotline", "jail-letter", "congress"]
    assert "Talk to a lawyer first" in page
    assert "bar them from the country" in page
    assert rows() == before
    assert "visit" not in "".join(response.cookies)
    assert "sessionid" not in response.cookies


def test_five_questions_want_an_answer_each_and_keep_what_was_chosen(client, db):
    response = client.post("/which-way/", FIVE | {"reasons": []})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose why it is wrong" in page
    assert re.search(r'value="local_jail"[^>]*checked', page)


def test_five_questions_are_the_forms_own(client, db):
    page = client.get("/which-way/").content.decode()
    assert page.count("<fieldset") == 5
    for step in ("custody", "problem", "hold", "why-wrong", "held-over"):
        form = COMPLAINT.step(step).form
        assert any(
            str(label) in unescape(page)
            for name in FIVE
            if name in form.base_fields
            for _code, label in form.base_fields[name].choices[-1:]
        )


def test_a_change_in_the_office_shows_without_a_new_start(client, office):
    crcl = ROUTES_BY_SLUG["crcl"]
    route_status.save_review(
        crcl,
        status=CLOSED,
        note="Seen on its page.",
        contact="Write to 202-555-0100",
        checked_on=timezone.localdate(),
        by=office["cora"],
        at=timezone.now(),
    )
    page = client.get("/ways/crcl/").content.decode()
    assert "May be closed" in page
    assert "Seen on its page." in page
    assert "tel:+12025550100" in page
    assert "1-866-644-8360" not in page
    named = client.post("/which-way/", FIVE).content.decode()
    assert "This office is reported closed." in named


def seen(route, office, **changes):
    told = {"status": OPEN, "note": "", "contact": "", "checked_on": timezone.localdate()}
    route_status.save_review(route, by=office["cora"], at=timezone.now(), **told | changes)


def test_what_was_seen_of_crcl_shows_on_its_page_of_the_guide(client, office):
    before = client.get("/guide/crcl/").content.decode()
    assert "We found nothing on how much it can do today" in before
    assert "Checked by us on" not in before
    seen(ROUTES_BY_SLUG["crcl"], office, note="It answers mail.", contact="Write to 202-555-0100")
    page = client.get("/guide/crcl/").content.decode()
    now, how = page.index("Does it still work today?"), page.index("How do I send it?")
    assert now < page.index("Open.") < page.index("It answers mail.") < how
    assert how < page.index("tel:+12025550100") < page.index("What happens next")
    assert "We found nothing on how much it can do today" not in page


def test_a_way_that_nobody_looked_at_says_so(client, office):
    assert "as of November 23, 2026" in client.get("/ways/lawyer/").content.decode()
    seen(ROUTES_BY_SLUG["lawyer"], office)
    page = client.get("/ways/lawyer/").content.decode()
    assert "read in stored copies on" not in page.partition("Where this comes from")[0]
    assert "checked by us on" in page


def test_a_note_that_stays_as_it_was_keeps_its_sources(client, office):
    crcl = ROUTES_BY_SLUG["crcl"]
    seen(crcl, office, note=str(crcl.status_note.text))
    assert route_status.status_of(crcl).note is crcl.status_note
    assert RouteReview.objects.get().reviewer_note == ""
    seen(crcl, office, note="")
    assert route_status.status_of(crcl).note == ""


def test_the_newest_of_two_changes_counts_and_both_are_kept(office):
    crcl = ROUTES_BY_SLUG["crcl"]
    for status in (CLOSED, OPEN):
        route_status.save_review(
            crcl,
            status=status,
            note="",
            contact="",
            checked_on=timezone.localdate(),
            by=office["cora"],
            at=timezone.now(),
        )
    assert route_status.status_of(crcl).code == OPEN
    assert [row.status for row in route_status.reviews_of(crcl)] == [OPEN, CLOSED]


def test_changes_are_read_once_a_minute(db, django_assert_num_queries):
    route_status.clear_cache()
    with time_machine.travel(timezone.now(), tick=False), django_assert_num_queries(1):
        for route in ROUTES:
            route_status.status_of(route)


def test_without_a_database_the_guide_stays_as_it_was(client, db, monkeypatch):
    from django.db import DatabaseError

    route_status.latest_reviews()

    def gone():
        raise DatabaseError

    monkeypatch.setattr(route_status, "_latest_reviews", gone)
    route_status.clear_cache()
    assert client.get("/ways/crcl/").status_code == 200


def test_what_was_seen_more_than_90_days_ago_says_its_age(client, db):
    with time_machine.travel("2027-02-21T12:00:00-05:00", tick=False):
        assert "90 days ago" not in client.get("/ways/crcl/").content.decode()
    with time_machine.travel("2027-02-22T12:00:00-05:00", tick=False):
        assert "91 days ago" in client.get("/ways/crcl/").content.decode()


SHEET = {
    "name": "Amal Sample",
    "facility": "Sample County Jail",
    "booking": "SAMPLE-9",
    "born_y": "1990",
    "due_out_m": "11",
    "due_out_d": "20",
    "due_out_y": "2026",
    "due_out_time": "5 pm",
    "state": "NY",
}


def test_the_sheet_is_three_taps_and_eight_questions_away(client, db):
    home = client.get("/").content.decode()
    assert 'href="/urgent/"' in home
    assert 'href="/sheet/"' in client.get("/urgent/").content.decode()
    form = client.get("/sheet/").content.decode()
    assert 'action="/sheet/"' in form
    labels = {
        re.sub(r"_(m|d|y|time|words)$", "", name)
        for name in re.findall(r'<(?:input|select)(?! type="hidden")[^>]* name="(\w+)"', form)
    }
    assert len(labels) == 8


@time_machine.travel("2026-11-20T23:00:00Z", tick=False)
def test_the_sheet_says_what_was_told_and_counts_both_ways(client, db):
    before = rows()
    page = client.post("/sheet/", SHEET).content.decode()
    for words in (
        "Amal Sample",
        "Sample County Jail, New York",
        "SAMPLE-9",
        "1990",
        "12 noon on Saturday, November 21, 2026",
        "Sunday, November 22, 2026, at 5:00 p.m.",
        "Tuesday, November 24, 2026, at 5:00 p.m.",
        "8 CFR 287.7(d)",
    ):
        assert words in page
    assert rows() == before


def test_an_empty_sheet_has_lines_to_fill_in_by_hand(client, db):
    page = client.post("/sheet/", {}).content.decode()
    assert page.count('<dd dir="auto"></dd>') == 5
    assert "Say when this person would have been released" in page


def test_the_sheet_comes_as_a_tagged_file_of_one_page(client, db):
    long = SHEET | {"name": "Amal " + "Sample " * 20, "facility": "Sample " * 30}
    for told in (SHEET, {}, long):
        response = client.post("/sheet/file/", told)
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'attachment; filename="sheet.pdf"'
        assert response["Cache-Control"] == "no-store"
        with pikepdf.open(io.BytesIO(response.content)) as sheet:
            assert sheet.Root.MarkInfo.Marked and len(sheet.pages) == 1


def test_a_sheet_in_letters_without_a_font_says_so_and_has_its_file(client, db):
    told = SHEET | {"name": "ᠮᠣᠩᠭᠣᠯ"}
    page = client.post("/sheet/", told).content.decode()
    assert "The PDF cannot show these characters." in page
    assert "ᠮᠣᠩᠭᠣᠯ" in page
    made = client.post("/sheet/file/", told)
    assert made["Content-Type"] == "application/pdf"
    words = pypdfium2.PdfDocument(made.content)[0].get_textpage().get_text_bounded()
    assert "[Mongolian: ma, o, ang, ga, o, la]" in words


def test_a_sheet_that_cannot_be_made_says_so_and_stays(client, db, monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda *documents: None)
    page = client.post("/sheet/file/", SHEET).content.decode()
    assert "We could not make the PDF." in page
    assert "SAMPLE-9" in page


def test_a_wrong_date_on_the_sheet_comes_back_with_what_was_typed(client, db):
    response = client.post("/sheet/", SHEET | {"due_out_d": "99"})
    assert response.status_code == 422
    assert "SAMPLE-9" in response.content.decode()


def test_the_sheet_is_filled_in_from_a_draft_or_a_case(client, office):
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    assert "Sample County Jail" in client.get("/sheet/").content.decode()
    filer.send()
    page = client.get("/sheet/").content.decode()
    assert "SAMPLE-123" in page
    assert "Ana María Example de la Prueba" in page


@time_machine.travel("2026-11-20T23:00:00Z", tick=False)
def test_the_sheet_counts_by_the_clock_that_was_said_before(client, office):
    due = {"y": 2026, "m": 11, "d": 20, "t": "17:00", "time": "5 pm", "words": ""}
    answers = sample(
        COMPLAINT,
        filing_for="family",
        held=True,
        when_where={"when": None, "city": "", "state": "TX", "agency": ""},
        held_over={"kept": "yes", "due_out": due, "went_out": None, "zone": "Mountain"},
    )
    Filer(client, answers).jump()
    form = client.get("/sheet/").content.decode()
    [zone] = re.findall(r'<input type="hidden" name="zone" value="(\w+)"', form)
    told = SHEET | {"state": "TX"}
    said = client.post("/sheet/", told | {"zone": zone}).content.decode()
    assert "This is Mountain time." in said
    assert "This is Central time" in client.post("/sheet/", told).content.decode()


@pytest.mark.parametrize(("state", "known"), [("NY", True), ("", False), ("unsure", False)])
@time_machine.travel("2026-11-20T23:00:00Z", tick=False)
def test_a_sheet_without_a_state_names_the_clock_it_counts_by(client, db, state, known):
    page = client.post("/sheet/", SHEET | {"state": state}).content.decode()
    assert ("This is Eastern time." in page) is not known
    assert "America/" not in page


@time_machine.travel("2026-12-01T16:00:00Z", tick=False)
def test_the_sheet_has_the_date_at_the_jail_and_its_contact(client, db):
    told = SHEET | {"state": "GU", "from_name": "Eva Sample", "from_phone": "202-555-0142"}
    page = client.post("/sheet/", told).content.decode()
    assert "12 noon on Thursday, December 3, 2026" in page  # there it is December 2 already
    assert "to the person named above, and to Eva Sample, 202-555-0142" in page


def test_the_drawing_has_a_name_and_a_text_for_those_who_do_not_see_it(client, db):
    page = client.get("/guide/secure-communities/").content.decode()
    drawing = re.search(r'<figure class="picture">.*?</figure>', page, re.DOTALL)[0]
    assert 'role="img"' in drawing
    names = re.search(r'aria-labelledby="([^"]+)"', drawing)[1].split()
    assert re.search(rf'<title id="{names[0]}">[^<]+</title>', drawing)
    assert re.search(rf'<desc id="{names[1]}">[^<]+hold\.</desc>', drawing)


def test_the_words_of_papers_and_offices_are_explained():
    explained = {str(part.title) for part in glossary.PAGE.passages}
    for word in (
        "Booking",
        "Casework",
        "CBP",
        "EOIR",
        "FTCA",
        "Grievance",
        "I-200, I-205",
        "OIG",
        "OPR",
        "Privacy Act",
    ):
        assert word in explained


def test_the_paper_form_says_when_to_ask_and_where_to_go_on(client, db):
    page = unescape(client.get("/paper/").content.decode())
    numbers = {step.slug: number for number, step in enumerate(COMPLAINT.steps, start=1)}
    found = re.findall(r'<section class="paper">.*?</section>', page, re.DOTALL)
    sections = dict(zip(numbers, found, strict=False))  # the last one is the signature
    assert f"go on to question {numbers['problem']}." in sections["coming"]
    for step in COMPLAINT.steps:
        found = re.search(r"If not, go on to question (\d+)\.", sections[step.slug])
        assert bool(found) == bool(step.visible_if_text)
        if found:
            later = COMPLAINT.steps[int(found[1]) - 1]
            assert int(found[1]) > numbers[step.slug]
            assert str(later.visible_if_text) != str(step.visible_if_text)
        for field in step.form.base_fields.values() if step.form else ():
            for hint in (getattr(field, "hints", None) or {}).values():
                assert str(hint) in sections[step.slug]
    assert (
        "Only if you chose: In a jail (county or city), In an ICE detention center, In prison"
        in sections["custody"]
    )
    assert 'class="number">1</span>. ' in sections["filer"]


def test_somebody_locked_up_sees_what_to_do_today_above_the_ways(client, office):
    Filer(client, sample(COMPLAINT, held=True)).jump().send()
    text = client.get("/deadlines/").content.decode()
    options = text.index('id="options"')
    assert text.index("Do this today") < text.index("Do not sign anything") < options
    assert text.count("Do this today") == 1
    other = Filer(type(client)(), sample(COMPLAINT)).jump()
    other.send()
    free = other.client.get("/deadlines/").content.decode()
    assert "Do not sign anything" not in free
    assert free.index("Save all documents") < free.index('id="options"')


@pytest.mark.parametrize(("filing_for", "voice"), [("me", "me"), ("family", "them")])
def test_what_to_do_today_is_said_in_the_voice_of_whoever_reads_it(
    client, office, filing_for, voice
):
    filer = Filer(client, sample(COMPLAINT, filing_for=filing_for, held=True))
    before = filer.jump(until="urgent").response.content.decode()
    filer.jump().send()
    after = client.get("/deadlines/").content.decode()
    for page in (before, after):
        for both in (SIGN_NOTHING, STAY_SILENT, ASK_COPY, ASK_WHY):
            for other, fact in both._asdict().items():
                assert (str(fact.text) in page) == (other == voice)


def test_whoever_comes_in_a_hurry_is_told_of_the_person(client, db):
    page = client.get("/urgent/").content.decode()
    for both in (SIGN_NOTHING, STAY_SILENT, ASK_COPY, ASK_WHY):
        assert str(both.them.text) in page and str(both.me.text) not in page


def test_the_two_ways_to_count_are_told_apart_in_words(client, db):
    page = client.get("/guide/hold/").content.decode()
    assert "Count one" not in page
    assert page.index("Then 48 hours in a row end") < page.index(
        "If weekends do not count, they end"
    )


def test_the_paper_form_asks_every_question_in_the_same_order(client, db):
    for who in ("me", "them"):
        page = unescape(client.get(f"/paper/?for={who}").content.decode())
        places = []
        for step in COMPLAINT.steps:
            title = str(step.title.for_voice(who))
            places.append(page.index(f". {title}</h2>"))
            if step.visible_if_text:
                assert str(step.visible_if_text) in page
            for field in step.form.base_fields.values() if step.form else ():
                label = (
                    field.label.for_voice(who) if hasattr(field.label, "for_voice") else field.label
                )
                assert str(label) in page
        assert places == sorted(places)


def test_the_pages_after_the_form_say_the_ways_and_the_days(client, office):
    filer = Filer(client, sample(COMPLAINT, filing_for="family", held=True)).jump()
    done = filer.send().content.decode()
    pages = [client.get("/deadlines/").content.decode()]
    papers = Filer(type(client)(), sample(COMPLAINT, sharing={"keep": "papers_only"})).jump()
    pages.append(papers.send().content.decode())
    for page in pages:
        assert "Your deadlines" in page
        assert "Tuesday, October 3, 2028" in page
        assert "Your options" in page
        assert 'href="/ways/' in page
        assert 'href="/days/"' in page
    assert 'href="/sheet/mine/"' in done and 'href="/deadlines/"' in done


def test_the_calendar_comes_as_a_file_that_tells_nothing(client, office):
    Filer(client, sample(COMPLAINT)).jump()
    response = client.get("/days/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="days.ics"'
    assert b"20281003" in response.content


def test_a_change_of_a_route_is_of_no_person(db):
    kinds = {field.name for field in RouteReview._meta.fields}
    assert kinds == {"id", "route", "status", "note", "contact", "checked_on", "by", "at"}
