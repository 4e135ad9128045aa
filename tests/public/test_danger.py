"""Danger is asked of everybody, and whoever thinks of dying gets a number to call."""

import pytest

from intake.flow.complaint import COMPLAINT, URGENT
from intake.flow.sample import sample
from tests.filer import Filer

CALL = '<a dir="ltr" href="tel:988">Call 988</a>'
NOTE = "In the US, call or text. For Spanish, press 2."
LISTS = {"free": "happening_free", "abroad": "happening_abroad", "ice": "happening"}


@pytest.mark.parametrize("lane", ["full", "urgent"])
@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("code", ["self_harm", "none"])
def test_who_thinks_of_dying_is_shown_the_number_wherever_they_are(
    client, office, where, lane, code
):
    flow = COMPLAINT if lane == "full" else URGENT
    answers = sample(flow, custody={"where": where}, danger={LISTS[where]: [code]}, coming=[])
    filer = Filer(client, answers, lane).jump("danger")
    asked = filer.html()
    assert CALL in asked and f'name="{LISTS[where]}"' in asked
    assert [name for name in LISTS.values() if f'name="{name}"' in asked] == [LISTS[where]]
    filer.answer("danger")
    assert (NOTE in filer.html() and CALL in filer.html()) == (code == "self_harm")
    filer.jump()
    assert (NOTE in filer.html() and CALL in filer.html()) == (code == "self_harm")
    filer.send()
    assert filer.path == "/done/"
    assert (NOTE in filer.html() and CALL in filer.html()) == (code == "self_harm")
