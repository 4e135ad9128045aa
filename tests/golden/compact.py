"""Store what many pages have in common once: a block of HTML that comes again is a part.

Only the files are compact. Pages are compared whole, so a difference reads as HTML does.
"""

import hashlib
import re
from collections import Counter

# A block shorter than this is no shorter as a part.
LEAST = 80
OPENS = re.compile(r"<([a-z][a-z0-9]*)[ >]")
PART = re.compile(r"\[\[(\w{10})\]\]")


def compact(pages):
    """Return (pages, parts): {name: text} with parts in brackets, and {part name: its text}."""
    counts, parts = Counter(), {}
    for text in pages.values():
        lines = text.split("\n")
        counts.update(_text(lines, block) for block in _blocks(lines))

    def shorter(lines, whole=None):
        ends = {start: end for start, end in _blocks(lines) if (start, end) != whole}
        found, place = [], 0
        while place < len(lines):
            end = ends.get(place)
            text = end and _text(lines, (place, end))
            if end and counts[text] > 1:
                name = hashlib.sha256(text.encode()).hexdigest()[:10]
                if name not in parts:
                    inner = lines[place : end + 1]
                    parts[name] = "\n".join(shorter(inner, (0, len(inner) - 1)))
                found.append(f"[[{name}]]")
                place = end + 1
            else:
                found.append(lines[place])
                place += 1
        return found

    found = {name: "\n".join(shorter(text.split("\n"))) for name, text in pages.items()}
    return found, dict(sorted(parts.items()))


def expand(text, parts):
    """Return a text with its parts put in."""
    return PART.sub(lambda found: expand(parts[found[1]], parts), text)


def _first(lines, beginning):
    return next((n for n, line in enumerate(lines) if line.startswith(beginning)), None)


def _text(lines, block):
    start, end = block
    return "\n".join(lines[start : end + 1])


def _blocks(lines):
    """Return (first line, last line) of the head, the foot, and every block that is long enough."""
    found = []
    title, main = _first(lines, "<title>"), _first(lines, "<main ")
    if title and main:
        last = max(n for n, line in enumerate(lines) if line.endswith("</main>"))
        found += [(1, title - 1), (title + 1, main - 1), (last + 1, len(lines) - 1)]
    for start, line in enumerate(lines):
        tag = OPENS.match(line)
        if tag is None or tag[1] in ("html", "head", "body"):
            continue
        end = _end(lines, start, tag[1])
        if end is not None:
            found.append((start, end))
    return [block for block in found if block[1] > block[0] and _long(lines, block)]


def _long(lines, block):
    return sum(map(len, lines[block[0] : block[1] + 1])) >= LEAST


def _end(lines, start, tag):
    """Return the line on which the block ends that begins on a line; None if it ends there."""
    depth = 0
    for place in range(start, len(lines)):
        line = lines[place]
        depth += len(re.findall(rf"<{tag}[ >]", line)) - line.count(f"</{tag}>")
        if depth <= 0:
            return place if place > start and line.endswith(f"</{tag}>") else None
    return None
