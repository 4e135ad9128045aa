"""Words about status, entry or crime: asked about before a letter can hold them, and moved.

What is moved is an answer of its own, which no letter prints: a page for volunteers only.
"""

from collections.abc import Mapping
from typing import Any

from .base import StepForm
from .status_words import Mention, mentions
from .steps import PACKET, AnswerMap, Step
from .text_fields import Code, Name, TextQuestion

# The page, its question, and how a form names what was chosen for the words of a question.
SLUG, QUESTION, CHOICE = "volunteers-only", "text", "mentions"
MOVE, KEEP = "move", "keep"


def asked_about(
    step: Step, form: StepForm, data: Mapping[str, Any], value: Any
) -> dict[str, tuple[Mention, ...]]:
    """Return {question: its sentences} of a valid page about which nothing was chosen yet.

    `value` is the stored answer: words that were there before are not asked about again. What only
    volunteers read is not asked about at all.
    """
    before = value if isinstance(value, Mapping) else {}
    return {
        name: found
        for name, text in _free_texts(step, form)
        if data.get(f"{name}_{CHOICE}") not in (MOVE, KEEP) and text != before.get(name)
        if (found := mentions(text))
    }


def without_moved(
    step: Step, form: StepForm, data: Mapping[str, Any], answer: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    """Return the answer of a page without the sentences that are to be moved, and these."""
    left, moved = dict(answer), []
    for name, text in _free_texts(step, form):
        if data.get(f"{name}_{CHOICE}") == MOVE:
            left[name], sentences = split(text)
            moved += sentences
    return left, "\n".join(moved)


def split(text: str) -> tuple[str, list[str]]:
    """Return a text without its sentences about status, entry or crime, and these sentences."""
    sentences = [mention.sentence for mention in mentions(text)]
    for sentence in sentences:
        before, _sentence, after = text.partition(sentence)
        text = before.rstrip(" ") + after if not after.strip() else before + after.lstrip(" ")
    return text if text.strip() else "", sentences


def with_words(answers: AnswerMap, words: str) -> dict[str, Any]:
    """Return the answers with more words for volunteers only, below those of before."""
    if not words:
        return dict(answers)
    before = (answers.get(SLUG) or {}).get(QUESTION) or ""
    # The same page sent twice says it once.
    new = [line for line in words.split("\n") if line not in before.split("\n")]
    return dict(answers) | {SLUG: {QUESTION: "\n".join(filter(None, [before, *new]))}}


def _free_texts(step: Step, form: StepForm) -> list[tuple[str, str]]:
    """Return (question, words) of what was typed freely on a page that letters may quote."""
    if step.audience != PACKET:
        return []
    return [
        (name, form.cleaned_data[name])
        for name, field in form.questions.items()
        if isinstance(field, TextQuestion) and not isinstance(field, (Code, Name))
        if form.cleaned_data.get(name)
    ]
