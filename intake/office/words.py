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

SENDS = {
    "self": gettext_lazy("sends it alone"),
    "volunteers": gettext_lazy("volunteers send, after a yes"),
}
YES_NO = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "unsure": gettext_lazy("not sure"),
    "looking": gettext_lazy("looking for one"),
}
WAYS = {
    "text": gettext_lazy("text message"),
    "call": gettext_lazy("call"),
    "email": gettext_lazy("e-mail"),
    "letter": gettext_lazy("letter"),
    "none": gettext_lazy("no way: only behind the code"),
}
PAST = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "unknown": gettext_lazy("not known, so counted as yes"),
}
KINDS = {
    "name and birth year": gettext_lazy("same name and birth year"),
    "phone": gettext_lazy("same phone"),
    "A-number": gettext_lazy("same A-number"),
    "booking number": gettext_lazy("same booking number"),
}


def _list(words, codes):
    return ", ".join(str(words.get(code, code)) for code in codes)


def of_case(case):
    """Return the words for a case's clear columns: where, problems, reads, consent."""
    counted = {"yes": _("may be counted"), "no": _("not counted")}.get(case.consent_count)
    return {
        "where": CUSTODY_LABELS.get(case.where, ""),
        "problems": _list(PROBLEM_LABELS, case.problems),
        "reads": LANGUAGE_LABELS.get(case.reads, ""),
        "consent": ", ".join(str(part) for part in (SENDS.get(case.consent_send), counted) if part),
    }


def safe_ways(facts):
    """Return the ways that the person chose to be written to, and whether a voice message may be
    left."""
    ways = _list(WAYS, facts.contact_methods)
    if "call" in facts.contact_methods:
        ways += f" ({_('a voice message is fine') if facts.may_message else _('no voice message')})"
    return ways


def answers_in_words(sections):
    """Return {(page, question): (question, answer)} as they were said."""
    return {
        (section.key, line.key): (line.label, line.value)
        for section in sections
        for entry in section.entries
        for line in entry
        if line.value
    }


def of_facts(facts, said):
    """Return (label, words, what it rests on) of the facts that decisions rest on.

    What it rests on is [(question, answer)] from `said`, as `answers_in_words` returns it.
    """
    yes_no = {True: _("yes"), False: _("no")}
    lines = [
        (_("Locked up now"), yes_no[facts.held], ("custody", "where")),
        (_("Hold by ICE"), YES_NO.get(facts.hold, ""), ("hold", "ice_asked")),
        (_("Kept past release"), PAST.get(facts.past_release, ""), ("held-over", "kept")),
        (
            _("Says citizen or green card"),
            yes_no[facts.says_citizen_or_resident],
            ("why-wrong", "reasons"),
        ),
        (_("Type of error"), _list(ERROR_TYPE_LABELS, facts.codes), ("problem", "went_wrong")),
        (_("Under 18"), _("yes") if facts.minor else _("not known to be"), ("born", "birth_date")),
        (_("Lawyer"), YES_NO.get(facts.has_lawyer, ""), ("lawyer", "has_lawyer")),
        (_("Case in court"), YES_NO.get(facts.open_case, ""), ("lawyer", "open_case")),
    ]
    return [
        (label, value, [said[place]] if place in said and place[0] != "born" else [])
        for label, value, place in lines
    ]


def as_reference(typed):
    """Return the reference that was typed, in any case, with or without its dash, or ""."""
    signs = typed.upper().replace("-", "").replace(" ", "")
    return f"{signs[:3]}-{signs[3:]}" if len(signs) == 6 and signs.isalnum() else ""
