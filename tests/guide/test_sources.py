"""Every statement of fact that the site shows has a source, a day, and an honest word on how sure.

What has no source is advice, and advice begins with what to do.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from intake.citations.base import (
    CHECK_FIRST,
    COMMON_SENSE,
    HIGH,
    MEDIUM,
    NOT_FOUND,
    REASONED,
    Claim,
    Passage,
)
from intake.citations.footnotes import Footnotes
from intake.citations.state_law import STATE_LAWS
from intake.citations.texts import SOURCES
from intake.deadlines import state_notice
from intake.deadlines.response_times import RESPONSE_TIMES
from intake.deadlines.rules import RULES
from intake.deadlines.state_notice import NOTICES
from intake.flow.complaint import COMPLAINT
from intake.flow.steps import Voiced
from intake.guide import portal
from intake.guide.about import ABOUT_PAGES
from intake.guide.pages import GUIDE
from intake.guide.today import (
    BEFORE_BAIL,
    BEFORE_MOVED,
    BEFORE_THAT_DAY,
    CALL_988,
    CITIZEN_ABROAD,
    FOR_A_CHILD,
    MEDICAL_STEPS,
    SEND_PROOF,
    THREATENED,
)
from intake.packets.build import DOCUMENT_TYPES
from intake.packets.documents import jail_letter_short
from intake.routes.fitting import ROUTES
from intake.templatetags.plain import places, reachable
from tests.claims import LEVELS, claims_in, passages_of
from tests.routes.test_fitting import ALL_FACTS

TODAY = (
    *MEDICAL_STEPS,
    *BEFORE_THAT_DAY,
    *THREATENED,
    *BEFORE_BAIL,
    *CITIZEN_ABROAD,
    SEND_PROOF,
)
DOORS = (
    portal.BEFORE_YOU_START,
    portal.CANNOT,
    portal.THINK_FIRST,
    *portal.URGENT_STEPS,
    portal.OTHER_HELP,
    portal.STATEMENT_OF_TRUTH,
    *portal.STEP_CLAIMS.values(),
)


def cited_advice(paper):
    """Return what is said beside a document with a source, and is no part of its legal basis."""
    return tuple(
        item for item in paper.advice if isinstance(item, Claim) and item not in paper.legal_basis
    )


def shown():
    """Return (where, parts) of everything that says something of the world."""
    yield from ((f"guide {page.slug}", page.passages) for page in GUIDE)
    yield from ((f"route {route.slug}", passages_of(route)) for route in ROUTES)
    yield from ((f"last day {rule.slug}", (Passage("", rule.legal_basis),)) for rule in RULES)
    yield "last day state_notice", (Passage("", tuple(notice.claim for notice in NOTICES)),)
    own = (state_notice.WASHINGTON, state_notice.ILLINOIS_SUIT, state_notice.NO_LINE)
    yield "last day state_notice", (Passage("", own),)
    yield "answers", (Passage("", tuple(answer.text for answer in RESPONSE_TIMES.values())),)
    yield "jail sheet", (Passage("", jail_letter_short.LAW),)
    yield "doors", DOORS
    # The page reads the rows anew; a sentence for the jail stands with its letter.
    yield "guide your-state", tuple(Passage(law.code, law.says) for law in STATE_LAWS.values())
    yield "today", (Passage("", (CALL_988, BEFORE_MOVED, FOR_A_CHILD, *TODAY)),)
    yield from (
        (f"paper {paper.slug}", (Passage("", paper.legal_basis + cited_advice(paper)),))
        for paper in DOCUMENT_TYPES
    )


SHOWN = list(shown())
FACTS = [(where, fact) for where, parts in SHOWN for fact in claims_in(parts)]


@pytest.mark.parametrize(("where", "fact"), FACTS, ids=[where for where, _fact in FACTS])
def test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is(where, fact):
    assert fact.confidence in LEVELS
    assert set(fact.sources) <= SOURCES.keys()
    for key in fact.sources:
        assert isinstance(SOURCES[key].checked_on, date)
        assert SOURCES[key].title
        assert SOURCES[key].date
    if fact.confidence in (HIGH, MEDIUM, CHECK_FIRST, REASONED):
        assert fact.sources
    if fact.confidence == COMMON_SENSE:
        assert not fact.sources
        assert not OF_THE_WORLD.search(str(fact.text))
    if fact.confidence == CHECK_FIRST:
        assert str(fact.caveat) == "Check this first."
    else:
        assert not fact.caveat
    if fact.confidence == NOT_FOUND:
        assert re.match(r"We (found|have) no", str(fact.text))


def test_the_check_would_find_a_fact_without_a_source():
    with pytest.raises(AssertionError):
        test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is("x", Claim("It is so.", ()))
    with pytest.raises(AssertionError):
        test_a_fact_has_a_source_and_a_day_and_says_how_sure_it_is("x", Claim("So.", ("S0",)))


# What advice begins with. Anything else that has no source would be a fact.
ADVICE = {
    *(
        "Act",
        "Add",
        "Ask",
        "Call",
        "Check",
        "Choose",
        "Do",
        "Expect",
        "File",
        "Fill",
        "Find",
        "Get",
        "Give",
    ),
    *("Hand", "Have", "Keep", "Leave", "Look", "Never", "Order", "Print", "Put", "Read", "Report"),
    *("Save", "Say", "See", "Send", "Show", "Sign", "Start", "Take", "Tell", "Then", "Try"),
    *("Use", "Wait", "Write"),
}
# Lists of what to bring say things, not sentences: they have no verb that claims anything.
CLAIMS = re.compile(
    r"\b(is|are|was|were|has|have|had|can|cannot|may|must|will|does|did|gives?|takes?|says?|tells?"
    r"|asks?|looks?|needs?|counts?|works?|helps?|keeps?|pays?|orders?|forbids?)\b"
)
# What this site says of itself and of its own questions.
OF_US = re.compile(
    r"(We|You|So we|Once we|Numbers (never|help us)|This is how|(This|It) (tells|helps) us) "
    r"|It (does not change the case|shows (what this did|which person))|Goes in"
    r"|(If it is urgent, our|Our) list "
    r"|No letter says |Names are not needed|A few lines"
    r"|A guess is|Only the year|All of them|Its name, or|This state has two|This page asks"
    r"|A badge number, a car|What you tried before|For example"
    r"|If you help as part of your work|These dates show|The time bail was paid"
    r"|Our messages never|The person may not be able|If there is a court case, a lawyer should"
    r"|If someone is locked up"
)
# What a reason says of the answers, or of the answers that a way is for.
OF_THE_ANSWERS = re.compile(
    r"(The answers|The person is|Someone (is|was)|Nobody knows|They may be locked up|There is a law"
    r"|A record (may be|of someone|at Home)|Race, language or name was used"
    r"|You want copies|You said US citizen"
    r"|A citizen or green-card holder is|It (is|was) (only )?(for|about) |The record shows"
    r"|The jail kept|The form only asks|A hold keeps the person|It (cost|began)|No harm was told)"
)
# Sentences without a source of their own: each says again, in short, a statement that has one.
RESTS_ON = {
    "A claim for money has its own rules and deadlines.": "A claim for money needs one exact",
    "A hold is a form from ICE to a jail.": "It asks the jail to hold the person",
    "A judge can free someone.": "A judge can order the release of someone",
    "A lawyer and a judge can.": "A judge can order the release of someone",
    "A lawyer can ask a judge to free them.": "A judge can order the release of someone",
    "A member of Congress can ask ICE where the person is and why.": "They can ask an office for",
    "A member of Congress can ask an office for an answer.": "They can ask an office for",
    "A claim for money needs an exact amount.": "A claim for money needs one exact",
    "ICE's own rule says that it must check right away.": "It says that ICE must check each claim",
    "ICE's own guide says that the person must get a copy.": "By the guide of ICE, the person gets",
    "CRCL asks who you already told.": "CRCL asks what was tried before.",
    "CRCL asks for witnesses.": "Who saw it, which documents there are",
    "CRCL cannot free anyone.": "CRCL cannot free anyone",
    "CRCL cannot pay.": "CRCL cannot free anyone, and it cannot pay.",
    "CRCL gives a number for each complaint.": "CRCL gives a number for each complaint.",
    "CRCL does not solve one person's case.": "It gives no remedy to one person.",
    "CRCL is the civil rights office of Homeland Security.": "The civil rights office of Homeland",
    "CRCL looks at abuse, at language help, and at contact with a lawyer.": "CRCL looks at abuse",
    (
        "CRCL looks at people who were treated unfairly because of who they are."
    ): "CRCL looks at unfair treatment",
    "ICE can cancel its hold.": "A hold is a request from ICE, so ICE can cancel it.",
    "ICE has its own rule for that.": "ICE has a rule from 2015",
    "ICE hears this.": "ICE itself reads or hears this.",
    "ICE must decide: release or detention": "After this kind of arrest, ICE has 48 hours",
    "The legal word is detainer.": "The word of the law for a hold",
    "It can take months.": "Copies can take months.",
    "It does not change a hold.": "It is only about travel.",
    "It does not change what ICE keeps.": "It does not change the records of ICE or",
    "It does not cover a county jail.": "It does not cover the county jail",
    "It is a crime.": "Never say that someone is a",
    "It can keep them out of the country for life.": "Never say that someone is a",
    "It is a form from ICE to the jail.": "It asks the jail to hold the person",
    "It may take a long time.": "It may take a long time.",
    "It tells the government who you are.": "This tells the government who you are",
    "The office that made the entry must change it.": "The FBI changes an entry only when",
    "The government may ask for their signature before it talks to you.": "An office may ask for",
    "The ICE search page asks for it.": "ICE's search page needs",
    "The ICE search page may still list the person": "The search page lists people for 60 days",
    "The hold must end": "A federal rule says 48 hours.",
    "The 48 hours ended": "A federal rule says 48 hours.",
    "The office that keeps the record must change it.": "Records are changed by the office",
    "Their member can ask why.": "They can ask an office for",
    "This is called a hold, or a detainer.": "The word of the law for a hold",
    "A shorter stay can break the law, too.": "Holding someone who should be free is a new arrest",
    "This state tells jails to help ICE.": "Some states tell jails to help ICE.",
}


def sentences_of(text):
    return re.split(r"(?<=[.?!])\s+", str(text).strip())


def spoken(text):
    """Return a text in both of its voices."""
    return (
        {str(text.me), str(text.them)} if isinstance(text, Voiced) else {str(text)} if text else ()
    )


def advice():
    """Yield (where, text) of all that is shown of the world without a source of its own."""
    about_us = {f"guide {page.slug}" for page in ABOUT_PAGES}
    for where, parts in SHOWN:
        for part in parts:
            for item in part.items:
                if not isinstance(item, Claim) and where not in about_us:
                    yield where, str(item)
    for page in GUIDE:
        if page not in ABOUT_PAGES:
            yield f"lead of {page.slug}", str(page.lead)
    for route in ROUTES:
        reasons = {str(route.fits(facts).reason) for facts in ALL_FACTS}
        yield from ((f"reason of {route.slug}", reason) for reason in sorted(reasons))
        if not isinstance(route.short_warning, Claim):
            yield f"warning of {route.slug}", str(route.short_warning)
    for rule in RULES:
        for text in (rule.name, rule.advice, *(rule.if_released or ())):
            yield f"last day {rule.slug}", str(text)
    for step in COMPLAINT.steps:
        for text in {*spoken(step.why), *spoken(step.warning)}:
            yield f"page {step.slug}", text
        for field in step.form.base_fields.values() if step.form else ():
            for hint in (field.help_text, *(getattr(field, "hints", None) or {}).values()):
                yield from ((f"hint of {step.slug}", text) for text in spoken(hint))


ADVISED = sorted(
    {(where, sentence) for where, text in advice() for sentence in sentences_of(text) if sentence}
)


def first_word(sentence):
    """Return the first word of a sentence, or of what follows its condition."""
    told = re.sub(r"^(If|Since|When) [^,]+, ", "", sentence)
    return told.split()[0].strip("“,.").capitalize()


def is_advice(sentence):
    """Say whether a sentence only says what to do, asks, or names things to bring."""
    if sentence.endswith("?") or not CLAIMS.search(sentence):
        return True
    return first_word(sentence) in ADVICE


def is_bare(sentence):
    """Say whether a sentence neither asks nor tells what to do."""
    return not sentence.endswith("?") and first_word(sentence) not in ADVICE


def rests(where, sentence):
    """Return why a sentence needs no source of its own, or ""."""
    # A thing to bring may be named without a verb; what has a full stop here is a sentence.
    strict = where.startswith(("page ", "reason ", "lead ", "last day ")) and sentence[-1] == "."
    if is_advice(sentence) and not (strict and is_bare(sentence)):
        return "advice"
    if sentence in RESTS_ON:
        return "rests on a statement"
    if OF_US.match(sentence) and not where.startswith("reason"):
        return "of us"
    if where.startswith("reason") and re.match(r"We (need|do not) know", sentence):
        return "of us"
    if where.startswith("reason") and OF_THE_ANSWERS.match(sentence):
        return "of the answers"
    return "of us" if sentence.startswith(("We ", "Our list ", "This is how")) else ""


@pytest.mark.parametrize(("where", "sentence"), ADVISED)
def test_every_sentence_has_a_source_or_needs_none(where, sentence):
    assert rests(where, sentence), sentence


@pytest.mark.parametrize(("sentence", "start"), RESTS_ON.items(), ids=RESTS_ON)
def test_what_a_short_sentence_rests_on_is_said_with_its_source(sentence, start):
    assert any(str(fact.text).startswith(start) for _where, fact in FACTS), start


def test_no_sentence_is_let_through_that_nobody_says():
    assert RESTS_ON.keys() - {sentence for _where, sentence in ADVISED} == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "It is always free.",
        "Only a judge can order that they go free.",
        "The state can ask why one was kept.",
        "The jail gives a copy to everyone.",
        "A letter is read within a week, and works.",
    ],
)
def test_the_check_would_find_a_fact_after_advice(sentence):
    """Each sentence is looked at, not the first word of a text alone."""
    assert [bool(rests("route x", one)) for one in sentences_of(f"Ask the jail. {sentence}")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "page", [page for page in GUIDE if page not in ABOUT_PAGES], ids=lambda page: page.slug
)
def test_a_title_that_claims_something_has_a_statement_below(page):
    assert any(claims_in(page.passages))
    for part in page.passages:
        if not is_advice(str(part.title).removeprefix("What to ")):
            assert any(claims_in((part,))), part.title


TEMPLATES = Path(__file__).parent.parent.parent / "templates"
# Figures, laws, phones and pages of others belong into the data, where they carry their source.
OF_THE_WORLD = re.compile(
    r"\b(19|20)\d\d\b|\d{3}|\b48\b|U\.S\.C|CFR|\bI-\d|\.gov\b|\.org\b|\bFOIA\b|\bIDENT\b|\bFBI\b"
)


@pytest.mark.parametrize(
    "path", [*TEMPLATES.glob("public/**/*.html"), *TEMPLATES.glob("includes/*.html")], ids=str
)
def test_no_public_template_holds_a_fact_of_its_own(path):
    text = path.read_text()
    words = re.findall(r"{% translate \"([^\"]*)\"|{% blocktranslate[^%]*%}(.*?){%", text)
    for found in words:
        assert not OF_THE_WORLD.search("".join(found)), found
    assert not re.search(r'href="https?://', text)


def test_every_source_in_the_list_is_used():
    used = {key for _where, fact in FACTS for key in fact.sources}
    used |= {later.source for source in SOURCES.values() for later in source.later if later.source}
    assert SOURCES.keys() - used == set()


def test_the_table_of_facts_by_how_sure_they_are():
    """The figures are for the reader of the run: `pytest -s -k table_of_facts`."""
    kinds = (*("guide", "route", "last", "answers", "jail", "doors", "today", "paper"),)
    order = (HIGH, MEDIUM, REASONED, COMMON_SENSE, CHECK_FIRST, NOT_FOUND)
    print("\n" + " ".join(f"{name:>10}" for name in ("", *order, "all")))
    for kind in (*kinds, "all"):
        counts = Counter(
            fact.confidence for where, fact in FACTS if kind in ("all", where.split()[0])
        )
        figures = (*(counts[sure] for sure in order), counts.total())
        print(" ".join(f"{figure:>10}" for figure in (kind, *figures)))
    assert {where.split()[0] for where, _fact in FACTS} == set(kinds)


def test_a_foot_numbers_sources_as_they_come_and_once():
    footnotes = Footnotes()
    assert footnotes.cite(Claim("a", ("S3", "S1"))).numbers == (1, 2)
    assert footnotes.cite(Claim("b", ("S1",))).numbers == (2,)
    assert footnotes.cite("advice").numbers == ()
    assert [(number, source.id) for number, source in footnotes.sources] == [(1, "S3"), (2, "S1")]
    with pytest.raises(KeyError):
        footnotes.cite(Claim("c", ("S0",)))


def test_every_page_named_by_a_part_is_there():
    for _where, parts in SHOWN:
        for part in parts:
            for url, title, _careful in places(part.see_also):
                assert url.startswith("/")
                assert str(title)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Call (855) 448-6903.", 'href="tel:+18554486903">(855) 448-6903</a>.'),
        ("1-866-644-8360", 'href="tel:+18666448360">1-866-644-8360</a>'),
        ("look at locator.ice.gov/odls.", 'href="https://locator.ice.gov/odls"'),
        ("ICEPrivacy@ice.dhs.gov", 'href="mailto:ICEPrivacy@ice.dhs.gov"'),
        ("https://www.dhs.gov/foia", 'href="https://www.dhs.gov/foia"'),
    ],
)
def test_pages_and_phones_become_links(text, link):
    assert link in reachable(text)
    assert reachable(text).count("<a ") == 1


def test_a_text_is_never_read_as_markup():
    assert "<script>" not in reachable("<script>alert(1)</script> dhs.gov")
    assert reachable("48 hours, 8 CFR 287.7(d), SF-95") == "48 hours, 8 CFR 287.7(d), SF-95"


def test_every_page_of_the_guide_has_an_address():
    assert [reverse("public:topic", args=[page.slug]) for page in GUIDE]
    assert len({page.slug for page in GUIDE}) == len(GUIDE)
    assert len({route.slug for route in ROUTES}) == len(ROUTES)
