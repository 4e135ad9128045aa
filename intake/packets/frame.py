"""The order of a letter to an office: who writes, to whom, about what, why, facts, law, requests.

A block without content leaves no trace. Each kind of letter gives its own parts.
"""

from dataclasses import dataclass

from intake.citations.base import Claim
from intake.rendering.blocks import Heading, NumberedList, Paragraph, Piece, Quote, Row, Table

from . import english
from .document_input import DocumentInput
from .identity import latin_name_row
from .sentences import letter
from .sentences.account import QUOTE_WORDS
from .sentences.base import Fact, quoted, sentences
from .sentences.stay import Stay
from .sentences.voice import permission_sentence, relation_sentence
from .signatures import signature


@dataclass(frozen=True)
class Letter:
    """The parts of a letter. `subject` are its three bold lines, `dear` the salutation.

    `line` is what to fill in by hand where the office is not known, or no address of it was
    checked; `stay` is where a person in jail is reached; `has_names` says that the names stand in
    the body, one by one.
    """

    to: str
    subject: tuple[str, str, str]
    dear: str
    opening: Piece
    body: tuple[Piece, ...]
    line: Row | None = None
    stay: Stay | None = None
    has_names: bool = False


def head(doc_input: DocumentInput, parts: Letter) -> tuple[Piece, ...]:
    """Return the letter down to its opening, with a helper's relation and permission."""
    return (
        letter.sender(doc_input, parts.stay),
        letter.dated(doc_input),
        Paragraph(parts.to) if parts.to else None,
        Table((parts.line,) if parts.line else ()),
        letter.subject_lines(doc_input, *parts.subject),
        Table(() if parts.has_names else latin_name_row(doc_input.name)),
        Paragraph(parts.dear),
        helper(doc_input),
        parts.opening,
        *parts.body,
    )


def signed(doc_input: DocumentInput, parts: Letter, *, is_sworn: bool = True) -> tuple[Piece, ...]:
    """Return a whole letter, down to its signature. Jails, police and states get none sworn."""
    return (
        *head(doc_input, parts),
        letter.how_to_answer(doc_input, in_jail=False),
        signature(doc_input, is_sworn=is_sworn),
        letter.service_line(),
    )


def helper(doc_input: DocumentInput) -> Piece:
    """Return who a helper is to the person, and whether the person knows of the letter."""
    if not doc_input.is_helper:
        return None
    words = (relation_sentence(doc_input), permission_sentence(doc_input))
    return Paragraph(" ".join(filter(None, words)))


def facts(doc_input: DocumentInput, items: tuple[str, ...]) -> tuple[Piece, ...]:
    """Return the facts by number, with how a helper knows them."""
    if not items:
        return ()
    return (Heading("What happened"), letter.knowledge(doc_input), NumberedList(items))


def in_one(found: list[Fact]) -> list[Fact]:
    """Return facts of one kind as one: they stand under one number."""
    if not found:
        return []
    return [Fact(" ".join(fact.text for fact in found), found[0].step)]


def within(found: list[Fact], most: int) -> tuple[str, ...]:
    """Return at most so many numbered items and lose none: what is more stands in the last."""
    if len(found) > most:
        found = [*found[: most - 1], *in_one(found[most - 1 :])]
    return sentences(found)


def law(*claims: Claim) -> tuple[Piece, ...]:
    """Return the law in one paragraph."""
    return (Heading("The law"), Paragraph(" ".join(map(str, claims)))) if claims else ()


def asked(items: tuple[str, ...], *, heading: str = "What I ask") -> tuple[Piece, ...]:
    return (Heading(heading), NumberedList(items))


def numbered(items: tuple[str, ...]) -> Piece:
    return NumberedList(items) if items else None


def said_or_done(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return what was said or done, whole, where it is too long for a sentence of the facts, or
    nobody put it in English yet."""
    words = doc_input.answer("profiling", "said_or_done")
    fits = len(words.split()) <= QUOTE_WORDS and "\n" not in words
    if not words or (fits and quoted(doc_input, "profiling", "said_or_done")):
        return ()
    english = doc_input.english_of("profiling", "said_or_done", words)
    return (
        Heading("What was said or done"),
        Quote(english.text, "profiling") if english else None,
        Quote(words, "profiling"),
    )


def own_account(doc_input: DocumentInput) -> tuple[Piece, ...]:
    """Return the story, whole and unchanged, with its English and what was added to it later."""
    words = doc_input.answer("story", "story")
    made = doc_input.english_of("story", "story", words)
    # Beneath a heading of a letter these headings are one level down, not two.
    quote = [
        Heading(block.text, 3) if isinstance(block, Heading) else block
        for block in english.quote_blocks(words, "story", made, doc_input.own_words_heading)
    ]
    return (
        *(quote if words else ()),
        *doc_input.addition_blocks("story"),
        *((Table(english.NO_ENGLISH),) if doc_input.lacks_english else ()),
    )
