"""How long each lane is: pages, words and needed answers for four people.

`python -m tests.flow.lanes` prints the table. Words are those that one person reads: titles,
reasons, warnings, questions, hints and choices of the pages that apply. A page that repeats counts
with its first entry, on as many pages as that is asked; without an entry its first page is read.
"""

from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.questions import choices_of
from intake.flow.sample import ANSWERS, HELD, sample
from intake.flow.steps import voice_of

# All of them were in one place; the last one was in two.
ICE_HOLD = {"problem": {"went_wrong": ["wrong_match", "held_longer"]}, "stays": []}
TWO_JAILS = ICE_HOLD | {"stays": ANSWERS.get("stays", [])}
PEOPLE = {
    "in jail, with a hold": {"filing_for": "me", "held": True, **ICE_HOLD},
    "a relative, in jail": {"filing_for": "family", "held": True, **ICE_HOLD},
    "taken by ICE": {"filing_for": "family", "custody": HELD | {"where": "ice"}, **ICE_HOLD},
    "free after a hold": {"filing_for": "me", **ICE_HOLD},
    "in a second jail": {"filing_for": "me", "held": True, **TWO_JAILS},
}
LANES = {"short": URGENT, "long": COMPLAINT}


def _words(*texts):
    return sum(len(str(text).split()) for text in texts)


def _asked(form, value):
    fields = form.fields.items()
    depends = {name: getattr(field, "depends_on", None) for name, field in fields}
    return {
        name: field
        for name, field in fields
        if depends[name] is None or _is_chosen(value.get(depends[name][0]), depends[name][1])
    }


def _is_chosen(given, wanted):
    return bool(set(given if isinstance(given, list) else [given]) & set(wanted))


def _field_words(field):
    # A list of states is not read from end to end.
    labels = [label for _code, label in choices_of(field)] if len(choices_of(field)) < 20 else []
    return _words(field.label, field.help_text, *labels)


def length(flow, choices):
    """Return {"pages", "words", "needed"} of what one person is asked, from first to last page."""
    answers = sample(flow, **choices)
    voice, found = voice_of(answers), {"pages": 0, "words": 0, "needed": 0}
    steps, counted = flow.walk(answers)
    for step in steps:
        pages = getattr(step, "pages", ())
        read = pages if counted.get(step.slug) else pages[:1]
        found["pages"] += len(read) or 1
        texts = (step.title, step.why, step.warning)
        found["words"] += _words(*(text.for_voice(voice) for text in texts if text))
        if step.form is None:
            continue
        value = counted.get(step.slug) or {}
        entry = (value[0] if value else {}) if step.many else value
        # An answer of before keeps its question; these people answer for the first time.
        known = {
            name: given
            for name, given in entry.items()
            if getattr(step.form.base_fields.get(name), "asked_if", None) is None
        }
        form = step.form(answers=counted, voice=voice, value=known)
        for name, field in _asked(form, entry).items():
            if pages and not any(name in page for page in read):
                continue
            found["words"] += _field_words(field)
            found["needed"] += field.required_message is not None and not step.skippable
    return found


def table():
    """Return {(lane, person): its length}."""
    return {
        (lane, person): length(flow, choices)
        for lane, flow in LANES.items()
        for person, choices in PEOPLE.items()
    }


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="America/New_York")
    django.setup()
    for (lane, person), found in table().items():
        print(f"{lane:6} {person:22} {found}")
