"""How long a lane takes: its pages are read at 150 words a minute, then tapped and typed.

`python -m pytest tests/flow/test_effort.py -s` prints the figures. Words are those of the main part
that one person sees: without what is folded, what another answer opens, and lists of states.
"""

import re

from django.test.html import parse_html

from intake.flow.base import as_post_data
from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from tests.filer import Filer, FormClient
from tests.flow.lanes import PEOPLE

# Slow, careful reading by somebody who reads English as a second language.
WORDS_A_MINUTE = 150
# To point at something and press it takes 1.1 and 0.2 seconds, to decide before it 1.35: the
# keystroke-level model of Card, Moran and Newell (1980). Rounded up, for a phone.
SECONDS_A_TAP = 3
# A phone is typed on at 36 words of five letters a minute: 37,000 people, Palin et al. (2019).
SECONDS_A_CHARACTER = 60 / (36 * 5)
LONG_LIST = 20
LANES = {"urgent": URGENT, "full": COMPLAINT}
WHO = {"me": "in jail, with a hold", "them": "a relative, in jail"}


def _words(node, hidden):
    if isinstance(node, str):
        return len(node.split())
    attributes = dict(node.attributes)
    classes = set(attributes.get("class", "").split())
    is_long = node.name == "select" and len(node.children) >= LONG_LIST
    if is_long or classes & ({"sr", "trap"} | hidden):
        return 0
    children = node.children
    if node.name == "details":
        children = [child for child in children if getattr(child, "name", "") == "summary"]
    return sum(_words(child, hidden) for child in children)


def words_of(html, value=None):
    """Return how many words of a page are seen by who gives this answer."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    asked = re.findall(r"shown-with--\w+-\w+", main)
    hidden = {name for name in asked if not _is_given(name, value or {})}
    return _words(parse_html(main), hidden)


def _is_given(name, value):
    return any(name.endswith(f"-{key}") and given for key, given in value.items())


def taps_of(html, value):
    """Return (taps, characters) that giving this answer and going on takes."""
    taps, typed = 1, 0
    for name, given in as_post_data(value).items():
        box = re.search(rf'<(select|input|textarea)[^>]*name="{re.escape(name)}"[^>]*>', html)
        if not box or not given:
            continue
        if box[1] == "select":
            taps += 2
        elif re.search(r'type="(radio|checkbox)"', box[0]):
            taps += len(given) if isinstance(given, list) else 1
        else:
            taps += 1
            typed += len(str(given))
    return taps, typed


def minutes(words, taps=0, typed=0):
    """Return how long this takes, in minutes."""
    seconds = taps * SECONDS_A_TAP + typed * SECONDS_A_CHARACTER
    return words / WORDS_A_MINUTE + seconds / 60


def minutes_of(lane, voice):
    """Return how long a lane takes in one voice, from its first page until it is sent."""
    answers = sample(LANES[lane], **PEOPLE[WHO[voice]])
    filer = Filer(FormClient(), answers, lane=lane)
    words, taps, typed = 0, 0, 0
    while filer.step():
        value, done = answers.get(filer.step(), {}), filer.given.get(filer.step(), 0)
        if isinstance(value, list):
            value = value[min(done, len(value) - 1)] if value else {}
        words += words_of(filer.html(), value)
        page_taps, page_typed = taps_of(filer.html(), value)
        taps, typed = taps + page_taps, typed + page_typed
        filer.answer(filer.step())
    signed = {"true": "on", "name": "Sam Sample"}
    words += words_of(filer.html(), signed)
    return minutes(words, taps + 3, typed + len(signed["name"]))
