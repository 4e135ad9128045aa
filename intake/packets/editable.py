"""What volunteers may change in a letter: paragraphs of its own, requests, facts, and the law.

Each is one text under a key, so that an edit is kept, compared and merged like any other: a list is
a line for each item, and the law a line for each sentence of the list of law.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from intake.cases.change import NotAllowed
from intake.citations.letter_law import LETTER_LAW
from intake.rendering.blocks import (
    Block,
    Document,
    Heading,
    NumberedList,
    Paragraph,
    without_empty,
)

FACTS, REQUESTS, LAW = "facts", "requests", "law"
# A letter says under these headings what each part is.
HEADINGS = {
    "The facts": FACTS,
    "What happened": FACTS,
    "Why it is wrong": FACTS,
    "What I ask": REQUESTS,
    "I ask": REQUESTS,
    "The law": LAW,
    "Why this is a matter for CRCL": LAW,
}
MOST_REQUESTS = 12


def law_sentences() -> list[str]:
    """Return every sentence of law that a letter may cite, in the order in which it does."""
    return [str(item) for item in LETTER_LAW]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def editable_texts(document: Document) -> dict[str, str]:
    """Return {key: text} of all that may be changed."""
    found = document.editable_paragraphs()
    law = " ".join(
        block.text
        for part, block in _parts(document)
        if part == LAW and isinstance(block, Paragraph) and not block.slug
    )
    for part, block in _parts(document):
        if part in (FACTS, REQUESTS) and isinstance(block, NumberedList) and block.items:
            found.setdefault(part, "\n".join(" ".join(item.split()) for item in block.items))
    cited = [sentence for sentence in law_sentences() if sentence in law]
    if cited:
        found[LAW] = "\n".join(cited)
    return found


def with_texts(document: Document, texts: Mapping[str, str]) -> Document:
    """Return the document with other texts in these places: {key: text}."""
    own = editable_texts(document)
    document = document.with_paragraphs(texts)
    wanted = {
        key: lines(texts[key])
        for key in (FACTS, REQUESTS, LAW)
        if key in texts and key in own and texts[key] != own[key]
    }
    if not wanted:
        return document
    apply = _Changes(wanted, lines(own.get(LAW, "")))
    blocks = tuple(apply(part, block) for part, block in _parts(document))
    return replace(document, blocks=without_empty(blocks))


class _Changes:
    """Puts items into the first list of each part, and sentences into the law."""

    def __init__(self, wanted: Mapping[str, Sequence[str]], cited: Sequence[str]) -> None:
        self.left = dict(wanted)
        self.without, self.more = [], []
        if LAW in wanted:
            self.without = [one for one in cited if one not in wanted[LAW]]
            self.more = [one for one in wanted[LAW] if one not in cited]

    def __call__(self, part: str, block: Block) -> Block:
        if part in (FACTS, REQUESTS) and isinstance(block, NumberedList) and part in self.left:
            return replace(block, items=tuple(self.left.pop(part)))
        if part == LAW and isinstance(block, Paragraph) and not block.slug:
            text = block.text
            for sentence in self.without:
                text = text.replace(sentence, "")
            added, self.more = self.more, []
            return replace(block, text=" ".join([*text.split(), *added]))
        return block


def _parts(document: Document) -> Iterator[tuple[str, Block]]:
    """Yield (what the part is, block) of a document, by the heading above it."""
    part = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            part = HEADINGS.get(block.text, "")
        yield part, block


def _refuse_new_facts(own: str, text: str) -> None:
    known = lines(own)
    given = lines(text)
    if set(given) - set(known) or len(given) != len(set(given)):
        raise NotAllowed(_("Facts come from the answers. Correct the answer instead."))
    if not given:
        raise NotAllowed(_("Leave at least one fact in the letter."))


def _refuse_requests(own: str, text: str) -> None:
    if not 0 < len(lines(text)) <= MOST_REQUESTS:
        raise NotAllowed(
            _("A letter asks for one thing at least, and for %(most)s at most.")
            % {"most": MOST_REQUESTS}
        )


def _refuse_other_law(own: str, text: str) -> None:
    if set(lines(text)) - set(law_sentences()):
        raise NotAllowed(_("Choose law from the list."))


_REFUSE: dict[str, Callable[[str, str], None]] = {
    FACTS: _refuse_new_facts,
    REQUESTS: _refuse_requests,
    LAW: _refuse_other_law,
}


def refuse_wrong(own: Mapping[str, str], differ: Mapping[str, str], said: str) -> None:
    """Raise NotAllowed for changes that nobody may make: {key: text}. `said` is how and when the
    filer said yes to other facts."""
    for key, text in differ.items():
        if key in _REFUSE:
            _REFUSE[key](own[key], text)
    if FACTS in differ and not said:
        raise NotAllowed(_("Write how and when the filer said yes to the change of facts."))
