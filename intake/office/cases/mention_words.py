"""What is said of names behind an @ in a note that are of nobody who may see the case."""

from django.utils.translation import gettext as _


def unknown_names(names):
    """Return the sentence about names that reached nobody."""
    listed = ", ".join(f"@{name}" for name in names)
    return _(
        "The note is saved, but no one was told: %(names)s. "
        "Write the user name of a volunteer who can open this case."
    ) % {"names": listed}
