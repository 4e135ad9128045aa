"""The first minute of a case: who it is about, where they are, whose phone, and the story."""

from intake.cases.unlocked import Unreadable
from intake.flow.conditions import answer
from intake.flow.sections import answer_in_words

from ..access import may_see_identity

# So many words of the story stand on the first screen.
STORY_WORDS = 60
# Of the conversation, the newest stand there.
MESSAGES = 2


def first_screen(unlocked, volunteer, context, today, *, reveal=False):
    """Return what the head of a case page says of the person, as far as the role may know it."""
    found = {"story": _story(context["sections"], context["show"])}
    if not may_see_identity(volunteer):
        return found
    try:
        answers = unlocked.answers
    except Unreadable:
        return found
    given = answer(answers, "person", "given_names").strip()
    family = answer(answers, "person", "family_names").strip()
    phone = answer(answers, "reach", "phone").strip()
    return found | {
        "person": f"{given} {family}".strip(),
        "age": _age(answers, today),
        **_needs(answers),
        "facility": answer(answers, "custody", "facility").strip(),
        "filer": answer(answers, "helper", "name").strip(),
        "has_phone": bool(phone),
        "phone": phone if reveal else "",
    }


def _needs(answers):
    """Return how to talk with the person: their own language, an interpreter, what else helps."""
    language = answer(answers, "needs", "other_language").strip()
    helps = (
        answer_in_words(answers, "needs", "helps"),
        answer(answers, "needs", "other_need").strip(),
    )
    return {
        "language": language or answer_in_words(answers, "needs", "language"),
        "interpreter": answer_in_words(answers, "needs", "interpreter"),
        "helps": "; ".join(filter(None, helps)),
    }


def _age(answers, today):
    """Return the age in full years, as far as the date of birth says it, or None."""
    born = answer(answers, "born", "birth_date", None) or {}
    if not born.get("y"):
        return None
    years = today.year - int(born["y"])
    month, day = born.get("m"), born.get("d")
    return years - ((month, day or 1) > (today.month, today.day)) if month else years


def _story(sections, show):
    """Return the first words of the story, in the language that the page shows."""
    lines = (line for section in sections for entry in section.entries for line in entry)
    for line in lines:
        if line.name == "story" and line.value:
            english = None if show.is_original else getattr(line, "english", None)
            words = (english.text if english else line.value).split()
            return {
                "text": " ".join(words[:STORY_WORDS]),
                "is_cut": len(words) > STORY_WORDS,
                "count": len(words),
                "is_english": bool(english),
            }
    return None
