"""What every paper has, and the pieces that many papers share. Papers are in English: offices
read it; what the person wrote stands in it unchanged. Each office is told only what it needs."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.formats import date_format

from intake.citations.base import Claim, Statement, claim
from intake.flow.facts import Partial, earliest, is_complete
from intake.flow.fields import format_partial_date
from intake.packets.documents.jail_letter_short import detainer_hours_rows
from intake.rendering.blocks import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    without_empty,
)

from .document_input import DocumentInput
from .english import NO_ENGLISH

LETTER, FORM, ONLINE, OWN = "letter", "form", "online", "own"

# A block, or blocks that belong together; None is left out.
Piece: TypeAlias = "Block | tuple[Piece, ...] | None"
Advice: TypeAlias = Statement | Callable[[], Statement]


@dataclass(frozen=True)
class DocumentType:
    """`kind`: a letter; a form of ours to sign; text for a web form; or the person's own sheet.

    `discloses` names the pages of the form whose answers stand in it, all of them but
    `without_choice`: (page, question, choice) that the office has no use for. `law_blocks` are the
    rules it names, with their sources. `fits` says whether it is needed for what was told. `advice`
    is for whoever reads it before it is sent, and stands beside the paper, never in it: texts, or
    functions that return one; `online_only` says with its source that it cannot be sent on paper.
    `title_for` gives the title where it goes by what was told; without it, that is the name.
    """

    slug: str
    name: str
    edition: str
    kind: str
    blocks: Callable[[DocumentInput], "tuple[Piece, ...]"]
    discloses: tuple[str, ...] = ()
    omits: tuple[tuple[str, str, str], ...] = ()
    legal_basis: tuple[Claim, ...] = ()
    fits: Callable[[DocumentInput], bool] = lambda doc_input: True
    advice: tuple[Advice, ...] = ()
    online_only: Claim | None = None
    title_for: Callable[[DocumentInput], str] | None = None

    def redact(self, doc_input: DocumentInput) -> DocumentInput:
        """Return what was told without the answers that this paper leaves out."""
        for step, name, code in self.omits:
            doc_input = doc_input.without_choice(step, name, code)
        return doc_input

    def advice_for(self, document: Document) -> list[Statement]:
        """Return the advice that stands beside the paper, as it was made, today."""
        found: list[Statement] = [item() if callable(item) else item for item in self.advice]
        if {row.label for row in document.rows()} & {ENGLISH_NAME, PRINTED_NAME}:
            found.append(WRITE_NAME)
        return found

    def build(self, doc_input: DocumentInput) -> Document:
        blocks = _translation_last(without_empty(_flattened(self.blocks(self.redact(doc_input)))))
        return Document(self.title_for(doc_input) if self.title_for else self.name, "en", blocks)


def _flattened(blocks: Iterable[Piece]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, tuple):
            yield from _flattened(block)
        elif block is not None:
            yield block


# Filled in by hand by whoever translates; nobody swears to it.
_TRANSLATION = {row.label for row in NO_ENGLISH}


def _translation_last(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the empty lines for a translation behind what is sworn, if it is."""
    swears = (str(DECLARE_INSIDE.text), str(DECLARE_OUTSIDE.text))
    if not any(isinstance(block, Paragraph) and block.text in swears for block in blocks):
        return blocks
    by_hand = [block for block in blocks if _is_for_translation(block)]
    if not by_hand:
        return blocks
    rest = (block for block in blocks if block not in by_hand)
    return (*rest, Heading("For whoever translates it"), *by_hand)


def _is_for_translation(block: Block) -> bool:
    return isinstance(block, Table) and all(
        row.label in _TRANSLATION and not row.value for row in block.rows
    )


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


SAFE_ADDRESS = "Write an address where an answer can safely reach you."
ADD_COPIES = "Add copies of the papers that it names. Keep the first ones safe."
WRITE_NAME = "Write the name in English letters, too, just as it stands on a paper from here."

_LETTERS = {"Lu", "Ll", "Lt", "Lo"}


def in_english_letters(name: str) -> bool:
    """Say whether offices can look for a name as it is: all of its letters are Latin."""
    signs = unicodedata.normalize("NFKD", name)
    letters = (sign for sign in signs if unicodedata.category(sign) in _LETTERS)
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)


ENGLISH_NAME = "Name in English letters, as on the papers"
PRINTED_NAME = "Name, printed in English letters"


def latin_name_row(name: str, label: str = ENGLISH_NAME) -> tuple[Row, ...]:
    """Return a line for a name in English letters, where it is in others."""
    return () if in_english_letters(name) else (Row(label),)


def printed_name_row(name: str) -> tuple[Row, ...]:
    return latin_name_row(name, PRINTED_NAME)


# No name of this kind was told; whether there is one is not asked.
NO_NAME = "None told"


def name_rows(doc_input: DocumentInput) -> tuple[Row, ...]:
    """Return the names of the person apart, as offices search for them."""
    given, family = (
        doc_input.answer("person", "given_names"),
        doc_input.answer("person", "family_names"),
    )
    return (
        Row("Given names", given or NO_NAME, "person"),
        Row("Family names", family or NO_NAME, "person"),
        *latin_name_row(doc_input.name),
    )


def birth_rows(doc_input: DocumentInput, label: str = "Date of birth") -> tuple[Row, ...]:
    """Return the date of birth, with a line for the full one where only a part was given."""
    given = doc_input.answer("born", "birth_date") or {}
    more = (
        () if is_complete(given) or not given else (Row("Full date of birth (month, day, year)"),)
    )
    return (doc_input.row(label, "born", "birth_date"), *more)


def represents(doc_input: DocumentInput) -> bool:
    """Say whether the helper is a lawyer or an accredited representative."""
    return doc_input.is_helper and (
        doc_input.answer("helper", "relation") in ("lawyer", "representative")
        or doc_input.answer("permission", "knows") == "lawyer"
    )


def written_by(doc_input: DocumentInput, label: str) -> Row:
    """Return who writes: the helper, or the person."""
    return Row(label, doc_input.writer, "helper" if doc_input.is_helper else "person")


def helper_rows(doc_input: DocumentInput, label: str) -> tuple[Row, ...]:
    """Return what the helper is to the person, and to which group they belong, if to one."""
    group = doc_input.row("Group or office", "helper", "group")
    return (doc_input.row(label, "helper", "relation"), *((group,) if group.value else ()))


def letter_head(
    doc_input: DocumentInput, to: str, about: str, *, label: str = "To"
) -> tuple[Piece, ...]:
    """Return the top of a letter: from whom, for whom, to whom, on which day, about what."""
    helper = (
        Row("I write for", doc_input.name, "person"),
        *helper_rows(doc_input, "Who I am to this person"),
    )
    rows = (
        written_by(doc_input, "From"),
        *(helper if doc_input.is_helper else ()),
        Row("Address"),
        Row("Phone or email"),
        Row(label, to),
        Row("Date", date_format(doc_input.today, "F j, Y")),
        Row("About", about),
    )
    return (Table(rows), helper_note(doc_input))


# By whether the person knows of it: what stands in a letter about their signed yes.
_THEIR_YES = {
    "can_sign": "This person's signed permission comes with this.",
    "cannot_now": "This person cannot sign now. I will send their permission if they give it.",
    "cannot_reach": "I cannot reach this person now. I will ask for their permission when I can,"
    " and send it if they give it.",
    "parent": "This is my child.",
    "lawyer": "",
}


def helper_note(doc_input: DocumentInput) -> Piece:
    """Return who writes for another, and whether that other's permission is there."""
    if not doc_input.is_helper:
        return None
    me = "this person's lawyer or representative" if represents(doc_input) else "a helper"
    yes = _THEIR_YES.get(doc_input.answer("permission", "knows"), "")
    text = f"I write as {me}. What follows is what I saw or was told. {yes}"
    return Paragraph(text.strip())


def signs_later(doc_input: DocumentInput) -> bool:
    """Say whether the person can sign nothing now."""
    return doc_input.is_helper and doc_input.answer("permission", "knows") in (
        "cannot_now",
        "cannot_reach",
    )


def is_parent(doc_input: DocumentInput) -> bool:
    """Say whether a parent writes for their child, and signs for them."""
    return doc_input.is_helper and doc_input.answer("permission", "knows") == "parent"


def certification_note(doc_input: DocumentInput, what: str) -> Paragraph:
    """Return whether the certification of identity comes with a letter or a request."""
    if signs_later(doc_input):
        text = "I will send a certification of identity if this person signs one."
        return Paragraph(text)
    if is_parent(doc_input):
        signed = "signed by me as the parent"
    elif doc_input.is_helper and doc_input.answer("permission", "knows") != "can_sign":
        return Paragraph("A certification of identity will be sent if this person signs one.")
    else:
        signed = doc_input.voiced("that I signed", "signed by this person")
    return Paragraph(f"A certification of identity, {signed}, comes with this {what}.")


def witnesses_note(doc_input: DocumentInput) -> Piece:
    """Return that somebody saw it; those who are complained about are not told who."""
    count = len(doc_input.answers.get("witnesses") or ())
    if not count:
        return None
    there = "There is a witness" if count == 1 else "There are witnesses"
    return Paragraph(f"{there}, who can be reached through me.")


def questions_note(doc_input: DocumentInput) -> Paragraph:
    """Return the sentence that stands above the first answers in a letter."""
    return Paragraph(
        doc_input.voiced(
            "The questions are those of a form that I filled in. “You” in a question means me."
            " “Us” means the service whose form it is.",
            "The questions are those of a form that I filled in. “This person” in a question means"
            " the person I write for; “you” means me. “Us” means the service whose form it is.",
        )
    )


def first_answer_blocks(doc_input: DocumentInput, *steps: str) -> tuple[Piece, ...]:
    """Return the account of these pages below the sentence that says whose questions they are."""
    found = doc_input.answer_blocks(*steps)
    return (questions_note(doc_input), *found) if found else ()


# What an office may need to find somebody, beside the names. BORN_FULL asks for the whole date.
BORN, BORN_FULL, BIRTHPLACE = "born", "born-full", "birthplace"
CUSTODY, HOLDS, A_NUMBER = "custody", "holds", "a-number"


def identity_table(doc_input: DocumentInput, *needs: str) -> Table:
    """Return the person's names, and of their numbers those that the office needs.

    What was not asked is left to fill in by hand. Where somebody is held stands in it only while
    they are.
    """
    # An empty answer does not say that there are none, and the paper may be sworn.
    other = doc_input.answer_text("person", "other_names")
    rows = [*name_rows(doc_input), Row("Other names or spellings", other or "None told", "person")]
    if BORN in needs:
        rows.append(doc_input.row("Date of birth", "born", "birth_date"))
    if BORN_FULL in needs:
        rows += birth_rows(doc_input)
    if BIRTHPLACE in needs:
        rows.append(doc_input.row("Country of birth", "born", "birth_country"))
    if CUSTODY in needs and doc_input.facts.held:
        rows.append(doc_input.row("Held at", "custody", "facility"))
        rows.append(doc_input.row("Booking number", "custody", "booking_number"))
    numbers = _numbers(doc_input)
    if HOLDS in needs and numbers:
        rows.append(Row("Numbers on the hold", numbers, "detainers"))
    if A_NUMBER in needs:
        rows.append(Row("A-number, if there is one"))
    return Table(tuple(rows))


def _numbers(doc_input: DocumentInput) -> str:
    holds = doc_input.answers.get("detainers") or []
    return ", ".join(hold["number"] for hold in holds if hold.get("number"))


def detainer_hours(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the 48 hours by both counts, with what was not known; nothing without a start, nor
    where the paper asks for no hold: it gives no hours to keep anyone."""
    if doc_input.facts.notice_only or not earliest(doc_input.facts.release_due_at):
        return ()
    rows, note = detainer_hours_rows(
        doc_input.facts.release_due_at, doc_input.facts.state, doc_input.facts.timezone
    )
    return (
        Heading("The 48 hours"),
        Table((doc_input.row("Should have gone free", "held-over", "due_out"), *rows)),
        Paragraph(note),
    )


def law_blocks(*items: Claim) -> Block:
    """Return rules as a list, or one as a paragraph, with its mark where it is less than sure."""
    texts = tuple(map(str, items))
    return BulletList(texts) if len(texts) > 1 else Paragraph(texts[0])


# Who signs a text that was read out to them says so; it is no part of what is sworn.
INTERPRETER_ROWS = (Row("Language it was read in"), Row("Read or interpreted by (name)"))


def sworn_signature(
    doc_input: DocumentInput, name: Row, pen: str = "Signature"
) -> tuple[Piece, ...]:
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


def signature(doc_input: DocumentInput) -> Piece:
    """Return the place to sign. A helper signs as a helper, and swears nothing for another."""
    if doc_input.is_helper:
        role = "lawyer or representative" if represents(doc_input) else "a helper"
        return SignatureBlock(
            (
                Row("Name", doc_input.writer, "helper"),
                *printed_name_row(doc_input.writer),
                Row(f"I sign as {role}, for", doc_input.name, "person"),
                Row("Signature"),
                Row("Signed on (date)"),
            )
        )
    name = Row("Name", doc_input.name, "person")
    if doc_input.under_perjury:
        return sworn_signature(doc_input, name)
    return SignatureBlock(
        (name, *printed_name_row(doc_input.name), Row("Signature"), Row("Signed on (date)"))
    )


def timeline(doc_input: DocumentInput, steps: Sequence[str]) -> tuple[Piece, ...]:
    """Return the dates of these pages in order, each as it was given, if there is more than one;
    those without a year apart."""
    found = [event for event in _dated_events(doc_input) if event[0] in steps and event[1]]
    if len(found) < 2:
        return ()
    dated = sorted(
        (event for event in found if earliest(event[1])),
        key=lambda one: earliest(one[1]) or date.max,
    )
    undated = [event for event in found if not earliest(event[1])]
    return (
        Heading("Dates in order, as given"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in dated)),
        Heading("Without a date, in my words"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in undated)),
    )


def _dated_events(doc_input: DocumentInput) -> tuple[tuple[str, Partial | None, str], ...]:
    """Return (page, when it was, what happened) of every date that is asked for."""
    holds = doc_input.answers.get("detainers") or []
    they = "This person"
    return (
        ("when-where", doc_input.answer("when-where", "when"), "It began."),
        *(
            ("detainers", hold.get("placed_on"), "ICE sent the hold, as far as known.")
            for hold in holds
        ),
        ("hold-copy", doc_input.answer("hold-copy", "copy_on"), "A copy of the hold was given."),
        (
            "held-over",
            doc_input.answer("held-over", "due_out"),
            doc_input.voiced("I should have gone free.", f"{they} should have gone free."),
        ),
        (
            "held-over",
            doc_input.answer("held-over", "went_out"),
            doc_input.voiced("I went free.", f"{they} went free."),
        ),
    )


ALL_STEPS = (
    "custody",
    "danger",
    "problem",
    "person",
    "born",
    "start",
    "when-where",
    "hold",
    "detainers",
    "hold-copy",
    "match",
    "why-wrong",
    "proof",
    "held-over",
    "story",
    "profiling",
    "officers",
    "witnesses",
    "treatment",
    "harm",
    "told",
    "wants",
    "helper",
    "permission",
)
