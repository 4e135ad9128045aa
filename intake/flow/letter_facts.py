"""The facts that one letter needs and nobody else is asked (forms/letter_facts.py), typed."""

from dataclasses import dataclass

from .conditions import answer, for_someone_else
from .partials import Partial
from .steps import AnswerMap

# The pages, which are opened from a letter.
NEEDS, NUMBERS, CITIZENSHIP = "needs", "numbers", "citizenship"
AUTHORITY, DECISIONS = "authority", "decisions"
PAGES = (NEEDS, NUMBERS, CITIZENSHIP, AUTHORITY, DECISIONS)

CLAIMED = {"us_citizen", "us_national"}
SAYS_NOTHING = {"", "unsure", "none", "not_sure"}
PARENT, LAWYER = "parent", "lawyer"


@dataclass(frozen=True)
class Decision:
    """What was decided, as a code, on which day, and whether a copy can be sent."""

    what: str
    on: Partial | None
    has_copy: bool


@dataclass(frozen=True)
class LetterFacts:
    """Codes are those of the choices; what was not said, or is not sure, is "" or empty.

    `authority` is "parent", "lawyer", "guardian" or "power_of_attorney": how a helper may act.
    """

    language: str = ""
    other_language: str = ""
    interpreter: str = ""
    helps: tuple[str, ...] = ()
    a_number: str = ""
    other_a_number: str = ""
    event_number: str = ""
    subject_number: str = ""
    basis: str = ""
    birth_place: str = ""
    citizen_since: Partial | None = None
    authority: str = ""
    authority_copy: bool = False
    decisions: tuple[Decision, ...] = ()

    def decided(self, *kinds: str) -> tuple[Decision, ...]:
        """Return the decisions of these kinds, in the order in which they were said."""
        return tuple(decision for decision in self.decisions if decision.what in kinds)


def letter_facts(answers: AnswerMap) -> LetterFacts:
    """Return these facts of the counted answers."""
    # Whoever claims nothing any more has no basis for it.
    claims = CLAIMED & set(answer(answers, "why-wrong", "reasons", ()))
    return LetterFacts(
        language=_said(answers, NEEDS, "language"),
        other_language=_said(answers, NEEDS, "other_language").strip(),
        interpreter=_said(answers, NEEDS, "interpreter"),
        helps=tuple(
            code for code in answer(answers, NEEDS, "helps", ()) if code not in SAYS_NOTHING
        ),
        **{
            name: _said(answers, NUMBERS, name)
            for name in ("a_number", "other_a_number", "event_number", "subject_number")
        },
        basis=_said(answers, CITIZENSHIP, "basis") if claims else "",
        birth_place=_said(answers, CITIZENSHIP, "birth_place").strip(),
        citizen_since=answer(answers, CITIZENSHIP, "since", None) if claims else None,
        authority=_authority(answers),
        authority_copy=answer(answers, AUTHORITY, "copy") == "yes",
        decisions=tuple(
            Decision(entry["what"], entry.get("on"), entry.get("copy") == "yes")
            for entry in answers.get(DECISIONS) or []
            if (entry.get("what") or "") not in SAYS_NOTHING
        ),
    )


def _said(answers: AnswerMap, step: str, name: str) -> str:
    found: str = answer(answers, step, name)
    return "" if found in SAYS_NOTHING else found


def _authority(answers: AnswerMap) -> str:
    """Return how a helper may act: a paper of a court or of the person comes first."""
    if not for_someone_else(answers):
        return ""
    knows = answer(answers, "permission", "knows")
    return _said(answers, AUTHORITY, "may_act") or (knows if knows in (PARENT, LAWYER) else "")
