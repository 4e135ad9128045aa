"""Turn a response into text that is the same in every run, however its template is indented.

White space is treated as a browser treats it: it is dropped beside block elements, is one space
elsewhere, and is kept where the page shows it as typed. Where nothing but white space stands
between two tags, the style sheets lay them out, so it is dropped as well. Attributes are sorted.
What is random by nature (tokens, codes, ids of files) is replaced here and nowhere else.
"""

import json
import re
from functools import cache
from html import escape, unescape
from typing import NamedTuple


def _set(words):
    return frozenset(words.split())


# Elements that start a line of their own on the page, or are not displayed at all.
BLOCKS = _set(
    "address article aside blockquote body br dd details div dl dt fieldset figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html legend li link main meta nav noscript ol optgroup"
    " option p pre script section select summary table tbody td textarea tfoot th thead title"
    " tr ul"
)
VOID = _set("br hr img input link meta")
# A space at the start of a line is dropped even inside these.
TRANSPARENT = _set("a b bdi cite code em label span strong time")
# What the style sheets show as it was typed, and what they do not, even in the middle of that.
TYPED, TYPED_CLASSES, LOOSE_CLASSES = _set("pre textarea"), _set("kept"), _set("english signed")
# Attributes that hold words, tokens or an address: their white space means nothing.
LOOSE = _set("action alt aria-describedby aria-label class content for href id rel src title")

TOKEN = re.compile(r"""<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')+>|[^<]+|<""", re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
SPACE = re.compile(r"[ \t\n\r\f]+")
# A space just inside an inline element is the same one just outside it.
SPACE_INSIDE = [
    (re.compile(r" ((?:</[^<>]*>)+)"), r"\1 "),
    (re.compile(r"((?:<[^/<>][^<>]*>)+) "), r" \1"),
]
# At the end of a block, none is kept even before an element without words.
LAST_SPACE = re.compile(r" ((?:<[^<>]*>)*)$")
# The style sheets let these begin a line of their own.
SPACE_BEFORE_BLOCK = re.compile(r' (?=<span class="(?:hint|rests|status)")')

# The table for researchers has its rows in another order each time, so that none tells a day.
SHUFFLED = "table.csv"
UUID = re.compile(r"(?:(?<=%20)|\b)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
RANDOM = [
    (re.compile(pattern), put)
    for pattern, put in (
        (r'(name="csrfmiddlewaretoken" type="hidden" value=)"[^"]*"', r'\1"TOKEN"'),
        # A filer's code, and the recovery code of a volunteer.
        (r"\b[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}\b", "CODE"),
        (r"(/welcome/)[\w-]{43}(?=/)", r"\1TOKEN"),
        (r"\b[0-9a-f]{64}\b", "SHA256"),
        # The name of a template that a team made.
        (r"(?:(?<=%20)|\b)own-[0-9a-f]{12}\b", "own-TEMPLATE"),
        (r"\b[A-Z2-7]{32}\b", "SEED"),
        (r"(<li><code>)[0-9a-f]{8}(?=</code></li>)", r"\1ONE-USE"),
        (r'("challenge": ?)"[\w-]+"', r'\1"CHALLENGE"'),
        (r'(<path [^>]*\bd=)"M[^"]{500,}"', r'\1"QR"'),
        # The hash in the name of a static file.
        (r"(?<=\w)\.[0-9a-f]{12}(?=\.(?:css|js|svg)\b)", ""),
        (r"\b\d+(?:\.\d)? GB left", "ROOM GB left"),
    )
]


def normalized(response):
    """Return the content of a response as lines of text; "" for a file that is no text."""
    kind = response.get("Content-Type", "").partition(";")[0]
    if kind in ("text/html", "image/svg+xml"):
        text = html_lines(response.content.decode())
    elif kind.startswith("text/"):
        text = response.content.decode().replace("\r\n", "\n").strip()
        if SHUFFLED in response.get("Content-Disposition", ""):
            head, *rows = text.split("\n")
            text = "\n".join([head, *sorted(rows)])
    else:
        text = ""
    return without_random(text)


def without_random(text):
    """Return text with a word in place of everything random; equal file ids stay equal."""
    for pattern, put in RANDOM:
        text = pattern.sub(put, text)
    seen = {}
    return UUID.sub(lambda found: seen.setdefault(found[0], f"UUID-{len(seen) + 1}"), text)


class Tag(NamedTuple):
    name: str
    text: str
    closes: bool
    # Whether the page shows the white space in it as it is; None: as around it.
    typed: bool | None
    is_lines: bool = False


@cache
def _tag(raw):
    """Return the Tag of how it is written; None for a comment."""
    if raw.startswith("<!"):
        return None if raw.startswith("<!--") else Tag("!", SPACE.sub(" ", raw), False, None)
    name = re.match(r"</?([^\s/>]+)", raw)[1].lower()
    if raw.startswith("</"):
        return Tag(name, f"</{name}>", True, None)
    pairs = dict(ATTRIBUTE.findall(raw[1 + len(name) : -1]))
    shown = "".join(f" {_attribute(*pair)}" for pair in sorted(pairs.items()))
    classes = set(pairs.get("class", "").strip("\"'").split())
    typed = True if name in TYPED or classes & TYPED_CLASSES else None
    if typed is None and classes & LOOSE_CLASSES:
        typed = False
    return Tag(name, f"<{name}{shown}>", False, typed, name == "dl" and "lines" in classes)


def _attribute(name, value):
    if not value:
        return name
    value = unescape(value[1:-1] if value[0] in "\"'" else value)
    if name in LOOSE:
        value = " ".join(value.split())
    return f'{name.lower()}="{escape(value)}"'


def html_lines(html):
    """Return HTML with each block element on a line of its own."""
    page = _Page()
    for raw in TOKEN.findall(html):
        tag = _tag(raw) if raw[0] == "<" and len(raw) > 1 else None
        if tag:
            page.tag(tag)
        elif not raw.startswith("<!--"):
            page.text(raw)
    page.end_line()
    return "\n".join(page.lines)


def _laid_out(line):
    """Return a line of inline content without the white space that only lays out its template."""
    before = None
    while before != line:
        before = line
        for pattern, put in SPACE_INSIDE:
            line = pattern.sub(put, line)
        line = line.replace("  ", " ").replace("> <", "><").strip()
    return SPACE_BEFORE_BLOCK.sub("", LAST_SPACE.sub(r"\1", line))


class _Page:
    def __init__(self):
        # `fresh`: white space here would not be shown. `open`: (tag, whether its text is typed).
        self.lines, self.line, self.fresh, self.open = [], "", True, []
        self.shows_typed = False

    @property
    def typed(self):
        return bool(self.open) and self.open[-1][1]

    def is_in(self, name):
        return any(tag.name == name for tag, _typed in self.open)

    def end_line(self):
        line = self.line if self.shows_typed else _laid_out(self.line)
        if line:
            self.lines.append(line)
        self.line, self.fresh, self.shows_typed = "", True, False

    def tag(self, tag):
        if tag.closes:
            self._end(tag)
            return
        if tag.name in BLOCKS or tag.name == "!":
            self.end_line()
        elif tag.name not in TRANSPARENT:
            self.fresh = False
        self.line += tag.text
        if tag.name not in VOID and tag.name != "!":
            typed = self.typed if tag.typed is None else tag.typed
            # A value in a list of lines is shown as it was typed, as the style sheet has it.
            if tag.name == "dd" and any(one.is_lines for one, _typed in self.open):
                typed = True
            self.open.append((tag, typed))

    def _end(self, tag):
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0].name == tag.name:
                del self.open[place:]
                break
        self.line += tag.text
        if tag.name in BLOCKS:
            self.end_line()

    def text(self, raw):
        if self.is_in("script") and raw.lstrip().startswith("{"):
            raw = json.dumps(json.loads(raw), ensure_ascii=False)
        if self.is_in("svg") and not raw.strip():
            return  # nothing is drawn for it
        if not self.typed:
            raw = SPACE.sub(" ", raw)
            if self.fresh:
                raw = raw.removeprefix(" ")
        if raw:
            self.line += escape(unescape(raw), quote=False)
            self.fresh = raw.endswith(" ") and not self.typed
            self.shows_typed |= self.typed
