"""How a document is signed, and what is sworn with it."""

from intake.citations.base import claim
from intake.rendering.blocks import (
    Paragraph,
    Piece,
    Row,
    SignatureBlock,
)

from .document_input import DocumentInput
from .identity import printed_name_row
from .letter_parts import INTERPRETER_ROWS, represents
from .sentences.voice import has_power_of_attorney, is_guardian, signs_as_parent

DECLARE_INSIDE = claim(
    "I declare under penalty of perjury that the foregoing is true and correct.", "S80"
)


DECLARE_OUTSIDE = claim(
    "I declare under penalty of perjury under the laws of the United States of America that the"
    " foregoing is true and correct.",
    "S80",
)


SWEAR_ONLY_KNOWN = (
    "Sign only what you know yourself. Write “I believe” or “I was told” for the rest."
    " A false word in it can be punished."
)


def signs_later(doc_input: DocumentInput) -> bool:
    """Say whether the person can sign nothing now."""
    return (
        doc_input.is_helper
        and doc_input.answer("permission", "knows") in ("cannot_now", "cannot_reach")
        and not is_guardian(doc_input)
    )


def is_parent(doc_input: DocumentInput) -> bool:
    """Say whether a parent writes for their child under 18, and signs for them."""
    return signs_as_parent(doc_input)


def signs_for_them(doc_input: DocumentInput) -> bool:
    """Say whether the writer signs in the place of the person: as a parent or a guardian."""
    return is_parent(doc_input) or is_guardian(doc_input)


def signer_role(doc_input: DocumentInput) -> str:
    """Return as what the writer signs in the place of the person."""
    return "parent" if is_parent(doc_input) else "legal guardian"


def certification_note(doc_input: DocumentInput, what: str) -> Paragraph:
    """Return whether the certification of identity comes with a letter or a request."""
    if signs_later(doc_input):
        text = "I will send a certification of identity if this person signs one."
        return Paragraph(text)
    if signs_for_them(doc_input):
        signed = f"that I signed as the {signer_role(doc_input)}"
    elif doc_input.is_helper and doc_input.answer("permission", "knows") != "can_sign":
        return Paragraph("A certification of identity will be sent if this person signs one.")
    else:
        signed = doc_input.voiced("that I signed", "signed by this person")
    return Paragraph(f"A certification of identity {signed} comes with this {what}.")


def witnesses_note(doc_input: DocumentInput, before: str = "") -> Paragraph:
    """Return that somebody saw it; those who are complained about are not told who."""
    count = len(doc_input.answers.get("witnesses") or ())
    there = "There is a witness" if count == 1 else "There are witnesses"
    said = f"{there}, who can be reached through me." if count else ""
    return Paragraph(f"{before} {said}".strip())


def sworn_signature(
    doc_input: DocumentInput, name: Row, pen: str = "Signature"
) -> tuple[Paragraph, SignatureBlock]:
    """Return the words of 28 U.S.C. 1746, by where the person is, and the place to sign them."""
    words = DECLARE_OUTSIDE if doc_input.facts.where == "abroad" else DECLARE_INSIDE
    return (
        Paragraph(str(words.text)),
        SignatureBlock(
            (
                name,
                *printed_name_row(name.value),
                Row("Executed on (date)"),
                Row(pen),
                *INTERPRETER_ROWS,
            )
        ),
    )


ANSWER_TO = "Please answer to (address, phone or email)"


def signature(
    doc_input: DocumentInput,
    *,
    answer_to: bool = True,
    is_sworn: bool = True,
    more: tuple[Row, ...] = (),
) -> Piece:
    """Return the place to sign. A helper signs as a helper, and swears nothing for another.

    With `answer_to` there is a line for a contact, where the filer wants none on letters. Letters
    to jails, police and states are not sworn. `more` are lines for the office itself.
    """
    # With a contact that the filer wants on letters, the top of the letter has it.
    is_open = answer_to and not doc_input.choices.contact.lines()
    contact = (Row(ANSWER_TO),) if is_open else ()
    if doc_input.is_helper:
        return SignatureBlock(
            (
                Row("Signature"),
                Row("Name", _helper_name(doc_input), "helper"),
                *printed_name_row(doc_input.writer),
                Row("Signed on (date)"),
                *contact,
                *more,
            )
        )
    name = Row("Name", doc_input.name, "person")
    if doc_input.under_perjury and is_sworn:
        return sworn_signature(doc_input, name)
    return SignatureBlock(
        (
            Row("Signature"),
            name,
            *printed_name_row(doc_input.name),
            Row("Signed on (date)"),
            *contact,
            *more,
        )
    )


def _helper_name(doc_input: DocumentInput) -> str:
    under = ", under a power of attorney" if has_power_of_attorney(doc_input) else ""
    return f"{doc_input.writer}, {_role(doc_input)}{doc_input.name}{under}"


def _role(doc_input: DocumentInput) -> str:
    """Return in whose place a helper signs, before the name of the person."""
    if is_guardian(doc_input):
        return "legal guardian of "
    if not represents(doc_input):
        return "for "
    if doc_input.answer("helper", "relation") == "representative":
        return "accredited representative of "
    return "lawyer of "
