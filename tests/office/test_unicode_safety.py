"""S21: signs that hide or turn text around are named on every page of the office."""

import html
import sys

import pytest
from django.utils import timezone

from intake.cases import actions, volunteer_actions
from intake.demo import file_case
from intake.flow.complaint import COMPLAINT
from intake.messages import actions as letters
from intake.models import Tag
from intake.office.fields import long_text_field
from intake.templatetags.unicode_safety import show_unsafe
from tests.conftest import log_in, unlocked_of

# Shown as they are: their scripts need the joiner, or nothing in them hides.
FINE = [
    "Ana María Núñez-García",
    "می‌خواهم",
    "क्‍ष",
    "ශ්‍රී",
    "ന്‍റെ",
    "বাংলা",
    "ກຳ",
    "ᠮᠣᠩᠭᠣᠯ",
    "👨‍👩‍👧",
    "❤️",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "1️⃣",
    "ሰላም",
    "李小龙",
    "מרים",
    "مثال تجربة",
    "Nguyễn Văn",
    "line one\nline two\tend",
    "Ὀδυσσεύς",
    "Мария Иванова",
]
# Each with the codes that must be named, in order.
TURNED = [
    ("abc\u202edef", ["202E"]),
    ("\u202aleft", ["202A"]),
    ("\u202bright", ["202B"]),
    ("\u202cpop", ["202C"]),
    ("\u202dover", ["202D"]),
    ("\u2066iso", ["2066"]),
    ("\u2067iso", ["2067"]),
    ("\u2068iso\u2069", ["2068", "2069"]),
    ("a\u200eb", ["200E"]),
    ("a\u200fb", ["200F"]),
    ("a\u061cb", ["061C"]),
    ("a\u200bb", ["200B"]),
    ("a\u200cb", ["200C"]),
    ("a\u200db", ["200D"]),
    ("می\u200c", ["200C"]),
    ("a\u2060b", ["2060"]),
    ("\ufeffa", ["FEFF"]),
    ("a\u00adb", ["00AD"]),
    ("a\x07b", ["0007"]),
    ("a\rb", ["000D"]),
    ("a\x1b[31m", ["001B"]),
    ("a\x85b", ["0085"]),
    ("a\u2028b", ["2028"]),
    ("a\u3164b", ["3164"]),
    ("a\u2800b", ["2800"]),
    ("a\u034fb", ["034F"]),
    ("p\u0430ypal", ["0430"]),
    ("Αna", ["0391"]),
    ("a" + "\u0301" * 9, ["0301 ×5"]),
    ("a\ufe0fb", ["FE0F"]),
    ("a\U000e0041b", ["E0041"]),
    ("a" + "\u200b" * 40 + "b", ["200B ×40"]),
]


@pytest.mark.parametrize("text", FINE)
def test_words_of_every_script_stay_as_they_are(text):
    assert show_unsafe(text) == html.escape(text)


@pytest.mark.parametrize(("text", "codes"), TURNED)
def test_a_sign_that_hides_is_named(text, codes):
    import re

    shown = show_unsafe(text)
    assert re.findall(r"\[U\+([^\]]+)\]", shown) == codes
    assert "<script>" not in show_unsafe(text + "<script>")


LONG = {"ሰላም ለዓለም። ": 10_000, "plain words ": 8_000, "x\u200by": 30_000}


@pytest.mark.parametrize(("piece", "times"), LONG.items())
def test_a_long_story_in_any_script_takes_steps_in_proportion(piece, times):
    """Ten times the length takes ten times the calls, and not a hundred."""
    few, many = calls_of(show_unsafe, piece * (times // 10)), calls_of(show_unsafe, piece * times)
    assert many <= 12 * few


def calls_of(act, text):
    """Return how many calls of functions, of Python and C, an act makes."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        act(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("part", range(4))
def test_every_page_of_the_office_names_them(cast, office, part):
    """52 strings as name, story, note, message, reason, tag and name of a list."""
    mark = "".join(text for text, _codes in TURNED[part * 8 : part * 8 + 8])[:200]
    mark = mark.replace("\r", "")
    now = timezone.now()
    case = file_case(
        COMPLAINT,
        now,
        held=True,
        story={"story": mark},
        person={"given_names": mark, "family_names": "Example", "other_names": ""},
    )
    unlocked = unlocked_of(case, office)
    ana = log_in(cast["ana"])
    actions.write_note(unlocked, mark, by=cast["ana"], at=now, for_next_shift=True)
    letters.receive_message(unlocked, mark, language="es", at=now)
    volunteer_actions.escalate(unlocked, by=cast["ana"], at=now, reason=mark)
    case.tags.add(Tag.objects.create(name=mark[:40]))
    ana.post("/office/lists/?tab=mine", {"name": mark[:60]})
    raw = {sign for sign in mark if show_unsafe(sign) != html.escape(sign)}
    paths = (
        "/office/",
        "/office/today/",
        f"/office/cases/{case.reference}/",
        f"/office/cases/{case.reference}/act/",
        f"/office/cases/{case.reference}/translation/",
    )
    for path in paths:
        page = _without_fields(ana.get(path).content.decode())
        assert "[U+" in page, path
        assert not {sign for sign in raw if sign in page}, path


def _without_fields(page):
    """Return a page without what stands in fields to be edited: there it stays as it is."""
    import re

    page = re.sub(r"<option.*?</option>|<textarea.*?</textarea>", "", page, flags=re.DOTALL)
    return re.sub(r'<div class="choice">.*?</div>', "", page, flags=re.DOTALL)


def test_an_end_of_a_line_is_one_sign_as_it_was_typed():
    typed = "Call.\n" * 50
    field = long_text_field("Note", rows=2, max_length=len(typed))
    assert field.clean(typed.replace("\n", "\r\n")) == typed
