"""How long the form takes, in minutes, for every page that says so.

A test reads the pages of both lanes in both voices at 150 words a minute, adds the taps and the
typing, and compares: who changes a page changes the number here.
"""

MINUTES = {"urgent": 20, "full": 40}
