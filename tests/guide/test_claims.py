"""Statements that were once put too strongly stay as weak as their sources are."""

import pytest

from intake.citations.base import COMMON_SENSE, HIGH, REASONED, claim
from intake.flow.complaint import COMPLAINT
from intake.guide import portal
from intake.guide.rights import FAST_REMOVAL, LIE_TO_OFFICE, PERJURY
from tests.claims import LEVELS
from tests.guide.test_sources import FACTS, SHOWN
from tests.routes.facts_of import known
from tests.routes.test_fitting import ALL_FACTS, ROUTES


def everything_said():
    """Return all that the guide, the routes with their reasons, and the hints say, as one text."""
    said = [str(item) for _where, parts in SHOWN for part in parts for item in part.items]
    said += [str(part.title) for _where, parts in SHOWN for part in parts]
    said += [str(route.fits(facts).reason) for facts in ALL_FACTS for route in ROUTES]
    for step in COMPLAINT.steps:
        for field in step.form.base_fields.values() if step.form else ():
            said += [str(hint) for hint in (getattr(field, "hints", None) or {}).values()]
            said.append(str(field.help_text))
    return "\n".join(said)


SAID = everything_said()


@pytest.mark.parametrize(
    "words",
    [
        "Only a judge",
        "Only ICE",
        "at the bottom",
        "does not say what was in the record",
        "can ask why one was kept",
        "two early reports tell",
        "where someone comes from",
        "for people met at the border",
        "leaves out no days",
        "under oath",
        "good source",
        "seldom gives an answer",
        "Courts have short limits",
        "can stop the next mistake",
    ],
)
def test_what_no_source_says_is_not_said(words):
    assert words not in SAID


@pytest.mark.parametrize(
    "words",
    [
        "race, ethnicity or religion",
        "people without immigration status",
        "the ICE offices in it may only ask for notice",
        "An appeals court threw out that ruling in September 2020.",
        "a federal judge in Minnesota said",
        "border and immigration officers",
        "the Judicial Redress Act",
    ],
)
def test_what_narrows_a_statement_stands_with_it(words):
    assert words in SAID


def sure_of(start):
    """Return {how sure: sources} of the statements that begin with these words."""
    return {
        fact.confidence: set(fact.sources) for _where, fact in FACTS if str(fact).startswith(start)
    }


@pytest.mark.parametrize(
    ("start", "sure", "sources"),
    [
        ("A lie under", HIGH, {"S207"}),
        ("I-200: a warrant", "medium", {"S212"}),
        ("I-205: a warrant", "medium", {"S212"}),
        ("(855) 448-6903", HIGH, {"S35", "S14b"}),
        ("OPLA-DCLD-TortClaims", HIGH, {"S64b"}),
        ("No answer for six months?", HIGH, {"S152", "S153"}),
        ("After a no, a court case must start", HIGH, {"S152", "S153"}),
        ("Call or text 988", HIGH, {"S151"}),
        ("It does not change the records of ICE or of", REASONED, {"S49"}),
        ("Even if the answer is no, you have said", COMMON_SENSE, set()),
        ("Your signature with the words", REASONED, {"S80", "S85"}),
    ],
)
def test_a_statement_is_as_sure_as_its_sources(start, sure, sources):
    assert sure_of(start) == {sure: sources}


def test_the_page_before_sending_keeps_perjury_and_other_lies_apart():
    assert portal.STATEMENT_OF_TRUTH.items == (PERJURY, LIE_TO_OFFICE)


@pytest.mark.parametrize("sure", sorted(LEVELS))
def test_a_mark_never_counts_sources(sure):
    assert "one" not in str(claim("It is so.", "S1", "S2", confidence=sure).caveat).lower().split()


def test_held_without_proof_of_two_years_is_said_to_be_urgent():
    assert FAST_REMOVAL.confidence == HIGH
    assert FAST_REMOVAL.sources == ("S150",)
    assert (
        FAST_REMOVAL in portal.URGENT_STEPS.me.items
        and FAST_REMOVAL in portal.URGENT_STEPS.them.items
    )
    where = [place for place, fact in FACTS if fact is FAST_REMOVAL]
    assert where == ["guide rights", "doors", "doors"]  # in both voices


def test_a_lawyer_is_named_without_saying_who_alone_can_free():
    [reason] = [route.fits(known(where="ice")).reason for route in ROUTES if route.slug == "lawyer"]
    assert str(reason).endswith("A lawyer can ask a judge to free them.")
