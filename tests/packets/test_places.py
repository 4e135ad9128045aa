"""Letters of people who were freed, moved, or taken by ICE: each to the jail that held them, by the
clock of that stay."""

from datetime import date

import pytest

from intake.flow.stays import left_place
from intake.packets.document_input import document_input
from intake.packets.recipients import recipient_of
from tests.packets.test_sentences import CLEAR, JAIL, kept, letter, moment, numbered, person

pytestmark = pytest.mark.django_db

FREE = {"where": "free"}
IN_ICE = {
    "where": "ice",
    "facility": "Sample Processing Center",
    "booking_number": "ICE-9",
    "came_in": moment(2026, 10, 8),
}
DUE, LEFT = moment(2026, 10, 5, "10:15 am", "10:15"), moment(2026, 10, 8, "4 pm", "16:00")
LENGTH = "That is 77 hours and 45 minutes after release was due."


def jail(why="bail", ended="freed", name="Example County Jail", came_in=None):
    return {"facility": name, "came_in": came_in, "due_why": why, "ended": ended}


def stay(kind="local_jail", name="Muster City Jail", **more):
    plain = {"kind": kind, "facility": name, "jail_state": "OH", "zone": ""}
    blank = dict.fromkeys(("came_in", "due_out", "went_out"))
    return plain | blank | {"due_why": "", "ended": ""} | more


def of_ohio(left=LEFT):
    return kept(DUE, left, state="OH")


@pytest.mark.parametrize("slug", ["jail-letter", "hold-copy-request"])
def test_a_freed_person_writes_to_the_jail_that_held_them(slug):
    answers = person(custody=FREE, jail=jail(), held_over=of_ohio())
    text = letter(slug, answers).text()
    assert "Sheriff or Administrator, Example County Jail" in text
    assert "The jail that held me" not in text and "Booking no." not in text
    # The person is not reached there anymore.
    assert text.split("Sheriff or Administrator")[0].count("Example County Jail") == 0
    known = document_input(answers, today=date(2026, 11, 30))
    assert recipient_of("jail-letter", known) == "Example County Jail"


@pytest.mark.parametrize(
    ("why", "mine", "theirs"),
    [
        ("bail", "my bail was posted.", "Ana's bail was posted."),
        ("dropped", "my case was dismissed.", "Ana's case was dismissed."),
        ("served", "my sentence ended.", "Ana's sentence ended."),
        ("judge", "a judge ordered my release.", "a judge ordered Ana's release."),
    ],
)
def test_why_release_was_due_is_said_where_it_was_told(why, mine, theirs):
    for voice, words, who in (("me", mine, "I"), ("family", theirs, "Ana")):
        answers = person(filing_for=voice, custody=FREE, jail=jail(why), held_over=of_ohio())
        first = "On Monday, October 5, 2026, at 10:15 a.m., "
        said = f"{first}{words} {who} should have been released then."
        assert said in numbered(letter("jail-letter", answers))


@pytest.mark.parametrize("why", ["", "unsure"])
def test_without_the_reason_only_the_day_is_said(why):
    answers = person(custody=FREE, jail=jail(why), held_over=of_ohio())
    said = "I should have been released on Monday, October 5, 2026, at 10:15 a.m."
    assert said in numbered(letter("jail-letter", answers))
    held = person(custody=JAIL, held_over=kept(CLEAR) | {"due_why": why})
    assert "after release was due on Friday" in letter("jail-letter", held).subject()[1]


def test_the_reason_stands_in_the_bold_line_of_who_is_still_held():
    answers = person(custody=JAIL, held_over=kept(CLEAR) | {"due_why": "judge"})
    [_who, what, _please] = letter("jail-letter", answers).subject()
    assert what == (
        "Kept on an immigration detainer since a judge ordered release on Friday, November 27,"
        " 2026, at 4:30 p.m."
    )


@pytest.mark.parametrize(
    ("ended", "to_jail", "to_crcl"),
    [
        ("freed", "I was released.", "I was released from Example County Jail."),
        ("ice", "your jail handed me over to ICE.", "Example County Jail handed me over to ICE."),
        (
            "another_jail",
            "I was moved from your jail to another jail.",
            "I was moved from Example County Jail to another jail.",
        ),
        ("unsure", "I left your jail.", "I left Example County Jail."),
    ],
)
def test_how_the_stay_ended_is_said_as_told(ended, to_jail, to_crcl):
    answers = person(custody=FREE, jail=jail(ended=ended), held_over=of_ohio())
    for slug, words in (("jail-letter", to_jail), ("crcl-complaint", to_crcl)):
        said = f"On Thursday, October 8, 2026, at 4:00 p.m., {words} {LENGTH}"
        assert said in numbered(letter(slug, answers))


def test_who_was_taken_by_ice_has_the_hours_of_the_jail_and_none_of_ice():
    answers = person(custody=IN_ICE, jail=jail(ended="ice"), held_over=of_ohio())
    to_jail, to_crcl = letter("jail-letter", answers), letter("crcl-complaint", answers)
    assert "Sheriff or Administrator, Example County Jail" in to_jail.text()
    since = "ICE has held me since October 8, 2026, now at Sample Processing Center"
    assert any(since in one for one in numbered(to_crcl))
    # The jail is not told where ICE holds anybody, nor by which number.
    for told_only_to_crcl in ("Sample Processing Center", "ICE-9"):
        assert told_only_to_crcl not in to_jail.text()
    for made in (to_jail, to_crcl):
        assert LENGTH in made.text() and "another 29 hours and 45 minutes" in made.text()
    assert "release me" not in to_jail.text()


def test_the_hand_over_without_a_day_is_said_and_gives_no_hours():
    answers = person(custody=IN_ICE, jail=jail(ended="ice"), held_over=of_ohio(left=None))
    text = letter("jail-letter", answers).text()
    assert "Your jail handed me over to ICE." in text
    assert "hours" not in text


def test_who_was_only_with_ice_has_no_jail_to_write_to():
    answers = person(
        custody=IN_ICE, problem={"went_wrong": ["ice_arrest"]}, hold={"ice_asked": "no"}
    )
    known = document_input(answers, today=date(2026, 11, 30))
    assert recipient_of("jail-letter", known) == ""
    text = letter("crcl-complaint", answers).text()
    assert "release was due" not in text and "48 hours" not in text


def test_a_stay_with_ice_that_is_over_is_a_fact_for_crcl_alone():
    by_ice = stay("ice", "Sample Processing Center", came_in=moment(2026, 10, 8))
    by_ice |= {"went_out": moment(2026, 10, 20), "ended": "freed"}
    answers = person(custody=FREE, jail=jail(ended="ice"), held_over=of_ohio(), stays=[by_ice])
    said = (
        "ICE held me at Sample Processing Center from October 8, 2026, to October 20, 2026."
        " Then I was released."
    )
    assert said in numbered(letter("crcl-complaint", answers))
    assert "Sample Processing Center" not in letter("jail-letter", answers).text()


def test_who_was_moved_writes_to_the_jail_that_holds_them_and_asks_for_release():
    before = person(custody=JAIL | {"facility": "First Jail"}, held_over=kept(CLEAR, state="OH"))
    day = moment(2026, 11, 28)
    moved = left_place(before, ended="another_jail", on=day) | {
        "custody": JAIL | {"facility": "Second Jail"}
    }
    to_jail, to_crcl = letter("jail-letter", moved), letter("crcl-complaint", moved)
    assert "Sheriff or Administrator, Second Jail" in to_jail.text()
    assert to_jail.subject()[2].startswith("Please release me now")
    assert "First Jail" not in to_jail.text()
    said = "I was in First Jail until November 28, 2026. Then I was moved to another jail."
    assert said in numbered(to_crcl)
    assert "I am still in Second Jail (booking no. 26-004417)." in numbered(to_crcl)


def test_each_jail_has_its_own_clock():
    first = stay(came_in=moment(2026, 9, 1), due_out=moment(2026, 9, 8, "9 am", "09:00"))
    first |= {"went_out": moment(2026, 9, 11, "9 am", "09:00"), "ended": "another_jail"}
    papers = [
        {"seen": "seen", "paper": "i247a", "placed_on": day, "number": "", "still_there": ""}
        for day in (moment(2026, 9, 2), moment(2026, 10, 2))
    ]
    answers = person(
        custody=FREE,
        detainers=papers,
        jail=jail(ended="another_jail", came_in=moment(2026, 10, 1)),
        held_over=of_ohio(),
        stays=[first],
    )
    made = letter("crcl-complaint", answers)
    text = made.text()
    assert (
        "I was in Muster City Jail from September 1, 2026, to September 11, 2026. Then I was moved"
        " to another jail. That is 72 hours after release was due." in numbered(made)
    )
    assert "and I was kept another 29 hours and 45 minutes." in text
    for_other = text[text.index("For Muster City Jail: ") :]
    assert "ended on Thursday, September 10, 2026, at 9:00 a.m." in for_other
    assert "another 24 hours" in for_other
    assert "Muster City Jail" not in letter("jail-letter", answers).text()


def test_a_guessed_hour_counts_as_its_whole_day_in_every_stay():
    due = moment(2026, 10, 5, "around 10 am", "10:00")
    answers = person(custody=FREE, jail=jail(), held_over=kept(due, LEFT, state="OH"))
    text = letter("jail-letter", answers).text()
    assert "That is at least 64 hours after release was due." in text


def test_the_day_of_coming_to_the_jail_is_said_once():
    arrested = moment(2026, 10, 2)
    when_where = {"when": arrested, "city": "", "state": "OH", "agency": ""}
    for day, said in (
        (
            arrested,
            "On Friday, October 2, 2026, I was arrested. I was brought to your jail the same day.",
        ),
        (moment(2026, 10, 3), "On Saturday, October 3, 2026, I was brought to your jail."),
    ):
        answers = person(
            custody=FREE, when_where=when_where, jail=jail(came_in=day), held_over=of_ohio()
        )
        assert said in numbered(letter("jail-letter", answers))
