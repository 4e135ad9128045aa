"""To which office the papers of a route go: an office by its name, never the name of the route.

An office that is not known is "": a line to fill in by hand.
"""

from intake.routes.base import ice_took_part

from .document_input import DocumentInput
from .sentences.stay import stay_of

DHS = "U.S. Department of Homeland Security"

# Offices of the federal government, by route. Only these are asked with an A-number.
FEDERAL = {
    "crcl": f"Office for Civil Rights and Civil Liberties (CRCL), {DHS}",
    "citizens": "ICE field office for the jail, and ICE Office of the Principal Legal Advisor",
    "foia": f"ICE, CBP, USCIS and OBIM ({DHS})",
    "amend": f"The part of the {DHS} that keeps the record",
    "fbi": "FBI CJIS Division",
    "ftca": "ICE Office of the Principal Legal Advisor",
    "oig": f"Office of Inspector General, {DHS}",
    "opr": "ICE Office of Professional Responsibility",
    "congress": "My member of Congress and their staff; ICE and the Department of Homeland"
    " Security",
    "doj": "Civil Rights Division, U.S. Department of Justice",
}


def jail_recipient(doc_input: DocumentInput) -> str:
    """Return the jail that holds the person, or held them last, or ""; a place of ICE is none."""
    return stay_of(doc_input).place


def local_office(doc_input: DocumentInput) -> str:
    """Return the jail that holds the person, or else the police that was named."""
    return (
        doc_input.jail if doc_input.facts.in_jail else doc_input.answer_text("when-where", "agency")
    )


def attorney_general(doc_input: DocumentInput) -> str:
    return doc_input.state and f"Attorney General, {doc_input.state}"


def agency(doc_input: DocumentInput) -> str:
    return doc_input.answer_text("when-where", "agency")


def claimed_from(doc_input: DocumentInput) -> str:
    """Return the office of ICE if it took part; that of others is not known here."""
    return FEDERAL["ftca"] if ice_took_part(doc_input.facts) else ""


_BY_ANSWERS = {
    "jail-letter": jail_recipient,
    "local": local_office,
    "entry": agency,
    "attorney-general": attorney_general,
    "ftca": claimed_from,
}


def recipient_of(route_slug: str, doc_input: DocumentInput) -> str:
    """Return the office that the papers of a route go to, or "" where it is not known."""
    found = _BY_ANSWERS.get(route_slug)
    return found(doc_input) if found else FEDERAL[route_slug]


def is_federal(office: str) -> bool:
    return office in FEDERAL.values()
