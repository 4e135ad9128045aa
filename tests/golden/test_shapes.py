"""Every sealed shape that was stored is read and written as it was.

The files in `shapes/` were made by the code of 67465de. They never change.
"""

import json
from pathlib import Path

import pytest

from intake.flow.earlier import EARLIER, GROUP
from intake.flow.sections import sections_from_transcript, transcript
from intake.flow.shapes import ANSWERS, DRAFT, TRANSCRIPT
from intake.messages.models import BODY, TRANSLATION
from intake.models import Attachment, Correction, Note, Packet, Translation
from intake.rendering.blocks import document_from_plain
from intake.vault import shapes

from .rewording import sections_now

SHAPES = Path(__file__).parent / "shapes"


def kept(name):
    return json.loads((SHAPES / f"{name}.json").read_text(encoding="utf-8"))


PEOPLE, DOCUMENTS, DRAFTS = kept("people"), kept("documents"), kept("drafts")
CASES = {voice: kept(f"case_{voice}") for voice in ("me", "them")}

# {table: {column: the shape that its model declares}}.
COLUMNS = {
    "complaint": {"answers": ANSWERS, "transcript": TRANSCRIPT},
    "supplements": {"answers": ANSWERS, "transcript": TRANSCRIPT},
    "notes": {"text": Note._meta.get_field("text").shape},
    "messages": {"body": BODY, "translation": TRANSLATION},
    "corrections": {"change": Correction._meta.get_field("change").shape},
    "translations": {"body": Translation._meta.get_field("body").shape},
    "packets": {name: Packet._meta.get_field(name).shape for name in ("edits", "frozen", "record")},
    "attachments": {"about": Attachment._meta.get_field("about").shape},
}


# Questions that were put in other words since, each on purpose: {(page, question): (before, now)}.
REWORDED = {("held-over", "went_out"): ("When did you go free?", "When did you leave that jail?")}

# Questions that fewer people are asked since: without an answer they are in no transcript.
FEWER = {("harm", "days_held")}


def reworded(sections, answers):
    """Return a stored transcript with the questions as they are put now."""
    changed = json.loads(json.dumps(sections))
    for section in changed:
        section["entries"] = [
            [line for line in entry if line["value"] or (section["key"], line["key"]) not in FEWER]
            for entry in section["entries"]
        ]
        for line in (line for entry in section["entries"] for line in entry):
            before, now = REWORDED.get((section["key"], line["key"]), (None, None))
            line["label"] = now if line["label"] == before else line["label"]
    # Pages that are asked no more come last.
    gone = [section for section in changed if EARLIER.has_step(section["key"])]
    last = [section | {"part": str(GROUP.title)} for section in gone]
    changed = [section for section in changed if section not in gone] + last
    return sections_now(changed, answers)


@pytest.mark.parametrize("who", PEOPLE)
def test_answers_are_read_and_give_the_same_transcript(who):
    person = PEOPLE[who]
    shapes.check(ANSWERS, person["answers"])
    assert transcript(person["answers"]) == reworded(person["transcript"], person["answers"])


@pytest.mark.parametrize("who", DOCUMENTS)
def test_a_stored_document_is_read_and_written_as_it_was(who):
    for _edition, document in DOCUMENTS[who].values():
        assert document_from_plain(document).to_plain() == document


@pytest.mark.parametrize("name", DRAFTS)
def test_a_stored_draft_has_the_shape_of_a_draft(name):
    shapes.check(DRAFT, DRAFTS[name]["stored"])


@pytest.mark.parametrize("voice", CASES)
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]]
)
def test_what_is_sealed_of_a_case_has_the_shape_that_its_column_declares(voice, table, column):
    rows = CASES[voice][table]
    values = [row[column] for row in (rows if isinstance(rows, list) else [rows])]
    assert any(values)
    for value in filter(None, values):
        shapes.check(COLUMNS[table][column], value)


@pytest.mark.parametrize("voice", CASES)
def test_transcripts_and_frozen_packets_of_a_case_are_read(voice):
    case = CASES[voice]
    for row in (case["complaint"], *case["supplements"]):
        titles = [section.title for section in sections_from_transcript(row["transcript"])]
        assert titles == [section["title"] for section in row["transcript"]]
    frozen = [row["frozen"] for row in case["packets"] if row["frozen"]]
    assert frozen
    for packet in frozen:
        for paper in packet["papers"]:
            assert document_from_plain(paper["document"]).to_plain() == paper["document"]
