"""A filer in a real browser: fills each page by what it shows, as a person would, and goes on."""

from urllib.parse import urlsplit

from intake.flow.complaint import COMPLAINT

# Questions that are put only where other answers leave them open.
ASKED_OF_SOME = {
    name
    for step in COMPLAINT.steps
    if step.form
    for name, field in step.form.base_fields.items()
    if getattr(field, "asked_if", None)
}


def go(link_or_button):
    """Click what leads to another page, and wait until that page is there."""
    with link_or_button.page.expect_navigation():
        link_or_button.click()


class BrowserFiler:
    """Drives the public pages of a running site with stored answers as the words to give."""

    def __init__(self, page, base, answers, *, look=lambda page, name: None):
        self.page, self.base, self.answers, self.look = page, base, answers, look
        self.filled = {}

    def at(self):
        """Return the step key of the page shown, or its path."""
        parts = urlsplit(self.page.url).path.strip("/").split("/")
        return parts[1] if parts[0] == "ask" else "/".join(parts)

    def go(self, *, until="check"):
        """Answer page after page until the page of this key or path shows."""
        for _ in range(80):
            here = self.at()
            if here == until:
                return
            self.look(self.page, here)
            self.answer(here)
        raise AssertionError(f"never came to {until}, stands at {self.at()}")

    def answer(self, key):
        value = self.answers.get(key)
        page = self.page
        if isinstance(value, list):
            done = self.filled.get(key, 0)
            if done < len(value):
                if page.locator("ol.cards").count():
                    go(page.get_by_role("link", name="Add another"))
                self.fill_pages(key, value[done])
                self.filled[key] = done + 1
                another = page.get_by_role("button", name="Add another")
                if done + 1 < len(value) and another.count():
                    go(another)
                    return
            elif not value:
                go(page.get_by_role("button", name="Skip"))
                return
        elif value:
            self.fill(value)
        go(page.locator("main form .actions button").first)

    def fill_pages(self, key, value):
        """Fill in one entry, on as many pages as it is asked on; the last is not sent yet."""
        first, *others = COMPLAINT.step(key).pages or (tuple(value),)
        self.fill({name: value[name] for name in first if name in value})
        for names in others:
            go(self.page.locator("main form .actions button").first)
            self.fill({name: value[name] for name in names if name in value})

    def fill(self, value):
        for name, given in value.items():
            if name in ASKED_OF_SOME and not self.page.locator(f'[name="{name}"]').count():
                continue
            if isinstance(given, dict):
                for part in ("m", "d", "y", "time", "words"):
                    if given.get(part):
                        self.page.locator(f"[name={name}_{part}]").fill(str(given[part]))
            elif isinstance(given, list):
                for code in given:
                    self.choose(name, code)
            elif given not in (None, ""):
                self.one(name, given)

    def choose(self, name, code):
        box = self.page.locator(f'[name="{name}"][value="{code}"]')
        if not box.is_checked():
            self.page.locator(f'label[for="{box.get_attribute("id")}"]').click()

    def one(self, name, given):
        field = self.page.locator(f'[name="{name}"]')
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            self.choose(name, given)
        elif kind == "select-one":
            field.select_option(given)
        else:
            field.fill(str(given))
