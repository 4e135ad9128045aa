"""Where the machine has a Chromium."""

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser():
    """Return the path of a Chromium: from CHROMIUM, or where the system has one. Or ""."""
    named = os.environ.get("CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")
