"""Two volunteers at once on a real server, for each thing they do: no lost change, clear words."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest

from tests.filer import flat
from tests.reliability.test_office_on_a_real_server import login
from tests.rounds import rounds
from tests.server import HttpClient, running, send

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

ROUNDS = rounds(2, 4)


class Volunteer:
    """A logged-in volunteer who looks at a page first, and acts on what it showed."""

    def __init__(self, server, name):
        self.server, self.name, self.cookies = server, name, login(server, name)

    def client(self):
        return HttpClient(self.server, **self.cookies)

    def page(self, path):
        return unescape(self.client().get(path).content.decode())

    def post(self, path, given):
        """Post a form. Return the words said on the page that follows, or on the form again."""
        client = self.client()
        answer = client.post(path, given)
        if answer.status_code == 302:
            answer = client.get(answer.headers["Location"])
        assert answer.status_code in (200, 422), (path, answer.status_code)
        return unescape(answer.content.decode())


def carried(page, path):
    """Return {name: value} of the hidden fields of the form that posts to a path."""
    action = f'action="{path}"'
    form = page.split(action)[1].split("</form>")[0] if action in page else page
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def at_once(path, forms):
    """Let each volunteer post a form to one path at the same moment. Return what each is told."""
    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(lambda pair: pair[0].post(path, pair[1]), forms))


# Above the page, or at the form that comes back with what was typed.
ALERT = r'(?:said--error|role="alert")[^>]*>(?:(?!</div>).)*?'

# For each verb: the end of its path, what each of the two gives, and what the slower one is told.
TOLD = "just now|has this case already|A colleague"
VERBS = {
    "take": ("take/", {}, {}, TOLD),
    "move": ("move/", {"to": "asking"}, {"to": "ready"}, TOLD),
    "follow_up": ("do/follow_up/", {"on": "2099-01-01"}, {"on": "2099-06-01"}, TOLD),
    "assign": ("do/assign/", {"to": "ben", "reason": "r"}, {"to": "dan", "reason": "r"}, TOLD),
    "tags": ("do/tags/", {"tags": "one"}, {"tags": "two"}, TOLD),
    # Both count: nothing of one takes the place of something of the other.
    "note": ("note/", {"text": "words of ben"}, {"text": "words of dan"}, ""),
    "raise": ("do/raise/", {"reason": "reason of ben"}, {"reason": "reason of dan"}, TOLD),
    "tick": ("do/tick/", {"step": "hold_paper"}, {"step": "hold_paper"}, ""),
    "prepare": ("packets/", {"route": "foia"}, {"route": "foia"}, ""),
    "ask_erase": ("first/ask-deletion/", {"reason": "by phone"}, {"reason": "by phone"}, ""),
}
ONCE = {
    "tick": "Next step done",
    "prepare": "Packet started",
    "ask_erase": "asked us to delete the case</strong>",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory, engine_url):
    with running(tmp_path_factory.mktemp("two"), engine_url, drafts=len(VERBS) * ROUNDS) as (
        server,
        drafts,
    ):
        cora, ben, dan = (Volunteer(server, name) for name in ("cora", "ben", "dan"))
        for tag in ("one", "two"):
            cora.post("/office/tags/", {"name": tag})
        yield server, iter(drafts), ben, dan


def new_case(server, draft):
    """File a case. Return its path in the office."""
    server.forget_limits()
    assert send(server, draft).status_code == 302
    page = HttpClient(server, **{"__Host-visit": draft}).get("/done/").content.decode()
    reference = re.search(r'class="reference"><bdi>([^<]+)<', page)[1]
    return f"/office/cases/{reference}/"


def chosen(page, given):
    """Return what is given, with the numbers that the page has for names of people and tags."""
    found = dict(given)
    if "to" in given and given["to"] in ("ben", "dan"):
        found["to"] = re.search(rf'<option value="(\d+)"[^>]*>{given["to"].title()}<', page)[1]
    if "tags" in given:
        label = re.search(rf'<label for="(tags_[^"]+)"[^>]*>\s*{given["tags"]}\s*<', page)
        found["tags"] = re.search(rf'value="(\d+)"[^>]*id="{label[1]}"', page)[1]
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_two_volunteers_at_once_lose_no_change_and_are_told(site, verb):
    server, drafts, ben, dan = site
    end, bens, dans, told = VERBS[verb]
    for _ in range(ROUNDS):
        path = new_case(server, next(drafts))
        if verb == "move":
            ben.post(path + end, {"to": "reading", "seen": "new"})
        forms = []
        for volunteer, given in ((ben, bens), (dan, dans)):
            name = end.strip("/").rpartition("/")[2]
            page = volunteer.page(f"{path}?do={name}")
            forms.append((volunteer, carried(page, path + end) | chosen(page, given)))
        said = at_once(path + end, forms)
        warned = [
            bool(told and re.search(rf"{ALERT}(?:{told})", words, re.DOTALL)) for words in said
        ]
        page = ben.page(f"{path}?do=follow_up" if verb == "follow_up" else path)
        if told:
            assert sum(warned) == 1, (verb, warned)
            assert_kept(verb, page, winner=warned.index(False))
        elif verb in ONCE:
            assert page.count(ONCE[verb]) == 1
        else:
            assert all(f"of {name}" in page for name in ("ben", "dan")), verb


def assert_kept(verb, page, *, winner):
    """Look that what stands is what the one who was not warned did."""
    name = ("Ben", "Dan")[winner]
    status = ("Waiting for filer", "Ready to send")[winner]
    there = {
        "take": f"<dt>Assigned to</dt><dd>{name}<",
        "assign": f"<dt>Assigned to</dt><dd>{name}<",
        "move": f'class="label status">{status}<',
        "follow_up": ("2099-01-01", "2099-06-01")[winner],
        "raise": f"reason of {name.lower()}",
        "tags": f'label--tag">{("one", "two")[winner]}</span>',
    }[verb]
    page = flat(page)
    assert there in page, (verb, name)
    if verb == "tags":
        assert f'label--tag">{("two", "one")[winner]}</span>' not in page
