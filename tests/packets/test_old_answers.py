"""Letters from answers of the first edition hold what was said then."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.flow.editions import FIRST, upgrade
from intake.flow.steps import PACKET
from intake.packets.base import ALL_STEPS
from intake.packets.build import build_document
from intake.packets.choices import ASKED
from intake.packets.document_input import SAID_IN_SENTENCES, document_input
from intake.packets.documents.crcl import CRCL
from tests.golden.rewording import value_now
from tests.packets.people import said_yes

SHAPES = Path(__file__).parents[1] / "golden" / "shapes"
PEOPLE = json.loads((SHAPES / "people.json").read_text(encoding="utf-8"))
# In English and short: longer or other words are quoted in parts.
ENGLISH = [who for who in PEOPLE if PEOPLE[who]["answers"]["person"]["given_names"].isascii()] + [
    "free, wrong match",
    "helper, held now",
    "short form, for me",
]


@pytest.mark.parametrize("who", dict.fromkeys(ENGLISH))
def test_the_account_holds_every_short_answer_of_then(who):
    answers = upgrade(PEOPLE[who]["answers"], FIRST)
    known = document_input(answers, today=date(2026, 11, 23), choices=said_yes(*ASKED))
    text = build_document(CRCL, known).text()
    said = [
        (section["key"], value_now(line["value"], answers))
        for section in PEOPLE[who]["transcript"]
        # How to reach a witness, and dangers of mind and body, go in no letter.
        if section["sees"] == PACKET and section["key"] in set(ALL_STEPS) - {"witnesses", "danger"}
        for entry in section["entries"]
        for line in entry
        # CRCL has no use for the country of birth.
        if line["key"] != "birth_country"
        # Where somebody is stands in a sentence, and "not sure" nowhere.
        and (section["key"], line["key"]) not in SAID_IN_SENTENCES
        and line["value"] != "I am not sure"
        and line["value"]
        and len(line["value"]) < 80
        and "\n" not in line["value"]
    ]
    assert said and [pair for pair in said if pair[1] not in text] == []
