"""The letter to a member of Congress: questions that a caseworker can copy into an inquiry."""

from intake.citations.base import Claim, claim
from intake.citations.letter_law import CAUSE_FOR_DETAINER, NEW_ARREST, SHARED_NAME
from intake.rendering.blocks import Heading, Paragraph, Piece, Row, Table

from .. import disclosure, frame
from ..base import FORM, LETTER, SAFE_ADDRESS, DocumentType
from ..document_input import DocumentInput
from ..identity import birth_rows, name_rows
from ..sentences import account, complaint, letter, moments
from ..sentences.base import TO_DHS, chosen
from ..sentences.facts import of_custody
from ..sentences.match import says_mistaken_identity
from ..sentences.stay import DUE, stay_of
from ..sentences.voice import short_name, voice_for
from ..signatures import (
    DECLARE_INSIDE,
    DECLARE_OUTSIDE,
    is_parent,
    signer_role,
    signs_for_them,
    sworn_signature,
)
from .crcl import federal_law
from .ice import DIRECTIVE, the_claim
from .permission import about_what, until_words

PRIVACY_FORM = claim(
    "ICE uses Form 60-001, “Privacy Waiver Authorizing Disclosure to a Third Party”.", "S74", "S75"
)
SIGNED = claim("A signed privacy release is needed.", "S74", "S75")
DISCLOSED = (
    "custody",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "jail",
    "held-over",
    "stays",
    "told",
)
MOST_FACTS = 10
AGENCIES = "U.S. Immigration and Customs Enforcement; U.S. Department of Homeland Security"


def _what(doc_input: DocumentInput) -> str:
    """Return what happened, where and when; without titles for what no office needs to know."""
    facts, voice, stay = doc_input.facts, voice_for(doc_input), stay_of(doc_input)
    place = doc_input.answer_text("custody", "facility")
    if facts.where == "ice":
        return f"Detained by ICE{' at ' + place if place else ''}"
    if stay.was_kept:
        detainer = " on an ICE detainer" if stay.has_detainer else ""
        dates = moments.range_words(stay.due, stay.left)
        since = f"since {dates}" if dates and stay.stage == DUE else dates
        around = ", ".join(filter(None, (stay.place, since)))
        return f"Kept in jail{detainer} after release was due{f' ({around})' if around else ''}"
    if stay.has_detainer:
        where = f" ({stay.place})" if stay.place else ""
        return f"An ICE detainer against {voice.object}{where}"
    return complaint.what_line(doc_input)


def claims_citizenship(doc_input: DocumentInput) -> bool:
    """Say whether the letter tells of citizenship: with the filer's yes only, since without it no
    such answer comes this far (disclosure)."""
    return "us_citizen" in chosen(doc_input, "why-wrong", "reasons")


def law(doc_input: DocumentInput) -> tuple[Claim, ...]:
    """Return the basis of the questions to ICE."""
    directive = (DIRECTIVE,) if claims_citizenship(doc_input) else ()
    return (*directive, *(one for one in federal_law(doc_input) if one != SHARED_NAME))


def questions(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return the questions for ICE, by what was told."""
    facts, voice, stay = doc_input.facts, voice_for(doc_input), stay_of(doc_input)
    i, me, am = voice.subject, voice.object, voice.am
    held = facts.held
    on_record = f"On which record {am} {i} held"
    matched, is_claim = says_mistaken_identity(doc_input), claims_citizenship(doc_input)
    is_lost = held and doc_input.is_helper and not doc_input.answer_text("custody", "facility")
    wanted = (
        (is_lost, f"Where is {i}? I do not know where {i} {am}."),
        (
            facts.where == "ice",
            f"{on_record}, and how was it compared with {me}?"
            if matched
            else f"Why {am} {i} held, and on what information?",
        ),
        (
            facts.where != "ice" and held and stay.hold != "no",
            f"Has ICE asked the jail to keep {me}? If so, on what probable cause, and who"
            " approved it?",
        ),
        (
            not held and stay.hold != "no",
            f"Was there a detainer against {me}, on what probable cause, and who approved it?",
        ),
        (
            matched and facts.where != "ice",
            f"Which record was matched with {me}, on what basis, and who compared it?",
        ),
        (
            held and (is_claim or (matched and facts.where == "ice")),
            f"Has a supervisor looked at {'the claim' if is_claim else 'this'}, and what was"
            " decided?",
        ),
        (
            facts.where == "ice",
            f"Will ICE release {me}, or give its reasons in writing?",
        ),
        (not held, f"Is any detainer or warrant against {me} open today?"),
        (matched, "Will the record be corrected, and the offices that received it told?"),
    )
    found = tuple(text for applies, text in wanted if applies)
    return found or (f"What records does ICE have about what happened to {me}, and who decided?",)


def has_release(doc_input: DocumentInput) -> bool:
    """Say whether the signed privacy release can come with the letter."""
    can_sign = doc_input.answer("permission", "knows") == "can_sign"
    return not doc_input.is_helper or signs_for_them(doc_input) or can_sign


def _release_note(doc_input: DocumentInput) -> str:
    """Return whether a signed privacy release comes with the letter, and what helps if not."""
    name = short_name(doc_input)
    if not has_release(doc_input):
        return (
            f"I do not have {name}'s signed privacy release yet. Please tell me how your office"
            f" can help {name} sign it."
        )
    signed = doc_input.voiced("My signed privacy release", f"{name}'s signed privacy release")
    if signs_for_them(doc_input):
        signed = f"The privacy release, signed by me as the {signer_role(doc_input)},"
    return (
        f"{signed} is enclosed. If your office or ICE needs Form 60-001 as well, please send it to"
        " me today."
    )


def congress(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the request for casework, with the questions to send on."""
    facts, voice, stay = doc_input.facts, voice_for(doc_input), stay_of(doc_input)
    held, a_number = facts.held, facts.for_letters.a_number
    urgent = "URGENT casework" if held else "Casework"
    when = f"by {letter.in_two_weeks(doc_input)}"
    if held:
        when = f"today, and for an answer by {letter.in_two_working_days(doc_input)}"
    said = f"{the_claim(doc_input)} " if claims_citizenship(doc_input) else ""
    case = doc_input.voiced("my case", voice.object)
    asks = f"Please ask ICE about {case}{' today' if held else ''}."
    enclosed = "; signed privacy release enclosed" if has_release(doc_input) else ""
    parts = frame.Letter(
        to="District office · Attention: Casework",
        line=Row("To the member of Congress"),
        subject=(
            f"{urgent}: {letter.who_line(doc_input, stay.booking_number, a_number)}",
            _what(doc_input)
            + ("; claim of U.S. citizenship" if claims_citizenship(doc_input) else ""),
            f"Please ask ICE the questions below {when}{enclosed}",
        ),
        dear="Dear Member of Congress:",
        opening=letter.editable(f"{said}I ask for your help. {asks}", "opening", doc_input),
        body=(
            frame.facts(doc_input, frame.within(of_custody(doc_input, to=TO_DHS), MOST_FACTS)),
            Paragraph(account.earlier_steps(doc_input)),
            frame.law(*law(doc_input)),
            Heading("What I ask"),
            Paragraph("Please ask ICE, through its office for Congress:"),
            frame.numbered(questions(doc_input)),
            Paragraph(_release_note(doc_input)),
        ),
    )
    return frame.signed(doc_input, parts)


CONGRESS = DocumentType(
    slug="congress",
    name="Letter to a member of Congress",
    edition="2026-12-01.1, own letter",
    kind=LETTER,
    reader=disclosure.CONGRESS,
    blocks=congress,
    discloses=DISCLOSED,
    legal_basis=(
        PRIVACY_FORM,
        DIRECTIVE,
        CAUSE_FOR_DETAINER,
        NEW_ARREST,
    ),
    advice=(SIGNED, SAFE_ADDRESS),
)


def release(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the privacy release, on a page of its own: the person signs it, or a parent."""
    for_them, role = signs_for_them(doc_input), signer_role(doc_input)
    whom = "my child" if is_parent(doc_input) else "this person"
    whose = f"{whom}'s records" if for_them else "my records"
    name = Row(f"{moments.capital(whom)}'s name", doc_input.name, "person")
    helper = (
        f"They may also give the answer to {doc_input.writer}."
        if doc_input.is_helper and not for_them
        else ""
    )
    signer = (
        f"I am {doc_input.writer}, the {role} of {doc_input.name}. I sign for {whom}."
        if for_them
        else f"I am {doc_input.name}, the person named above."
    )
    signing = (
        Row(f"Name of the {role}", doc_input.writer, "helper")
        if for_them
        else Row("Name of the person", doc_input.name, "person")
    )
    until = until_words(doc_input)
    return (
        Paragraph(
            "To the office of the member of Congress named here, and to the agencies that it asks."
        ),
        Table(
            (
                *(name_rows(doc_input) if not for_them else (name,)),
                *birth_rows(doc_input),
                *((Row("Where I am", doc_input.jail, "custody"),) if doc_input.jail else ()),
                Row("Member of Congress (name)"),
                Row("Agencies", AGENCIES),
                Row("About", about_what(doc_input)),
            )
        ),
        Paragraph(
            "I ask the member of Congress named above, and the member's staff, to ask these"
            " agencies about this matter. I allow the agencies to give them the information in"
            f" {whose} that is about it. {helper}".strip()
        ),
        Paragraph(
            f"This permission ends on {until}. I can take it back at any time by writing to the"
            " member's office."
        ),
        Paragraph("I read this, or it was read to me in a language that I understand."),
        Paragraph(signer),
        sworn_signature(doc_input, signing),
    )


CONGRESS_RELEASE = DocumentType(
    slug="congress-release",
    name="Privacy release for a member of Congress",
    edition="2026-11-30.5, own form",
    kind=FORM,
    reader=disclosure.CONGRESS,
    blocks=release,
    discloses=("born", "custody"),
    legal_basis=(DECLARE_INSIDE, DECLARE_OUTSIDE),
    advice=(
        SIGNED,
        PRIVACY_FORM,
        "The person it is about signs it, and nobody for them.",
    ),
)
