"""Which version of an answer a page was made from, so that no tab overwrites newer words."""

import hashlib
import json

from intake.flow.text_fields import TextQuestion

# The hidden field of a page: the version of the answer that it was filled in with.
FIELD = "version"


class NewerAnswer(Exception):
    """Another tab saved words that this one never showed. `stored` is the draft with them."""

    def __init__(self, stored):
        super().__init__("newer words are stored")
        self.stored = stored


def version_of(value):
    """Return a short name for one stored answer: the same for the same answer."""
    sealed = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(sealed.encode()).hexdigest()[:16]


def value_of(stored, slug, entry=None):
    """Return the stored answer of a page, or of one of its entries; None where there is none.

    A new entry ("new") overwrites nothing, so it has none.
    """
    value = stored["answers"].get(slug, stored.get("earlier", {}).get(slug))
    if entry is None or value is None:
        return value
    return value[entry] if isinstance(entry, int) and entry < len(value) else None


def loses_words(form, before, after):
    """Say whether words that were typed would be gone: `after` does not hold those of `before`."""
    return any(
        before.get(name) and before[name] not in (after.get(name) or "")
        for name, field in form.base_fields.items()
        if isinstance(field, TextQuestion)
    )


def texts_of(form, value):
    """Return [(question, words)] of what was typed into an answer."""
    fields = form.fields.items() if isinstance(value, dict) else ()
    return [
        (field.label, value[name])
        for name, field in fields
        if isinstance(field, TextQuestion) and value.get(name)
    ]


def guarded(edit, step, entry, version):
    """Return the edit of a draft that raises NewerAnswer instead of overwriting newer words.

    `version` is the one that the page was made from; a page without one overwrites.
    """

    def edited(stored):
        changed = edit(stored)
        before = value_of(stored, step.slug, entry)
        after = value_of(changed, step.slug, entry)
        if not version or not isinstance(before, dict) or version == version_of(before):
            return changed
        if loses_words(step.form, before, after if isinstance(after, dict) else {}):
            raise NewerAnswer(stored)
        return changed

    return edited if step.form else edit
