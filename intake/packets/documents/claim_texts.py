"""The texts of a money claim against a federal agency, block by block, as sentences.

The claimant signs, so they speak in the first person whoever fills in the form. They say nothing of
status, nor of a charge; the sum is the claimant's, with a lawyer.
"""

from dataclasses import replace

from intake.flow.facts import Partial, earliest, is_complete
from intake.routes.base import ice_took_part

from ..document_input import DocumentInput
from ..sentences import account, moments
from ..sentences.base import TO_DHS, chosen, sentences
from ..sentences.facts import of_custody
from ..sentences.match import says_mistaken_identity
from ..sentences.stay import ice_since, stay_of

HOUR_UNKNOWN = "hour not known"


def as_claimant(doc_input: DocumentInput) -> DocumentInput:
    """Return what was told in the voice of the person whose claim it is."""
    if not doc_input.is_helper:
        return doc_input
    return replace(doc_input, answers=doc_input.answers | {"filer": {"filing_for": "me"}})


def _began(doc_input: DocumentInput) -> Partial | None:
    """Return when the wrong began: when release was due, or the day ICE itself took somebody; a
    lawful arrest by others is none."""
    stay = stay_of(doc_input)
    if stay.was_kept and earliest(stay.due):
        return stay.due
    if "ice_arrest" in doc_input.facts.problems or doc_input.facts.where == "ice":
        return ice_since(doc_input) or doc_input.answer("when-where", "when") or None
    return doc_input.answer("when-where", "when") or None


def date_and_day(doc_input: DocumentInput) -> str:
    """Return block 6: the first and the last day of the wrong, as far as they are known."""
    stay, began = stay_of(doc_input), _began(doc_input)
    left = stay.left if stay.was_kept else None
    words = [moments.date_words(day) for day in (began, left)]
    found = list(dict.fromkeys(filter(None, words)))
    if not is_complete(began):
        return f"{found[0]}; the exact day is not known" if found else ""
    return ", to ".join(found)


def hour(doc_input: DocumentInput) -> str:
    """Return block 7."""
    began = _began(doc_input)
    if not moments.date_words(began):
        return ""
    return moments.hour_of(began).removeprefix("at ") or HOUR_UNKNOWN


def basis(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return block 8, first part: what happened, by date."""
    return sentences(of_custody(as_claimant(doc_input), to=TO_DHS))


def officers(doc_input: DocumentInput) -> str:
    found = account.officers(doc_input)
    return f"What I know of the officers: {'; '.join(found)}." if found else ""


def grounds(doc_input: DocumentInput) -> str:
    """Return block 8, last part: what a lawyer decides on; "" where no part of ICE was told of."""
    stay = stay_of(doc_input)
    if not ice_took_part(doc_input.facts):
        return ""
    kept = "have me kept" if stay.was_kept or stay.has_detainer else "arrest or hold me"
    knew = (
        "ICE employees knew or should have known that I was not the person in the record. "
        if says_mistaken_identity(doc_input)
        else ""
    )
    return (
        f"{knew}ICE employees had no probable cause to {kept}. I claim damages for false arrest,"
        " false imprisonment and negligence."
    )


def injury(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return block 10: what it cost, without any sum."""
    own, stay = as_claimant(doc_input), stay_of(doc_input)
    liberty = f"Loss of liberty for {stay.length} after release was due." if stay.length else ""
    harm = account.harm(own)
    costs = chosen(own, "harm", "cost")
    found = (
        liberty if stay.was_kept else "",
        *(fact.text for fact in account.treatment(own) if fact.text in _BODILY),
        harm.text if harm else "",
        "I paid for bail or a lawyer." if "bail" in costs else "",
    )
    return tuple(filter(None, found))


_BODILY = (
    "I was hurt, or officers used force on me.",
    "I was not given a doctor or medicine.",
)
COVER_NOTE = (
    "Enclosed is my claim on Standard Form 95. Please confirm in writing the day on which you"
    " received it."
)
