"""A complaint to CRCL by the problems that were told: its bold lines, opening and requests.

Nothing is said of a wrong record or of a detainer where nobody spoke of one.
"""

from intake.flow.facts import earliest

from ..document_input import DocumentInput
from . import account, letter, moments
from .account import danger, grounds, harm, profiling, treatment
from .base import TO_DHS, Fact, in_order, sentences
from .decisions import judge_facts, other_number
from .facts import of_custody, where_it_was
from .match import says_mistaken_identity
from .stay import DUE, Stay, stay_of
from .voice import born_words, voice_for

MOST_FACTS = 12
# A title names at most two problems, an opening three.
TITLE_PROBLEMS, OPENING_PROBLEMS = 2, 3


def who_line(doc_input: DocumentInput) -> str:
    """Return by whom, or for whom, the complaint is."""
    by = doc_input.voiced("by", "for")
    born = born_words(doc_input)
    return f"Civil rights complaint {by} {doc_input.name}{', ' + born if born else ''}"


def _titles(doc_input: DocumentInput, stay: Stay) -> list[str]:
    """Return the titles of the problems that were chosen, the strongest first."""
    chosen = doc_input.facts.problems
    is_own = doc_input.answer("match", "whose_record") in ("mine_wrong", "out_of_date")
    matched = f"{'ICE detainer placed on' if stay.has_detainer else 'Taken for'} the wrong person"
    wrong = "Wrong information in a record of Homeland Security"
    ground = grounds(doc_input) or "race, language or name"
    is_named = stay.has_detainer and "wrong_match" not in chosen
    kept = f"Kept in jail{' on an ICE detainer' if is_named else ''} after release was due"
    titles = {
        "held_longer": kept if stay.was_kept else "Kept in jail longer because of ICE",
        "wrong_match": wrong if is_own else matched,
        "status_wrong": wrong,
        "ice_arrest": "Stopped by ICE by mistake",
        "profiling": f"Treated unequally because of {ground}",
        "conditions_or_abuse": "Treatment in custody",
    }
    return list(dict.fromkeys(title for code, title in titles.items() if code in chosen))


def what_line(doc_input: DocumentInput) -> str:
    """Return what it is about, where and when."""
    stay = stay_of(doc_input)
    titles = _titles(doc_input, stay)[:TITLE_PROBLEMS]
    place = stay.place or where_it_was(doc_input)
    began = doc_input.answer("when-where", "when") or None
    date = moments.date_words(began, weekday=False) if earliest(began) else ""
    if "held_longer" in doc_input.facts.problems and stay.was_kept and earliest(stay.due):
        date = moments.range_words(stay.due, stay.left)
        date = f"since {date}" if stay.stage == DUE else date
    around = ", ".join(filter(None, (place, date)))
    if not titles:
        where = f" in {place}" if place else ""
        on = f" of {date}" if date else ""
        events = f"Events{on}{where}"
        return events if around else f"What happened to {voice_for(doc_input).object}"
    later = [one if one[:3] == "ICE" else one[0].lower() + one[1:] for one in titles[1:]]
    return "; ".join([titles[0], *later]) + (f" ({around})" if around else "")


def please_line(doc_input: DocumentInput) -> str:
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    held = {"ice": f"ICE holds {voice.object}"}.get(doc_input.facts.where, "")
    if stay.stage == DUE:
        held = f"{voice.subject} {voice.am} still held"
    if held:
        cause = "ICE today on what probable cause" if stay.has_detainer else "today why"
        by = letter.in_two_working_days(doc_input)
        return f"Urgent: {held}. Please ask {cause}, and answer me in writing by {by}"
    by = letter.in_two_weeks(doc_input)
    return (
        f"Please open a complaint, send me its number by {by}, and ask the offices that took part"
        " to answer"
    )


def _kept_longer(doc_input: DocumentInput) -> str:
    """Return that a jail keeps or kept somebody: because of ICE is a belief, where no detainer was
    told of."""
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    i = voice.subject
    if not (stay.has_detainer and stay.was_kept):
        return f"I believe that {i} was kept in jail longer because of ICE."
    kept = f"{voice.am} being kept" if stay.stage == DUE else "was kept"
    return f"Because of the detainer, {i} {kept} in jail after {i} should have been released."


def opening(doc_input: DocumentInput) -> str:
    """Return a sentence for each problem that was chosen."""
    stay, voice = stay_of(doc_input), voice_for(doc_input)
    i, me = voice.subject, voice.object
    is_own = doc_input.answer("match", "whose_record") in ("mine_wrong", "out_of_date")
    mine = voice.choose("mine", voice.possessive)
    matched = (
        f"ICE placed a detainer on {me} from a record that I believe is not {mine}."
        if stay.has_detainer
        else f"{i} was matched with a record that I believe is not {mine}."
    )
    wrong = f"I believe that it rests on wrong information about {me}."
    said = {
        "wrong_match": wrong if is_own else matched,
        "status_wrong": wrong,
        "held_longer": _kept_longer(doc_input),
        "ice_arrest": f"I believe that ICE stopped {me} by mistake.",
        "profiling": account.belief(doc_input)
        or f"I believe that {i} was treated this way because of race, language or name.",
        "conditions_or_abuse": f"{i} was treated badly in custody.",
    }
    found = [text for code, text in said.items() if code in doc_input.facts.problems]
    found = list(dict.fromkeys(found))[:OPENING_PROBLEMS]
    return " ".join(found)


def facts(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return what happened, by date, then what has none; at most as many as a page holds."""
    found: list[Fact] = in_order([*of_custody(doc_input, to=TO_DHS), *judge_facts(doc_input)])
    extra = (
        other_number(doc_input),
        *danger(doc_input),
        profiling(doc_input),
        *treatment(doc_input),
    )
    found += [fact for fact in (*extra, harm(doc_input)) if fact]
    return sentences(found)[:MOST_FACTS]


# Without a day: a volunteer may rewrite it, and their words stay while the paragraph is the same.
ASKS = (
    "Please open a complaint, send me its number, and ask the offices that took part to answer in"
    " writing:"
)


def requests(doc_input: DocumentInput) -> tuple[str, ...]:
    """Return the questions that CRCL can put to the offices, by the problems."""
    stay, voice, chosen = stay_of(doc_input), voice_for(doc_input), doc_input.facts.problems
    i, me, my = voice.subject, voice.object, voice.possessive
    has_match = says_mistaken_identity(doc_input) or "status_wrong" in chosen
    treated = doc_input.answer("treatment", "treated") or []
    wanted = (
        (has_match, f"Which record was matched with {me}, on what basis, and who compared it?"),
        (
            stay.has_detainer,
            "What was the probable cause for the detainer, who approved it, and when?",
        ),
        (
            stay.has_detainer,
            f"When was the detainer sent, when was a copy served on {me}, and when was it"
            " canceled?",
        ),
        (
            stay.hold != "yes" and (stay.was_kept or "held_longer" in chosen),
            f"Did ICE ask the jail to keep {me}? If so, when, and on what probable cause?",
        ),
        (has_match, "Has the record been corrected, and were the offices that received it told?"),
        (
            "profiling" in chosen,
            f"Why was {i} stopped, and what did the officers write down as the reason?",
        ),
        (
            "ice_arrest" in chosen,
            f"On what information did ICE act, and who checked that {i} was the right person?",
        ),
        (
            "conditions_or_abuse" in chosen or bool({"hurt", "no_care"} & set(treated)),
            f"Which rules on {my} treatment applied, and were they followed?",
        ),
        ("no_interpreter" in treated, "Was an interpreter offered? If not, why?"),
        ("signed_unread" in treated, f"Please give {me} a copy of each paper that {i} signed."),
    )
    found = tuple(text for applies, text in wanted if applies)
    return found or (f"What happened to {me}, which rules applied, and were they followed?",)


def closing_request(doc_input: DocumentInput) -> str:
    """Return what else is asked: to mend the record, where one is said to be wrong."""
    is_record = says_mistaken_identity(doc_input) or "status_wrong" in doc_input.facts.problems
    record = "Please also ask that the record be corrected. " if is_record else ""
    return f"{record}Please tell me in writing what you found, and what will change."
