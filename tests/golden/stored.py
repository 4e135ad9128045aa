"""What is stored of a complaint and its case as plain JSON, and what the code reads in it.

With world.py and sealed.py this is all that the golden tests know of the code's own names. The
names on the left are those of the stored files: they stay when a class or a column is renamed.
"""

import json
import uuid
from datetime import UTC, date, datetime

from django.db import models
from django.http import QueryDict
from intake.cases.said import complaint_of, latest_answers

from intake.attachments import actions as attachments
from intake.cases import actions, corrections, submission
from intake.documents.blocks import from_plain
from intake.flow import facts as facts_module
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from intake.flow.sections import sections_from, transcript
from intake.flow.steps import value_for
from intake.messages import actions as letters
from intake.messages import reminders
from intake.models import (
    Attachment,
    Case,
    CaseCode,
    Complaint,
    Correction,
    Count,
    Event,
    Likeness,
    Message,
    MessageTemplate,
    Note,
    OfficeHours,
    Packet,
    PageCount,
    PublicNumbers,
    Reminder,
    RouteChange,
    SavedList,
    Supplement,
    Team,
    Tick,
    Translation,
    Volunteer,
)
from intake.office import lists
from intake.packets import actions as packets
from intake.packets import build
from intake.packets.addressees import addressee
from intake.packets.papers.name import NAME
from intake.packets.told import told, told_of
from intake.translations import actions as translations
from intake.vault import crypto
from tests.golden.normalize import UUID
from tests.packets.people import PEOPLE

TODAY = date(2026, 11, 23)
LANES = {"full": COMPLAINT, "urgent": URGENT}
KEY = bytes(range(32))
# What is read of a packet that no volunteer changed.
NO_EDITS = {"words": {}, "declare": False, "by": []}
STATEMENT = {"name": "Sam Sample", "said_on": "2026-11-23"}


def _names(words, **renamed):
    """Return {name in the stored files: name in the code}, the same unless one was renamed."""
    return {name: renamed.get(name, name) for name in words.split()}


CASE = _names(
    "source status outcome opened_on changed_on follow_up_on waiting_since contact_on raised_until"
    " closed_on erase_on kept erase_asked_on erased_on looks_automatic where held hold"
    " held_past_release release_due_on days_over in_danger about_to_move not_heard says_citizen"
    " state began reads problems codes consent_send consent_count last_days days_ended next_last_on"
    " tier rank look_again_on"
)
COMPLAINT_ROW = _names("edition submitted_on answers transcript")
# Of each table with rows of a case: the model, its clear columns, its sealed columns.
TABLES = {
    "supplements": (Supplement, _names("edition added_on"), _names("answers transcript")),
    "events": (Event, _names("kind at before after"), _names("detail")),
    "notes": (Note, _names("at for_next_shift"), _names("text")),
    "messages": (Message, _names("from_person at seen_on"), _names("body translation")),
    "corrections": (Correction, _names("at overtaken"), _names("change")),
    "translations": (Translation, _names("at checked_on"), _names("body")),
    "packets": (
        Packet,
        _names("route edition state made_on sent_on answered_on"),
        _names("edits frozen record"),
    ),
    "attachments": (
        Attachment,
        _names("id added_at size original_id readable"),
        _names("about"),
    ),
    "reminders": (Reminder, _names("way sent"), _names("address")),
}
FACTS = _names(
    "voice filing_for where held hold kept past_release notice_only due_out went_out zone first"
    " started_by dangers problems codes minor says_citizen_or_resident state speaks reads ways"
    " may_message has_lawyer open_case papers officers cost wants keep send count"
)
SECTION = _names("key title part sees many")
LINE = _names("key label value identity")


def as_json(value):
    """Return a value as it comes back from JSON: days and moments as text."""
    return json.loads(json.dumps(value, default=_plain))


def _plain(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _get(value, names):
    return {name: getattr(value, own) for name, own in names.items()}


# Complaints: answers, what they say in words, and what follows from them.

SHORT_PEOPLE = {name: choices for name, choices in PEOPLE.items() if name != "long story"}
OTHERS = {
    "short form, for me": ("urgent", {"held": True}),
    "short form, helper": ("urgent", {"filing_for": "family", "held": True}),
    "something else": ("full", {"problem": {"went_wrong": ["other"]}}),
    "profiled, under 18": (
        "full",
        {
            "problem": {"went_wrong": ["profiling"]},
            "born": {"birth_date": {"y": 2012, "m": None, "d": None, "words": ""}},
        },
    ),
    "lawyer, badly treated by ICE": (
        "full",
        {
            "filing_for": "work",
            "held": True,
            "why_wrong": {"reasons": ["us_citizen"]},
            "problem": {"went_wrong": ["wrong_match", "conditions_or_abuse", "profiling"]},
            "officers": [{"name": "", "agency": "ice", "note": "a car"}],
            "helper": {"name": "Law Yersample", "relation": "lawyer", "group": ""},
            "permission": {"knows": "lawyer"},
        },
    ),
    "skips what can be skipped": (
        "full",
        {
            name: {}
            for name in ("proof", "story", "profiling", "treatment", "harm", "wants", "papers")
        }
        | {"officers": [], "witnesses": []},
    ),
}


def everybody():
    """Return {who: (lane, answers)} of invented people: both voices, both lanes, many scripts."""
    chosen = {name: ("full", choices) for name, choices in SHORT_PEOPLE.items()} | OTHERS
    return {
        name: (lane, sample(LANES[lane], **choices) | {"statement": STATEMENT})
        for name, (lane, choices) in chosen.items()
    }


def counted(lane, answers):
    """Return (the answers that count, the key of the first open question or "")."""
    flow = LANES[lane]
    open_step = flow.broken(without_statement(answers))
    return flow.prune(without_statement(answers)), open_step.key if open_step else ""


def without_statement(answers):
    return {key: value for key, value in answers.items() if key != "statement"}


def facts_of(answers):
    return as_json(_get(facts_module.facts(without_statement(answers), TODAY), FACTS))


def facets_of(answers):
    """Return the clear columns of a new case with these answers."""
    found = submission.facets(facts_module.facts(without_statement(answers), TODAY), TODAY)
    return as_json({name: found[own] for name, own in CASE.items() if own in found})


def warnings_of(answers):
    return as_json(facts_module.warnings(without_statement(answers), TODAY))


def transcript_of(answers):
    return as_json(transcript(answers))


def sections_in(frozen):
    """Return a stored transcript as the code reads it, in the names of the stored files."""
    return as_json(
        [
            _get(section, SECTION)
            | {"entries": [[_get(line, LINE) for line in entry] for entry in section.entries]}
            for section in sections_from(frozen)
        ]
    )


def read_draft(stored):
    """Return what the code reads in an unfinished form."""
    flow = submission.flow_of(stored)
    following, open_step = flow.next(stored["answers"]), flow.broken(stored["answers"])
    return {
        "lane": next(name for name, lane in LANES.items() if lane is flow),
        "next": following.key if following else "",
        "unfinished": open_step.key if open_step else "",
        "filled_in": {step.key: value_for(stored, step.key) for step in flow.steps},
    }


# Documents.


def documents_of(answers):
    """Return {paper key: (edition, document as JSON)} of every paper that fits."""
    known = told(answers, today=TODAY)
    found = {
        paper.key: [paper.edition, as_json(build.build(paper, known).plain())]
        for paper in build.papers_that_fit(known)
    }
    return found | {NAME.key: [NAME.edition, as_json(build.named(known, "no").plain())]}


def paper_keys():
    return {*build.BY_KEY, NAME.key}


def addressee_of(route, answers):
    return addressee(route, told(answers, today=TODAY))


def routes_with_papers():
    return list(build.OF_ROUTE)


def document_read(plain):
    """Return a stored document after the code has read it."""
    return as_json(from_plain(plain).plain())


def boxes_of(plain):
    """Return [(heading, text)] of a stored document, for the boxes of a web form."""
    return as_json(build.boxes(from_plain(plain)))


# What is stored in the clear, beside cases.

CLEAR = {
    "saved lists": (SavedList, _names("name query shared alert")),
    "numbers": (Count, _names("numbers")),
    "public numbers": (PublicNumbers, _names("until tables")),
    "routes": (RouteChange, _names("route status note contact checked_on")),
    "message templates": (MessageTemplate, _names("key language version text")),
    "ticks": (Tick, _names("step")),
    "codes of cases": (CaseCode, _names("column code")),
    "likenesses": (Likeness, _names("same")),
    "pages counted": (PageCount, _names("day page many")),
    "office hours": (OfficeHours, _names("text")),
}


def in_the_clear():
    """Return what the office stored of no single case. Ids of volunteers are in the numbers."""
    return as_json(
        {
            table: [_get(row, names) for row in model.objects.order_by("pk")]
            for table, (model, names) in CLEAR.items()
        }
    )


def list_again(query):
    """Return a saved list as its filters understand it."""
    asked = lists.asked_list(QueryDict(query), Case.objects.all(), Volunteer(pk=1), TODAY)
    return asked.query


# A case.


def aad(table, column, case, row):
    """Return the parts of the associated data of a sealed value, as version 1 has them."""
    bound = {"packets": lambda: (row.route, str(row.edition)), "attachments": lambda: (row.pk,)}
    moment = (row.at.astimezone(UTC).isoformat(),) if hasattr(row, "at") else ()
    more = bound[table]() if table in bound else moment
    return tuple(map(str, (table.removesuffix("s"), column, case.owner, *more)))


def key_for(table, key):
    """Return the key of a table's sealed columns: addresses for reminders are under another."""
    return reminders.server_key() if table == "reminders" else key


def dump(case, key):
    """Return everything that is stored of a case, opened, as JSON without what is random."""

    def opened(table, column, own, row):
        sealed = getattr(row, own)
        if not sealed:
            return None
        where = crypto.context(*aad(table, column, case, row))
        return crypto.unseal_json(key_for(table, key), sealed, where)

    found = {"case": _get(case, CASE), "complaint": _get(case.complaint, COMPLAINT_ROW)}
    for column in ("answers", "transcript"):
        found["complaint"][column] = opened("complaint", column, column, case.complaint)
    for table, (model, clear, sealed) in TABLES.items():
        found[table] = [
            _get(row, clear)
            | {column: opened(table, column, own, row) for column, own in sealed.items()}
            for row in model.objects.filter(case=case).order_by("pk")
        ]
    for packet in found["packets"]:
        for paper in (packet["frozen"] or {}).get("papers", ()):
            # A PDF holds the moment it was made. Without one, no font could show the paper.
            paper |= {"pdf": "", "sha256": ""}
    found["attachments"].sort(key=lambda row: row["added_at"])
    return _with_plain_ids(as_json(found))


def _with_plain_ids(value):
    """Return a JSON value with ids of files that are the same in every run."""
    seen = {}

    def plain(found):
        number = len(seen) + 1
        return seen.setdefault(found[0], f"00000000-0000-4000-8000-{number:012}")

    return json.loads(UUID.sub(plain, json.dumps(value, ensure_ascii=False)))


def load(stored, owner, key, seal):
    """Write the rows of a stored case. `seal` takes table, column, row, key, AAD and value."""
    team = Team.objects.get_or_create(name="Team", defaults={"public_key": bytes(32)})[0]
    complaint, case = Complaint(id=owner), Case(owner=owner, reference=str(owner)[:7], team=team)
    _set(case, CASE, stored["case"])
    _set(complaint, _names("edition submitted_on"), stored["complaint"])

    def put(table, column, own, row, value):
        if value is not None:
            setattr(row, own, seal(table, column, aad(table, column, case, row), value))

    for column in ("answers", "transcript"):
        put("complaint", column, column, complaint, stored["complaint"][column])
    complaint.save(force_insert=True)
    case.complaint = complaint
    case.save(force_insert=True)
    for table, (model, clear, sealed) in TABLES.items():
        for values in stored[table]:
            row = model(case=case)
            _set(row, clear, values)
            for column, own in sealed.items():
                put(table, column, own, row, values[column])
            row.save(force_insert=True)
    return Case.objects.select_related("complaint").get(pk=case.pk)


def _set(row, names, values):
    for name, own in names.items():
        field = type(row)._meta.get_field(own)
        value = values[name]
        if isinstance(field, (models.DateField, models.UUIDField)):  # a moment is a date, too
            value = field.to_python(value)
        setattr(row, own, value)


def read_back(case, key):
    """Return what is stored of a case as the code reads it: each value as it was put there."""
    rows = list(case.packets.order_by("pk"))
    files = case.attachments.order_by("added_at")
    return as_json(
        {
            "transcript": sections_in(complaint_of(case, key)["transcript"]),
            "answers": complaint_of(case, key)["answers"],
            "latest answers": latest_answers(case, key),
            "supplements": [
                [day, sections_in(said)] for day, said in submission.supplements_of(case, key)
            ],
            "events": [actions.event_detail(row, case, key) for row in case.events.order_by("pk")],
            "notes": [actions.note_text(row, case, key) for row in case.notes.order_by("pk")],
            "messages": [letters.read(row, case, key) for row in case.messages.order_by("pk")],
            "attachments": [attachments.about(row, case, key) for row in files],
            "reminders": [reminders.address_of(row) for row in case.reminders.order_by("pk")],
            "edits": [packets.edits_of(row, key) for row in rows],
            "records": [packets.record_of(row, key) for row in rows],
            "papers": [
                [[paper.key, document.plain()] for paper, document in _papers(row, key)]
                for row in rows
                if row.frozen
            ],
        }
    )


def expected_back(kept):
    """Return what `read_back` must give for a stored case."""
    packet_rows, later = kept["packets"], kept["supplements"]
    first = kept["complaint"]
    return {
        "transcript": first["transcript"],
        "answers": first["answers"],
        "latest answers": (later or [first])[-1]["answers"],
        "supplements": [[row["added_on"], row["transcript"]] for row in later],
        "events": [row["detail"] or "" for row in kept["events"]],
        "notes": [row["text"] for row in kept["notes"]],
        "messages": [
            row["body"] | ({"translation": row["translation"]} if row["translation"] else {})
            for row in kept["messages"]
        ],
        "attachments": [row["about"] for row in kept["attachments"]],
        "reminders": [row["address"] for row in kept["reminders"]],
        "edits": [NO_EDITS | (row["edits"] or {}) for row in packet_rows],
        "records": [row["record"] or {} for row in packet_rows],
        "papers": [
            [[paper["key"], paper["document"]] for paper in row["frozen"]["papers"]]
            for row in packet_rows
            if row["frozen"]
        ],
    }


def _papers(row, key):
    return packets.papers_in(row, key, today=TODAY)


def conclusions(case, key):
    """Return what the code concludes from a stored case."""
    known = told_of(case, key, today=TODAY)
    frozen = [row for row in case.packets.order_by("pk") if row.frozen]
    return as_json(
        {
            "facts": _get(corrections.known_of(case, key, TODAY), FACTS),
            "corrections": [change for _row, change in corrections.of_case(case, key)],
            "english": {place: one.text for place, one in translations.newest(case, key).items()},
            "papers": [paper.key for paper in build.papers_that_fit(known)],
            "added later": [[one.step, one.day, one.about, one.text] for one in known.later],
            "prints": [packets.prints_of(row, key) for row in frozen],
            "exhibits": [
                [[number, about] for number, _row, about in packets.exhibits_of(row, key)]
                for row in frozen
            ],
        }
    )


def put_in(kept):
    """Write a stored case into the database, sealed as the code seals now. Return (case, key)."""

    def seal(table, column, aad, value):
        return crypto.seal_json(key_for(table, KEY), value, crypto.context(*aad))

    return load(kept, uuid.uuid4(), KEY, seal), KEY
