"""Short words as volunteers read them in lists, beside those of the codes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.cases.labels import (
    CUSTODY_LABELS,
    ERROR_TYPE_LABELS,
    LANGUAGE_LABELS,
    PROBLEM_LABELS,
    START_LABELS,
)
from intake.flow.forms.person import LANGUAGES

__all__ = [
    "START_LABELS",
    "ERROR_TYPE_LABELS",
    "LANGUAGES",
    "PROBLEM_LABELS",
    "LANGUAGE_LABELS",
    "CUSTODY_LABELS",
]

CONSENT_LABELS = {
    "self": gettext_lazy("self-files"),
    "volunteers": gettext_lazy("volunteers send, after a yes"),
}
YES_NO_LABELS = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "unsure": gettext_lazy("not sure"),
    "looking": gettext_lazy("looking for one"),
}
CHANNEL_LABELS = {
    "text": gettext_lazy("text message"),
    "call": gettext_lazy("call"),
    "email": gettext_lazy("email"),
    "letter": gettext_lazy("letter"),
    "none": gettext_lazy("none: only with the code"),
}
PAST_RELEASE_LABELS = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "unknown": gettext_lazy("not known, so counted as yes"),
}
DUPLICATE_LABELS = {
    "name and birth year": gettext_lazy("same name and birth year"),
    "name": gettext_lazy("same name"),
    "birth date": gettext_lazy("same date of birth"),
    "name part": gettext_lazy("part of the name sounds the same"),
    "place": gettext_lazy("same place"),
    "day": gettext_lazy("same day"),
    "phone": gettext_lazy("same phone"),
    "A-number": gettext_lazy("same A-number"),
    "event number": gettext_lazy("same event number"),
    "subject number": gettext_lazy("same subject number"),
    "booking number": gettext_lazy("same booking number"),
}


def _joined_labels(labels, codes):
    return ", ".join(str(labels.get(code, code)) for code in codes)


def case_labels(case):
    """Return the words for a case's clear columns: where, problems, reads, consent."""
    counted = {"yes": _("may be counted"), "no": _("not counted")}.get(case.consent_count)
    return {
        "where": CUSTODY_LABELS.get(case.where, ""),
        "problems": _joined_labels(PROBLEM_LABELS, case.problems),
        "reads": LANGUAGE_LABELS.get(case.reads, ""),
        "consent": ", ".join(
            str(part) for part in (CONSENT_LABELS.get(case.consent_send), counted) if part
        ),
    }


def contact_methods(facts):
    """Return the ways that the person chose to be written to, and whether a voice message may be
    left."""
    ways = _joined_labels(CHANNEL_LABELS, facts.contact_methods)
    if "call" in facts.contact_methods:
        ways += f" ({_('a voice message is fine') if facts.may_message else _('no voice message')})"
    return ways


def answers_by_question(sections):
    """Return {(page, question): (question, answer)} as they were said."""
    return {
        (section.slug, line.name): (line.label, line.value)
        for section in sections
        for entry in section.entries
        for line in entry
        if line.value
    }


def fact_lines(facts, answers):
    """Return (label, words, what it rests on) of the facts that decisions rest on.

    What it rests on is [(question, answer)] from `answers`, as `answers_by_question` returns it.
    """
    yes_no = {True: _("yes"), False: _("no")}
    lines = [
        (_("Locked up now"), yes_no[facts.held], ("custody", "where")),
        (_("Hold by ICE"), YES_NO_LABELS.get(facts.hold, ""), ("hold", "ice_asked")),
        (
            _("Kept past release"),
            PAST_RELEASE_LABELS.get(facts.past_release, ""),
            ("held-over", "kept"),
        ),
        (
            _("Says citizen, national or green card"),
            yes_no[facts.says_citizen_or_resident],
            ("why-wrong", "reasons"),
        ),
        (
            _("Type of error"),
            _joined_labels(ERROR_TYPE_LABELS, facts.codes),
            ("problem", "went_wrong"),
        ),
        (_("Places of custody"), _places(facts.stays), ("custody", "where")),
        (_("Under 18"), _("yes") if facts.minor else _("not known to be"), ("born", "birth_date")),
        (_("Lawyer"), YES_NO_LABELS.get(facts.has_lawyer, ""), ("lawyer", "has_lawyer")),
        (_("Case in court"), YES_NO_LABELS.get(facts.open_case, ""), ("lawyer", "open_case")),
    ]
    return [
        (label, value, [answers[place]] if place in answers and place[0] != "born" else [])
        for label, value, place in lines
    ]


def _places(stays):
    """Return the places of custody in order: what kind of place, and in which state."""
    return "; ".join(
        ", ".join(str(part) for part in (CUSTODY_LABELS.get(stay.kind, ""), stay.state) if part)
        for stay in stays
    )


def parse_reference(typed):
    """Return the reference that was typed, in any case, with or without its dash, or ""."""
    characters = typed.upper().replace("-", "").replace(" ", "")
    return (
        f"{characters[:3]}-{characters[3:]}"
        if len(characters) == 6 and characters.isalnum()
        else ""
    )
