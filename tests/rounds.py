"""How often a test repeats what only many rounds can show."""

import os

IN_CI = bool(os.environ.get("FORBID_SKIP"))


def rounds(few, many):
    """Return `many` where CI runs the tests, and `few` where somebody waits for them."""
    return many if IN_CI else few
