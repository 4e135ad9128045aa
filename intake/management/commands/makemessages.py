"""Gather what is translated, with a note for translators on each text of one or two words."""

import re
from pathlib import Path

from django.core.management.commands import makemessages

NOTES = Path(__file__).parent.parent / "translator_notes.txt"
_MSGID = re.compile(r'^msgid "(?P<text>.+)"$', re.MULTILINE)


def read_notes() -> dict[str, str]:
    """Return {text: what it is and where it stands}."""
    rows = (line.split(" | ", 1) for line in NOTES.read_text(encoding="utf-8").splitlines())
    return dict(rows)


def add_notes(catalog: str, notes: dict[str, str]) -> str:
    """Return a catalog with the note of each text above it, as gettext writes comments."""
    entries = []
    for entry in catalog.split("\n\n"):
        found = _MSGID.search(entry)
        text = found["text"].replace('\\"', '"') if found else ""
        note = notes.get(text)
        entries.append(f"#. Translators: {note}\n{entry}" if note else entry)
    return "\n\n".join(entries)


class Command(makemessages.Command):
    def build_potfiles(self):
        """Add the notes to what gettext gathered."""
        found = super().build_potfiles()
        for name in found:
            path = Path(name)
            catalog = path.read_text(encoding="utf-8")
            path.write_text(add_notes(catalog, read_notes()), encoding="utf-8")
        return found
