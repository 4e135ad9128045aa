"""From draft to answer: frozen, read by another, agreed to, sent once, followed up."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.attachments import actions as attachments
from intake.cases import actions as cases
from intake.cases import submission
from intake.cases.actions import NotAllowed
from intake.cases.models import Case, Event
from intake.cases.unlocked import Unreadable
from intake.deadlines.workdays import on_or_after
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.models import Packet
from intake.packets import actions, contents, edits, exhibits
from intake.packets.build import DOCUMENT_TYPES_BY_SLUG, DOCUMENTS_OF_ROUTE
from intake.public.filer_action_views import packets_to_agree
from intake.routes.fitting import ROUTES_BY_SLUG as ROUTES
from intake.vault import envelopes
from tests.second_reader import mark_all

State = Packet.Status
NOW = timezone.now
TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(cast, office):
    """A case, its key, and two volunteers."""
    case = file_case(COMPLAINT, NOW(), filing_for="family", held=True)
    key = envelopes.unlock_key_with_team(case.owner, {office["team"].pk: office["privates"]})
    return {
        "case": case,
        "unlocked": case.unlocked(key),
        "ana": cast["ana"],
        "ben": cast["ben"],
        "cora": office["cora"],
        "own": {office["team"].pk: office["privates"]},
    }


def change(desk, **pages):
    """Answer some pages anew, as the person does later."""
    answers = desk["unlocked"].answers | {
        name.replace("_", "-"): value for name, value in pages.items()
    }
    submission.add_amendment(desk["unlocked"], lambda before: (answers, []), now=NOW())


def letter_of(desk, packet, key):
    papers = contents.documents_in(packet, desk["unlocked"], today=TODAY)
    return next(document for paper, document in papers if paper.slug == key)


def clashes_of(desk, packet):
    found = contents.current_documents(packet, desk["unlocked"], today=TODAY)
    return {paper.slug: clashes for paper, _document, clashes in found if clashes}


def act(desk, name, packet, who="ana", **given):
    if name == "second_read":
        mark_all(packet, desk["unlocked"], desk[who])
    return getattr(edits if name == "declare" else actions, name)(
        packet, **given, unlocked=desk["unlocked"], by=desk[who], at=NOW()
    )


def prepared(desk, route="crcl"):
    return actions.prepare(desk["unlocked"], route, by=desk["ana"], at=NOW())


def ready(desk, route="crcl"):
    return act(desk, "make_ready", prepared(desk, route))


def agreed(desk):
    read = act(desk, "second_read", ready(desk), "ben")
    return act(desk, "agree", read, words="by phone, on Monday")


# A follow-up is never set in the past, so a packet goes out on the day of the run.
SENT_ON = timezone.localdate()
SENT = {"how": "by fax, by Ana", "on": SENT_ON, "number": "SAMPLE-5", "proof": "fax report"}


@pytest.mark.postgres
def test_a_packet_goes_its_whole_way(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    assert packet.status == State.SENT
    case = Case.objects.get(pk=desk["case"].pk)
    assert case.status == Case.Status.SENT
    assert case.follow_up_on == on_or_after(SENT_ON + timedelta(days=7))
    packet = act(desk, "record_answer", packet, words="They look into it.")
    case.refresh_from_db()
    assert (packet.status, case.status) == (State.ANSWERED, Case.Status.ANSWERED)
    record = contents.record_of(packet, desk["unlocked"])
    assert record == {
        "agreed": "by phone, on Monday",
        "how": "by fax, by Ana",
        "number": "SAMPLE-5",
        "proof": "fax report",
        "answer": "They look into it.",
    }
    kinds = list(case.events.order_by("pk").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind != Event.Kind.STATUS_CHANGED] == [
        "submitted",
        "prepared",
        "made_ready",
        "second_read",
        "agreed",
        "sent",
        "answered",
    ]


@pytest.mark.postgres
def test_doing_a_step_twice_does_it_once(desk):
    packet = agreed(desk)
    for name, given in (("make_ready", {}), ("second_read", {}), ("agree", {"words": "other"})):
        assert act(desk, name, packet, "ana", **given).status == State.AGREED
    act(desk, "record_sent", packet, **SENT)
    again = act(desk, "record_sent", packet, **SENT | {"how": "other", "on": date(2026, 1, 1)})
    assert again.sent_on == SENT_ON
    assert contents.record_of(again, desk["unlocked"])["how"] == "by fax, by Ana"
    assert desk["case"].events.filter(kind=Event.Kind.SENT).count() == 1
    assert desk["case"].events.filter(kind=Event.Kind.AGREED).count() == 1


def test_who_made_it_ready_cannot_be_the_second_reader(desk):
    packet = ready(desk)
    with pytest.raises(NotAllowed, match="Another volunteer"):
        act(desk, "second_read", packet, "ana")
    assert act(desk, "second_read", packet, "ben").read_by == desk["ben"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("second_read", {}),
        ("agree", {"words": "yes"}),
        ("record_sent", SENT),
        ("record_answer", {"words": "no"}),
    ],
)
def test_no_step_can_be_jumped(desk, name, given):
    packet = prepared(desk)
    with pytest.raises(NotAllowed, match="comes first"):
        act(desk, name, packet, "ben", **given)
    packet.refresh_from_db()
    assert packet.status == State.DRAFT


def test_nothing_is_sent_without_the_yes(desk):
    read = act(desk, "second_read", ready(desk), "ben")
    with pytest.raises(NotAllowed):
        act(desk, "record_sent", read, **SENT)
    assert desk["case"].packets.get().sent_on is None


def test_who_sends_it_alone_is_not_asked_again(desk):
    Case.objects.filter(pk=desk["case"].pk).update(consent_send="self")
    read = act(desk, "second_read", ready(desk), "ben")
    assert act(desk, "record_sent", read, **SENT).status == State.SENT


@pytest.mark.postgres
def test_frozen_papers_never_change_again(desk):
    packet = ready(desk)
    before = contents.documents_in(packet, desk["unlocked"], today=TODAY)
    prints = contents.hashes_of(packet, desk["unlocked"])
    files = [
        contents.frozen_pdf(packet, paper.slug, desk["unlocked"]) for paper, _document in before
    ]
    with pytest.raises(NotAllowed, match="locked for review"):
        edits.edit_paragraphs(
            packet,
            "crcl-complaint",
            {"opening": "other words"},
            unlocked=desk["unlocked"],
            by=desk["ana"],
            at=NOW(),
        )
    packet.refresh_from_db()
    assert contents.documents_in(packet, desk["unlocked"], today=date(2030, 1, 1)) == before
    assert [
        contents.frozen_pdf(packet, paper.slug, desk["unlocked"]) for paper, _d in before
    ] == files
    assert contents.hashes_of(packet, desk["unlocked"]) == prints
    assert all(made.startswith(b"%PDF") for made in files)


def test_a_print_is_that_of_the_file(desk):
    import hashlib

    packet = ready(desk)
    for key, edition, print_ in contents.hashes_of(packet, desk["unlocked"]):
        assert (
            hashlib.sha256(contents.frozen_pdf(packet, key, desk["unlocked"])).hexdigest() == print_
        )
        assert edition


def edit(desk, packet, paper="crcl-complaint", who="ana", **words):
    return edits.edit_paragraphs(
        packet, paper, words, unlocked=desk["unlocked"], by=desk[who], at=NOW()
    )


def test_a_change_after_ready_is_a_new_edition_with_the_same_edits(desk):
    first = prepared(desk)
    edit(desk, first, opening="Words of ours.")
    act(desk, "make_ready", first)
    second = prepared(desk)
    assert second.edition == 2
    assert "Words of ours." in letter_of(desk, second, "crcl-complaint").text()
    assert desk["case"].packets.count() == 2
    first.refresh_from_db()
    assert first.status == State.REPLACED


def test_only_what_differs_is_kept(desk):
    packet = prepared(desk)
    own = letter_of(desk, packet, "crcl-complaint").editable_paragraphs()
    packet = edit(desk, packet, **own | {"opening": "Words of ours.", "no-such": "x"})
    kept = contents.edits_of(packet, desk["unlocked"])["words"]
    assert kept == {"crcl-complaint": {"opening": {"was": own["opening"], "now": "Words of ours."}}}
    packet = edit(desk, packet, **own)
    assert contents.edits_of(packet, desk["unlocked"])["words"] == {"crcl-complaint": {}}


def test_words_stay_with_their_paragraph_when_answers_change(desk):
    packet = edit(desk, prepared(desk), asked="Words of ours.")
    change(desk, hold={"ice_asked": "no"}, filer={"filing_for": "me"})
    letter = letter_of(desk, packet, "crcl-complaint")
    assert letter.editable_paragraphs()["asked"] == "Words of ours."
    assert "Words of ours." not in letter.editable_paragraphs()["opening"]


def test_words_over_a_text_that_changed_wait_for_a_choice(desk):
    packet = edit(desk, prepared(desk, "jail-letter"), "jail-letter", opening="Words of ours.")
    change(desk, hold={"ice_asked": "unsure"})
    ours, beneath = clashes_of(desk, packet)["jail-letter"]["opening"]
    assert ours == "Words of ours."
    assert "I do not know whether ICE asked" in beneath
    assert "Words of ours." not in letter_of(desk, packet, "jail-letter").text()
    with pytest.raises(NotAllowed, match="Choose which text"):
        act(desk, "make_ready", packet)
    packet = edit(desk, packet, "jail-letter", opening="Words of ours.")
    assert clashes_of(desk, packet) == {}
    assert "Words of ours." in letter_of(desk, packet, "jail-letter").text()
    act(desk, "make_ready", packet)


@pytest.mark.postgres
def test_an_older_edition_cannot_go_on_after_a_newer_one_was_begun(desk):
    for older in (ready(desk), act(desk, "second_read", ready(desk), "ben"), agreed(desk)):
        prepared(desk)
        older.refresh_from_db()
        assert older.status == State.REPLACED
        for name, given in (
            ("second_read", {}),
            ("agree", {"words": "yes"}),
            ("record_sent", SENT),
        ):
            with pytest.raises(NotAllowed, match="newer version"):
                act(desk, name, older, "ben", **given)
    assert packets_to_agree(desk["case"]) == []


def test_what_was_sent_stays_sent_when_a_new_edition_is_begun(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    prepared(desk)
    packet.refresh_from_db()
    assert packet.status == State.SENT


def test_only_papers_that_need_the_yes_wait_for_it(desk):
    act(desk, "second_read", ready(desk), "ben")
    assert len(packets_to_agree(desk["case"])) == 1
    desk["case"].consent_send = "self"
    assert packets_to_agree(desk["case"]) == []


def test_who_wrote_some_words_cannot_be_the_second_reader(desk):
    packet = prepared(desk)
    edit(desk, packet, who="ana", **letter_of(desk, packet, "crcl-complaint").editable_paragraphs())
    assert contents.edits_of(Packet.objects.get(pk=packet.pk), desk["unlocked"])["by"] == []
    packet = edit(desk, packet, who="ben", opening="Words of Ben.")
    packet = act(desk, "make_ready", packet)
    with pytest.raises(NotAllowed, match="some of its words"):
        act(desk, "second_read", packet, "ben")


def test_a_stopped_case_is_not_opened_again_by_its_papers(desk):
    drafted, read = prepared(desk, "foia"), act(desk, "second_read", ready(desk), "ben")
    frozen, may_go = ready(desk, "jail-letter"), agreed(desk)
    sent = act(desk, "record_sent", agreed(desk), **SENT)
    cases.change_status(
        desk["unlocked"],
        Case.Status.CLOSED,
        by=desk["cora"],
        at=NOW(),
        outcome="person_stopped",
        reason="The family asked us to stop; a lawyer helps now.",
    )
    steps = [
        (drafted, "make_ready", {}),
        (frozen, "second_read", {}),
        (read, "agree", {"words": "yes"}),
        (may_go, "record_sent", SENT),
        (sent, "record_answer", {"words": "no"}),
        (drafted, "declare", {"wanted": True}),
    ]
    for packet, name, given in steps:
        with pytest.raises(NotAllowed, match="This case is closed"):
            act(desk, name, packet, "ben", **given)
    with pytest.raises(NotAllowed, match="This case is closed"):
        edit(desk, drafted, "foia-ice", fees="x")
    with pytest.raises(NotAllowed, match="This case is closed"):
        prepared(desk)
    assert Case.objects.get(pk=desk["case"].pk).status == Case.Status.CLOSED
    assert packets_to_agree(Case.objects.get(pk=desk["case"].pk)) == []


def test_the_declaration_is_off_until_a_volunteer_wants_it(desk):
    Case.objects.filter(pk=desk["case"].pk).update(consent_send="self")
    change(desk, filer={"filing_for": "me"})
    packet = prepared(desk)
    assert "perjury" not in letter_of(desk, packet, "crcl-complaint").text()
    packet = act(desk, "declare", packet, wanted=True)
    assert "perjury" in letter_of(desk, packet, "crcl-complaint").text()
    packet = act(desk, "declare", packet, wanted=False)
    assert "perjury" not in letter_of(desk, packet, "crcl-complaint").text()


def test_whether_the_name_may_be_shown_goes_with_the_complaint_to_crcl(desk):
    read = act(desk, "second_read", ready(desk), "ben")
    before = contents.documents_in(read, desk["unlocked"], today=TODAY)
    packet = act(desk, "agree", read, words="by phone", show_name="no")
    after = contents.documents_in(packet, desk["unlocked"], today=TODAY)
    assert after[:-1] == before
    paper, page = after[-1]
    assert paper.slug == "my-name"
    assert "No: do not show this person's name and mine" in page.text()
    assert contents.record_of(packet, desk["unlocked"])["show_name"] == "no"
    assert contents.frozen_pdf(packet, "my-name", desk["unlocked"]).startswith(b"%PDF")
    assert "said on a page of its own" in before[0][1].text()


def test_other_offices_are_not_told_about_the_name(desk):
    read = act(desk, "second_read", ready(desk, "foia"), "ben")
    packet = act(desk, "agree", read, words="by phone", show_name="no")
    assert "show_name" not in contents.record_of(packet, desk["unlocked"])


def test_a_second_answer_stands_behind_the_first(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    for words in ("They look into it.", "They say no.", "They say no."):
        packet = act(desk, "record_answer", packet, words=words)
    answer = contents.record_of(packet, desk["unlocked"])["answer"]
    assert answer.startswith("They look into it.\n\n")
    assert answer.count("They say no.") == 1
    assert packet.answered_on == timezone.localdate()


@pytest.mark.parametrize("route", sorted(DOCUMENTS_OF_ROUTE))
def test_sending_sets_the_follow_up_of_its_route(desk, route):
    read = act(desk, "second_read", ready(desk, route), "ben")
    packet = act(desk, "agree", read, words="by phone")
    Case.objects.filter(pk=desk["case"].pk).update(follow_up_on=None)
    act(desk, "record_sent", packet, **SENT | {"on": timezone.localdate()})
    desk["case"].refresh_from_db()
    wanted = on_or_after(timezone.localdate() + timedelta(days=ROUTES[route].follow_up[0]))
    assert desk["case"].follow_up_on == wanted


DHS = "U.S. Department of Homeland Security"
OFFICES = {
    "crcl": f"Office for Civil Rights and Civil Liberties (CRCL), {DHS}",
    "jail-letter": "Sample County Jail",
    "citizens": "ICE field office for the jail, and ICE Office of the Principal Legal Advisor",
    "foia": f"ICE, CBP, USCIS and OBIM ({DHS})",
    "amend": f"The part of the {DHS} that keeps the record",
    "fbi": "FBI CJIS Division",
    "entry": "Sample County sheriff",
    "oig": f"Office of Inspector General, {DHS}",
    "opr": "ICE Office of Professional Responsibility",
    "congress": "My member of Congress and their staff; ICE and the Department of Homeland"
    " Security",
    "doj": "Civil Rights Division, U.S. Department of Justice",
    "attorney-general": "Attorney General, Texas",
    "local": "Sample County Jail",
}
# Not of the federal government: they are not asked with an A-number.
LOCAL = {"jail-letter", "local", "entry", "attorney-general"}


def test_every_route_whose_letters_a_helper_sends_asks_for_the_permission():
    assert {
        key
        for key in DOCUMENTS_OF_ROUTE
        if DOCUMENT_TYPES_BY_SLUG["consent"] in DOCUMENTS_OF_ROUTE[key]
    } == OFFICES.keys()
    assert DOCUMENTS_OF_ROUTE.keys() - OFFICES.keys() == {"ftca"}


@pytest.mark.parametrize("route", OFFICES)
def test_a_permission_names_an_office_and_never_a_route(desk, route):
    permission = letter_of(desk, prepared(desk, route), "consent")
    [office] = [row.value for row in permission.rows() if row.label.startswith("Offices")]
    assert office == OFFICES[route]
    assert office not in {str(known.name) for known in ROUTES.values()}
    asked = any(row.label.startswith("A-number") for row in permission.rows())
    assert asked == (route not in LOCAL)


@pytest.mark.parametrize("route", ["jail-letter", "local", "entry", "attorney-general"])
def test_an_office_that_is_not_known_is_left_to_fill_in(desk, route):
    change(
        desk,
        custody={"where": "ice", "facility": "Sample Center"},
        **{"when-where": {"state": "unsure"}},
    )
    permission = letter_of(desk, prepared(desk, route), "consent")
    [office] = [row.value for row in permission.rows() if row.label.startswith("Offices")]
    assert office == ""


def add_exhibit(desk, text, what):
    return attachments.add(desk["unlocked"], text, what, by=None, at=NOW())


@pytest.mark.postgres
def test_exhibits_are_those_of_the_day_it_was_made_ready(desk, tmp_path, settings):
    settings.ATTACHMENTS_DIR = tmp_path
    first = add_exhibit(desk, b"the hold paper", "Hold paper, page 1")
    packet = ready(desk)
    assert "Hold paper, page 1" in letter_of(desk, packet, "crcl-complaint").text()
    add_exhibit(desk, b"a letter", "A later letter")
    found = contents.exhibits_of(packet, desk["unlocked"])
    assert [known["what"] for _number, _row, known in found] == ["Hold paper, page 1"]
    assert len(found[0][2]["sha256"]) == 64
    attachments.remove(first, by=None, at=NOW())
    [(_number, row, _known)] = contents.exhibits_of(packet, desk["unlocked"])
    assert row is None
    made = exhibits.to_pdf(desk["unlocked"], contents.exhibits_of(packet, desk["unlocked"]))
    assert made.startswith(b"%PDF")


MARKS = {"one": "qxLANTERNq", "other": "qxHARBORq"}


def test_linked_cases_never_share_a_word_in_papers(desk):
    """Two people of one story: nothing of the one stands in a paper of the other."""
    from intake.models import DuplicateDecision

    found = {}
    for who, mark in MARKS.items():
        case = file_case(
            COMPLAINT,
            NOW(),
            filing_for="family",
            story={"story": mark, "seen_or_told": "saw"},
            person={"given_names": mark, "family_names": "Sample", "other_names": ""},
            witnesses=[{"name": mark, "reach": mark, "saw": mark}],
        )
        found[who] = {
            **desk,
            "case": case,
            "unlocked": case.unlocked(envelopes.unlock_key_with_team(case.owner, desk["own"])),
        }
    DuplicateDecision.objects.create(
        one=found["one"]["case"], other=found["other"]["case"], same=True, by=desk["ana"], at=NOW()
    )
    for who, mark in MARKS.items():
        other = MARKS["other" if who == "one" else "one"]
        for route in DOCUMENTS_OF_ROUTE:
            papers = contents.documents_in(
                prepared(found[who], route), found[who]["unlocked"], today=TODAY
            )
            whole = " ".join(document.text() for _paper, document in papers)
            assert mark in whole
            assert other not in whole


def test_words_added_later_stand_in_the_papers_of_their_page(desk):
    from intake.cases import filer_actions

    for page, text in (("story", "qxADDEDq later"), ("reach", "qxOFFICEq"), ("danger", "qxMINDq")):
        filer_actions.add_details(desk["unlocked"], "The story", text, page=page, now=NOW())
    for route in DOCUMENTS_OF_ROUTE:
        for paper, document in contents.documents_in(
            prepared(desk, route), desk["unlocked"], today=TODAY
        ):
            assert ("qxADDEDq later" in document.text()) == ("story" in paper.discloses), paper.slug
            assert "qxOFFICEq" not in document.text()
            assert "qxMINDq" not in document.text()
    heading = f"Added on {timezone.localdate():%B} {timezone.localdate().day}"
    assert heading in letter_of(desk, prepared(desk), "crcl-complaint").text()
    assert DOCUMENT_TYPES_BY_SLUG["crcl-complaint"]


@pytest.mark.postgres
def test_beginning_twice_is_one_draft(desk):
    assert prepared(desk).pk == prepared(desk).pk
    assert desk["case"].events.filter(kind=Event.Kind.PREPARED).count() == 1


@pytest.mark.postgres
def test_two_at_once_cannot_make_the_same_edition(desk):
    packet = prepared(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.create(case=desk["case"], route="crcl", edition=1, made_on=TODAY)
    assert packet.edition == 1


@pytest.mark.postgres
def test_an_unfrozen_packet_cannot_be_ready(desk):
    packet = prepared(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).update(status=State.READY)


@pytest.mark.parametrize("route", sorted(DOCUMENTS_OF_ROUTE))
def test_every_route_with_papers_can_be_made_ready(desk, route):
    papers = contents.documents_in(ready(desk, route), desk["unlocked"], today=TODAY)
    assert papers


def test_a_route_without_a_paper_is_refused(desk):
    with pytest.raises(NotAllowed, match="no paper"):
        prepared(desk, "lawyer")
    with pytest.raises(NotAllowed):
        prepared(desk, "no-such")


@pytest.mark.postgres
def test_a_closed_or_erased_case_takes_no_papers(desk):
    packet = prepared(desk)
    cases.erase(desk["case"], by=None, at=NOW())
    assert not Packet.objects.filter(pk=packet.pk).exists()
    with pytest.raises(NotAllowed):
        prepared(desk)


@pytest.mark.postgres
def test_what_is_kept_is_sealed_and_bound_to_its_place(desk):
    packet = act(desk, "record_sent", agreed(desk), **SENT)
    whole = bytes(packet.frozen) + bytes(packet.record)
    for word in (b"Example", b"fax report", b"SAMPLE-5", b"%PDF-1.7", b"Ana Mar"):
        assert word not in whole
    packet.record, packet.frozen = packet.frozen, packet.record
    with pytest.raises(Unreadable):
        contents.record_of(packet, desk["unlocked"])


def test_a_sooner_follow_up_stays(desk):
    soon = timezone.localdate() + timedelta(days=1)
    cases.schedule_follow_up(desk["case"], soon, at=NOW())
    act(desk, "record_sent", agreed(desk), **SENT | {"on": timezone.localdate()})
    desk["case"].refresh_from_db()
    assert desk["case"].follow_up_on == soon
