"""One declaration stays honest: every step, every answer, thousands of walks."""

import json
import random
import re

import pytest

from intake.flow.base import as_post_data, fields_for_voice
from intake.flow.choice_fields import Choice, Choices
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import ANSWERS, sample
from intake.flow.sections import catalog, sections, sections_from_transcript, transcript
from intake.flow.steps import (
    ME,
    OFFICE,
    PACKET,
    THEM,
    initial_for,
    remove_entry,
    set_answer,
    set_entry,
)

WITH_FORM = [step for step in COMPLAINT.steps if step.form]
VOICES = {ME: "me", THEM: "family"}
WALKS = 2000


def by_key(step):
    return step.slug


def everything(voice):
    """Counted answers under which every field of every form is asked."""
    answers = {"filer": {"filing_for": VOICES[voice]}} | ANSWERS
    return answers


def where_asked(step, name, voice=ME):
    """Return such answers, of somebody who is where this question is asked."""
    for where in ("free", "abroad", "local_jail"):
        counted = everything(voice) | {"custody": {"where": where}}
        if name in step.form(answers=counted, voice=voice).fields:
            return counted
    raise AssertionError(name)


def sample_of_all(voice, held):
    """Return the sample with the pages that are answered on request only."""
    on_request = {
        step.slug.replace("-", "_"): ANSWERS[step.slug] for step in WITH_FORM if step.on_request
    }
    # A status is what a paper can show.
    reasons = {"reasons": [*ANSWERS["why-wrong"]["reasons"], "permanent_resident"]}
    return sample(COMPLAINT, filing_for=VOICES[voice], held=held, why_wrong=reasons, **on_request)


SAMPLED = [
    (step, voice, held)
    for step in WITH_FORM
    for voice in VOICES
    for held in (False, True)
    if step.slug in sample_of_all(voice, held)
]


def test_every_step_has_a_sample():
    assert {step.slug for step, _voice, _held in SAMPLED} == {step.slug for step in WITH_FORM}


@pytest.mark.parametrize(
    ("step", "voice", "held"), SAMPLED, ids=lambda part: getattr(part, "slug", str(part))
)
def test_step_accepts_the_sample_and_keeps_it_unchanged(step, voice, held):
    answers = sample_of_all(voice, held)
    counted = COMPLAINT.answers_before(answers, step.slug)
    for entry in answers[step.slug] if step.many else [answers[step.slug]]:
        form = step.form(as_post_data(entry), answers=counted, voice=voice)
        assert form.is_valid(), form.errors
        assert form.answer() == entry


def random_answer(step, rng):
    """Return an answer whose choices are drawn by chance."""
    if step.form is None or (step.skippable and rng.random() < 0.3):
        return [] if step.many else {}
    given = ANSWERS.get(step.slug, {})
    value = dict(given[0] if isinstance(given, list) else given)
    for name, field in step.form.base_fields.items():
        codes = [code for code, _label in getattr(field, "choices", []) if code]
        if isinstance(field, Choices):
            alone = [code for code in codes if code in field.exclusive]
            others = [code for code in codes if code not in field.exclusive]
            value[name] = (
                [rng.choice(alone)]
                if alone and rng.random() < 0.3
                else rng.sample(others, rng.randint(1, len(others)))
            )
        elif isinstance(field, Choice):
            value[name] = rng.choice(codes)
    return [value] if step.many else value


def walk_to_the_end(flow, rng):
    answers, seen = {}, []
    while step := flow.next_unanswered(answers):
        assert not seen or flow.steps.index(step) > flow.steps.index(flow.step(seen[-1]))
        answers[step.slug] = random_answer(step, rng)
        seen.append(step.slug)
        assert len(seen) < 60
    return answers, seen


def test_random_walks_end_go_forward_only_and_reach_every_step():
    rng, reached = random.Random(20261123), set()
    for _ in range(WALKS):
        answers, seen = walk_to_the_end(COMPLAINT, rng)
        reached |= set(seen)
        pruned = COMPLAINT.prune(answers)
        assert COMPLAINT.prune(pruned) == pruned
        assert [step.slug for step in COMPLAINT.visible_steps(pruned)] == seen
    assert reached == {step.slug for step in COMPLAINT.steps if not step.on_request}


def test_any_one_change_costs_few_extra_pages():
    """Hold and longer stay open three pages; who is locked up now has four of their own."""
    rng = random.Random(7)
    for _ in range(300):
        answers, _seen = walk_to_the_end(COMPLAINT, rng)
        step = rng.choice(COMPLAINT.visible_steps(answers))
        stored = set_answer(COMPLAINT, {"answers": answers}, step.slug, random_answer(step, rng))
        extra, changed = 0, stored
        while following := COMPLAINT.next_unanswered(changed["answers"]):
            extra += 1
            changed = set_answer(COMPLAINT, changed, following.slug, random_answer(following, rng))
        # Each page opens at most what hangs on it directly.
        several = ("filer", "custody", "problem", "hold")
        assert extra <= (4 if step.slug in several else 2), step.slug


def test_answers_of_the_short_lane_survive_in_the_whole():
    rng = random.Random(11)
    for _ in range(300):
        answers, _seen = walk_to_the_end(URGENT, rng)
        whole = COMPLAINT.prune(answers)
        assert {key: whole[key] for key in answers} == URGENT.prune(answers)


def test_short_lane_is_part_of_the_whole_in_the_same_order():
    keys = [step.slug for step in COMPLAINT.steps]
    assert [step.slug for step in URGENT.steps] == [key for key in keys if URGENT.has_step(key)]


def test_conditions_look_only_at_answers_before_them():
    class Watched(dict):
        read = set()

        def get(self, key, default=None):
            self.read.add(key)
            return super().get(key, default)

    order = [step.slug for step in COMPLAINT.steps]
    for step in COMPLAINT.steps:
        if step.visible_if:
            Watched.read = set()
            step.visible_if(Watched(everything(ME)))
            assert Watched.read, step.slug
            assert all(order.index(key) < order.index(step.slug) for key in Watched.read)


@pytest.mark.parametrize("step", COMPLAINT.steps, ids=by_key)
def test_step_says_why_and_when_and_asks_little(step):
    assert step.title.me and step.title.them
    assert bool(step.form) != bool(step.template)
    assert bool(step.visible_if or step.asked_if or step.on_request) == bool(step.visible_if_text)
    if step.form:
        assert step.why and step.why.me and step.why.them
        assert 1 <= most_at_once(step) <= 5


def most_at_once(step):
    """Return how many questions a page has at most, wherever the person is."""
    if step.pages:
        assert sorted(sum(step.pages, ())) == sorted(step.form.base_fields)
        return max(map(len, step.pages))
    places = ("free", "abroad", "local_jail", "ice", "prison", "unsure")
    counted = (everything(ME) | {"custody": {"where": where}} for where in places)
    return max(len(step.form(answers=answers).fields) for answers in counted)


NEEDED = [
    (step, name)
    for step in WITH_FORM
    for name, field in step.form.base_fields.items()
    if field.required_message is not None
]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(("step", "name"), NEEDED, ids=lambda part: getattr(part, "slug", part))
def test_every_needed_answer_has_an_error_in_its_own_words(step, name, voice):
    counted = where_asked(step, name, voice)
    field = step.form.base_fields[name]
    data = {}
    if field.depends_on:
        other, values = field.depends_on
        data = {
            other: [values[0]] if isinstance(step.form.base_fields[other], Choices) else values[0]
        }
    form = step.form(data, answers=counted, voice=voice)
    assert not form.is_valid()
    [said] = form.errors[name]
    assert said.endswith(".") and "required" not in said
    assert said.split()[0] in ("Choose", "Write", "Type")


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (step, name)
        for step in WITH_FORM
        for name, field in step.form.base_fields.items()
        if isinstance(field, Choices) and field.exclusive
    ],
    ids=lambda part: getattr(part, "slug", part),
)
def test_an_answer_that_stands_alone_is_not_mixed_with_others(step, name):
    field = step.form.base_fields[name]
    other = next(code for code, _label in field.choices if code not in field.exclusive)
    form = step.form({name: [other, field.exclusive[0]]}, answers=where_asked(step, name))
    assert "Uncheck one of them" in form.errors[name][0]
    # The alone answers stand together at the end, set apart by "or".
    codes = [code for code, _label in field.choices]
    assert codes[-len(field.exclusive) :] == list(field.exclusive)


# Each knows its own answer, or has one that says the same ("I have not seen it", "Skip").
ALWAYS_KNOWN = {
    "filing_for",
    "seen",
    "paper",
    "seen_or_told",
    "missing",
    "relation",
    "ways",
    "voicemail",
    "knows",
    "keep",
    "send",
    "count",
}


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (step, name)
        for step in WITH_FORM
        for name, field in step.form.base_fields.items()
        if isinstance(field, Choice | Choices)
    ],
    ids=lambda part: getattr(part, "slug", part),
)
def test_not_sure_is_an_answer_to_what_may_not_be_known(step, name):
    codes = {code for code, _label in step.form.base_fields[name].choices}
    assert bool(codes & {"unsure", "not_sure"}) != (name in ALWAYS_KNOWN)


def texts(step, voice):
    """Return the heading of a page, its questions and its answers, as said in one voice."""
    fields = fields_for_voice(step.form, voice).values() if step.form else []
    labels = [label for field in fields for _code, label in getattr(field, "choices", [])]
    return [
        str(text) for text in (step.title.for_voice(voice), *(f.label for f in fields), *labels)
    ]


# What is said to the filer as the filer, in both voices: their own wish, knowledge and consent.
TO_THE_FILER = re.compile(
    r"I am not sure|I would rather not say|^Do you (have a document|know who)|^What else do you"
    r"|^What do you want|^Which language should we speak with you"
)
# Pages on what the filer is, has seen, has at hand, and allows.
ABOUT_THE_FILER = (
    "filer",
    "helper",
    "reach",
    "permission",
    "sharing",
    "detainers",
    "story",
    "authority",
    "decisions",
)


@pytest.mark.parametrize(
    "step", [step for step in COMPLAINT.steps if step.slug not in ABOUT_THE_FILER], ids=by_key
)
def test_a_helper_is_never_taken_for_the_person(step):
    said = [text for text in texts(step, THEM) if not TO_THE_FILER.search(text)]
    own = re.compile(r"\b(I|am|me|my|mine|your?|yours)\b", re.IGNORECASE)
    assert [text for text in said if own.search(text)] == []


NAMES = [
    "Sukarno",
    "Ana María Example de la Prueba y Núñez",
    "O’Example-Prüfung",
    "أنا مثال",
    "示例 安娜",
    "ምሳሌ አና",
    "उदाहरण अना",
    "Nguyễn Thị Ví Dụ",
    "Nguye\u0302\u0303n",  # marks of their own stay as they are
    "\u202bمثال\u202c",  # so do signs of direction
    "  two  blanks ",
    "Ana 🌻👩🏽‍🌾",
    "x" * 200,
    "名" * 200,
]


@pytest.mark.parametrize("part", ["given_names", "family_names"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_shape_is_kept_exactly_and_one_is_enough(name, part):
    form = COMPLAINT.step("person").form({part: name})
    assert form.is_valid(), form.errors
    kept = json.loads(json.dumps(form.answer()))
    assert kept[part] == name
    again = COMPLAINT.step("person").form(as_post_data(kept))
    assert again.is_valid() and again.answer() == kept
    [section] = sections(COMPLAINT, {"filer": {"filing_for": "me"}, "person": kept})[1:]
    assert name in [line.value for line in section.entries[0]]


def test_a_name_too_long_is_asked_again():
    form = COMPLAINT.step("person").form({"given_names": "x" * 201})
    assert form.errors["given_names"] == ["Write at most 200 characters here."]


def test_a_date_asked_again_shows_what_was_typed():
    form = COMPLAINT.step("born").form({"birth_date_m": "Febtember", "birth_date_y": "19x0"})
    assert not form.is_valid()
    assert "Febtember" in str(form["birth_date"]) and "19x0" in str(form["birth_date"])


@pytest.mark.parametrize(
    "step", [step for step in COMPLAINT.steps if step.form], ids=lambda step: step.slug
)
def test_no_browser_keeps_what_is_typed_on_one_line(step):
    """A phone that is shared would offer it to the next person, and keeps it after leaving."""
    shown = str(step.form(voice=ME))
    lines = [tag for tag in re.findall("<input[^>]*>", shown) if 'type="text"' in tag]
    assert [tag for tag in lines if 'autocomplete="off"' not in tag] == []


def test_change_of_filer_moves_three_answers_aside_and_fills_them_in():
    stored = {"answers": sample(COMPLAINT, filing_for="family")}
    changed = set_answer(COMPLAINT, stored, "filer", {"filing_for": "work"})
    assert {"helper", "permission", "reach"}.isdisjoint(changed["answers"])
    assert initial_for(changed, "helper") == stored["answers"]["helper"]
    same = set_answer(COMPLAINT, stored, "filer", {"filing_for": "family"})
    assert same["answers"] == stored["answers"]


def test_entries_are_set_added_and_dropped():
    stored = {"answers": {}}
    stored = set_entry(stored, "officers", None, {"name": "a"})
    stored = set_entry(stored, "officers", None, {"name": "b"})
    stored = set_entry(stored, "officers", 0, {"name": "c"})
    assert stored["answers"]["officers"] == [{"name": "c"}, {"name": "b"}]
    assert remove_entry(stored, "officers", 0)["answers"]["officers"] == [{"name": "b"}]
    once = remove_entry(remove_entry(stored, "officers", 1), "officers", 0)
    assert "officers" not in once["answers"]


@pytest.mark.parametrize("flow", (COMPLAINT, URGENT), ids=("long", "short"))
@pytest.mark.parametrize("filing_for", ("me", "family"))
@pytest.mark.parametrize("held", (True, False))
def test_progress_goes_on_by_one_page_or_to_a_later_part_and_its_parts_stay(flow, filing_for, held):
    answers, full = {}, sample(COMPLAINT, filing_for=filing_for, held=held)
    before = None
    while step := flow.next_unanswered(answers):
        here = flow.progress(answers, step.slug)
        assert 1 <= here.part <= here.parts
        if before is not None:
            same = (here.part, here.page) == (before.part, before.page + 1)
            assert same or (here.part > before.part and here.page == 1)
            assert here.parts == before.parts
        before = here
        answers[step.slug] = full.get(step.slug, {})
    assert before.part == before.parts


def test_what_only_volunteers_see_is_in_no_section_for_papers():
    answers = sample(COMPLAINT, filing_for="family", held=True)
    for step in COMPLAINT.steps:
        if step.audience == OFFICE and step.form and step.slug in answers:
            answers[step.slug] = {
                name: f"OFFICE-{value}" if isinstance(value, str) and "_" not in name else value
                for name, value in answers[step.slug].items()
            }
    for_papers = str(sections(COMPLAINT, answers, audiences=(PACKET,)))
    for_office = str(sections(COMPLAINT, answers))
    assert "OFFICE-" not in for_papers
    assert "OFFICE-" in for_office


def test_transcript_reads_back_as_the_sections():
    answers = sample(COMPLAINT, filing_for="family", held=True)
    assert sections_from_transcript(transcript(answers)) == sections(COMPLAINT, answers)


def test_transcript_speaks_in_the_filers_voice():
    mine = str(transcript(sample(COMPLAINT, held=True)))
    theirs = str(transcript(sample(COMPLAINT, filing_for="family", held=True)))
    assert "Where are you now?" in mine and "this person" not in mine
    assert "Where is this person now?" in theirs and "Where are you now?" not in theirs


def test_catalogue_shows_every_step_in_both_voices():
    rows = catalog(COMPLAINT, ("short", URGENT))
    assert [row["step"].slug for row in rows] == [step.slug for step in COMPLAINT.steps]
    assert all(len(row["voices"]) == 2 for row in rows)
    assert sum("short" in row["flows"] for row in rows) == len(URGENT.steps)


def test_broken_answers_are_found_again_at_submission():
    answers = sample(COMPLAINT)
    assert COMPLAINT.first_invalid(answers) is None
    for key, wrong in [
        ("custody", {"where": "nowhere"}),
        ("person", {"given_names": "", "family_names": ""}),
        ("detainers", []),
        ("born", {"birth_date": {"y": 1990, "m": 2, "d": 30, "words": ""}}),
        ("sharing", {"keep": "yes"}),
    ]:
        assert COMPLAINT.first_invalid(answers | {key: wrong}).slug == key
