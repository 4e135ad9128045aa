"""Seed a database with many sealed cases, and time the bare SQL of the lists. A process of its own.

Every case has its columns, two wraps, an event and the look-ups of a name, a phone and a number;
half have papers for an office, by how far they are. The first 300 and one in a hundred of the rest
are sealed in full, story and all, with a note for the next shift, each of a person of its own; of
the others the boxes are random bytes of the same size in one column. Names and places are drawn
from small invented sets with a realistic spread. Whoever measures has as many open cases as a
person can have, at any size: the first ones; all others are with colleagues, or with nobody.
"""

import json
import os
import random
import sys
import time
import uuid
from datetime import datetime, timedelta
from datetime import time as time_of_day
from statistics import median

import django

STATES = ["CA", "TX", "FL", "NY", "IL", "AZ", "NJ", "GA", "NC", "WY"]
STATE_WEIGHTS = [25, 22, 12, 10, 8, 7, 6, 5, 4.5, 0.5]
READS = ["es", "en", "ht", "zh", "ar", "am"]
READ_WEIGHTS = [60, 22, 6, 6, 4, 2]
PROBLEMS = ["wrong_match", "status_wrong", "held_longer", "ice_arrest", "profiling", "other"]
BEGAN = ["traffic_stop", "police", "ice_home", "border"]
OUTCOMES = ["no_answer", "freed", "sent_on", "answer_for"]
GIVEN = [
    a + b
    for a in ("An", "Jo", "Ma", "Lu", "Ka", "Ro", "Da", "Te")
    for b in ("ma", "selito", "rika", "vanu", "dori", "niel", "bert", "sana")
]
FAMILY = [
    a + b + c
    for a in ("Ro", "Ga", "Pe", "Mu", "Ha", "Lo", "Va", "Ce")
    for b in ("dri", "mbo", "kin", "sta")
    for c in ("guez", "rez", "nov", "wati", "lim", "sson")
]
SEALED_FIRST, EVERY = 300, 100
BOX = os.urandom(98)
# Of the first so many cases, the open ones are spread over all volunteers.
MINE_AMONG = 400


def columns_of(number, today, team, volunteers, rng, taken):
    from intake.cases import facets, search, urgency
    from intake.cases.models import Case

    closed = rng.random() < 0.6
    held = not closed and rng.random() < 0.06
    opened = today - timedelta(days=int(rng.expovariate(1 / 90)) % 360)
    last = today + timedelta(days=rng.randint(1, 700)) if rng.random() < 0.7 else None
    ahead = today + timedelta(days=rng.randint(0, 90))
    coming = [[ahead.isoformat()] * 2] if held or rng.random() < 0.02 else []
    at_work = ["new", "reading", "asking", "ready", "sent", "answered"]
    status = "closed" if closed else rng.choices(at_work, [3, 25, 15, 5, 45, 7])[0]
    case = Case(
        owner=uuid.UUID(int=rng.getrandbits(128)),
        reference=_free_reference(number, taken),
        team=team,
        status=status,
        outcome=_outcome(rng) if closed else "",
        opened_on=opened,
        changed_on=today if not closed else opened,
        closed_on=opened if closed else None,
        last_contact_on=opened,
        held=held,
        hold=rng.choice(["yes", "no", "unsure"]),
        where="local_jail" if held else "free",
        held_past_release=held and rng.random() < 0.3,
        says_citizen=rng.random() < 0.2,
        concerns={"danger": ""} if rng.random() < (0.3 if held else 0.005) else {},
        coming_days=coming,
        state=rng.choices(STATES, STATE_WEIGHTS)[0],
        reads=rng.choices(READS, READ_WEIGHTS)[0],
        problems=_rare(rng, "conditions_or_abuse", rng.sample(PROBLEMS, rng.randint(1, 3))),
        codes=_rare(rng, "mixed_file", ["same_name"]),
        began=rng.choice(BEGAN),
        consent_send=rng.choice(["volunteers", "self"]),
        consent_count="yes",
        deadlines={"ftca": last.isoformat()} if last else {},
        searchable=True,
        search_edition=search.SEARCH_EDITION,
        facts_edition=facets.FACTS_EDITION,
        retention_extended=True,
        follow_up_on=today + timedelta(days=rng.randint(1, 90)) if status == "sent" else None,
        assigned_to=rng.choice(volunteers if number < MINE_AMONG else volunteers[1:])
        if rng.random() < 0.8
        else None,
    )
    urgency.recompute_derived(case, today)
    return case


# Papers of a case, by its status: the states they may be in; none is "".
STATES_OF = {
    "ready": ("ready", "read", "agreed"),
    "sent": ("sent",),
    "answered": ("answered",),
    "closed": ("", "sent", "answered"),
}
ROUTES = ["crcl", "jail-letter", "oig", "foia", "trip", "ftca"]


def papers_of(case, today, rng):
    """Return the papers of a case as [Packet], or none; their boxes are random bytes."""
    from intake.packets.models import Packet

    state = rng.choice(STATES_OF.get(case.status, ("",)))
    if not state:
        return []
    sent_on = min(case.opened_on + timedelta(days=rng.randint(1, 9)), today)
    gone = state in ("sent", "answered")
    return [
        Packet(
            case=case,
            route=rng.choice(ROUTES),
            edition=1,
            status=state,
            frozen=BOX,
            made_on=case.opened_on,
            sent_on=sent_on if gone else None,
            answered_on=today if state == "answered" else None,
        )
    ]


def note_of(case, key):
    from intake.cases.models import Note

    clear = {"at": at_noon(case.changed_on), "for_next_shift": True}
    return case.unlocked(key).new(Note, clear=clear, text="Call the jail again.")


def _rare(rng, code, codes):
    """Return the codes with one more in one case of 5,000: the hard case of a filter."""
    return [*codes, code] if rng.random() < 0.0002 else codes


def _outcome(rng):
    return "same_as" if rng.random() < 0.0002 else rng.choice(OUTCOMES)


def _free_reference(number, taken):
    """Return a reference that no case has: those that were sent drew theirs by chance."""
    from intake.vault import codes

    found = codes.grouped(_base32(number), 3)
    return found if found not in taken else codes.grouped(_base32(number + 32**6 // 2), 3)


def _base32(number):
    from intake.vault.codes import ALPHABET

    # Spread over all references, as chance would: a step without a common factor with 32 ** 6.
    number = number * 654_321_987 % 32**6
    letters = ""
    for _ in range(6):
        number, place = divmod(number, 32)
        letters += ALPHABET[place]
    return letters


def seed(first, last):
    """Add the cases from number `first` up to and without `last`."""
    from django.db import transaction
    from django.utils import timezone

    from intake.cases import search, submission
    from intake.cases.models import Case, CaseCode, Event, Note, SearchHash
    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import sample
    from intake.flow.sections import transcript
    from intake.models import Complaint, Packet, Team, Volunteer, Wrap
    from intake.vault import envelopes, keys
    from intake.vault.row_keys import new_key
    from tests.prepare import PASSWORD

    today, rng = timezone.localdate(), random.Random(first)
    team, cora = Team.objects.get(), Volunteer.objects.get(username="cora")
    private_keys = keys.unlock_teams(cora.member, keys.unlock_member(cora.member, PASSWORD))[
        team.pk
    ]
    look_up, volunteers = search.search_key(private_keys), list(Volunteer.objects.order_by("pk"))
    taken = set(Case.objects.values_list("reference", flat=True))
    answers = sample(COMPLAINT) | {"statement": {"name": "Sam Sample", "said_on": str(today)}}
    for start in range(first, last, 5000):
        cases, complaints, wraps, names, notes = [], [], [], [], []
        for number in range(start, min(start + 5000, last)):
            case = columns_of(number, today, team, volunteers, rng, taken)
            name = (rng.choice(GIVEN), rng.choice(FAMILY), rng.choice(FAMILY), number)
            # Those that stand first in the queue are sealed in full: its first page opens them.
            if number < SEALED_FIRST or number % EVERY == 0 or case.tier < 4:
                key = new_key(case.owner)
                complaint = Complaint(id=key.owner, edition="bench", submitted_on=case.opened_on)
                own = answers_of(answers, name)
                case.complaint = key.seal(complaint, answers=own, transcript=transcript(own))
                complaints.append(case.complaint)
                notes.append(note_of(case, key))
                wraps += envelopes.public_wraps(key, team)
            else:
                wraps += [
                    Wrap(owner=case.owner, kind="team", team=team, key_number=1, wrapped=BOX),
                    Wrap(owner=case.owner, kind="recovery", wrapped=BOX),
                ]
            cases.append(case)
            names.append(name)
        with transaction.atomic():
            Complaint.objects.bulk_create(complaints)
            cases = Case.objects.bulk_create(cases, batch_size=500)
            Wrap.objects.bulk_create(wraps, batch_size=2000)
            CaseCode.objects.bulk_create(
                (row for case in cases for row in submission.new_case_codes(case)), batch_size=5000
            )
            Note.objects.bulk_create(notes)
            Packet.objects.bulk_create(
                (packet for case in cases for packet in papers_of(case, today, rng)),
                batch_size=2000,
            )
            Event.objects.bulk_create(
                (Event(case=case, kind="submitted", at=at_noon(case.opened_on)) for case in cases),
                batch_size=2000,
            )
            SearchHash.objects.bulk_create(
                (
                    SearchHash(case=case, value=search.hash_term(look_up, term))
                    for case, name in zip(cases, names, strict=True)
                    for term in terms_of(name)
                ),
                batch_size=5000,
            )


def answers_of(answers, name):
    """Return the same answers, said by another person: name, date of birth, phone and numbers."""
    given, family, second, number = name
    person = answers["person"] | {
        "given_names": given,
        "family_names": f"{family} {second}",
        "other_names": "",
    }
    born = {"y": 1950 + number % 50, "m": number % 12 + 1, "d": number % 28 + 1, "words": ""}
    hold = answers["detainers"][0] | {"number": f"A{number:09d}"}
    return answers | {
        "person": person,
        "born": answers["born"] | {"birth_date": born},
        "reach": answers["reach"] | {"phone": f"555{number:07d}"[-10:]},
        "detainers": [hold, *answers["detainers"][1:]],
    }


def at_noon(day):
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(day, time_of_day(12)))


def terms_of(name):
    """Return the terms of a case: whole name, one pair as it sounds, a phone, an A-number."""
    from intake.cases import spellings

    given, family, second, number = name
    words = spellings.name_words(f"{given} {family} {second}")
    return [
        ("name", " ".join(sorted(words))),
        ("sound", " ".join(sorted(spellings.phonetic_codes(word)[0] for word in words[:2]))),
        ("phone", f"555{number:07d}"[-10:]),
        ("a-number", f"{number:09d}"),
    ]


def bare(count=15):
    """Return the median milliseconds of the SQL that each kind of page cannot do without."""
    from django.db import connection

    from intake.cases.models import Case, SearchHash

    first, value = (
        model.objects.order_by("pk").values_list(name, flat=True).first()
        for model, name in ((Case, "reference"), (SearchHash, "value"))
    )
    in_order = "SELECT * FROM intake_case WHERE team_id = 1 AND rank < '5'"
    statements = {
        "list": f"{in_order} ORDER BY rank, reference LIMIT 51",
        "filter": f"{in_order} AND state = 'TX' AND reads = 'am' ORDER BY rank, reference LIMIT 51",
        "search": f"SELECT case_id FROM intake_searchhash WHERE value = {value} LIMIT 500",
        "case": f"SELECT * FROM intake_case c LEFT JOIN intake_complaint p ON p.id = c.complaint_id"
        f" WHERE c.reference = '{first}'",
        "numbers": "SELECT * FROM intake_teamstatistics",
        "write": "SELECT 1",
    }
    found = {}
    for name, sql in statements.items():
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(sql)
                cursor.fetchall()
            taken.append((time.perf_counter() - start) * 1000)
        found[name] = median(taken)
    return found


def analyze_statistics():
    """Let the engine know how the rows are spread, as its own upkeep would in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "bare":
        print(json.dumps(bare()))
    else:
        seed(int(sys.argv[1]), int(sys.argv[2]))
        analyze_statistics()
