"""Numbers that come by an address or a form, where anybody may write anything."""

# More is no number of ours, and Python refuses to read digits without end.
MAX_DIGITS = 9


def parse_whole_number(text):
    """Return the number that digits of any script mean, or None: not a number, or far too long."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None
