"""Every page of the office: what it costs, and what a translator sees there (S07)."""

import re
from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.audit import log as audit
from intake.cases import actions, filer_actions, search, urgency, volunteer_actions
from intake.cases.consequences import request_deletion
from intake.demo import file_case
from intake.flow.choice_fields import Choice, Choices
from intake.flow.complaint import COMPLAINT
from intake.flow.letter_facts import PAGES as LETTER_PAGES
from intake.flow.sample import ANSWERS, sample
from intake.models import Case, SavedFilter, Tag
from intake.office.cases.masking import MASKED
from intake.packets import actions as packets
from tests.cases.test_urgency import some_case
from tests.conftest import send_message, unlocked_of
from tests.office.test_matrix import OFFICE, where

NOW = timezone.now
READ = [name for name, (who, methods) in OFFICE.items() if "GET" in methods and who]


def worked_on(cast, office):
    """Return a case with all that volunteers add to one."""
    case, by, at = file_case(COMPLAINT, NOW(), filing_for="family", held=True), cast["ana"], NOW()
    unlocked = unlocked_of(case, office)
    actions.assign_to_self(case, by=by, at=at)
    actions.write_note(unlocked, "a note", by=by, at=at, for_next_shift=True)
    volunteer_actions.add_tag(case, Tag.objects.get_or_create(name="tag")[0], by=by, at=at)
    volunteer_actions.set_follow_up(case, timezone.localdate() + timedelta(days=1), by=by, at=at)
    send_message(unlocked, "words", by=by, at=at)
    packets.make_ready(
        packets.prepare(unlocked, "crcl", by=cast["ben"], at=at),
        unlocked=unlocked,
        by=cast["ben"],
        at=at,
    )
    attachments.add(unlocked, b"a text", "a paper", by=by, at=at)
    return case


def more_cases(cast, office, count):
    """Write rows as of so many other cases, and of what was done about each."""
    today, team = timezone.localdate(), office["team"]
    for number in range(count):
        state = [
            {"held": True, "hold": "yes"},
            {"waiting_since": today - timedelta(days=9)},
            {"status": "closed", "outcome": "freed", "closed_on": today},
            {"suspected_bot": True},
            {"retention_extended": True},
        ][number % 5]
        who = cast["ana"] if number % 2 else None
        case = some_case(
            team=team,
            assigned_to=who,
            opened_on=today - timedelta(days=340),
            follow_up_on=today,
            **state,
        )
        urgency.recompute_derived(case, today)
        case.save()
        case.tags.add(Tag.objects.get(name="tag"))
        SavedFilter.objects.create(owner=cast["cora"], name=f"list {number}", query="tab=open")
        for kind in ("opened", "revealed", "printed", "new_code"):
            audit.write(kind, by=cast["ben"], at=NOW(), what=case.reference)


def queries(client, path):
    cache.clear()
    client.get(path)  # what is done once a day, or by the first who looks
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    expected = (200, 302) if path.startswith("/office/account/") else (200,)
    if path.endswith("exhibits.pdf"):
        expected = (404,)  # nothing was added to this case
    assert response.status_code in expected, f"{path} {response.status_code}"
    return len(seen), sorted(re.sub(r"\d+", "#", one["sql"])[:90] for one in seen)


def test_every_office_page_takes_the_same_queries_for_three_cases_or_for_forty(everyone):
    cast, office = everyone["cast"], everyone["office"]
    first = worked_on(cast, office)
    for _ in range(2):
        worked_on(cast, office)
    packet = first.packets.get().pk
    paths = {
        name: where(name, everyone)
        .replace(everyone["case"].reference, first.reference)
        .replace(f"/packets/{everyone['packets']['own']}/", f"/packets/{packet}/")
        .replace(str(everyone["paper"]), str(first.attachments.get().pk))
        for name in READ
        if not name.endswith("file-picture") and "original" not in name
    }
    request_deletion(unlocked_of(first, office), by=cast["ana"], at=NOW(), reason="by phone")
    work_done = {}
    for count in (5, 30):
        more_cases(cast, office, count)
        for _ in range(9 if count > 5 else 0):
            worked_on(cast, office)
        search.index_cases({office["team"].pk: office["privates"]}, 100)
        for name, path in paths.items():
            who = "cora" if "cora" in OFFICE[name][0] else OFFICE[name][0].split()[0]
            found = queries(everyone["clients"][who], path)
            work_done.setdefault(name, []).append(found)
    assert Case.objects.count() > 40
    unequal = {
        name: [a[0], b[0], [q for q in b[1] if b[1].count(q) > a[1].count(q)][:3]]
        for name, (a, b) in work_done.items()
        if a[0] != b[0]
    }
    assert not unequal, unequal
    assert work_done.keys() == paths.keys()


# Written by hand: what names or finds a person (hidden from a translator), and what of it is
# covered for all until it is asked for. Every other text a translator reads.
NAMES = {
    ("person", "given_names"),
    ("person", "family_names"),
    ("person", "other_names"),
    ("born", "birth_date"),
    ("born", "birth_country"),
    ("citizenship", "birth_place"),
    ("witnesses", "name"),
    ("told", "crcl_number"),
    ("lawyer", "lawyer_name"),
    ("helper", "name"),
}
COVERED = {
    ("custody", "booking_number"),
    ("detainers", "number"),
    ("numbers", "a_number"),
    ("numbers", "other_a_number"),
    ("numbers", "event_number"),
    ("numbers", "subject_number"),
    ("witnesses", "reach"),
    ("reach", "phone"),
    ("reach", "email"),
    ("reach", "address"),
}
MARK = "Zq7vKx{}x"


def marked_answers():
    """Return (answers with a mark in every text, {(page, question): mark})."""
    on_request = {"volunteers_only": {"text": "Words for volunteers only."}}
    on_request |= {page: ANSWERS[page] for page in LETTER_PAGES}
    answers, marks = sample(COMPLAINT, filing_for="family", held=True, **on_request), {}

    def marked(step, name, value):
        field = step.form.base_fields.get(name)
        mark = MARK.format(len(marks))
        if isinstance(value, dict):  # a date, with the words that were typed beside it
            marks[step.slug, name] = mark
            return value | {"words": mark}
        if not isinstance(value, str) or field is None or isinstance(field, (Choice, Choices)):
            return value
        if name in ("days_held", "zone"):
            return value
        marks[step.slug, name] = mark
        return {"email": f"{mark}@example.com", "phone": f"555 0100199 {mark}"}.get(name, mark)

    for step in COMPLAINT.steps:
        value = answers.get(step.slug)
        if step.form and value:
            first = value[0] if step.many else value
            done = {name: marked(step, name, given) for name, given in first.items()}
            answers[step.slug] = [done, *value[1:]] if step.many else done
    answers["volunteers-only"] = {"text": MARK.format("unprinted")}  # a page on request
    marks["volunteers-only", "text"] = MARK.format("unprinted")
    answers["helper"]["group"] = marks["helper", "group"] = MARK.format("group")
    answers["person"]["other_names"] = marks["person", "other_names"] = MARK.format("other")
    return answers, marks


def test_s07_each_question_is_seen_by_each_role_as_written(everyone):
    """On every page that a translator may open, of a case with all that volunteers add to one."""
    cast, office, clients = everyone["cast"], everyone["office"], everyone["clients"]
    answers, marks = marked_answers()
    typed = {
        (step.slug, name)
        for step in COMPLAINT.steps
        if step.form
        for name, field in step.form.base_fields.items()
        if not isinstance(field, (Choice, Choices)) and name != "days_held"
    }
    assert typed >= NAMES | COVERED
    assert {
        (page, name) for page, names in MASKED.items() for name in names if page != "changed"
    } == COVERED
    case = file_case(
        COMPLAINT,
        NOW(),
        **{key.replace("-", "_"): value for key, value in answers.items() if key != "filer"},
        filing_for="family",
        held=True,
    )
    # Who is still in jail is not asked when they left one, nor when ICE brought them anywhere.
    missing = typed - set(marks) - {("held-over", "went_out"), ("custody", "came_in")}
    missing -= {(page, name) for page, name in missing if page == "jail"}
    # Whoever was born here became no citizen later.
    missing -= {("citizenship", "since")}
    assert not missing
    unlocked = unlocked_of(case, office)
    by = {"by": cast["ana"], "at": NOW()}
    notes = ["NOTEMARK", "REASONMARK", "LETTERMARK", "ADDEDMARK"]
    actions.write_note(unlocked, "NOTEMARK", for_next_shift=True, **by)
    volunteer_actions.escalate(unlocked, reason="REASONMARK", **by)
    send_message(unlocked, "LETTERMARK", **by)
    filer_actions.add_details(unlocked, "Story", "ADDEDMARK", now=NOW())
    given, said = {"phone": "PHONEMARK"}, [("phone", "?", "PHONEMARK")]
    filer_actions.report_change(unlocked, "contact", given, said, now=NOW())
    paths = [
        where(name, everyone).replace(everyone["case"].reference, case.reference)
        for name in READ
        if "tess" in OFFICE[name][0]
    ]
    seen = {}
    for who in ("tess", "rita", "ana"):
        pages = [clients[who].get(path).content.decode() for path in paths]
        seen[who] = "".join(pages)
    shown = clients["ana"].post(f"/office/cases/{case.reference}/reveal/").content.decode()
    wrong = []
    for place, mark in marks.items():
        names, covered = place in NAMES, place in COVERED
        expected = {"tess": not (names or covered), "rita": not covered, "ana": not covered}
        wrong += [(place, who) for who, there in expected.items() if (mark in seen[who]) != there]
        wrong += [(place, "shown")] if mark not in shown else []
    assert wrong == []
    assert [mark for mark in (*notes, "PHONEMARK", "Sam Sample") if mark in seen["tess"]] == []
    assert [mark for mark in notes if mark not in seen["ana"]] == []
    assert "PHONEMARK" not in seen["ana"] and "PHONEMARK" in shown
