"""The forms that a page shows, read from its HTML and filled in as somebody would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

# What a field wants that a word does not satisfy.
BY_TYPE = {
    "date": "2099-01-05",
    "email": "sam@example.org",
    "number": "1",
    "tel": "512 555 0100",
}


@dataclass
class Control:
    """One field or button of a form."""

    tag: str
    name: str
    kind: str
    value: str
    is_set: bool = False
    options: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class PageForm:
    """One form of a page, with the fields that belong to it."""

    action: str
    method: str
    number: str
    controls: list[Control] = field(default_factory=list)

    @property
    def key(self):
        """What tells one form from another that does the same for another row."""
        return self.method, self.action, tuple(sorted({one.name for one in self.controls}))

    def buttons(self):
        """Return [(name, value)] of the buttons that send something of their own; else [None]."""
        named = [
            (one.name, one.value) for one in self.controls if one.kind == "submit" and one.name
        ]
        return named or [None]

    def filled(self, values):
        """Return the data of this form; `values` are by the name of a field."""
        data: dict[str, list[str]] = {}
        chosen = {one.name for one in self.controls if one.kind == "radio" and one.is_set}
        for one in self.controls:
            text = self._value(one, values, chosen)
            if text is not None and one.name:
                data.setdefault(one.name, []).append(text)
        return data

    @staticmethod
    def _value(one, values, chosen):
        if one.kind in ("submit", "button", "file"):
            return None
        if one.kind == "radio":
            if one.name in values:
                return one.value if one.value == values[one.name] else None
            is_first = one.name not in chosen and not chosen.add(one.name)
            return one.value if one.is_set or is_first else None
        if one.kind == "checkbox":
            is_first = one.name not in chosen and not chosen.add(one.name)
            return one.value if one.is_set or is_first else None
        if one.kind == "hidden":
            return one.value
        if one.name in values:
            return values[one.name]
        if one.tag == "select":
            there = [value for value, is_set in one.options if is_set and value]
            return next(iter(there + [value for value, _set in one.options if value]), "")
        return one.value or BY_TYPE.get(one.kind, "some words")


class _Reader(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.by_id = path, [], {}
        self.loose, self.open_form, self.text = [], None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.path, given.get("action") or self.path)
            self.open_form = PageForm(
                action, given.get("method", "get").lower(), given.get("id", "")
            )
            # A hidden one is for a script.
            if "hidden" not in given:
                self.forms.append(self.open_form)
            self.by_id[given.get("id")] = self.open_form
        elif tag in ("input", "select", "textarea", "button"):
            self._control(tag, given)
        elif tag == "option" and self.text is not None:
            self.text.options.append((given.get("value", ""), "selected" in given))

    def _control(self, tag, given):
        kind = given.get("type", {"button": "submit", "input": "text"}.get(tag, tag))
        value = given.get("value", "on" if kind in ("checkbox", "radio") else "")
        one = Control(tag, given.get("name", ""), kind, value, "checked" in given)
        if given.get("form"):
            self.loose.append((given["form"], one))
        elif self.open_form is not None:
            self.open_form.controls.append(one)
        self.text = one if tag in ("select", "textarea") else self.text

    def handle_data(self, data):
        if self.text is not None and self.text.tag == "textarea":
            self.text.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.open_form = None
        elif tag in ("select", "textarea"):
            self.text = None


def forms_of(html, path):
    """Return the PageForms of a page at a path."""
    reader = _Reader(path)
    reader.feed(html)
    for number, control in reader.loose:
        if number in reader.by_id:
            reader.by_id[number].controls.append(control)
    return reader.forms
