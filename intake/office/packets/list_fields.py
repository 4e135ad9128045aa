"""The fields for lists of a letter: numbers beside facts, lines for requests, boxes for law."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.packets.editable import FACTS, LAW, MOST_REQUESTS, REQUESTS, law_sentences, lines

from ..fields import line_field, long_text_field


def _facts(text):
    """Return a number for each fact: another one moves it, and none leaves it out."""
    found = {
        f"fact_{place}": forms.IntegerField(
            label=_("Place of the fact: %(fact)s") % {"fact": fact},
            help_text=_("Empty the box to leave this fact out."),
            required=False,
            min_value=1,
            max_value=99,
            initial=place + 1,
        )
        for place, fact in enumerate(lines(text))
    }
    said = line_field(
        _("How and when did the filer say yes to this?"),
        hint=_("Needed if you move a fact or leave one out."),
    )
    return found | {"said": said}


def _requests(text):
    return {
        "requests": long_text_field(
            pgettext_lazy("of a letter", "Requests"),
            _("Write one request at least."),
            _("One request on each line, at most %(most)s.") % {"most": MOST_REQUESTS},
            rows=8,
            max_length=5000,
            initial=text,
        )
    }


def _law(text):
    cited = lines(text)
    choices = [(str(place), sentence) for place, sentence in enumerate(law_sentences())]
    return {
        "law": forms.MultipleChoiceField(
            label=_("Law that the letter cites"),
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            initial=[place for place, sentence in choices if sentence in cited],
            error_messages={"required": _("Choose one sentence at least.")},
        )
    }


LIST_FIELDS = {FACTS: _facts, REQUESTS: _requests, LAW: _law}
FIRST_FIELD = {FACTS: "fact_0", REQUESTS: "requests", LAW: "law"}


def changed_list(key, text, given):
    """Return the text of a list as it is to stand, of what was given in its fields."""
    if key == FACTS:
        facts = lines(text)
        places = [(given[f"fact_{place}"], fact) for place, fact in enumerate(facts)]
        kept = [(place, fact) for place, fact in places if place is not None]
        return "\n".join(fact for _place, fact in sorted(kept, key=lambda pair: pair[0]))
    if key == REQUESTS:
        return "\n".join(lines(given["requests"]))
    sentences = law_sentences()
    return "\n".join(sentences[place] for place in sorted(map(int, given["law"])))
