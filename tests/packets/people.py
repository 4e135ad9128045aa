"""Twelve invented complaints of all kinds, and what every paper of theirs must hold."""

from datetime import date

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.flow.sections import sections
from intake.flow.steps import OFFICE
from intake.packets.choices import ASKED, read_decisions, yes_decision
from intake.packets.document_input import (
    SAID_IN_SENTENCES,
    SAYS_NOTHING,
    THROUGH_ME,
    document_input,
)

CRCL = "crcl-complaint"
TODAY = date(2026, 11, 23)
MARK = "Qx9OFFICEq"
NO_DATE = {"y": None, "m": None, "d": None, "words": "before the rain", "time": "", "t": ""}

LONG = "\n\n".join(
    f"Day {n}: they asked again. “Are you sure?” – 100 % of the time, I was. <b>{n}</b>"
    for n in range(1250)
)


def named(given, family, story):
    return {
        "person": {"given_names": given, "family_names": family, "other_names": ""},
        "story": {"story": story, "seen_or_told": "saw"},
    }


PEOPLE = {
    "free, wrong match": {},
    "helper, held now": {"filing_for": "family", "held": True},
    "lawyer, held now, citizen": {
        "filing_for": "work",
        "held": True,
        "why_wrong": {"reasons": ["us_citizen"]},
        "helper": {"name": "Law Yersample", "relation": "lawyer", "group": ""},
        "permission": {"knows": "lawyer"},
    },
    "one name": named("Sample", "", "One word is my name."),
    "long story": {"story": {"story": LONG, "seen_or_told": "both"}, "filing_for": "family"},
    "Arabic": named("مثال", "تجربة العينة", "في يوم 12 جاءوا.\nقالوا: 48 ساعة (ربما).")
    | {"filing_for": "family", "held": True},
    "Chinese": named("王", "例子", "二〇二六年，他们来了。\n他说：“电脑不会错。”"),
    "Amharic": named("ሰላም", "", "በ3 ቀን መጡ። «ማሽኑ ያውቃል» አሉ።") | {"held": True},
    "Vietnamese": named("Thị Mẫu", "Nguyễn Ví Dụ", "Họ đến lúc 5 giờ sáng ở Đắk Lắk."),
    "Devanagari": named("नमूना", "उदाहरण", "वे 12 तारीख को आए। स्त्री ने कहा: “यह गलत है”।"),
    "dates not known": {
        "when_where": {"when": NO_DATE, "city": "", "state": "unsure", "agency": ""},
        "detainers": [
            {
                "seen": "told",
                "paper": "not_seen",
                "placed_on": NO_DATE,
                "number": "",
                "still_there": "unsure",
            }
        ],
        "held_over": {"kept": "unsure", "due_out": None, "went_out": NO_DATE, "zone": ""},
    },
    "what looks like code": named(
        '#import "x"',
        "{{ name }} $x$ @ref",
        "<script>alert(1)</script> #sys.inputs url(http://a)"
        " \\ *b* _i_ `c` {% load %} = not a heading\n- nor a list\n/ nor: a term",
    ),
}


def answers_of(who):
    """Return the answers of one of them, with a marker in every answer for volunteers only."""
    answers = sample(COMPLAINT, **PEOPLE[who])
    for step in COMPLAINT.steps:
        if step.audience == OFFICE and isinstance(answers.get(step.slug), dict):
            for name, value in answers[step.slug].items():
                field = step.form.base_fields[name]
                if isinstance(value, str) and not hasattr(field, "choices"):
                    answers[step.slug][name] = f"{MARK} {value}"
    return answers | {"statement": {"name": "Sam Sample", "said_on": "2026-11-23"}}


def said_yes(*asked):
    """Return the decisions of a filer who said yes to having these in letters to CRCL."""
    return read_decisions((yes_decision(one, "yes"), "", TODAY) for one in asked)


def told_of(who, **more):
    """Return what documents may know of one of them, who said yes to all that is asked."""
    more = {"choices": said_yes(*ASKED)} | more
    return document_input(answers_of(who), today=TODAY, **more)


# Answers that stand under another label than on the form.
ALIASES = {
    ("person", "given_names"): "Given names",
    ("person", "family_names"): "Last names",
    ("person", "other_names"): "Other names or spellings",
    ("born", "birth_date"): "Date of birth",
    ("born", "birth_country"): "Country of birth",
}
# CRCL does not ask where somebody was born.
NOT_FOR_CRCL = {("born", "birth_country")}


def pages_of(known, section):
    """Return the answers behind the entries of a section."""
    page = known.answers.get(section.slug) or {}
    return list(page or []) if section.many else [page]


# In these, answers stand as rows; the others are letters of sentences.
WITH_ROWS = {"crcl-complaint", "consent", "identity", "fbi-request", "checklist"}


def says_nothing(value):
    codes = value if isinstance(value, list) else [value]
    return bool(codes) and all(isinstance(code, str) and code in SAYS_NOTHING for code in codes)


def expected(known, paper):
    """Return (label, value) of every answer that belongs into a paper.

    Read from the answers themselves: what its reader may not learn is dropped first. A letter
    of sentences has no rows; tests of the sentences look for its answers.
    """
    if paper.slug not in WITH_ROWS:
        return []
    known = paper.redact(known)
    found = []
    for section in sections(COMPLAINT, known.answers):
        if section.slug not in paper.discloses:
            continue
        for entry, given in zip(section.entries, pages_of(known, section), strict=True):
            for line in entry:
                value = line.value
                if not value or (section.slug, line.name) in SAID_IN_SENTENCES:
                    continue
                if says_nothing(given.get(line.name)):
                    continue
                # Who helps says so in a sentence; CRCL has it among the full answers, too.
                if section.slug == "helper" and paper.slug != CRCL:
                    continue
                if section.slug == "witnesses" and line.name == "reach" and paper.slug != CRCL:
                    value = THROUGH_ME
                if (section.slug, line.name) not in ALIASES:
                    found.append((line.label, value))
                elif (
                    paper.slug == CRCL
                    and line.value
                    and (section.slug, line.name) not in NOT_FOR_CRCL
                ):
                    found.append((ALIASES[section.slug, line.name], value))
    return found


def values_of(known, paper):
    """Return every answer that belongs into a paper, in words."""
    return [value for _label, value in expected(known, paper)]
