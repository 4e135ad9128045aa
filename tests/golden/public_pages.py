"""The public pages that belong to no complaint: to read, small forms, and refusals."""

import re

from django.test import override_settings
from django.test.client import MULTIPART_CONTENT

from tests.golden import world
from tests.golden.filing import Filer
from tests.golden.visitor import Visitor, wrong_answers

# Letters of a script for which no font comes with the site.
NO_FONT = "ᏣᎳᎩ"
WHICH_WAY = {
    "where": "local_jail",
    "went_wrong": ["wrong_match"],
    "ice_asked": "yes",
    "reasons": ["same_name"],
    "kept": "unsure",
}
SHEET = {
    "name": "Ana María Example",
    "born_y": "1990",
    "born_m": "3",
    "facility": "Sample County Jail",
    "booking": "SAMPLE-123",
    "due_out_y": "2026",
    "due_out_m": "11",
    "due_out_d": "20",
    "due_out_time": "noon",
    "state": "TX",
}


def walk(office, book):
    """Keep every page that anybody may see."""
    guest = Visitor(book)
    _to_read(guest)
    _small_forms(guest)
    _nothing_open(guest)
    _refused(guest)
    _too_many(book)
    _settings(office, book)
    _crisis(book)


def _crisis(book):
    """Keep the page before sending of somebody who thinks of dying."""
    filer = Filer(book)
    answers = world.answers("urgent", held=True) | {"danger": {"happening": ["self_harm"]}}
    filer.fill(answers, "urgent")
    filer.get("/check/", "check, thinks of dying")


def _to_read(guest):
    for name, path in (
        ("first page", "/"),
        ("before", "/before/"),
        ("urgent", "/urgent/"),
        ("numbers, none yet", "/numbers/"),
        ("questions", "/questions/"),
        ("paper form", "/paper/"),
        ("paper form, for them", "/paper/?for=them"),
    ):
        guest.get(path, name)
    for name, path in (("guide", "/guide/"), ("ways", "/ways/")):
        guest.get(path, name)
        for link in dict.fromkeys(re.findall(rf'href="({path}[\w-]+/)"', guest.html)):
            guest.get(link, f"{name}, {link.split('/')[2]}")
    guest.get("/leave/", "leave")


def _small_forms(guest):
    guest.get("/which-way/", "which way")
    guest.post("/which-way/", {}, "which way, no answer")
    guest.post("/which-way/", WHICH_WAY, "which way, answered")
    free = WHICH_WAY | {"where": "free", "ice_asked": "no", "kept": "no"}
    guest.post("/which-way/", free, "which way, free")
    other = free | {"went_wrong": ["other"], "reasons": ["not_sure"]}
    guest.post("/which-way/", other, "which way, something else")
    guest.get("/sheet/", "sheet")
    guest.post("/sheet/", wrong_answers(guest.html), "sheet, wrong answers")
    guest.post("/sheet/", {}, "sheet, empty")
    guest.post("/sheet/draft/", {}, "sheet, no form begun with it")
    guest.post("/sheet/", SHEET, "sheet, filled in")
    guest.post("/sheet/", SHEET | {"name": NO_FONT}, "sheet, letters without a font")
    guest.post("/sheet/file/", SHEET | {"name": NO_FONT}, "sheet, no file")
    guest.get("/help-day/", "help day")
    guest.post("/help-day/", {}, "help day, no answer")
    guest.post("/help-day/", {"word": "x"}, "help day, wrong word")
    guest.get("/return/", "return")
    guest.post("/return/", {}, "return, no answer")
    guest.post("/return/", {"code": "x" * 61}, "return, too long")
    guest.post("/return/", {"code": "00000-00000-00000-00000"}, "return, unknown code")


def _nothing_open(guest):
    for name, path in (
        ("check", "/check/"),
        ("done", "/done/"),
        ("status", "/status/"),
        ("a question", "/ask/story/"),
        ("days", "/days/"),
        ("code picture", "/code/picture/"),
        ("papers", "/papers/"),
        ("remind", "/remind/"),
        ("erase", "/erase/"),
    ):
        guest.get(path, f"nothing open, {name}")
    typed = {"story": "These words must not be lost. <b>Really</b>"}
    guest.post("/ask/story/", typed, "nothing open, words given back")


def _refused(guest):
    guest.get("/no-such-page/", "refused, no such page")
    guest.get("/ways/no-such-way/", "refused, no such way")
    guest.get("/guide/no-such-page/", "refused, no such page of the guide")
    guest.post("/guide/", {}, "refused, only to read")
    guest.post("/check/", "x", "refused, another type", content_type="application/json")
    guest.post("/check/", {"story": "x" * 1_500_001}, "refused, too large")
    file = {"file": "x"}
    guest.post("/check/", file, "refused, a file here", content_type=MULTIPART_CONTENT)
    strict = Visitor(guest.book, world.FormClient(enforce_csrf_checks=True))
    strict.post("/return/", {"code": "x"}, "refused, open too long")


def _too_many(book):
    often = Visitor(book, address="192.0.2.66")
    for _ in range(20):
        often.post("/return/", {"code": "x"})
    often.post("/return/", {"code": "x"}, "too many codes")
    often.get("/return/", "too many codes, page again")


def _settings(office, book):
    """Keep pages that look otherwise with other settings."""
    guest = Visitor(book)
    with override_settings(HELP_LINE="555-0100, Monday to Friday, 9 to 5"):
        guest.get("/", "first page, with a help line")
    with override_settings(DEMO=True):
        guest.get("/before/", "before, in a demo")
        guest.get("/no-such-page/", "refused, in a demo")
    with override_settings(RECOVERY_KEY=""):
        guest.get("/ask/filer/", "closed, the form")
        guest.post("/ask/filer/", {"filing_for": "me"}, "closed, an answer")
    with override_settings(SECONDS_PER_PAGE=3):
        quick = Filer(book, address="192.0.2.2")
        quick.fill(world.answers(), "full", "", errors=False)
        quick.post("/check/", {"name": "Sam Sample", "true": "on"}, "check, very fast")


def numbers(office, book):
    """Keep the page of numbers, once there is something to count."""
    office.publish()
    Visitor(book).get("/numbers/", "numbers, published")
