"""Somebody who goes through the pages of the site, and keeps what they show in a book."""

import re

from tests.golden.world import FormClient

# What the form of a page sends without anybody typing it.
NOT_ASKED = {"csrfmiddlewaretoken", "lane", "save", "skip", "done", "enough", "another"}
ASKED = re.compile(r"<(?:input|select|textarea)\b[^>]*>")


class Visitor:
    """A browser with a book. A page is kept under a name, and only noted without one."""

    def __init__(self, book, client=None, address="192.0.2.1"):
        self.book = book
        self.client = client or FormClient(REMOTE_ADDR=address)
        self.response = None

    def get(self, path, name="", *, follow=False):
        self._seen(self.client.get(path))
        self._kept(name, follow=follow)

    def post(self, path, data=None, name="", *, follow=False, **more):
        """Send a form. With `follow`, the page that it leads to is kept, not the answer itself."""
        self._seen(self.client.post(path, data or {}, **more))
        self._kept(name, follow=follow)

    def read_each(self, packet):
        """Open and mark each document of a packet in review."""
        self._seen(self.client.get(packet))
        for key in dict.fromkeys(re.findall(rf'href="{packet}([\w-]+)/"', self.html)):
            self._seen(self.client.get(f"{packet}{key}/"))
            self._seen(self.client.post(f"{packet}mark_read/go/", {"document": key}))

    def _seen(self, response):
        assert response.status_code != 500, response.request
        self.response = response
        self.book.note(response)

    def _kept(self, name, *, follow):
        while follow and self.place:
            self._seen(self.client.get(self.place))
        if name:
            self.book.keep(name, self.response)

    @property
    def html(self):
        return self.response.content.decode()

    @property
    def place(self):
        """Where the last answer leads to, or ""."""
        return self.response.headers.get("Location", "")

    def find(self, pattern):
        """Return what a pattern finds on the page shown last: its first group."""
        return re.search(pattern, self.html)[1]


def wrong_answers(html):
    """Return answers that the questions of a page refuse, as far as they can refuse any."""
    found = {}
    for tag in ASKED.findall(html.partition("<main")[2]):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or name[1] in NOT_ASKED:
            continue
        several = 'type="checkbox"' in tag
        found[name[1]] = ["none", "no such answer"] if several else "no such answer"
        if re.search(r"_[ymd]$", name[1]):
            found[name[1]] = "no"
    return found
