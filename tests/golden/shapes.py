"""The stored shapes as JSON files: what they are made of, and where they lie."""

import json
from pathlib import Path

from django.db import transaction

from tests.golden import stored

FOLDER = Path(__file__).parent / "shapes"
# Whose papers are all kept: one in each voice, and between them a paper of every kind. Of the
# others there is the complaint alone, which holds most of what was said.
WHOLE = ("free, wrong match", "lawyer, badly treated by ICE")
ONE = "crcl-complaint"
# A value that is no longer than this stands on one line.
WIDTH = 100


def of(walked):
    """Return {file name: JSON} of all shapes, from what a walk stored and from other people."""
    people = stored.everybody()
    found = {
        "people": {
            name: {
                "lane": lane,
                "answers": answers,
                "facts": stored.facts_of(answers),
                "columns": stored.facets_of(answers),
                "warnings": stored.warnings_of(answers),
                "transcript": stored.transcript_of(answers),
            }
            for name, (lane, answers) in people.items()
        },
        "documents": {
            name: made
            for name, (_lane, answers) in people.items()
            if (made := documents(name, answers))
        },
        "drafts": {
            name: {"stored": draft, "read": stored.read_draft(draft)}
            for name, draft in drafts(walked, people).items()
        },
    }
    found["office"] = walked.office
    for voice, case in walked.cases.items():
        found[f"case_{voice}"] = case
        with transaction.atomic():
            found[f"conclusions_{voice}"] = stored.conclusions(*stored.put_in(case))
            transaction.set_rollback(True)
    return found


def documents(name, answers):
    """Return the papers of one person that are kept."""
    made = stored.documents_of(answers)
    return {key: paper for key, paper in made.items() if name in WHOLE or key == ONE}


def drafts(walked, people):
    """Return unfinished forms of every kind: at their beginning, changed, saved, as papers."""
    _lane, answers = people["helper, held now"]
    answers = stored.without_statement(answers)
    some = {key: answers[key] for key in ("filer", "custody", "urgent")}
    began = {"began": 1795446000}
    return {f"saved, {voice}": draft for voice, draft in walked.drafts.items()} | {
        "just begun": began | {"answers": {"filer": {"filing_for": "me"}}, "lane": "full"},
        "by phone": began | {"answers": some, "lane": "urgent", "assisted": 9001},
        "more pages": {"answers": answers, "coded": True},
        "answers moved aside": began
        | {"answers": some, "earlier": {"reach": answers["reach"]}, "lane": "full"},
        "as papers": began | {"answers": answers, "lane": "full", "papers": True, "earlier": {}},
    }


def names():
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def read(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


def write(name, value):
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(in_lines(value) + "\n")


def in_lines(value, margin=""):
    """Return JSON in lines that are short and few."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= WIDTH or not isinstance(value, (dict, list)):
        return text
    inner = f"{margin} "
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(key)}: {in_lines(one, inner)}" for key, one in value.items()]
    else:
        lines = [f"{inner}{in_lines(one, inner)}" for one in value]
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    return f"{opens}\n" + ",\n".join(lines) + f"\n{margin}{closes}"
