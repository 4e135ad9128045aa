"""One word for one thing: what people see has none of the words that were given up."""

import ast
import re
from pathlib import Path

import pytest

from intake.flow.base import fields_for_voice
from intake.flow.complaint import COMPLAINT
from intake.flow.steps import ME, THEM
from intake.public import forms as public_forms
from tests.texts import ROOT, calls, code_texts, literals, template_texts

# What may not be written, and what to write. Everywhere, then for filers only, then in the office.
EVERYWHERE = {
    r"\blast days?\b(?! of)": "deadline",
    r"\bover by\b|the one that is ahead|[Aa]ct on the earlier": "Use the earlier time.",
    r"\bown letter\b|\bhold papers?\b|copy of the hold\b(?! form)": "letter, hold form (I-247A)",
    r"has no papers|\bno papers\b|papers (that are )?in order": "no immigration status",
    r"\btold of\b|[Ww]ho told\b": "How did you learn about …?",
    r"(?<!fact )\bsheets?\b|\bhandouts?\b": "jail letter",
    r"\bbad acts\b|\bgrave\b": "serious misconduct",
    r"ways? that (do not )?fits?\b|[Mm]ay fit\b|if we knew more": "option; may help",
    r"\baddressees?\b|(?<!guides call it )\bOCRCL\b": "office; CRCL",
    r"(?<!civil )rights office": "civil rights office",
    r"last five signs|\b\d+ signs\b": "characters",
    r"number of your case|say it aloud": "case number",
    r"\bapplicants?\b|\baliens?\b|\bdetainees?\b|\billegals?\b": "you; the person",
    r"\blaw offices?\b": "law firm",
    r"\bslips?\b": "typo; mistake",
    r"\blikeness\b": "match",
    r"two clocks|\bits clock\b": "time zone",
    r"\ba sum\b(?! certain)|\b[Mm]oney claims?\b": "one exact amount; claim for money",
    r"\ba sorry\b|\bgood name\b": "an apology; my reputation",
    r"square (to|for a)\b": "QR code",
    r"\b[Oo]ur numbers\b": "statistics",
    r"word of (today|a help day|the day)": "event code",
    r"\bfirst line\b(?! of| must| names)|\bshort line\b": "reminder; message",
    r"[Tt]ake (it|this|as|them) (as|off|away|a)\b": "Download; Remove",
    r"\b[Tt]ick(ed|s)?\b|\b[Cc]lick(ed|s)?\b": "Check the box; Choose",
    r"[Kk]eep all of it|^Kept\.|^Given\.|^Added\.": "Save and send; Saved.",
    r"\b[Tt]akes? (it )?back\b(?! what was sent)|\b[Tt]aken back\b": "Cancel; Withdraw",
    r"\bmake right\b|stands beside": "Correct",
    r"Rather on paper|[Ll]eave fast": "Use a paper form instead; Quick exit",
    r"\bGo on (anyway|with)\b|^Go on$": "Continue",
    r"\bgo(es)? free\b|\bwent free\b|freedom now|\bdue out\b": "be released",
    r"kept longer|no longer kept": "held past release",
    r"sent out of the country|told of a flight": "deported",
    r"\bput before\b|hand it in": "send; bring it, or fax it",
    r"give your yes|wait for your yes": "OK to send",
    r"\b[Ww]ork(ed)? (this|these|it|them) out\b|\bworks? out\b": "How we counted",
    r"\bwhom\b|\bwhoever\b|\bupon\b|\ball the same\b|\bany more\b": "plain English",
    r"^We have it|[Ww]here it stands": "We got it; Your case",
    r"[Yy]our papers wait|[Ss]ee my papers|[Mm]ake my papers": "Your letters",
    r"[Mm]ake it stronger|[Nn]othing is open": "Add more details; Your case is closed",
    r"was open too long|page is not here|are not set up here": "This page expired; Page not found",
    r"\b[Ee]-mail": "email",
    r"\b(has|have) two times\b|named a clock": "time zone",
    r"\b(come|came|coming) there\b|still to come": "get there; arrival; in the future",
    r"I already have a code": "I have a code",
    r"[Yy]our papers were sent|[Ww]e began papers|added goe?s?, too": "letters; files",
}
FILERS = {
    r"\bpeople are erased\b|\berased?\b": "delete",
    r"\bjail letter\b.*\bsheet\b": "jail letter",
    r"don't|can't|won't|isn't|didn't|doesn't|\bit's\b|you're": "no contractions",
    r"[Ii]nvalid\b": "what to do",
    r"\b(may|answers|anything here) tells? of\b": "mention; describe",
    r"\brun by ICE\b|^(In a|A) local jail$": "ICE detention center; jail (county or city)",
    r"\bhad begun to\b|\bbegin it again\b|gone for good": "started; delete",
    r"\b(closed|form|yes) just now\b": "right now; today",
}
OFFICE = {
    r"Nobody’s|Nobody has it now": "Unassigned",
    r"\bRaised?\b": "Escalate",
    r"Next look|Look again on": "Follow-up",
    r"Message words|Begin from these|Put them in": "Template; Insert",
    r"Look what changes|What is kept": "Review changes; Retention",
    r"nine in ten|keep our promise|Is anyone forgotten": "90th percentile; Response time; Stale",
    r"Where do people stop": "Drop-off by page",
    r"[Ii]n the making|\b[Ff]rozen\b|[Bb]egin a new edition": "Draft; Locked for review; version",
    r"I have read it all|[Rr]ead twice|sends it alone": "Approve; Self-files",
    r"was (for|against) them|[Ll]ooks automatic|no program": "Favorable; Possible bot",
    r"\b[Ll]et in(to)?\b|Team made|does not open for you": "Approve access; Team created",
    r"Nothing was found|No case is in this list": "No results",
    r"changes how you log in|Said to be true|Safe ways to write": "Confirm it is you",
    r"Nobody has read it|Waiting for the person|File for the lawyer": "New; Waiting for filer",
}
# Labels of stored kinds of events: they change with a migration only.
STORED_LABELS = {"Erased", "The person asked us to delete the case"}


def audience_of(path):
    return "office" if "office" in path.relative_to(ROOT).parts else "filers"


def all_texts():
    """Yield (audience, where, text) of every text that is marked, and of the demo's."""
    for path in sorted((ROOT / "intake").rglob("*.py")):
        if "migrations" not in path.parts:
            for text in code_texts(path):
                yield audience_of(path), path.relative_to(ROOT), text
    for path in sorted((ROOT / "templates").rglob("*.*")):
        for text in template_texts(path):
            yield audience_of(path), path.relative_to(ROOT), text
    for path in (ROOT / "intake" / "demo.py", ROOT / "intake" / "flow" / "sample.py"):
        for text in literals(path):
            yield "filers", path.relative_to(ROOT), text


def found_in(texts):
    patterns = {
        "filers": {**EVERYWHERE, **FILERS},
        "office": {**EVERYWHERE, **OFFICE},
    }
    for audience, where, text in texts:
        for pattern, instead in patterns[audience].items():
            is_stored = where.name == "models.py" and text in STORED_LABELS
            if re.search(pattern, text, re.I) and not is_stored:
                yield f"{where}: {text!r} ({pattern}): {instead}"


def test_no_text_has_a_word_that_was_given_up():
    found = sorted(set(found_in(all_texts())))
    assert found == [], "\n".join(found)


def error_texts():
    """Yield the errors that Django has for our fields, as a form for filers would show them."""
    kinds = [step.form for step in COMPLAINT.steps if step.form]
    fields = [
        field
        for kind in kinds
        for voice in (ME, THEM)
        for field in fields_for_voice(kind, voice).values()
    ]
    for kind in vars(public_forms).values():
        fields += getattr(kind, "base_fields", {}).values() if isinstance(kind, type) else ()
    for field in fields:
        for text in field.error_messages.values():
            yield "filers", Path(type(field).__name__), str(text)


def test_no_error_of_a_form_has_one_either():
    texts = set(error_texts())
    assert len(texts) > 20
    found = sorted(set(found_in(texts)))
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("audience", "text"),
    [
        ("filers", "Your last day is Monday."),
        ("office", "Who sends it: sends it alone"),
        ("filers", "We erase it."),
        ("office", "Tick the box."),
    ],
)
def test_the_words_are_seen(audience, text):
    assert list(found_in([(audience, Path("x"), text)]))


def test_every_kind_of_call_and_template_is_read(tmp_path):
    source = 'gettext("One a")\npgettext("context", "Two a")\nngettext("1 a", "2 a", 3)\nf("No a")'
    assert list(calls(ast.parse(source))) == ["One a", "Two a", "1 a", "2 a"]
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "Three" context "button" %} <p class="no">'
        "{% blocktranslate count n=n %}{{ n }} four{% plural %}{{ n }} fours{% endblocktranslate %}"
        '{% include "x.html" with button=_("Five") %}'
    )
    assert template_texts(page) == ["Three", "%(n)s four", "%(n)s fours", "Five"]
    assert len(list(all_texts())) > 4000
