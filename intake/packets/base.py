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
from intake.packets.papers.jail_letter_short import detainer_hours_rows
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

from .english import NO_ENGLISH
from .told import Told

LETTER, FORM, ONLINE, OWN = "letter", "form", "online", "own"

# A block, or blocks that belong together; None is left out.
Piece: TypeAlias = "Block | tuple[Piece, ...] | None"
Advice: TypeAlias = Statement | Callable[[], Statement]


@dataclass(frozen=True)
class Paper:
    """`kind`: a letter; a form of ours to sign; text for a web form; or the person's own sheet.

    `tells` names the pages of the form whose answers stand in it, all of them but `without`:
    (page, question, choice) that the office has no use for. `law` are the rules it names, with
    their sources. `fits` says whether it is needed for what was told. `advice` is for whoever
    reads it before it is sent, and stands beside the paper, never in it: texts, or functions that
    return one; `online_only` says with its source that it cannot be sent on paper. `titled` gives
    the title where it goes by what was told; without it, that is the name.
    """

    key: str
    name: str
    edition: str
    kind: str
    blocks: Callable[[Told], "tuple[Piece, ...]"]
    tells: tuple[str, ...] = ()
    without: tuple[tuple[str, str, str], ...] = ()
    law: tuple[Claim, ...] = ()
    fits: Callable[[Told], bool] = lambda told: True
    advice: tuple[Advice, ...] = ()
    online_only: Claim | None = None
    titled: Callable[[Told], str] | None = None

    def may_know(self, told: Told) -> Told:
        """Return what was told without the answers that this paper leaves out."""
        for step, name, code in self.without:
            told = told.without(step, name, code)
        return told

    def beside(self, document: Document) -> list[Statement]:
        """Return the advice that stands beside the paper, as it was made, today."""
        found: list[Statement] = [item() if callable(item) else item for item in self.advice]
        if {row.label for row in document.rows()} & {ENGLISH_NAME, PRINTED_NAME}:
            found.append(WRITE_NAME)
        return found

    def build(self, told: Told) -> Document:
        blocks = _translation_last(without_empty(_flat(self.blocks(self.may_know(told)))))
        return Document(self.titled(told) if self.titled else self.name, "en", blocks)


def _flat(blocks: Iterable[Piece]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, tuple):
            yield from _flat(block)
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
KNOW_IT = (
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


def name_to_write(name: str, label: str = ENGLISH_NAME) -> tuple[Row, ...]:
    """Return a line for a name in English letters, where it is in others."""
    return () if in_english_letters(name) else (Row(label),)


def name_to_print(name: str) -> tuple[Row, ...]:
    return name_to_write(name, PRINTED_NAME)


# No name of this kind was told; whether there is one is not asked.
NO_NAME = "None told"


def names(told: Told) -> tuple[Row, ...]:
    """Return the names of the person apart, as offices search for them."""
    given, family = told.get("person", "given_names"), told.get("person", "family_names")
    return (
        Row("Given names", given or NO_NAME, "person"),
        Row("Family names", family or NO_NAME, "person"),
        *name_to_write(told.name),
    )


def born_on(told: Told, label: str = "Date of birth") -> tuple[Row, ...]:
    """Return the date of birth, with a line for the full one where only a part was given."""
    said = told.get("born", "birth_date") or {}
    more = () if is_complete(said) or not said else (Row("Full date of birth (month, day, year)"),)
    return (told.row(label, "born", "birth_date"), *more)


def represents(told: Told) -> bool:
    """Say whether the helper is a lawyer or an accredited representative."""
    return told.is_helper and (
        told.get("helper", "relation") in ("lawyer", "representative")
        or told.get("permission", "knows") == "lawyer"
    )


def written_by(told: Told, label: str) -> Row:
    """Return who writes: the helper, or the person."""
    return Row(label, told.writer, "helper" if told.is_helper else "person")


def helper_rows(told: Told, label: str) -> tuple[Row, ...]:
    """Return what the helper is to the person, and to which group they belong, if to one."""
    group = told.row("Group or office", "helper", "group")
    return (told.row(label, "helper", "relation"), *((group,) if group.value else ()))


def head(told: Told, to: str, about: str, *, label: str = "To") -> tuple[Piece, ...]:
    """Return the top of a letter: from whom, for whom, to whom, on which day, about what."""
    helper = (
        Row("I write for", told.name, "person"),
        *helper_rows(told, "Who I am to this person"),
    )
    rows = (
        written_by(told, "From"),
        *(helper if told.is_helper else ()),
        Row("Address"),
        Row("Phone or email"),
        Row(label, to),
        Row("Date", date_format(told.today, "F j, Y")),
        Row("About", about),
    )
    return (Table(rows), as_a_helper(told))


# By whether the person knows of it: what stands in a letter about their signed yes.
_THEIR_YES = {
    "can_sign": "This person's signed permission comes with this.",
    "cannot_now": "This person cannot sign now. I will send their permission if they give it.",
    "cannot_reach": "I cannot reach this person now. I will ask for their permission when I can,"
    " and send it if they give it.",
    "parent": "This is my child.",
    "lawyer": "",
}


def as_a_helper(told: Told) -> Piece:
    """Return who writes for another, and whether that other's permission is there."""
    if not told.is_helper:
        return None
    me = "this person's lawyer or representative" if represents(told) else "a helper"
    yes = _THEIR_YES.get(told.get("permission", "knows"), "")
    said = f"I write as {me}. What follows is what I saw or was told. {yes}"
    return Paragraph(said.strip())


def signs_later(told: Told) -> bool:
    """Say whether the person can sign nothing now."""
    return told.is_helper and told.get("permission", "knows") in ("cannot_now", "cannot_reach")


def is_parent(told: Told) -> bool:
    """Say whether a parent writes for their child, and signs for them."""
    return told.is_helper and told.get("permission", "knows") == "parent"


def certified(told: Told, what: str) -> Paragraph:
    """Return whether the certification of identity comes with a letter or a request."""
    if signs_later(told):
        said = "I will send a certification of identity if this person signs one."
        return Paragraph(said)
    if is_parent(told):
        signed = "signed by me as the parent"
    elif told.is_helper and told.get("permission", "knows") != "can_sign":
        return Paragraph("A certification of identity will be sent if this person signs one.")
    else:
        signed = told.say("that I signed", "signed by this person")
    return Paragraph(f"A certification of identity, {signed}, comes with this {what}.")


def seen_by_others(told: Told) -> Piece:
    """Return that somebody saw it; those who are complained about are not told who."""
    count = len(told.answers.get("witnesses") or ())
    if not count:
        return None
    there = "There is a witness" if count == 1 else "There are witnesses"
    return Paragraph(f"{there}, who can be reached through me.")


def of_the_questions(told: Told) -> Paragraph:
    """Return the sentence that stands above the first answers in a letter."""
    return Paragraph(
        told.say(
            "The questions are those of a form that I filled in. “You” in a question means me."
            " “Us” means the service whose form it is.",
            "The questions are those of a form that I filled in. “This person” in a question means"
            " the person I write for; “you” means me. “Us” means the service whose form it is.",
        )
    )


def first_account(told: Told, *steps: str) -> tuple[Piece, ...]:
    """Return the account of these pages below the sentence that says whose questions they are."""
    found = told.account(*steps)
    return (of_the_questions(told), *found) if found else ()


# What an office may need to find somebody, beside the names. BORN_FULL asks for the whole date.
BORN, BORN_FULL, BIRTHPLACE = "born", "born-full", "birthplace"
CUSTODY, HOLDS, A_NUMBER = "custody", "holds", "a-number"


def who(told: Told, *needs: str) -> Table:
    """Return the person's names, and of their numbers those that the office needs.

    What was not asked is left to fill in by hand. Where somebody is held stands in it only while
    they are.
    """
    # An empty answer does not say that there are none, and the paper may be sworn.
    other = told.line("person", "other_names")
    found = [*names(told), Row("Other names or spellings", other or "None told", "person")]
    if BORN in needs:
        found.append(told.row("Date of birth", "born", "birth_date"))
    if BORN_FULL in needs:
        found += born_on(told)
    if BIRTHPLACE in needs:
        found.append(told.row("Country of birth", "born", "birth_country"))
    if CUSTODY in needs and told.known.held:
        found.append(told.row("Held at", "custody", "facility"))
        found.append(told.row("Booking number", "custody", "booking_number"))
    numbers = _numbers(told)
    if HOLDS in needs and numbers:
        found.append(Row("Numbers on the hold", numbers, "detainers"))
    if A_NUMBER in needs:
        found.append(Row("A-number, if there is one"))
    return Table(tuple(found))


def _numbers(told: Told) -> str:
    holds = told.answers.get("detainers") or []
    return ", ".join(hold["number"] for hold in holds if hold.get("number"))


def hold_times(told: Told) -> tuple[Piece, ...]:
    """Return the 48 hours by both counts, with what was not known; nothing without a start, nor
    where the paper asks for no hold: it gives no hours to keep anyone."""
    if told.known.notice_only or not earliest(told.known.release_due_at):
        return ()
    rows, note = detainer_hours_rows(
        told.known.release_due_at, told.known.state, told.known.timezone
    )
    return (
        Heading("The 48 hours"),
        Table((told.row("Should have gone free", "held-over", "due_out"), *rows)),
        Paragraph(note),
    )


def law(*items: Claim) -> Block:
    """Return rules as a list, or one as a paragraph, with its mark where it is less than sure."""
    texts = tuple(map(str, items))
    return BulletList(texts) if len(texts) > 1 else Paragraph(texts[0])


# Who signs a text that was read out to them says so; it is no part of what is sworn.
READ_TO = (Row("Language it was read in"), Row("Read or interpreted by (name)"))


def sworn(told: Told, name: Row, pen: str = "Signature") -> tuple[Piece, ...]:
    """Return the words of 28 U.S.C. 1746, by where the person is, and the place to sign them."""
    words = DECLARE_OUTSIDE if told.known.where == "abroad" else DECLARE_INSIDE
    return (
        Paragraph(str(words.text)),
        SignatureBlock(
            (name, *name_to_print(name.value), Row("Executed on (date)"), Row(pen), *READ_TO)
        ),
    )


def signature(told: Told) -> Piece:
    """Return the place to sign. A helper signs as a helper, and swears nothing for another."""
    if told.is_helper:
        role = "lawyer or representative" if represents(told) else "a helper"
        return SignatureBlock(
            (
                Row("Name", told.writer, "helper"),
                *name_to_print(told.writer),
                Row(f"I sign as {role}, for", told.name, "person"),
                Row("Signature"),
                Row("Signed on (date)"),
            )
        )
    name = Row("Name", told.name, "person")
    if told.declare:
        return sworn(told, name)
    return SignatureBlock(
        (name, *name_to_print(told.name), Row("Signature"), Row("Signed on (date)"))
    )


def timeline(told: Told, tells: Sequence[str]) -> tuple[Piece, ...]:
    """Return the dates of these pages in order, each as it was given, if there is more than one;
    those without a year apart."""
    found = [moment for moment in _moments(told) if moment[0] in tells and moment[1]]
    if len(found) < 2:
        return ()
    dated = sorted(
        (moment for moment in found if earliest(moment[1])),
        key=lambda one: earliest(one[1]) or date.max,
    )
    undated = [moment for moment in found if not earliest(moment[1])]
    return (
        Heading("Dates in order, as given"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in dated)),
        Heading("Without a date, in my words"),
        Table(tuple(Row(format_partial_date(when), what) for _step, when, what in undated)),
    )


def _moments(told: Told) -> tuple[tuple[str, Partial | None, str], ...]:
    """Return (page, when it was, what happened) of every date that is asked for."""
    holds = told.answers.get("detainers") or []
    they = "This person"
    return (
        ("when-where", told.get("when-where", "when"), "It began."),
        *(
            ("detainers", hold.get("placed_on"), "ICE sent the hold, as far as known.")
            for hold in holds
        ),
        ("hold-copy", told.get("hold-copy", "copy_on"), "A copy of the hold was given."),
        (
            "held-over",
            told.get("held-over", "due_out"),
            told.say("I should have gone free.", f"{they} should have gone free."),
        ),
        (
            "held-over",
            told.get("held-over", "went_out"),
            told.say("I went free.", f"{they} went free."),
        ),
    )


EVERYTHING = (
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
