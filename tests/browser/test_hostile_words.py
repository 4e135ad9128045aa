"""S16, S21, S29: words that want to run do not, in a real browser under our own headers."""

import itertools
import re
from contextlib import suppress

import pytest
from django.urls import NoReverseMatch, reverse

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from intake.office.cases.case_forms import ASKED
from intake.office.consequences.case_acts import CASE_ACTS
from tests.browser_filer import go
from tests.browser_office import come_back, log_in, new_phone
from tests.filer import Filer
from tests.office.test_matrix import OFFICE
from tests.server import TOKEN, HttpClient, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = [
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<details open ontoggle={}>",
    "'\"><script>{}</script>",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "<a href=javascript:{}>x</a>",
    "<math><mtext></math><img src=x onerror={}>",
    "<input autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<marquee onstart={}>",
    "<object data=javascript:{}>",
    "<form action=javascript:{}><button>",
    "<style>@import 'javascript:{}'</style>",
    "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;javascript:{}'>",
    "--><script>{}</script>",
]
ACTS = [
    "alert(1)",
    "alert`1`",
    "top.alert(1)",
    "confirm(1)",
    "prompt(1)",
    "document.title='x'",
    "eval('alert(1)')",
    "import('/x')",
    "fetch('//evil.example')",
    "location='//evil.example'",
    "self['al'+'ert'](1)",
    "(()=>alert(1))()",
    "setTimeout('alert(1)')",
    "new Function('alert(1)')()",
    "{{7*7}}{% debug %}",
]
PAYLOADS = [tag.format(act) for tag, act in itertools.product(TAGS, ACTS)]
# Signs that turn text around or cannot be seen (S21).
TURNED = "".join(chr(code) for code in (0x202E, 0x2066, 0x2067, 0x2069, 0x200B, 0x200D, 0x2060))


@pytest.fixture(scope="module")
def site(tmp_path_factory, engine_url):
    """A site of its own: its words are changed for good."""
    with running(tmp_path_factory.mktemp("hostile"), engine_url) as (server, _secrets):
        yield server


def hostile_answers():
    """Return the answers of a complaint with payloads in every field of words."""
    answers, left = sample(COMPLAINT, filing_for="family", held=True), iter(PAYLOADS * 2)
    for key, value in answers.items():
        form = COMPLAINT.step(key).form
        fields = form.base_fields if form else {}
        for entry in value if isinstance(value, list) else [value]:
            for name, given in entry.items():
                kind = type(fields.get(name)).__name__
                if isinstance(given, str) and given and kind in ("Text", "Name"):
                    entry[name] = next(left) + TURNED
    answers["story"]["story"] = "\n".join(PAYLOADS)
    return answers


def test_s16_payloads_run_nowhere(chromium, site):
    filer = Filer(HttpClient(site), hostile_answers()).go()
    filer.send(name=PAYLOADS[0])
    code = filer.code()
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    ran, reported = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on(
        "console",
        lambda line: reported.append(line.text) if "Content Security Policy" in line.text else None,
    )
    log_in(page, base)
    page.goto(f"{base}/office/")
    go(page.locator("table.caselist tbody th a").first)
    case = page.url.split("?")[0]
    go(page.get_by_role("button", name="Show them"))
    page.goto(f"{case}act/?template=ask")
    page.get_by_label("Message to the person").fill("\n".join(PAYLOADS[:60]))
    go(page.get_by_role("button", name="Save and send"))
    page.goto(case)
    assert PAYLOADS[0] in page.locator("main").inner_text()
    page.get_by_label("Prepare letters for").select_option("crcl")
    go(page.get_by_role("button", name="Prepare"))
    packet = page.url
    for link in page.locator("ul.cards h3 a").evaluate_all("nodes => nodes.map(n => n.href)"):
        page.goto(link)
    page.goto(f"{base}/office/today/")
    page.goto(packet)
    phone = come_back(chromium, base, code)
    phone.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for path in ("/status/", "/deadlines/", "/messages/", "/papers/"):
        phone.goto(base + path)
    for path in ("/answers/", "/papers/crcl-complaint/"):
        phone.goto(base + path)
        assert "<script>" in phone.locator("main").inner_text(), path
    assert ran == [] and reported == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# They need what nobody wrote here: a page of a picture, a help line.
NOT_TRIED = {"office:file-picture", "office:help-line"}


def multipart(data, filename, content):
    """Return (body, headers) of a form with a file, as a browser writes it."""
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in data.items()
    )
    parts += (
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
        f"Content-Type: text/plain\r\n\r\n{content}\r\n--x--\r\n"
    )
    return parts.encode(), {"Content-Type": "multipart/form-data; boundary=x"}


def first(pattern, page):
    return re.search(pattern, page.content.decode())[1]


def work_with_hostile_words(client, case):
    """Write payloads wherever a volunteer writes. Return the path of papers and of a file."""
    words = iter(PAYLOADS)
    ben = first(r'<option value="(\d+)"[^>]*>Ben<', client.get(f"{case}?do=assign"))
    for end, given in [
        ("note/", {"text": next(words), "for_next_shift": "on"}),
        ("do/assign/", {"to": ben, "seen": "0"}),
        ("do/assign/", {"to": "", "seen": ben, "reason": next(words)}),
        ("do/raise/", {"reason": next(words)}),
        ("do/correct/", {"change": "state:WY", "reason": next(words)}),
        ("act/", {"text": next(words), "language": "en", "note": next(words), "seen": "new"}),
    ]:
        assert client.post(case + end, given).status_code == 302, end
    # A file name may hold no quotation mark; what was typed of the paper may hold anything.
    name = next(word for word in words if '"' not in word)
    body, headers = multipart({"csrfmiddlewaretoken": TOKEN, "what": ""}, name, "a text")
    assert client.request("POST", f"{case}files/", body, **headers).status_code == 302
    packet = client.post(f"{case}packets/", {"route": "crcl"}).headers["Location"]
    for path, given in [
        ("/office/tags/", {"name": "<img src=x onerror=alert(1)>"}),
        ("/office/lists/?tab=open", {"name": "<svg onload=alert(1)>", "shared": "on"}),
        ("/office/templates/ask/en/", {"text": next(words).replace("{", "("), "keep": "1"}),
        (
            "/office/people/invite/",
            {"username": "eve", "first_name": next(words)[:60], "role": "volunteer"},
        ),
        ("/office/teams/", {"name": next(words)[:80]}),
        (
            "/office/routes/crcl/",
            {
                "status": "open",
                "note": next(words),
                "contact": next(words),
                "checked_on": "2026-11-01",
            },
        ),
    ]:
        assert client.post(path, given).status_code in (200, 302), path
    own = {"name": next(words)[:60], "text": next(words).replace("{", "("), "keep": "1"}
    assert client.post("/office/templates/new/", own).status_code == 302
    own = first(r"/office/templates/(own-\w+)/en/", client.get("/office/templates/"))
    spanish = next(words).replace("{", "(") + " {filer}"
    words_of_it = {"text": spanish, "keep": "1"}
    assert client.post(f"/office/templates/{own}/es/", words_of_it).status_code == 302
    sending = send_to_many(client, case.split("/")[3], own)
    tag = first(r"/office/tags/(\d+)/drop/", client.get("/office/tags/"))
    client.post(f"{case}do/tags/", {"tags": tag})
    assert client.post(f"{case}first/ask-deletion/", {"reason": "by phone"}).status_code == 302
    paper = first(rf'href="({case}files/[0-9a-f-]+/)"', client.get(case))
    return packet, tag, paper, own, sending


def send_to_many(client, reference, template):
    """Send a template to one case, as if to many. Return the id of the sending."""
    asked = {"what": "message", "case": reference, "template": template, "untold": "on"}
    page = client.post("/office/many/", asked)
    hidden = dict(
        re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode())
    )
    hidden.pop("csrfmiddlewaretoken")
    sent = client.post("/office/many/", hidden | asked | {"sure": "1"})
    return sent.headers["Location"].split("/")[3]


def test_s16_words_of_volunteers_run_on_no_page_of_the_office(chromium, site):
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    log_in(page, base)
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    client = HttpClient(site, **cookies | {"__Host-csrf": TOKEN})
    site.forget_limits()
    filer = Filer(HttpClient(site), hostile_answers()).go()
    filer.send(name=PAYLOADS[1])
    case = "/office/cases/" + first(r"/office/cases/([^/]+)/", client.get("/office/?tab=nobody"))
    case += "/"
    packet, tag, paper, own, sending = work_with_hostile_words(client, case)
    people = re.findall(
        r"/office/people/(\d+)/end/", client.get("/office/people/").content.decode()
    )
    ran, reported, seen = [], [], 0
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on(
        "console",
        lambda line: reported.append(line.text) if "Content Security Policy" in line.text else None,
    )
    contact = first(r"/office/contacts/([^/]+)/right/", client.get("/office/contacts/"))
    values = {"pk": [tag, *people], "slug": ["ask", own, "crcl", contact], "sending": [sending]}
    for name, (_who, methods) in OFFICE.items():
        if "GET" not in methods.split() or not name.startswith("office:"):
            continue
        tried = 0
        for path in addresses(name, case, packet, paper, values):
            tried += 1
            if client.get(path).headers.get("Content-Disposition"):
                continue
            answer = page.goto(base + path)
            assert answer.status in (200, 404), path
            seen += answer.status == 200
        assert tried or name in NOT_TRIED, name
    for path in (f"{packet}crcl-complaint/", f"{case}?list=tab%3Dopen", "/office/?tag=" + tag):
        page.goto(base + path)
    for name in ASKED:
        page.goto(f"{base}{case}?do={name}")
        assert page.locator("#do form").count() == 1, name
    assert seen > 25
    assert ran == [] and reported == []


def addresses(name, case, packet, paper, values):
    """Return the paths of one address of the office, for what is there."""
    reference, there = case.split("/")[3], packet.rstrip("/").rsplit("/", 1)[1]
    taken = [
        {},
        {"reference": reference},
        {"reference": reference, "pk": there},
        {"reference": reference, "pk": there, "slug": "crcl-complaint"},
        {"reference": reference, "pk": paper.rstrip("/").rsplit("/", 1)[1]},
        *({"reference": reference, "name": act} for act in CASE_ACTS),
        *({"pk": pk} for pk in values["pk"]),
        *({"slug": slug} for slug in values["slug"]),
        *({"sending": sending} for sending in values["sending"]),
        *({"slug": slug, "language": "en"} for slug in values["slug"]),
        {"code": "WY"},
    ]
    for kwargs in taken:
        with suppress(NoReverseMatch):
            yield reverse(name, kwargs=kwargs)


def test_s29_leaving_leaves_no_word_behind(chromium, site):
    base = f"http://127.0.0.1:{site.port}"
    filer = Filer(HttpClient(site), sample(COMPLAINT)).go()
    filer.send()
    page = come_back(chromium, base, filer.code())
    for path in ("/messages/", "/papers/", "/papers/crcl-complaint/", "/status/"):
        page.goto(base + path)
    assert "Ana María" not in page.title()
    page.goto(f"{base}/papers/crcl-complaint/")
    assert "Ana María" in page.content()
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    page.goto(f"{base}/status/")
    page.get_by_role("link", name="Quick exit").click()
    page.wait_for_url("https://www.weather.gov/**")
    for _ in range(10):
        page.go_back(wait_until="load")
        assert "Ana María" not in page.content() and "Sent" not in page.content()
    assert [one for one in page.context.cookies() if "visit" in one["name"]] == []
