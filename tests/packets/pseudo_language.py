"""A language that is none: every translated text stands between marks, so that one is found."""

from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import trans_real

CODE, BEGIN, END = "de", "⟦", "⟧"  # a code that formats of dates are known for


class _Marked:
    """A catalog that marks whatever is asked of it, also the months and the formats of none."""

    plural = staticmethod(lambda number: int(number != 1))

    def gettext(self, text):
        text = text.rpartition("\x04")[2]  # without the context before it
        return f"{BEGIN}{text}{END}" if text else text

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def pgettext(self, context, text):
        return self.gettext(text)

    def npgettext(self, context, one, many, number):
        return self.ngettext(one, many, number)

    def to_language(self):
        return CODE

    def __getitem__(self, key):  # how Django looks up a text in a catalog
        return self.gettext(key)

    def get(self, key, default=None):
        return default


@contextmanager
def pseudo_language(monkeypatch):
    """Make the site speak it: every request, and every text that is not in English on purpose."""
    monkeypatch.setitem(trans_real._translations, CODE, _Marked())
    with translation.override(CODE):
        yield
