"""What is looked at before letters are printed or made ready: free texts, and what needs a yes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from intake.cases.change import NotAllowed
from intake.cases.unlocked import UnlockedCase
from intake.flow.steps import AnswerMap
from intake.rendering.blocks import Document, document_from_plain

from . import build, disclosure, free_texts
from .base import DocumentType
from .choice_actions import choices_of
from .choices import LetterChoices
from .disclosure import PERSON
from .document_input import DocumentInput, answers_for_documents, typed_in
from .free_texts import FreeText
from .models import Packet

# What volunteers wrote: {document: {key of editable.py: {"was", "now"}}}.
EditedWords: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
NO_EDITS: EditedWords = {}


@dataclass(frozen=True)
class LetterCheck:
    """The texts that some letters print, and what needs a yes. `choices` are those of now, and
    `edited` what volunteers wrote in which something was found."""

    texts: Sequence[FreeText]
    asked: tuple[str, ...]
    choices: LetterChoices
    edited: Sequence[FreeText] = ()

    @property
    def open_texts(self) -> list[FreeText]:
        """The texts in which something may hurt somebody, and about which nobody decided yet."""
        return [
            text
            for text in (*self.texts, *self.edited)
            if text.is_flagged and not self.choices.was_read(text.place, text.words)
        ]

    @property
    def unread_texts(self) -> list[FreeText]:
        return [text for text in self.texts if not self.choices.was_read(text.place, text.words)]

    @property
    def open_questions(self) -> list[str]:
        return [asked for asked in self.asked if asked not in self.choices.answers]

    @property
    def is_open(self) -> bool:
        return bool(self.open_texts or self.open_questions)


def _goes_to_others(document_type: DocumentType) -> bool:
    return document_type.reader != PERSON


def check_documents(
    doc_input: DocumentInput,
    made: Iterable[tuple[DocumentType, Document]],
    texts: Iterable[FreeText],
    edited: EditedWords = NO_EDITS,
) -> LetterCheck:
    """Return what is looked at for some letters; the person's own list goes to nobody."""
    sent = [(kind, document) for kind, document in made if _goes_to_others(kind)]
    return LetterCheck(
        free_texts.printed(texts, (document for _kind, document in sent), doc_input.choices),
        disclosure.asked_of(doc_input, {kind.reader for kind, _document in sent}),
        doc_input.choices,
        free_texts.edited_texts(edited, {kind.slug: str(kind.name) for kind, _document in sent}),
    )


def check_possible(doc_input: DocumentInput, texts: Iterable[FreeText]) -> LetterCheck:
    """Return what is looked at before any letter that fits: every text that one may print."""
    kinds = build.fitting_documents(doc_input)
    asked = disclosure.asked_of(doc_input, {kind.reader for kind in kinds})
    return LetterCheck(list(texts), asked, doc_input.choices)


def texts_of_answers(answers: AnswerMap) -> list[FreeText]:
    """Return the free texts of a form that is not sent."""
    return free_texts.all_texts(answers_for_documents(answers))


def texts_of(unlocked: UnlockedCase) -> list[FreeText]:
    """Return the free texts of a case as they were written: answers, additions, English."""
    additions, made = typed_in(unlocked)
    return free_texts.all_texts(answers_for_documents(unlocked.answers), additions, made)


def left_out_but_frozen(packet: Packet, unlocked: UnlockedCase, choices: LetterChoices) -> bool:
    """Say whether locked letters hold a part that the filer left out since."""
    if not packet.frozen:
        return False
    rows = unlocked.open(packet, "frozen")["papers"]
    text = " ".join(document_from_plain(row["document"]).text() for row in rows)
    return any(part in text for made in choices.texts.values() for part in made.without)


def refuse_open_texts(
    unlocked: UnlockedCase,
    made: Iterable[tuple[DocumentType, Document]],
    edited: EditedWords = NO_EDITS,
) -> None:
    """Raise NotAllowed where letters print words about which the filer must decide first."""
    choices = choices_of(unlocked)
    sent = {kind: document for kind, document in made if _goes_to_others(kind)}
    check = LetterCheck(
        free_texts.printed(texts_of(unlocked), sent.values(), choices),
        (),
        choices,
        free_texts.edited_texts(edited, {kind.slug: str(kind.name) for kind in sent}),
    )
    if check.open_texts:
        raise NotAllowed(
            _(
                "Some words may mention someone’s immigration status, entry, or a crime. Check"
                " them with the filer first."
            )
        )


def refuse_left_out(packet: Packet, unlocked: UnlockedCase) -> None:
    """Raise NotAllowed where locked letters hold a part that the filer left out since."""
    if left_out_but_frozen(packet, unlocked, choices_of(unlocked)):
        raise NotAllowed(
            _("The filer left out a part that stands in these letters. Make a new version.")
        )
