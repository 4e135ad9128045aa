"""What letters and forms say: to each office its own, in the voice of the writer, and no promise
that may not hold."""

import re

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.steps import ME
from intake.packets.base import LETTER, SAFE_ADDRESS
from intake.packets.build import (
    DOCUMENT_TYPES,
    DOCUMENT_TYPES_BY_SLUG,
    DOCUMENTS_OF_ROUTE,
    build_document,
)
from intake.packets.document_input import TREATMENT, document_input
from intake.packets.documents.jail_letter_short import LAW as JAIL_LAW
from intake.packets.documents.name_disclosure import name_answer
from tests.packets.made_documents import LAWS, SWEARS, own_words_of, texts
from tests.packets.people import PEOPLE, TODAY, WITH_ROWS, answers_of, told_of

pytestmark = pytest.mark.django_db


def rows_with(document, label):
    return [row.value for row in document.rows() if row.label == label]


PAPERS_AND_STATUS = ["us_citizen", "permanent_resident", "other_status", "status_changed"]


@pytest.mark.parametrize("reason", PAPERS_AND_STATUS)
def test_the_police_are_told_nothing_of_papers_or_status(reason):
    changes = {
        "why_wrong": {"reasons": [reason, "wrong_conviction"]},
        "proof": {"papers_held": ["green_card", "citizenship"]},
    }
    for who in ("helper, held now", "free, wrong match"):
        text = texts(who, **changes)["entry"]
        assert "The entry shows a crime that is not" in text
        for said in ("citizen", "green card", "Green card", "visa", "status later", "A-number"):
            assert said not in text
        alone = texts(who, why_wrong={"reasons": [reason]}, match={})["entry"]
        assert "Why it is wrong" not in alone


def test_an_entry_is_named_before_it_is_told_why_it_is_wrong():
    text = texts("free, wrong match")["entry"]
    places = [
        text.index(words)
        for words in ("Date of the arrest or entry", "Charge, as it is printed", "Why it is wrong")
    ]
    assert places == sorted(places)


ENGLISH_LETTERS = "Name in English letters, as on the papers"
PRINTED = "Name, printed in English letters"


@pytest.mark.parametrize(
    ("who", "needed"),
    [
        ("Arabic", True),
        ("Chinese", True),
        ("Amharic", True),
        ("Devanagari", True),
        ("Vietnamese", False),
        ("free, wrong match", False),
        ("one name", False),
    ],
)
def test_a_name_in_other_letters_has_a_line_for_english_ones(who, needed):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        document = build_document(paper, known)
        labels = [row.label for row in document.rows()]
        assert labels.count(ENGLISH_LETTERS) == (needed and paper.slug != "checklist"), paper.slug
        beside = any("English letters" in str(item) for item in paper.advice_for(document))
        assert beside == (needed and paper.slug != "checklist")
        if needed and "Last names" in labels:
            names = [label for label in labels if label in ("Given names", "Last names")]
            assert labels.index(ENGLISH_LETTERS) == labels.index(names[-1]) + 1
    mine = who not in ("Arabic",)
    for key in ("statement", "crcl-complaint"):
        assert bool(rows_with(build_document(DOCUMENT_TYPES_BY_SLUG[key], known), PRINTED)) == (
            needed and mine
        )
    assert (
        bool(rows_with(build_document(DOCUMENT_TYPES_BY_SLUG["identity"], known), PRINTED))
        == needed
    )


def test_names_stand_apart_and_one_that_was_not_told_has_no_row():
    for key in ("crcl-complaint", "identity", "consent", "congress-release"):
        document = build_document(DOCUMENT_TYPES_BY_SLUG[key], told_of("free, wrong match"))
        assert rows_with(document, "Given names") == ["Ana María"]
        assert rows_with(document, "Last names") == ["Example de la Prueba"]
        document = build_document(DOCUMENT_TYPES_BY_SLUG[key], told_of("one name"))
        assert rows_with(document, "Last names") == []


def test_a_helper_says_that_they_believe_what_they_were_told():
    said = "What I was told, I say as it was told to me, and I believe it."
    text = texts("helper, held now")["statement"]
    assert text.index(said) < text.index(SWEARS)
    assert said not in texts("free, wrong match")["statement"]


def test_what_is_sworn_has_no_empty_lines_above_it():
    """Lines for who read it or translates it stand behind the place to sign."""
    for who in ("Arabic", "Amharic", "Chinese"):
        for paper in DOCUMENT_TYPES:
            blocks = build_document(paper, told_of(who, under_perjury=True)).blocks
            sworn = [n for n, block in enumerate(blocks) if SWEARS in getattr(block, "text", "")]
            if not sworn:
                continue
            labels = [
                row.label
                for block in blocks[: sworn[0]]
                for row in getattr(block, "rows", ())
                if not row.value
            ]
            after = [
                row.label for block in blocks[sworn[0] :] for row in getattr(block, "rows", ())
            ]
            assert not {"Story translated by", "Language it was read in"} & set(labels), paper.slug
            assert "Language it was read in" in after
            assert "Read or interpreted by (name)" in after
            if "story" in paper.discloses:
                assert "Story translated by" in after


NAME = "Ana María Example de la Prueba"
IF_SIGNED = "I will send a certification of identity if this person signs one."
KNOWS = {
    "can_sign": (
        "A signed permission comes with this.",
        "signed by this person comes with this",
    ),
    "cannot_now": ("I will send the signed permission as soon as I have it.", IF_SIGNED),
    "cannot_reach": ("I will send a signed permission if Ana María gives it.", IF_SIGNED),
    # A grown child signs for themself.
    "parent": ("I will send Ana María's signed consent", "will be sent if this person"),
    "lawyer": (f"I represent {NAME} as a lawyer.", "will be sent if this person"),
}


@pytest.mark.parametrize("knows", KNOWS)
def test_a_letter_promises_only_what_can_be_signed(knows):
    said, identity = KNOWS[knows]
    found = texts("helper, held now", permission={"knows": knows})
    for paper in DOCUMENT_TYPES:
        if paper.slug in found and paper.kind == LETTER and paper.slug != "statement":
            assert said in found[paper.slug], paper.slug
    for key in ("foia-ice", "amendment"):
        assert identity in found[key]
        assert found[key].count("ertification of identity") == 1
        assert "will follow" not in found[key]
    assert "permission" not in texts("free, wrong match")["jail-letter"]
    assert "that I signed comes with this" in texts("free, wrong match")["foia-ice"]


def test_a_lawyer_writes_and_signs_as_one():
    known = told_of("lawyer, held now, citizen")
    for paper in DOCUMENT_TYPES:
        text = build_document(paper, known).text()
        assert "as a helper" not in text, paper.slug
        if paper.kind == LETTER and paper.slug != "statement":
            assert f"Law Yersample, lawyer of {NAME}" in text
    lawyer = build_document(DOCUMENT_TYPES_BY_SLUG["ice-citizen"], known)
    assert f"I represent {NAME} as a lawyer." in lawyer.text()
    claim = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], known)
    assert rows_with(claim, "Representative, only with written authority") == ["Law Yersample"]
    friend = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("helper, held now"))
    assert rows_with(friend, "Representative, only with written authority") == [""]


def test_the_worksheet_tells_of_the_hold_and_asks_nobody_to_sign_it():
    found = texts("helper, held now")
    for words in (
        "SAMPLE-0001",
        "I should have been released then.",
        "asks about insurance",
        "the sum, which only this person can say",
    ):
        assert words in found["sf95"]
    mine = texts("free, wrong match")
    assert "The person signs the form itself, or a representative with written" in found["sf95"]
    assert "Sign and date the form itself, not this sheet." in mine["sf95"]
    worksheet = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("helper, held now"))
    assert not [block for block in worksheet.blocks if block.kind == "sign"]
    unknown = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("dates not known"))
    assert rows_with(unknown, "6 Date") == [""]
    [last] = rows_with(unknown, "Deadline")
    assert last == "Not known from the dates that were given. Ask a lawyer."
    release = build_document(
        DOCUMENT_TYPES_BY_SLUG["congress-release"], told_of("helper, held now")
    )
    assert rows_with(release, "Member of Congress (name)") == [""]
    assert rows_with(release, "Name of the person") == [NAME]


def test_a_part_of_a_birth_date_has_a_line_for_all_of_it():
    full = "Full date of birth (month, day, year)"
    asked = {
        "identity",
        "consent",
        "congress-release",
        "sf95",
        "fbi-request",
        "foia-ice",
        "foia-cbp",
        "foia-uscis",
        "foia-obim",
    }
    in_part = texts("helper, held now")
    assert {key for key, text in in_part.items() if full in text} == asked
    born = {"birth_date": {"y": 1990, "m": 3, "d": 14, "words": ""}}
    assert not any(full in text for text in texts("helper, held now", born=born).values())


def test_the_fbi_gets_a_permission_and_sends_the_record_to_the_person():
    assert DOCUMENT_TYPES_BY_SLUG["consent"] in DOCUMENTS_OF_ROUTE["fbi"]
    helper, mine = texts("helper, held now"), texts("free, wrong match")
    to_both = "send the corrected record to Ana María, and to me with Ana María's permission"
    assert to_both in helper["fbi-challenge"]
    assert "send me the corrected record" in mine["fbi-challenge"]
    assert "The person gives the fingerprints and signs the form." in helper["fbi-request"]
    assert "The person gives" not in mine["fbi-request"]
    assert "Fingerprints taken by (name or office)" in mine["fbi-request"]


def test_every_letter_about_staff_begins_with_what_it_is():
    helper, mine = texts("helper, held now"), texts("free, wrong match")
    for key, staff in (("oig", "Homeland Security"), ("opr", "ICE")):
        assert f"I complain about what I believe staff of {staff} did to me." in mine[key]
        assert f"what I believe staff of {staff} did to Ana María." in helper[key]
        assert {"problem", "hold"} <= set(DOCUMENT_TYPES_BY_SLUG[key].discloses)
    for key in ("doj", "attorney-general"):
        assert f"I am a friend of {NAME}." in helper[key]


@pytest.mark.parametrize("key", ["grievance", "opr", "attorney-general"])
def test_those_complained_about_are_not_told_who_saw_it(key):
    for who in ("helper, held now", "free, wrong match"):
        text = texts(who)[key]
        assert "Wit Ness" not in text
        assert "There is a witness, who can be reached through me." in text
    assert "witness" not in texts("helper, held now", witnesses=[])[key]


def test_crcl_is_asked_to_keep_the_names_of_those_who_saw_it():
    said = "Please do not show the names of the people who saw it"
    assert said in texts("free, wrong match")["crcl-complaint"]
    assert said not in texts("free, wrong match", witnesses=[])["crcl-complaint"]


def test_a_claim_says_what_happened_as_the_claimant_would():
    for who in ("free, wrong match", "helper, held now"):
        text = texts(who)["sf95"]
        basis = text[text.index("Block 8") : text.index("Block 9")]
        for said in (
            "my bail was posted. I should have been released then.",
            "I believe that the record belongs to another person with the same name.",
            "Only if your lawyer agrees: ICE employees knew or should have known",
        ):
            assert said in basis


def test_a_claim_has_an_empty_line_for_witnesses_who_agreed():
    document = build_document(DOCUMENT_TYPES_BY_SLUG["sf95"], told_of("helper, held now"))
    assert rows_with(document, "Name and address; only people who agreed") == [""]
    assert "Wit Ness" not in document.text()


@pytest.mark.parametrize("knows", ["cannot_now", "cannot_reach"])
def test_nobody_marks_for_a_person_that_their_name_may_be_shown(knows):
    text = texts("helper, held now", permission={"knows": knows})["crcl-complaint"]
    assert "that I complain about until Ana María has said yes." in text
    assert "Mark one with an X" not in text
    text = texts("helper, held now", permission={"knows": "can_sign"})["crcl-complaint"]
    assert "Mark one with an X" in text


@pytest.mark.parametrize("knows", ["cannot_now", "cannot_reach"])
def test_a_yes_to_the_name_is_no_yes_of_a_person_who_could_not_be_asked(knows):
    answers = answers_of("helper, held now")
    said = name_answer(
        document_input(answers | {"permission": {"knows": knows}}, today=TODAY), "yes"
    )
    assert "you may show my name" in said and "until this person has said yes." in said
    assert "this person's name and mine" not in said
    asked = document_input(answers | {"permission": {"knows": "can_sign"}}, today=TODAY)
    assert "this person's name and mine" in name_answer(asked, "yes")


def test_the_danger_page_says_what_of_it_goes_in_no_letter():
    step = COMPLAINT.step("danger")
    asked = dict(step.form.base_fields["happening"].choices)
    assert set(asked) - TREATMENT - {"none", "not_sure"} == {"pregnant", "under_18", "self_harm"}
    for said in ("No letter says", "pregnant", "under 18", "thinking about dying"):
        assert said in str(step.why.for_voice(ME))


def test_the_fbi_sends_a_challenge_on_so_it_says_nothing_of_papers():
    held = [
        "passport",
        "citizenship",
        "birth_abroad",
        "green_card",
        "work_or_visa",
        "birth_certificate",
        "court",
    ]
    changes = {
        "why_wrong": {"reasons": [*PAPERS_AND_STATUS, "wrong_conviction"]},
        "proof": {"papers_held": held},
    }
    text = texts("free, wrong match", **changes)["fbi-challenge"]
    assert "The entry shows a crime that is not mine" in text and "Court document" in text
    for said in ("citizen", "reen card", "visa", "Passport", "status later", "irth certificate"):
        assert said not in text


def test_a_state_is_not_told_of_status():
    found = texts("free, wrong match", problem={"went_wrong": ["status_wrong", "held_longer"]})
    assert "wrong about my citizenship" not in found["attorney-general"]
    assert "Sample County Jail kept me" in found["attorney-general"]
    assert "wrong information" not in found["attorney-general"]
    assert "wrong information about me" in found["doj"]


def test_the_jail_and_the_police_are_told_that_somebody_was_kept_too_long():
    problem = {"went_wrong": ["status_wrong", "held_longer"]}
    mine = texts("free, wrong match", problem=problem)["grievance"]
    assert "my bail was posted. I should have been released then." in mine
    assert "I was released." in mine
    assert "wrong about my citizenship" not in mine
    theirs = texts("helper, held now", problem=problem)["grievance"]
    assert "kept in your jail since bail was posted" in theirs
    assert "wrong about their citizenship" not in theirs


def test_a_request_is_fast_for_a_record_only_where_ice_keeps_or_asked():
    mine = texts("free, wrong match")["foia-ice"]
    assert "a record of Homeland Security was used to keep me in jail" in mine
    known = texts("helper, held now", hold={"ice_asked": "unsure"})["foia-ice"]
    assert "Ana María is locked up now." in known
    assert "is used to keep" not in known
    by_ice = texts("helper, held now", hold={"ice_asked": "unsure"}, custody={"where": "ice"})
    assert "a record of Homeland Security is used to keep Ana María." in by_ice["foia-ice"]


def test_a_certification_says_who_may_have_the_records_and_who_signs():
    asks = "The offices that I ask may give my records to:"
    text = texts("helper, held now")["identity"]
    assert asks in text and "I am Ana María Example de la Prueba." in text
    answers = answers_of("free, wrong match")
    for send in ("self", "volunteers"):
        answers["sharing"] = answers["sharing"] | {"send": send}
        text = build_document(
            DOCUMENT_TYPES_BY_SLUG["identity"], document_input(answers, today=TODAY)
        ).text()
        assert (asks in text) == ("The volunteers of" in text) == (send == "volunteers")
    young = {"birth_date": {"y": 2015, "m": 3, "d": 14, "words": ""}, "birth_country": ""}
    parent = {"knows": "parent"}
    child = texts("helper, held now", permission=parent, born=young)["identity"]
    grown = texts("helper, held now", permission=parent)["identity"]
    assert "I sign for this child" not in grown and "Signature of the person" in grown
    assert "the parent of Ana María Example de la Prueba. I sign for this child." in child
    assert "Signature of the parent" in child and "my records" not in child


def test_a_helper_says_of_the_jail_only_what_they_know():
    text = texts("helper, held now")["jail-letter"]
    assert "As far as I know, Ana María is in your jail." in text
    assert "As far as I know, Ana María is still held." in text
    assert "I am in your jail." in texts("Amharic")["jail-letter"]


def test_a_complaint_is_titled_by_whom_it_goes_to():
    held = build_document(DOCUMENT_TYPES_BY_SLUG["grievance"], told_of("helper, held now"))
    free = build_document(DOCUMENT_TYPES_BY_SLUG["grievance"], told_of("free, wrong match"))
    assert held.title == "Grievance to the jail"
    assert free.title == "Complaint to the police"
    kept = answers_of("free, wrong match") | {"profiling": {}}
    kept["problem"] = {"went_wrong": ["held_longer"]}
    freed = build_document(DOCUMENT_TYPES_BY_SLUG["grievance"], document_input(kept, today=TODAY))
    assert freed.title == "Complaint to the jail"


@pytest.mark.parametrize("who", PEOPLE)
def test_dates_are_those_of_pages_that_the_office_is_told(who):
    known = told_of(who)
    for paper in DOCUMENT_TYPES:
        text = build_document(paper, known).text()
        if "detainers" not in paper.discloses:
            assert "October 3, 2026" not in text, paper.slug
        if "hold-copy" not in paper.discloses:
            assert "October 4, 2026" not in text, paper.slug
        if "held-over" not in paper.discloses:
            assert "October 5, 2026" not in text, paper.slug
            assert "should have been released" not in text, paper.slug


def test_without_the_time_to_go_free_the_jail_is_asked_for_it():
    over = {"kept": "yes", "due_out": None, "went_out": None, "zone": ""}
    mine = texts("free, wrong match", held_over=over)
    said = "Please tell me the date and time at which I would have been released without ICE."
    assert said in mine["jail-letter"]
    for key, text in mine.items():
        assert "The 48 hours end " not in text, key
    theirs = texts("helper, held now", held_over=over)["jail-letter"]
    assert "the date and time at which Ana María would have been released without ICE" in theirs
    assert "48 hours" not in theirs


NOTICE = [{"seen": "have", "paper": "i247g", "placed_on": None, "number": "", "still_there": ""}]


def test_a_paper_that_only_asks_for_notice_gives_no_hours_to_keep_anyone():
    for who, held in (("Amharic", True), ("helper, held now", True), ("free, wrong match", False)):
        found = texts(who, detainers=NOTICE)
        for key, text in found.items():
            assert "The 48 hours" not in text, key
            assert "48 hours are over" not in text and "no more than 48 hours" not in text, key
        letter = found["jail-letter"]
        assert "It does not ask you to keep anyone." in letter
        assert "It does not ask you to keep anyone." in found["hold-copy-request"]
        assert "on an immigration detainer" not in letter and "48 hours" not in letter
        assert "Form I-247G asks only for notice" in letter
        assert ("lease release" in letter and "by what authority" in letter) == held
        assert "after that time" not in letter
        assert "A hold keeps" not in found["checklist"]
    assert "Ask the jail why you are there." in texts("Amharic", detainers=NOTICE)["checklist"]


@pytest.mark.parametrize(("day", "over"), [(5, True), (18, True), (19, False), (22, False)])
def test_who_is_held_past_both_counts_says_so(day, over):
    """From Thursday the 19th on, one of the two counts still runs on Monday the 23rd."""
    said = "are over" if day == 5 else "time is over"
    said = (
        f"{'Both times are over' if day == 5 else 'That time is over'}. Please release me at once."
    )
    held_over = {
        "kept": "yes",
        "zone": "",
        "due_out": {"y": 2026, "m": 11, "d": day, "words": "", "time": "5 pm", "t": "17:00"},
    }
    assert (said in texts("Amharic", held_over=held_over)["jail-letter"]) == over
    assert said not in texts("free, wrong match", held_over=held_over)["jail-letter"]
    assert "America/" not in texts("Amharic", held_over=held_over)["jail-letter"]


def test_only_the_part_that_keeps_holds_is_told_of_them():
    found = texts("helper, held now")
    told_of_it = {
        key
        for key, text in found.items()
        if key.startswith("foia") and "immigration detainer about" in text
    }
    assert told_of_it == {"foia-ice"}
    for key in ("foia-cbp", "foia-uscis", "foia-obim"):
        assert "Numbers on the hold" not in found[key]


def test_numbers_of_the_hold_are_left_out_where_there_are_none():
    none = [{"seen": "told", "paper": "", "placed_on": None, "number": "", "still_there": ""}]
    for text in texts("helper, held now", detainers=none).values():
        assert "Numbers on the hold" not in text


def test_crcl_is_told_the_earlier_number_and_asked_about_the_name():
    document = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("helper, held now"))
    assert "The earlier number at CRCL is SAMPLE-77." in document.text()
    headings = [block.text for block in document.blocks if block.kind == "heading"]
    assert headings.count("What was tried before") == 1
    mine = build_document(DOCUMENT_TYPES_BY_SLUG["crcl-complaint"], told_of("free, wrong match"))
    labels = [row.label for row in mine.rows()]
    assert "Yes, you may show it" in labels and "No, do not show it" in labels
    assert "May you show my name to the offices that I complain about?" in mine.text()


def test_the_record_to_change_is_named_first_then_the_change_then_why():
    text = build_document(DOCUMENT_TYPES_BY_SLUG["amendment"], told_of("free, wrong match")).text()
    places = [
        text.index(words)
        for words in (
            "1. The record",
            "an old order of another person",
            "2. The change",
            "It should say",
            "3. Why it is wrong",
        )
    ]
    assert places == sorted(places)


# What is signed names whoever signs; rules speak of anybody.
OF_WHO_SIGNS = re.compile(
    r"(signature|name) of the person|the person (named (here|above)|or group|in (that|the) record)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "paper", [paper for paper in DOCUMENT_TYPES if paper.discloses], ids=lambda paper: paper.slug
)
def test_a_person_never_speaks_of_themself_as_the_person(paper):
    rules = {str(item.text) for item in (*paper.legal_basis, *JAIL_LAW)}
    for line in own_words_of(paper, ("free, wrong match", "Amharic")).split("\n"):
        for rule in rules:
            line = line.replace(rule, "")
        if line:
            assert "the person" not in OF_WHO_SIGNS.sub("", line).lower(), (paper.slug, line)


def test_questions_of_a_form_are_said_to_be_that_once():
    for who in ("helper, held now", "free, wrong match"):
        for paper in DOCUMENT_TYPES:
            if not paper.discloses or paper.slug in ("consent", "identity", "statement"):
                continue
            text = build_document(paper, told_of(who)).text()
            said = text.count("These are questions of the volunteer service that helped me")
            assert said == (1 if paper.slug in WITH_ROWS else 0), paper.slug


def test_a_single_rule_stands_as_a_sentence():
    for paper in DOCUMENT_TYPES:
        for block in build_document(paper, told_of("helper, held now")).blocks:
            if block.kind == "bullets":
                assert not (len(block.items) == 1 and LAWS.search(block.items[0])), paper.slug


def test_letters_are_read_with_advice_on_the_address():
    for paper in DOCUMENT_TYPES:
        document = build_document(paper, told_of("helper, held now"))
        if paper.kind == LETTER and rows_with(document, "Address"):
            assert SAFE_ADDRESS in paper.advice_for(document), paper.slug


def test_a_group_that_was_not_told_is_left_out():
    for text in texts("helper, held now").values():
        assert "Group or office" not in text


@pytest.mark.parametrize(
    ("who", "send", "acting"),
    [
        ("helper, held now", "volunteers", 2),
        ("helper, held now", "self", 1),
        ("free, wrong match", "volunteers", 1),
    ],
)
def test_all_who_act_are_named_in_the_permission(who, send, acting):
    answers = answers_of(who)
    answers["sharing"] = answers["sharing"] | {"send": send}
    document = build_document(
        DOCUMENT_TYPES_BY_SLUG["consent"], document_input(answers, today=TODAY)
    )
    rows = [row for row in document.rows() if "may act for me" in row.label]
    assert len(rows) == acting
    assert any("volunteers of" in row.value for row in rows) == (send == "volunteers")
