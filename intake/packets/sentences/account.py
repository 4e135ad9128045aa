"""How somebody was treated, what it cost, and who was asked before, as sentences for CRCL."""

from ..document_input import DocumentInput
from .base import Fact, chosen, joined, quoted
from .decisions import answered_before
from .needs import own_language
from .voice import Voice, voice_for

# A quote of more words than this stands in the annex alone.
QUOTE_WORDS = 40
_GROUNDS = {
    "race": "race or color",
    "national_origin": "national origin",
    "language": "language or accent",
    "name": "name",
    "religion": "religion",
    "disability": "disability",
}
_OFFICES = {
    "crcl": "CRCL",
    "ice": "ICE",
    "other_office": "another government office",
    "congress": "a member of Congress",
    "jail": "the jail",
    "police": "the police",
    "court": "a court",
}


def treatment(doc_input: DocumentInput) -> list[Fact]:
    """Return a sentence for each kind of treatment that was chosen."""
    voice = voice_for(doc_input)
    said = _treatment(voice)
    speaks = own_language(doc_input)
    said["no_interpreter"] = f"{speaks} {said['no_interpreter']}".strip()
    codes = chosen(doc_input, "treatment", "treated")
    return [Fact(text, "treatment") for code, text in said.items() if code in codes]


def _treatment(voice: Voice) -> dict[str, str]:
    i, me, my = voice.subject, voice.object, voice.possessive
    return {
        "no_reason": f"No one gave {me} a reason.",
        "no_interpreter": f"{i} did not have an interpreter.",
        "no_call": f"{i} was not allowed to call anyone.",
        "no_lawyer": f"{i} was not allowed to talk with a lawyer.",
        "signed_unread": f"{i} signed papers without reading them.",
        "hurt": f"{i} was hurt, or officers used force on {me}.",
        "no_care": f"{i} was not given a doctor or medicine.",
        "worse_because": f"I believe that {i} was treated worse because of race, language or"
        " faith.",
        "children": f"{my[0].upper()}{my[1:]} children were left alone or taken away.",
    }


def grounds(doc_input: DocumentInput) -> str:
    """Return what unequal treatment was about, for a title, or ""."""
    codes = chosen(doc_input, "profiling", "ground")
    # Most of them have an "or" of their own.
    return joined([words for code, words in _GROUNDS.items() if code in codes], last=", and")


def belief(doc_input: DocumentInput) -> str:
    """Return why somebody was treated unequally, as a belief; "" where no ground was told."""
    voice, codes = voice_for(doc_input), chosen(doc_input, "profiling", "ground")
    i, my = voice.subject, voice.possessive
    said = {
        "race": f"how {i} {voice.choose('look', 'looks')}",
        "national_origin": f"{my} national origin",
        "language": f"how {i} {voice.choose('speak', 'speaks')}",
        "name": f"{my} name",
        "religion": f"{my} religion",
        "disability": f"{my} disability",
    }
    because = joined([words for code, words in said.items() if code in codes])
    return f"I believe that {i} was treated this way because of {because}." if because else ""


def profiling(doc_input: DocumentInput) -> Fact | None:
    """Return what was said or done, quoted; English first where it is another language."""
    words = doc_input.answer("profiling", "said_or_done")
    if len(words.split()) > QUOTE_WORDS or "\n" in words:
        return None
    quote = quoted(doc_input, "profiling", "said_or_done")
    if not quote:
        return None
    ends = quote.endswith((".”", "!”", "?”"))
    return Fact(f"The officers said or did this: {quote}{'' if ends else '.'}", "profiling")


def danger(doc_input: DocumentInput) -> list[Fact]:
    """Return what is happening now that CRCL can act on."""
    voice = voice_for(doc_input)
    i, am = voice.subject, voice.am
    said = {
        "sick": f"{i} {am} sick or hurt, or medicine was stopped.",
        "threatened": f"Someone has threatened {voice.object}.",
        "told_to_sign": f"{i} was told to sign papers.",
        "moving": f"{i} {am} about to be moved.",
        "removal_told": "Someone spoke of a flight, or of deportation soon.",
        "not_heard": voice.choose(
            "My family has not heard from me for two days.",
            f"Nobody has heard from {voice.subject} for two days.",
        ),
    }
    codes = chosen(doc_input, "danger", "happening")
    return [Fact(text, "danger") for code, text in said.items() if code in codes]


def harm(doc_input: DocumentInput) -> Fact | None:
    """Return what it cost, in one sentence, without any sum."""
    voice = voice_for(doc_input)
    codes = chosen(doc_input, "harm", "cost")
    lost = {
        "job": "pay or a job",
        "home": "a home",
        "children": f"time with {voice.choose('my children', 'the children')}",
        "school": "time at school",
        "things": "a car or other things",
        "good_name": "reputation",
    }
    words = [text for code, text in lost.items() if code in codes]
    parts = [f"{voice.subject} lost {joined(words, last=', and')}."] if words else []
    if "health" in codes:
        parts.append(f"It harmed {voice.possessive} health.")
    if "removed" in codes:
        parts.append(f"{voice.subject} was sent out of the country.")
    return Fact(" ".join(parts), "harm") if parts else None


def earlier_steps(doc_input: DocumentInput) -> str:
    """Return who was asked before, and with what answer; "" where nothing was said of it."""
    codes, answered = chosen(doc_input, "told", "told"), answered_before(doc_input)
    if "no_one" in codes and not answered:
        return "I have not complained anywhere else."
    offices = [words for code, words in _OFFICES.items() if code in codes]
    number = doc_input.answer("told", "crcl_number")
    said = quoted(doc_input, "told", "answer")
    parts = [f"I told {joined(offices)} about this before." if offices else ""]
    if number:
        parts.append(f"The earlier number at CRCL is {number}.")
    if said:
        ends = said.endswith((".”", "!”", "?”"))
        parts.append(f"The answer so far was: {said}{'' if ends else '.'}")
    parts.append(answered)
    return " ".join(filter(None, parts))


def officers(doc_input: DocumentInput) -> list[str]:
    """Return whom the filer remembers, one each: "Badge 000 (the jail; a blue car)"."""
    works_for = {
        "ice": "ICE",
        "police": "the police",
        "jail": "the jail",
        "border": "border officers",
    }
    found = []
    for one in doc_input.answers.get("officers") or []:
        more = [works_for.get(one.get("agency") or "", ""), one.get("note") or ""]
        known = "; ".join(filter(None, more))
        name = one.get("name") or ""
        found.append(f"{name} ({known})" if name and known else name or known)
    return list(filter(None, found))
