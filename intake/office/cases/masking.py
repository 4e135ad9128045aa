"""What of a case is covered, for whom, until it is asked for."""

from django.utils.translation import gettext as _

from ..access import may_see_identity

# Ways to find the person, and numbers of theirs: page of the form, questions on it.
MASKED = {
    "reach": {"phone", "email", "address"},
    "custody": {"booking_number"},
    "detainers": {"number"},
    "numbers": {"a_number", "other_a_number", "event_number", "subject_number"},
    "witnesses": {"reach"},
    # What the person said later: names of the questions of cases/filer_actions.py.
    "changed": {"phone", "email", "address", "booking_number"},
}


def mask(sections, volunteer, *, reveal=False):
    """Cover what names or finds a person: always for roles that may not know, else until shown."""
    identity = may_see_identity(volunteer)
    for section in sections:
        for entry in section.entries:
            for place, line in enumerate(entry):
                masked = line.name in MASKED.get(section.slug, ())
                if not line.value or (identity and (reveal or not masked)):
                    continue
                if identity:
                    entry[place] = type(line)(line.name, line.label, _("Covered"), True)
                elif line.identity or masked:
                    entry[place] = type(line)(
                        line.name, line.label, _("Hidden from your role"), True
                    )
    return sections


def has_masked(sections):
    """Say whether anything is there that a button would show."""
    return any(
        line.value and line.name in MASKED.get(section.slug, ())
        for section in sections
        for entry in section.entries
        for line in entry
    )
