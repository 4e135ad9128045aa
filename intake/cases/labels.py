"""Short words for the codes of a case, wherever they are shown. A test holds them to the codes
asked."""

from django.utils.translation import gettext_lazy

from intake.flow.forms.happened import StartForm
from intake.flow.forms.person import LANGUAGES
from intake.flow.questions import choices_of

from .models import Case

CUSTODY_LABELS = {
    "free": gettext_lazy("Free"),
    "local_jail": gettext_lazy("Local jail"),
    "ice": gettext_lazy("ICE"),
    "prison": gettext_lazy("Prison"),
    "abroad": gettext_lazy("Abroad"),
    "unsure": gettext_lazy("Not known"),
}

PROBLEM_LABELS = {
    "wrong_match": gettext_lazy("Wrong match"),
    "status_wrong": gettext_lazy("Wrong status"),
    "held_longer": gettext_lazy("Held longer"),
    "ice_arrest": gettext_lazy("ICE arrest"),
    "profiling": gettext_lazy("Profiling"),
    "conditions_or_abuse": gettext_lazy("Bad treatment"),
    "other": gettext_lazy("Other"),
    "not_sure": gettext_lazy("Not sure"),
}

ERROR_TYPE_LABELS = {
    "us_citizen": gettext_lazy("US citizen"),
    "us_national": gettext_lazy("US national"),
    "permanent_resident": gettext_lazy("Green card"),
    "other_status": gettext_lazy("Visa or other papers"),
    "status_changed": gettext_lazy("Status changed later"),
    "same_name": gettext_lazy("Same name"),
    "other_persons_prints": gettext_lazy("Other fingerprints"),
    "identity_theft": gettext_lazy("Identity used by another"),
    "mixed_file": gettext_lazy("Mixed files"),
    "stale_record": gettext_lazy("Old record"),
    "clerical_error": gettext_lazy("Clerical error"),
    "wrong_conviction": gettext_lazy("Crime of another"),
    "victim_or_witness": gettext_lazy("Victim or witness"),
    "held_past_48": gettext_lazy("Kept on a hold past release"),
    "notice_only_but_held": gettext_lazy("Held on a notice-only form"),
    "no_copy_served": gettext_lazy("No copy of the hold form"),
    "no_detainer_shown": gettext_lazy("No hold shown"),
    "held_after_withdrawn": gettext_lazy("Held after the hold ended"),
    "profiling": gettext_lazy("Profiling"),
    "conditions_or_abuse": gettext_lazy("Bad treatment"),
    "coerced_statement": gettext_lazy("Signed unread papers"),
    "language_denied": gettext_lazy("No interpreter"),
    "family_separation": gettext_lazy("Children left or taken"),
    "no_basis_given": gettext_lazy("No reason given"),
    "minor": gettext_lazy("Under 18"),
    "other": gettext_lazy("Other reason"),
    "not_sure": gettext_lazy("Not sure why"),
}

_HOW = choices_of(StartForm.base_fields["how"])
START_LABELS = [(code, label) for code, label in _HOW if code != "unsure"]
START_LABELS += [("unsure", gettext_lazy("Not known"))]
LANGUAGE_LABELS = dict(LANGUAGES) | {
    "call": gettext_lazy("Better to call"),
    "unsure": gettext_lazy("–"),
}
OUTCOME_LABELS = dict(Case.Outcome.choices)
