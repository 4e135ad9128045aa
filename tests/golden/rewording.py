"""Titles, questions and choices that were put in other words since the shapes were stored.

Stored transcripts keep their words; what today's form makes of the same answers has the new ones.
`reworded.json` has {voice: {before: now}}, each on purpose.
"""

import json
from pathlib import Path

from intake.flow.steps import ME, voice_of

WORDS = json.loads(Path(__file__).with_name("reworded.json").read_text(encoding="utf-8"))


def words_for(answers):
    """Return {before: now} for the voice of these answers."""
    return WORDS["me" if voice_of(answers) == ME else "them"]


def value_now(value, answers):
    """Return a stored value with its choices as they are put now."""
    words = words_for(answers)
    return "; ".join(words.get(part, part) for part in value.split("; "))


def sections_now(sections, answers):
    """Return a stored transcript with its titles, questions and choices as they are put now."""
    words = words_for(answers)
    changed = json.loads(json.dumps(sections))
    for section in changed:
        for key in section.keys() - {"entries", "key"}:
            section[key] = words.get(section[key], section[key])
        for line in (line for entry in section["entries"] for line in entry):
            line["label"] = words.get(line["label"], line["label"])
            line["value"] = value_now(line["value"], answers)
    return changed
