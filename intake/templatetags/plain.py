"""What the templates ask that a template cannot ask by itself."""

import re
from collections.abc import Sequence

from django import forms, template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from intake.deadlines import display
from intake.flow.effort import MINUTES
from intake.guide.pages import PAGES_BY_SLUG as GUIDE
from intake.routes.check_list import contact_notes
from intake.routes.contact_checks import current_value
from intake.routes.contact_text import MAIL, PAGE, PHONE, REACH, kind_of
from intake.routes.fitting import ROUTES_BY_SLUG as WAYS
from intake.routes.help_lines import help_lines
from intake.routes.opening import is_open

register = template.Library()


@register.filter
def is_choice(field):
    return isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


@register.filter
def is_checkbox(field):
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_optional(field):
    """Say whether a question may stay empty: alone, and among those of which one is needed."""
    one_needed: Sequence[str] | None = getattr(field.form, "require_one_of", None)
    if one_needed is None or field.field.required:  # a form that is not ours says it in words
        return False
    return getattr(field.field, "required_message", None) is None and field.name not in one_needed


@register.filter
def starts_exclusive(option, field):
    """Say whether this is the first of the answers that go with no other."""
    exclusive: Sequence[str] = getattr(field.field, "exclusive", ())
    return bool(exclusive) and str(option.data["value"]) == exclusive[0]


@register.filter
def hint_of(field, option):
    return getattr(field.field, "hints", {}).get(str(option.data["value"]), "")


@register.filter
def mentions_of(field):
    """Return the sentences of an answer about which the form asks whether a letter may say them."""
    return getattr(field.form, "mentions", {}).get(field.name, ())


@register.filter
def first_id(field):
    """Return the id of the first input of a question, where its error leads."""
    kind = getattr(field.field.widget, "input_type", "")
    if kind == "radio" or (kind == "checkbox" and field.use_fieldset):
        return f"{field.auto_id}_0"
    return f"{field.auto_id}_m" if field.use_fieldset else field.auto_id


def _link(found):
    text = current_value(found[0])
    kind = kind_of(text)
    if kind == MAIL:
        return format_html('<a dir="ltr" href="mailto:{}">{}</a>', text, text)
    if kind == PHONE:
        digits = re.sub(r"\D", "", text)[-10:]
        return format_html('<a dir="ltr" href="tel:+1{}">{}</a>', digits, text)
    if kind != PAGE:
        return text
    url = text if text.startswith("https://") else f"https://{text}"
    return format_html('<a dir="ltr" href="{}" rel="noreferrer">{}</a>', url, text)


@register.filter
def reachable(text):
    """Return a text with its pages, phones and mail addresses as links, as they were last found."""
    text, pieces, end = str(text), [], 0
    for found in REACH.finditer(text):
        pieces += [(text[end : found.start()],), (_link(found),)]
        end = found.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


@register.simple_tag
def clock_words():
    """Return the words that the script of the clock puts its numbers into."""
    return format_html(
        ' data-hours="{}" data-minutes="{}" data-over="{}"',
        display.HOURS_LEFT,
        display.MINUTES_LEFT,
        display.OVERDUE,
    )


PLACES = {
    "before": _("Start a complaint"),
    "sheet": _("Make a letter for the jail"),
    "urgent": _("Someone is locked up now"),
    "ways": _("All ways to complain"),
    "which-way": _("Which option is right for me?"),
    "catalogue": _("All questions we ask"),
    "numbers": _("Statistics"),
}


@register.filter
def places(see):
    """Return (url, title, warning in short) of the pages that a part names."""
    return [_place(*pair) for pair in see]


def _place(kind, key):
    careful = WAYS[key].short_warning if key in WAYS else ""
    if kind == "guide":
        return reverse("public:topic", args=[key]), GUIDE[key].title, careful
    if kind == "ways":
        return reverse("public:way", args=[key]), WAYS[key].name, careful
    return reverse(f"public:{key}"), PLACES[key], ""


@register.simple_tag
def local_help(state="", language=""):
    """Return the help lines for a state, those in a language first."""
    return help_lines(state or "", language or "")


@register.simple_tag
def minutes_of_lane(lane):
    """Return how many minutes a lane takes."""
    return MINUTES[lane]


@register.simple_tag
def office_is_open():
    """Say whether a coordinator opened this office: it takes forms since then."""
    return is_open()


@register.filter
def change_url(item):
    """Return where a coordinator says what a line of the list of contacts changed to."""
    if item.is_contact:
        return reverse("office:contact", args=[item.key])
    return reverse("office:route" if item.is_status else "office:state-law", args=[item.subject])


@register.simple_tag
def contact_dates(footnotes):
    """Return when the contacts that a page names were checked, for its foot."""
    return contact_notes(footnotes.texts)
