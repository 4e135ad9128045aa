"""How plain a text is: Flesch-Kincaid grade and the longest sentence, in US English."""

import re
from html.parser import HTMLParser

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_US")
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "legend",
    "label",
    "dt",
    "dd",
    "td",
    "th",
    "button",
    "a",
    "summary",
    "caption",
    "div",
    "section",
    "strong",
}
# Words the audience knows, that the hyphenation counts too high, or that have no plainer one.
HIDDEN = {"script", "style", "title", "svg", "head", "option", "select", "cite"}


class Text(HTMLParser):
    """The text that a page shows, a line for each block."""

    def __init__(self, html, inside="main"):
        super().__init__()
        self.lines, self._hidden, self._inside, self._wanted = [""], 0, 0, inside
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in HIDDEN:
            self._hidden += 1
        if tag == self._wanted:
            self._inside += 1
        if tag in BLOCKS and tag != "a" and tag != "strong":
            self.lines.append("")

    def handle_endtag(self, tag):
        if tag in HIDDEN:
            self._hidden -= 1
        if tag == self._wanted:
            self._inside -= 1
        if tag in BLOCKS and tag != "a" and tag != "strong":
            self.lines.append("")

    def handle_data(self, data):
        if self._inside and not self._hidden:
            self.lines[-1] += data


def lines(html, inside="main"):
    """Return the blocks of text that a page shows."""
    found = (" ".join(line.split()) for line in Text(html, inside).lines)
    return [line for line in found if re.search("[A-Za-z]", line)]


def sentences(texts):
    """Return the sentences of blocks of text; a block ends a sentence."""
    return [
        part
        for text in texts
        for part in re.split(r"(?<=[.?!:;])[”\"]?\s+", text)
        if re.search("[A-Za-z]", part)
    ]


def words(text):
    """Return the words of a text, without addresses and numbers."""
    text = re.sub(r"\S+\.(gov|org|com|example)\S*|[\w-]*\d[\w-]*", " ", text)
    return re.findall(r"[A-Za-z’']+", text)


def grade(texts):
    """Return the Flesch-Kincaid grade of the joined texts (Kincaid and others, 1975)."""
    said = sentences(texts)
    spoken = [word for sentence in said for word in words(sentence)]
    syllables = sum(len(_HYPHENS.inserted(word).split("-")) for word in spoken)
    return 0.39 * len(spoken) / len(said) + 11.8 * syllables / len(spoken) - 15.59


def longest(texts):
    """Return (number of words, the sentence) of the longest sentence."""
    return max((len(words(sentence)), sentence) for sentence in sentences(texts))


NEVER = re.compile(
    r"\b(please|invalid|oops|illegal|e\.g|i\.e|etc|vs|via|utilize|don['’]t|can['’]t|won['’]t|"
    r"isn['’]t|you['’]re|it['’]s|we['’]re|we['’]ll|you['’]ll|i['’]m|didn['’]t|victimized|alien|"
    r"applicant|user|submit|anonymous|end-to-end)\b",
    re.IGNORECASE,
)
