"""Signs that a program fills in the form. Nobody is refused for them, and no puzzle is asked."""

from django.conf import settings

HONEYPOT = "leave_empty"  # a box that people do not see; programs fill in every box


def filled_honeypot(posted):
    """Say whether the box that stands empty for people was filled in."""
    return bool(posted.get(HONEYPOT))


def too_quick(stored, now):
    """Say whether a draft's pages took less time than anyone needs to read them.

    A volunteer who types for a caller is never too quick.
    """
    if "began" not in stored or stored.get("assisted"):
        return False
    needed = settings.SECONDS_PER_PAGE * len(stored["answers"])
    return now.timestamp() - stored["began"] < needed
