"""S29, S30: a phone that somebody else takes in hand shows nothing of what was typed there."""

import http.server
import sqlite3
import threading

import pytest

from tests.browser.conftest import FLAGS
from tests.browser_filer import go
from tests.browser_office import PHONE
from tests.chromium import find_browser
from tests.server import HttpClient, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARKERS = ["Zebrakind", "Quaggaville", "Okapi", "Tapirson"]
BACKS = 10


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another site: the page about the weather, and one that notes where people come from."""

    seen = []

    def do_GET(self):
        self.seen.append(dict(self.headers))
        body = b"<!doctype html><title>Weather</title><h1>Sunny</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def elsewhere():
    """The address of another site, by another name of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Elsewhere.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def phone(playwright, folder, **more):
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=find_browser(), args=FLAGS, viewport=PHONE, **more
    )
    context.set_default_timeout(60_000)
    return context, context.pages[0]


def type_in(page, base, refused):
    """Answer the first pages by hand, and leave text in an open form.

    A page that was refused is an answer to a post: without script the browser keeps what it sent.
    """
    page.goto(f"{base}/")
    page.goto(f"{base}/ask/filer/")
    page.locator('label[for="id_filing_for_0"]').click()
    go(page.get_by_role("button", name="Continue"))
    page.locator('label[for="id_where_0"]').click()
    go(page.get_by_role("button", name="Continue"))
    page.locator('input[value="none"]').check()  # no danger
    go(page.get_by_role("button", name="Continue"))
    page.locator('label[for="id_went_wrong_0"]').click()
    go(page.get_by_role("button", name="Continue"))
    page.locator("[name=given_names]").press_sequentially(MARKERS[0])
    page.locator("[name=family_names]").press_sequentially(MARKERS[1])
    go(page.get_by_role("button", name="Continue"))
    page.locator("[name=birth_date_words]").press_sequentially(MARKERS[2])
    if refused:
        page.locator("[name=birth_date_y]").press_sequentially("19x0")
        go(page.get_by_role("button", name="Continue"))
        assert "There is a problem" in page.content()
        page.locator("[name=birth_date_y]").fill("1990")
    go(page.get_by_role("button", name="Continue"))
    page.goto(f"{base}/questions/")  # a page in between, and back to what was typed
    page.goto(f"{base}/ask/born/")
    page.locator("[name=birth_date_words]").press_sequentially(MARKERS[3])


def found_in(folder, words):
    """Return (word, file) for each word that stands in any file of a browser's folder."""
    hits = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            hits += [
                (word, path.name)
                for word in words
                if word.encode() in data or word.encode("utf-16-le") in data
            ]
    return hits


def history(folder):
    """Return (addresses, titles) that the browser remembers."""
    file = next(folder.rglob("History"))
    with sqlite3.connect(file) as remembered:
        rows = remembered.execute("SELECT url, title FROM urls").fetchall()
    return [row[0] for row in rows], [row[1] for row in rows]


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_s29_after_leaving_nothing_comes_back(playwright, tmp_path, elsewhere, script):
    (tmp_path / "site").mkdir()
    profile = tmp_path / "profile"
    with running(tmp_path / "site", LEAVE_URL=elsewhere) as (site, _drafts):
        base = f"http://127.0.0.1:{site.port}"
        context, page = phone(playwright, profile, java_script_enabled=script)
        type_in(page, base, refused=script)
        with page.expect_response("**/leave/") as left:
            page.get_by_role("link", name="Quick exit").click()
        page.wait_for_url(elsewhere)
        assert left.value.all_headers()["clear-site-data"] == '"cache", "cookies", "storage"'
        assert context.cookies(base) == []
        shown = []
        for _ in range(BACKS):
            page.go_back(wait_until="load")
            shown.append((page.url, page.content()))
            if page.url == "about:blank":
                break
        if script:  # the page that was left has no place in the history
            assert shown[0][0] == f"{base}/questions/"
        texts = "".join(content for _url, content in shown)
        assert [word for word in MARKERS if word in texts] == []
        assert "Your case is closed on this phone" in texts
        context.close()
        addresses, titles = history(profile)
        assert addresses and not [word for word in MARKERS if word in str((addresses, titles))]
        context, page = phone(playwright, profile)
        assert context.cookies() == []
        page.goto(f"{base}/check/")
        assert "Your case is closed on this phone" in page.content()
        context.close()
    assert found_in(profile, MARKERS) == []


def test_s29_closing_the_browser_forgets_the_cookie(playwright, tmp_path, elsewhere):
    (tmp_path / "site").mkdir()
    profile = tmp_path / "profile"
    with running(tmp_path / "site", LEAVE_URL=elsewhere) as (site, _drafts):
        base = f"http://127.0.0.1:{site.port}"
        context, page = phone(playwright, profile)
        type_in(page, base, refused=True)
        assert context.cookies()
        context.close()
        context, page = phone(playwright, profile)
        assert context.cookies() == []
        context.close()
    assert found_in(profile, MARKERS) == []


def local_links(page, base):
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    return {link.partition("#")[0] for link in found if link.startswith(base)}


def test_s30_a_whole_visit_leaves_no_code_no_id_and_no_name_behind(playwright, tmp_path, elsewhere):
    """Every page that can be reached from the status page is opened; then the profile is read."""
    (tmp_path / "site").mkdir()
    profile = tmp_path / "profile"
    with running(tmp_path / "site", drafts=1, LEAVE_URL=elsewhere) as (site, [secret]):
        base = f"http://127.0.0.1:{site.port}"
        client = HttpClient(site, **{"__Host-visit": secret})
        client.post("/check/", {"name": "Sam Sample", "true": "on"})
        done = client.get("/done/").content.decode()
        code = done.split('class="code" ')[1].split(">")[1].split("<")[0]
        reference = done.split('class="reference"><bdi>')[1].split("<")[0]
        context, page = phone(playwright, profile)
        page.goto(f"{base}/return/")
        page.get_by_label("Your code").press_sequentially(code)
        go(page.get_by_role("button", name="Open"))
        assert page.url == f"{base}/status/"
        go(page.get_by_role("link", name="Add photos of documents"))
        paper = tmp_path / "paper.txt"
        paper.write_text("Words of a paper.")
        page.get_by_label("Photos or files").set_input_files(paper)
        page.get_by_label("What is in them?").press_sequentially("hold paper")
        go(page.get_by_role("button", name="Add to my case"))
        page.goto(f"{base}/status/")
        seen, ahead = set(), local_links(page, base)
        while ahead:
            link = ahead.pop()
            seen.add(link)
            # Files are taken apart from the history; leaving would end the visit.
            if link.endswith(("/leave/", "/file/", "/word/", "/all/", "/days/")):
                continue
            page.goto(link)
            if link.startswith((f"{base}/guide", f"{base}/ways")):
                continue  # pages to read, the same for everybody
            ahead |= local_links(page, base) - seen
        assert len(seen) > 30 and f"{base}/messages/" in seen
        # A link to another site, from the page with the case open, carries no address of ours.
        page.goto(f"{base}/status/")
        page.evaluate(
            """address => {
            const link = document.createElement("a");
            link.href = address; link.textContent = "canary"; link.id = "canary";
            document.querySelector("main").append(link);
        }""",
            elsewhere,
        )
        go(page.locator("#canary"))
        page.wait_for_url(elsewhere)
        context.close()
    assert Elsewhere.seen and "Referer" not in Elsewhere.seen[0]
    addresses, titles = history(profile)
    assert len(addresses) > 30
    secrets = [code, code.replace("-", ""), reference, "Ana", "Example de", "Sam Sample", "hold p"]
    assert [word for word in secrets if word in str((addresses, titles))] == []
    ids = [link for link in addresses if any(len(part) > 30 for part in link.split("/"))]
    assert ids == []
    assert found_in(profile, [code, code.replace("-", "")]) == []
