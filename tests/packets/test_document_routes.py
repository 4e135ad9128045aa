"""Each route has its documents, and they follow what a coordinator knows of the office."""

from datetime import date

import pytest
from django.utils import timezone

from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    DOCUMENTS_OF_ROUTE,
    build_document,
    fitting_documents,
)
from intake.packets.document_input import document_input
from intake.routes.fitting import ROUTES
from tests.packets.made_documents import (
    texts,
)
from tests.packets.people import told_of
from tests.packets.test_sentences import person

# How an office stands is read from the database.
pytestmark = pytest.mark.django_db


def test_every_route_with_a_paper_is_there_and_every_paper_has_a_route():
    assert set(DOCUMENTS_OF_ROUTE) <= {route.slug for route in ROUTES}
    used = {paper for papers in DOCUMENTS_OF_ROUTE.values() for paper in papers}
    assert {paper.slug for paper in DOCUMENT_TYPES} - {paper.slug for paper in used} == {
        "checklist"
    }
    assert len(DOCUMENT_TYPES_BY_SLUG) == len(DOCUMENT_TYPES)


def test_papers_that_fit_are_few_and_the_own_list_stands_first():
    keys = [paper.slug for paper in fitting_documents(told_of("free, wrong match"))]
    assert keys[0] == "checklist"
    assert len(keys) == len(set(keys))
    assert "ice-citizen" not in keys
    held = [paper.slug for paper in fitting_documents(told_of("lawyer, held now, citizen"))]
    assert held.index("ice-citizen") < held.index("crcl-complaint")
    assert "consent" in held


@pytest.mark.parametrize(
    ("changes", "is_made"),
    [
        ({}, False),
        ({"hold": {"ice_asked": "yes"}}, True),
        ({"custody": {"where": "ice"}}, True),
        ({"custody": {"where": "local_jail"}}, True),
        ({"start": {"how": "ice_home"}}, True),
        ({"problem": {"went_wrong": ["ice_arrest"]}}, True),
    ],
    ids=["freed, no hold", "a hold", "held by ICE", "in a jail", "ICE came", "ICE arrested"],
)
def test_the_letter_of_a_citizen_to_ice_needs_something_that_ice_can_end(changes, is_made):
    freed = person(
        custody={"where": "free"},
        problem={"went_wrong": ["wrong_match"]},
        start={"how": "police"},
        hold={"ice_asked": "no"},
        detainers=[],
        hold_copy={},
        held_over={},
        why_wrong={"reasons": ["us_citizen"]},
    )
    made = fitting_documents(document_input(freed | changes, today=date(2026, 11, 30)))
    assert ("ice-citizen" in {paper.slug for paper in made}) == is_made


def test_what_a_coordinator_saw_of_an_office_stands_in_its_papers(db, office):
    from intake.routes import route_status
    from intake.routes.fbi import FBI

    document = build_document(DOCUMENT_TYPES_BY_SLUG["fbi-challenge"], told_of("free, wrong match"))
    before = texts("free, wrong match")["fbi-challenge"]
    assert "1000 Custer Hollow Road" not in before
    assert (
        "We have not checked the address."
        in DOCUMENT_TYPES_BY_SLUG["fbi-challenge"].advice_for(document)[1]
    )
    route_status.save_review(
        FBI,
        status="open",
        note="",
        contact="1 New Road, Sampletown",
        checked_on=date(2026, 11, 24),
        by=office["cora"],
        at=timezone.now(),
    )
    after = texts("free, wrong match")["fbi-challenge"]
    assert "1 New Road, Sampletown" in after
    assert "1000 Custer Hollow Road" not in after
    assert (
        "We checked this address on November 24, 2026"
        in DOCUMENT_TYPES_BY_SLUG["fbi-challenge"].advice_for(document)[1]
    )


def test_papers_of_an_office_that_a_coordinator_closed_are_not_offered(db, office):
    from intake.routes import route_status
    from intake.routes.fitting import ROUTES_BY_SLUG as ROUTE

    known = told_of("helper, held now")
    assert DOCUMENT_TYPES_BY_SLUG["crcl-complaint"] in fitting_documents(known)
    route_status.save_review(
        ROUTE["crcl"],
        status="closed",
        note="",
        contact="",
        checked_on=date(2026, 11, 24),
        by=office["cora"],
        at=timezone.now(),
    )
    assert DOCUMENT_TYPES_BY_SLUG["crcl-complaint"] not in fitting_documents(known)
    assert (
        "civil rights office of Homeland"
        not in build_document(DOCUMENT_TYPES_BY_SLUG["checklist"], known).text()
    )
