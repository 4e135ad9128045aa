"""The office's pages that belong to no single case: lists, settings, and coming in."""

import re

from tests.golden import world
from tests.golden.filing import Filer
from tests.golden.public_pages import NO_FONT
from tests.golden.visitor import Visitor
from tests.second_factor import numbers

TABS = (
    "open",
    "nobody",
    "mine",
    "asking",
    "office",
    "ready",
    "wrote_after",
    "closed",
    "all",
    "automatic",
)
FILTERS = (
    "tab=open&problem=profiling&tier=1",
    "tab=all&where=held&state=TX&reads=es&code=same_name&began=traffic_stop&hold=yes",
    "tab=all&past=now&papers=no&outcome=freed&route=crcl&status=new&who=nobody&last_day=7",
    "tab=all&quiet=2&late=read&sends=volunteers&counts=yes&source=web&week=2026-11-23",
    "tab=no-such&tier=no-such&who=no-such&tag=no-such",
)
# Cases of all kinds: (reference, lane, answers that are not those of the sample).
CASES = (
    ("QQQ-001", "urgent", {"filing_for": "family", "held": True}),
    (
        "QQQ-002",
        "full",
        {
            "filing_for": "family",
            "held": True,
            "danger": {"happening": ["moving", "sick"]},
            "person": {"given_names": "Kwame", "family_names": "Sample", "other_names": ""},
        },
    ),
    ("QQQ-003", "full", {"held": True, "hold": {"ice_asked": "no"}}),
    (
        "QQQ-004",
        "full",
        {"filing_for": "work", "held": True, "why_wrong": {"reasons": ["us_citizen"]}},
    ),
    ("QQQ-005", "full", {"language": {"speaks": "vi", "reads": "vi"}}),
    ("QQQ-006", "full", {"language": {"speaks": "ar", "reads": "call"}}),
    (
        "QQQ-007",
        "full",
        {
            "problem": {"went_wrong": ["profiling"]},
            "born": {"birth_date": {"y": 2012, "m": None, "d": None, "words": ""}},
            "when_where": {"when": None, "city": "", "state": "CA", "agency": ""},
            "sharing": {"keep": "yes", "send": "self", "count": "no"},
        },
    ),
    ("QQQ-008", "full", {}),
)
# A table of clients, and what is the same for all of them.
HEAD = "given_names,last_names,where,danger,problem,state,hold,reason"
SHARED = {
    "name": "Sam Helper",
    "relation": "lawyer",
    "group": "Sample Legal Aid",
    "ways": "email",
    "email": "sam@example.com",
    "knows": "lawyer",
    "keep": "yes",
    "send": "volunteers",
    "count": "yes",
    "signed": "Sam Helper",
    "true": "on",
}


def before(office, book):
    """Keep the pages of an office with nothing in it, and set it up for the stories."""
    cora = Visitor(book, office.log_in("cora"))
    for name, path in (
        ("today", "/office/today/"),
        ("queue", "/office/"),
        ("follow-ups", "/office/follow-ups/"),
        ("numbers", "/office/dashboard/"),
        ("retention", "/office/retention/"),
        ("hours", "/office/hours/"),
    ):
        cora.get(path, f"nothing yet, {name}")
    _tags(office, cora)
    _hours(cora)


def walk(office, book):
    """Keep every page of the office, with the cases of the stories and some more."""
    _more_cases(office)
    cora = Visitor(book, office.log_in("cora"))
    ana = Visitor(book, office.log_in("ana"))
    _each_role(office, book)
    _lists(ana)
    _many(office, ana)
    _after_weeks(office, cora)
    _sent_alone(office, book)
    _settings(office, cora)
    _contacts_and_help(cora)
    _what_leaves(office, book)
    _people(office, cora)
    _phone_call(office, book)
    _batch(office, book)
    _team_keys(office, book)
    _coming_in(office, book)
    _own_account(office, book)


def _tags(office, cora):
    cora.get("/office/tags/", "tags, none")
    cora.post("/office/tags/", {}, "tags, no answer")
    cora.post("/office/tags/", {"name": "Media"}, "tags, made", follow=True)
    office.tag = cora.find(r"/office/tags/(\d+)/drop/")
    cora.post("/office/tags/", {"name": "Media"}, "tags, there already", follow=True)
    cora.get(f"/office/tags/{office.tag}/drop/", "tags, taken off")


def _hours(cora):
    cora.post("/office/hours/", {"text": "x" * 501}, "hours, too long")
    hours = {"text": "Monday to Friday, 9 to 5, Central time"}
    cora.post("/office/hours/", hours, "hours, kept", follow=True)
    cora.get("/office/state-laws/", "state laws")
    cora.get("/office/state-laws/IL/", "state law")


def _more_cases(office):
    for reference, lane, choices in CASES:
        office.later()
        office.file(reference, lane, **choices)


def _each_role(office, book):
    """Keep what each role sees first, and its menu."""
    for name in ("cora", "ana", "rita", "tess", "otto", "oren", "dana"):
        visitor = Visitor(book, office.log_in(name))
        for title, path in (
            ("queue", "/office/"),
            ("today", "/office/today/"),
            ("follow-ups", "/office/follow-ups/"),
            ("access log", "/office/access-log/"),
            ("health", "/office/health/"),
            ("account", "/office/account/"),
        ):
            response = visitor.client.get(path)
            if response.status_code == 200:
                book.note(response)
                book.keep(f"{title}, for {name}", response)


def _lists(ana):
    for tab in TABS:
        ana.get(f"/office/?tab={tab}", f"queue, {tab}")
    for number, query in enumerate(FILTERS, 1):
        ana.get(f"/office/?{query}", f"queue, filters {number}")
    ana.post("/office/find/", {"q": ""}, "find, no answer")
    ana.post("/office/find/", {"q": "Kwame Sample"}, "find, a name")
    ana.post("/office/find/", {"q": "Nobody Nowhere"}, "find, nothing")
    ana.post("/office/find/", {"q": "qqq 001"}, "find, a reference")
    ana.get("/office/?tab=open&save=1", "lists, to keep one")
    ana.post("/office/lists/?tab=open", {"name": ""}, "lists, no name", follow=True)
    kept = {"name": "Mine in Texas", "shared": "on", "alert": "on"}
    ana.post("/office/lists/?tab=all&state=TX", kept, "lists, kept", follow=True)
    number = ana.find(r"/office/lists/(\d+)/drop/")
    ana.post(f"/office/lists/{number}/drop/", {}, "lists, taken off", follow=True)
    ana.post("/office/lists/?tab=all&state=TX", kept)
    for when in ("late", "today", "week", "later"):
        ana.get(f"/office/follow-ups/?when={when}", f"follow-ups, {when}")
    ana.get("/office/follow-ups/?who=nobody&office=crcl&age=new", "follow-ups, of one office")
    for name in ("handbook", "glossary", "keys", "script", "routes"):
        ana.get(f"/office/{name}/", name)
    for period in ("week", "month"):
        ana.get(f"/office/report/?period={period}&on=2026-11-23", f"report, {period}")
    ana.post("/office/names/", {"hide": "1"})
    ana.get("/office/", "queue, names hidden")
    ana.post("/office/names/", {"show": "1"})
    ana.post("/office/keys/", {"off": "1"}, "keys, off", follow=True)
    ana.post("/office/keys/", {}, "keys, on", follow=True)


def _many(office, ana):
    chosen = {"case": ["QQQ-002", "QQQ-003"]}
    ana.post("/office/many/", {"what": "tag"}, "many, none chosen", follow=True)
    for what in ("assign", "tag", "follow_up", "print"):
        ana.post("/office/many/", chosen | {"what": what}, f"many, {what}")
    ana.post("/office/many/", {"what": "tag", "list": "tab=open", "whole": "1"}, "many, whole list")
    sure = chosen | {"sure": "1"}
    ana.post("/office/many/", sure | {"what": "tag"}, "many, tag, no answer")
    ana.post("/office/many/", sure | {"what": "tag", "tag": office.tag})
    late = sure | {"what": "follow_up", "on": "2026-11-22"}
    ana.post("/office/many/", late, "many, follow-up, a day that is over", follow=True)
    given = sure | {"what": "assign", "to": office.id_of("ana"), "reason": ""}
    ana.post("/office/many/", given | {"has-QQQ-002": "0", "has-QQQ-003": "1"})
    ana.get("/office/", "many, given")
    ana.post("/office/many/", sure | {"what": "print"}, "many, printed")
    chosen = {"case": ["QQQ-001", "QQQ-002", "QQQ-005", "QQQ-006"], "what": "message"}
    ana.post("/office/many/", chosen, "many, message")
    ana.post("/office/many/", chosen | {"template": ""}, "many, message, no answer")
    words = chosen | {"template": "sent", "untold": "on"}
    ana.post("/office/many/", words, "many, message, looked at")
    carried = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', ana.html))
    ana.post("/office/many/", carried | words | {"sure": "1"}, "many, message, sent", follow=True)


def _after_weeks(office, cora):
    """Keep the lists as they are when cases waited long, were closed, or are to be erased."""
    day = office.day
    office.change_case("QQQ-004", follow_up_on=day(-3), waiting_since=day(-9))
    office.change_case("QQQ-005", opened_on=day(-345))
    path = "/office/cases/QQQ-006/"
    closed = {"to": "closed", "seen": "new", "outcome": "not_ours"}
    cora.post(f"{path}move/", closed)
    for what, data in (("erase", {}), ("withdraw", {}), ("keep", {}), ("keep", {"reason": "x"})):
        cora.post(f"/office/retention/QQQ-006/{what}/", data)
    cora.get("/office/retention/", "retention")
    cora.post("/office/retention/QQQ-006/let-go/", {})
    cora.post("/office/retention/QQQ-006/erase/", {})
    cora.post("/office/retention/QQQ-006/erase/", {}, "retention, proposed", follow=True)
    office.change_case("QQQ-008", suspected_bot=True)
    cora.get("/office/?tab=automatic", "queue, one that looks automatic")
    cora.get("/office/cases/QQQ-008/", "case, looks automatic")
    cora.post("/office/cases/QQQ-008/do/by_a_person/", {}, "case, by a person", follow=True)
    cora.post("/office/dashboard/again/", {}, "numbers, counted", follow=True)
    cora.get("/office/today/", "today, after weeks")
    cora.get("/office/follow-ups/", "follow-ups, after weeks")
    cora.get("/office/?tab=open&late=waits", "queue, waits for our answer")


def _sent_alone(office, book):
    """Keep the pages of papers that no font shows, of somebody who sends them alone."""
    filer = Filer(book, address="192.0.2.81")
    name = {"given_names": NO_FONT, "family_names": "Sample", "other_names": ""}
    story = {"story": f"{NO_FONT} and more", "seen_or_told": "saw"}
    sharing = {"keep": "yes", "send": "self", "count": "yes"}
    filer.fill(world.answers(person=name, story=story, sharing=sharing), "full")
    filer.get("/check/", "sent alone, check")
    filer.send()
    office.name_newest("QQQ-010")
    filer.get("/done/", "sent alone, done")
    filer.get("/papers/", "sent alone, papers")
    filer.get("/papers/crcl-complaint/", "sent alone, paper")
    filer.get("/papers/crcl-complaint/file/", "sent alone, no file")
    ana, ben = Visitor(book, office.log_in("ana")), Visitor(book, office.log_in("ben"))
    ana.post("/office/cases/QQQ-010/packets/", {"route": "crcl"})
    packet = ana.place
    ana.get(packet, "sent alone, packet")
    ana.get(f"{packet}crcl-complaint/", "sent alone, paper in the office")
    ana.get(f"{packet}crcl-complaint/file/", "sent alone, no file in the office", follow=True)
    ana.post(f"{packet}make_ready/go/")
    ben.read_each(packet)
    ben.post(f"{packet}second_read/go/", {}, "sent alone, read twice", follow=True)
    ben.post(f"{packet}record_sent/go/", {"how": "by the person", "on": "2026-11-23"})
    filer.get("/status/", "sent alone, status")
    filer.get("/sent/1/crcl-complaint/", "sent alone, as it was sent")
    filer.get("/sent/2/crcl-complaint/", "sent alone, no such packet")


def _settings(office, cora):
    cora.get("/office/templates/", "templates")
    cora.get("/office/templates/ask/en/", "template")
    cora.get("/office/templates/ask/es/", "template, in another language")
    path = "/office/templates/ask/es/"
    cora.post(path, {"text": ""}, "template, no answer")
    cora.post(path, {"text": "Hola, {nobody}"}, "template, no such blank")
    words = {"text": "Hola. Me llamo {volunteer}."}
    cora.post(path, words, "template, preview")
    cora.post(path, words | {"keep": "1"}, "template, kept", follow=True)
    cora.get(path, "template, with a history")
    own = "/office/templates/new/"
    cora.get(own, "template, new")
    cora.post(own, {}, "template, new, no answer")
    words = {"name": "Bail receipt", "text": "Hello {filer}.\n\n- One\n- **Two**", "asks": "on"}
    cora.post(own, words, "template, new, preview")
    cora.post(own, words | {"keep": "1"})
    own = f"/office/templates/{office.name_newest_template('own-1')}/"
    cora.get("/office/templates/", "templates, one of the team")
    cora.get(own, "template, of the team")
    cora.post(own, {}, "template, of the team, no answer")
    cora.get(f"{own}es/", "template, of the team, in another language")
    cora.get("/office/languages/", "languages")
    cora.get("/office/routes/crcl/", "route")
    cora.post("/office/routes/crcl/", {}, "route, no answer")
    to_come = {"status": "slow", "checked_on": "2026-12-24"}
    cora.post("/office/routes/crcl/", to_come, "route, a day to come")
    seen = {"note": "It answers late.", "contact": "Box 1", "checked_on": "2026-11-20"}
    status = re.findall(r'<option value="(\w+)"', cora.html)[-1]
    cora.post("/office/routes/crcl/", seen | {"status": status}, "route, kept", follow=True)
    office.forget_routes()
    cora.get("/office/routes/crcl/", "route, with a history")
    cora.get("/ways/crcl/", "way, as a coordinator saw it")
    cora.get("/office/routes/no-such/", "refused, no such route")


def _contacts_and_help(cora):
    cora.get("/office/contacts/", "contacts")
    path, seen = re.search(
        r'action="(/office/contacts/[\w-]+/)right/".*?name="seen"[^>]*?value="([^"]*)"',
        cora.html,
        re.DOTALL,
    ).groups()
    cora.post(f"{path}right/", {"seen": seen})
    contact = cora.book.pages["contacts"]
    path = re.search(r'href="(/office/contacts/[\w-]+/)"', contact)[1]
    cora.get(path, "contact")
    cora.post(path, {"value": ""}, "contact, no answer")
    cora.get("/office/help-lines/", "help lines, none")
    cora.get("/office/help-lines/new/", "help line, new")
    cora.post("/office/help-lines/new/", {}, "help line, no answer")
    line = {"name": "Sample Legal Aid", "phone": "211", "purpose": "Free lawyers.", "state": "TX"}
    cora.post("/office/help-lines/new/", line, "help lines, one", follow=True)
    path = cora.find(r'href="(/office/help-lines/[0-9a-f-]{36}/)"')
    cora.get(path, "help line, with a history")
    cora.get("/", "first page, with local help")
    cora.post(path, line | {"is_over": "on"}, "help lines, one that is over", follow=True)


def _what_leaves(office, book):
    cora = Visitor(book, office.log_in("cora"))
    cora.get("/office/export/?tab=all&state=TX", "export")
    cora.post("/office/export/", {}, "export, no answer")
    cora.post("/office/export/?tab=all", {"reason": "A count"}, "export, made")
    cora.get("/office/export/columns/", "columns")
    cora.get("/office/export/research/", "research")
    cora.post("/office/export/research/", {}, "research, no answer")
    cora.post("/office/export/research/", {"reason": "A study"}, "research, made")
    cora.get("/office/access-log/", "access log")
    cora.get("/office/access-log/?kind=exported", "access log, of one kind")
    office.later(minutes=6)
    cora.get("/office/export/", "export, not confirmed")
    cora.get("/office/account/second/again/", "confirm, second factor")
    cora.post("/office/account/second/again/", {"code": "1"}, "confirm, wrong numbers")
    cora.post("/office/many/", {"what": "print", "case": ["QQQ-002"]})
    cora.get(cora.place, "confirm, before a print")
    cora.get("/office/account/again/", "confirm, password")
    cora.post("/office/account/again/", {"password": "x"}, "confirm, wrong password")


def _people(office, cora):
    ben = office.id_of("ben")
    cora.get("/office/people/", "people")
    cora.post("/office/people/invite/", {}, "people, no answer")
    gil = {"username": "gil", "first_name": "Gil", "role": "volunteer"}
    cora.post("/office/people/invite/", gil, "people, invited")
    cora.post("/office/people/invite/", gil, "people, name taken")
    cora.post(f"/office/people/{ben}/invite/", {}, "people, invited again")
    for path, data in (
        (f"{ben}/grant/", {}),
        (f"{office.id_of('cora')}/role/", {"role": "reader"}),
        (f"{office.id_of('rita')}/role/", {"role": "volunteer"}),
        (f"{office.id_of('rita')}/sees/", {"own": "1"}),
        (f"{office.id_of('cora')}/end/", {}),
    ):
        cora.post(f"/office/people/{path}", data)
    cora.get("/office/people/", "people, changed")
    cora.post(f"/office/people/{office.id_of('tess')}/second/", {}, "people, not confirmed")
    rita = Visitor(cora.book, office.log_in("rita"))
    rita.get("/office/", "queue, of one who sees only own cases")
    cora.get(f"/office/people/{ben}/end/", "people, end access")
    left = {"reason": "left"}
    cora.post(f"/office/people/{ben}/end/", left, "people, access ended", follow=True)


def _phone_call(office, book):
    ana = Visitor(book, office.log_in("ana"))
    ana.get("/office/assist/", "phone call")
    ana.post("/office/assist/", {}, "phone call, no answer")
    caller = Filer(book)
    caller.client = ana.client
    caller.post("/office/assist/", {"locked_up": "yes", "told": "on"}, "phone call, begun")
    answers = world.answers("urgent", filing_for="family", held=True)
    caller.fill(answers, "urgent")
    caller.get("/ask/person/", "phone call, a question")
    caller.get("/check/", "phone call, check")
    caller.send()
    office.name_newest("QQQ-009")
    caller.get("/done/", "phone call, done")
    caller.post("/another/", {}, "phone call, another")
    caller.get(caller.place, "phone call, the next one")
    ana.get("/office/cases/QQQ-009/", "case, by phone")


def _batch(office, book):
    ana = Visitor(book, office.log_in("ana"))
    path = "/office/batch/"
    ana.get(path, "batch")
    ana.post(path, {}, "batch, no answer")
    ana.post(path, SHARED | {"table": f"{HEAD}\n,,nowhere,,,,,\n"}, "batch, a bad row")
    rows = f"{HEAD}\nRow,Sample,free,none,profiling,TX,no,same_name\n,,nowhere,,,,,\n"
    ana.post(path, SHARED | {"table": rows})
    office.name_newest("QQQ-011")
    ana.post(path, SHARED | {"table": rows}, "batch, entered before")


def _team_keys(office, book):
    cora = Visitor(book, office.log_in("cora"))
    cora.get("/office/teams/", "teams")
    cora.post("/office/teams/", {}, "teams, no answer")
    cora.post("/office/teams/", {"name": "Team"}, "teams, name taken")
    cora.post("/office/teams/", {"name": "A third"}, "teams, made", follow=True)
    team = f"/office/teams/{office.team.pk}/"
    cora.post(f"{team}receive/", {}, "teams, takes new cases", follow=True)
    cora.post(f"{team}key/", {"change": "1"}, "teams, key changed", follow=True)
    cora = Visitor(book, office.log_in("cora"))
    cora.get("/office/teams/", "teams, old wraps")
    cora.post(f"{team}key/", {"change": "1"}, "teams, not finished", follow=True)
    cora.post(f"{team}key/", {}, "teams, made anew", follow=True)


def _coming_in(office, book):
    guest = Visitor(book, address="192.0.2.77")
    guest.get("/office/", "login, needed")
    guest.get("/office/account/login/", "login")
    guest.post("/office/account/login/", {}, "login, no answer")
    wrong = {"login": "ana", "password": "wrong"}
    guest.post("/office/account/login/", wrong, "login, wrong")
    right = {"login": "ana", "password": world.PASSWORD}
    guest.post("/office/account/login/", right)
    guest.get("/office/account/second/", "login, second factor")
    guest.post("/office/account/second/", {"code": "1"}, "login, wrong numbers")
    often = Visitor(book, address="192.0.2.80")
    for _ in range(11):
        often.post("/office/account/login/", wrong)
    often.post("/office/account/login/", wrong, "login, too many")
    _welcome(office, book)
    _first_login(office, book)


def _welcome(office, book):
    cora = Visitor(book, office.log_in("cora"))
    cora.post("/office/people/invite/", {"username": "hal", "first_name": "Hal", "role": "reader"})
    link = cora.find(r"(/office/welcome/[\w-]+/)")
    hal = Visitor(book, address="192.0.2.78")
    hal.get("/office/welcome/no-such-link/", "welcome, no such link")
    hal.get("/office/set-password/", "welcome, nothing to set")
    hal.get(link, "welcome")
    hal.get("/office/set-password/", "welcome, password")
    hal.post("/office/set-password/", {}, "welcome, no answer")
    two = {"password": "one quiet lantern here", "again": "another"}
    hal.post("/office/set-password/", two, "welcome, two passwords")
    short = {"password": "short", "again": "short"}
    hal.post("/office/set-password/", short, "welcome, too short")
    good = {"password": world.PASSWORD, "again": world.PASSWORD}
    hal.post("/office/set-password/", good, "welcome, done")
    path = f"/office/people/{office.id_of('oren')}/invite/"
    cora.get(path, "people, first: new link")
    cora.post(path, {}, "people, first: new link, no answer")
    cora.post(path, {"reason": "lost", "verified": "on"})
    again = Visitor(book)
    again.get(cora.find(r"(/office/welcome/[\w-]+/)"))
    again.get("/office/set-password/", "welcome, with keys")
    bad = good | {"recovery_code": "x"}
    again.post("/office/set-password/", bad, "welcome, wrong recovery code")


def _first_login(office, book):
    office.add_volunteer("eve")
    eve = Visitor(book, address="192.0.2.79")
    eve.post("/office/account/login/", {"login": "eve", "password": world.PASSWORD})
    eve.get("/office/", "first login, second factor needed")
    eve.get("/office/account/app/", "first login, app")
    secret = eve.client.session["mfa.totp.secret"]
    eve.get("/office/account/picture/", "first login, picture")
    eve.get("/office/account/", "first login, account")
    eve.post("/office/account/app/", {"code": "1"}, "first login, wrong numbers")
    eve.post("/office/account/app/", {"code": numbers(secret)}, "first login, done")
    eve.get("/office/account/codes/", "first login, codes")


def _own_account(office, book):
    ana = Visitor(book, office.log_in("ana"))
    path = "/office/account/"
    ana.post(path, {"alert_address": "no"}, "account, wrong answers")
    me = {"languages": ["es", "ar"], "alert_address": "ana@example.com", "keys_off": "on"}
    ana.post(path, me, "account, kept", follow=True)
    ana.get(f"{path}password/", "account, password")
    ana.post(f"{path}password/", {}, "account, password, no answer")
    ana.get(f"{path}second/all/", "account, factors")
    ana.get(f"{path}app/off/", "account, app off")
    ana.get(f"{path}codes/new/", "account, new codes")
    ana.post(f"{path}codes/new/", {}, "account, codes made", follow=True)
    ana.get(f"{path}keys/", "account, no passkeys")
    ana.get(f"{path}keys/new/", "account, new passkey")
    ana.get(f"{path}logout/", "account, log out")
    oren = Visitor(book, office.log_in("oren"))
    key = office.give_passkey("oren", "A key of steel")
    oren.get(f"{path}keys/", "account, passkeys")
    oren.get(f"{path}keys/{key}/name/", "account, passkey, name")
    oren.post(f"{path}keys/{key}/name/", {}, "account, passkey, no name")
    oren.get(f"{path}keys/{key}/off/", "account, passkey, off")
    oren.get(f"{path}keys/again/", "account, passkey, confirmed again")
    oren.post(f"{path}logout/", {}, "logged out", follow=True)
