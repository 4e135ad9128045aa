"""The kinds of question. Each takes a partial answer, keeps it as JSON, and can say it in words.

Beside Django's arguments a question takes:
identity    the answer names or finds a person; hidden from roles that may not know
depends_on  (other field, its values): asked on the same page only with one of these answers
fill_in     what a browser may fill in here, where the question is about oneself
visible_if  a condition on earlier counted answers; the field is not there when it is false
required_message  the error in the question's own words; with it, an answer is needed
added       it was added to a page that is stored without it: not listed where it was not asked
label, help_text and choice labels may be Voiced. No browser keeps or fills in an answer: phones are
shared, and what it offers to one person was typed by another.
"""

import calendar
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import dates, timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from intake.reading import signs
from intake.reading.base import NotUnderstood
from intake.reading.dates import FIRST_YEAR, Date, read_date, read_day, read_year
from intake.reading.months import read_month
from intake.reading.numbers import read_number
from intake.reading.phones import phones_in
from intake.reading.times import read_time
from intake.web.text import StrOrPromise

from . import hours
from .facts import Partial, earliest
from .steps import AnswerMap, Spoken, Voiced

NAME_LENGTH = 200
LINE_LENGTH = 500
STORY_LENGTH = 100_000
# Of all our states, a day begins first in Guam.
FIRST_DAY_BEGINS = ZoneInfo("Pacific/Guam")
# More than fifty years in days: nobody was kept so long.
MOST_DAYS = 20_000

NOT_SURE = ("not_sure", _("I am not sure"))
NOT_SAY = ("not_say", _("I do not want to say"))
UNSURE = ("unsure", _("I am not sure"))

UNREADABLE = _("There is a sign in here that we cannot keep. Type it again without it.")


if TYPE_CHECKING:
    _Field = forms.Field
else:
    _Field = object


# [(code, label)], as a question takes them.
Choosable: TypeAlias = Sequence[tuple[str, Spoken]]


def choices_of(field: forms.Field) -> list[tuple[str, StrOrPromise]]:
    """Return [(code, label)] of a field, or nothing where it has no choices."""
    return list(getattr(field, "choices", ()))


def choice_field(fields: Mapping[str, forms.Field], name: str) -> forms.ChoiceField:
    """Return the field of a name that is one of choices, which Django's types do not know."""
    return cast(forms.ChoiceField, fields[name])


class Question(_Field):
    """What every kind of question knows beside what Django's field knows."""

    def __init__(
        self,
        *,
        identity: bool = False,
        depends_on: tuple[str, Collection[str]] | None = None,
        visible_if: Callable[[AnswerMap], bool] | None = None,
        required_message: Spoken | None = None,
        added: bool = False,
        **kwargs: Any,
    ) -> None:
        self.identity, self.depends_on, self.visible_if = identity, depends_on, visible_if
        self.required_message, self.added = required_message, added
        if required_message is not None:
            kwargs.setdefault("error_messages", {})["required"] = required_message
        # A field shown with an answer is needed only then; the form sees to it.
        super().__init__(required=required_message is not None and depends_on is None, **kwargs)

    def use_voice(self, voice: str) -> None:
        """Settle every text of this question on one voice."""
        self.label, self.help_text = _in_voice(self.label, voice), _in_voice(self.help_text, voice)
        self.required_message = missing = _in_voice(self.required_message, voice)
        if missing is not None:
            self.error_messages["required"] = missing
        field: forms.Field = self
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, _in_voice(label, voice)) for code, label in choices_of(field)]

    def to_json(self, cleaned: Any) -> Any:
        return cleaned

    def as_text(self, value: Any) -> str:
        """Return a stored value in words, or "" for no answer."""
        return str(value) if value else ""

    def read_back(self, value: Any) -> str:
        """Return how a stored value was read, as a sentence, or "" where that goes without."""
        return ""


def _in_voice(text: Any, voice: str) -> Any:
    """Return a text in one voice, where it has two."""
    return text.for_voice(voice) if isinstance(text, Voiced) else text


def validate_readable(value: str) -> None:
    """Raise ValidationError for NUL and for halves of characters: no database keeps them."""
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValidationError(UNREADABLE, code="unreadable")


class TextQuestion(Question, forms.CharField):
    """Text kept exactly as it was typed; only blanks alone count as nothing."""

    def __init__(self, *, max_length: int, too_long_message: StrOrPromise, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["max_length"] = too_long_message
        super().__init__(strip=False, max_length=max_length, **kwargs)
        self.validators = [check for check in self.validators if hasattr(check, "limit_value")]
        self.validators.append(validate_readable)

    def to_python(self, value: Any) -> str:
        value = super().to_python(value)
        return value if value.strip() else ""


class ShortText(TextQuestion):
    """One line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
        super().__init__(
            max_length=LINE_LENGTH, too_long_message=_("Write at most 500 letters here."), **kwargs
        )


class Code(ShortText):
    """A number, mostly with letters, as some office gave it: without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        return signs.visible(super().to_python(value)).strip()


class Name(TextQuestion):
    """A name of any shape, in any script."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "dir": "auto",
            "spellcheck": "false",
            "autocapitalize": "words",
            "autocomplete": "off",
        }
        kwargs.setdefault("identity", True)
        super().__init__(
            max_length=NAME_LENGTH,
            too_long_message=_("Write at most 200 letters here."),
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )


class LongText(TextQuestion):
    """A long text, in any language."""

    def __init__(self, *, rows: int = 8, max_length: int = STORY_LENGTH, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length,
            too_long_message=_("This is very long. Send at most 100,000 letters on this page."),
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            **kwargs,
        )
        # A length limit in the page would cut what is pasted, without a word.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        # Browsers send line ends as CRLF; what was typed had one sign.
        return super().to_python(value).replace("\r\n", "\n")


class Choice(Question, forms.ChoiceField):
    """One of a few, as large buttons. `hints` explains a code under its label."""

    def __init__(
        self,
        *,
        choices: Choosable,
        hints: Mapping[str, StrOrPromise] | None = None,
        exclusive: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.hints, self.exclusive = hints or {}, exclusive
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=choices, **kwargs)
        self.error_messages["invalid_choice"] = _("Choose one of the answers on this page.")

    def as_text(self, value: Any) -> str:
        return str(dict(choices_of(self)).get(value, "")) if value else ""


class Choices(Question, forms.MultipleChoiceField):
    """Any of a few. A code in `exclusive` ("none of these") goes with no other."""

    def __init__(
        self,
        *,
        choices: Choosable,
        exclusive: tuple[str, ...] = ("none", "not_say", "not_sure", "unsure"),
        hints: Mapping[str, StrOrPromise] | None = None,
        **kwargs: Any,
    ) -> None:
        codes = [code for code, _label in choices]
        self.exclusive = tuple(code for code in codes if code in exclusive)
        self.hints = hints or {}
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["invalid_choice"] = _("Choose from the answers on this page.")
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        exclusive = [code for code in chosen if code in self.exclusive]
        if exclusive and len(chosen) > 1:
            label = dict(choices_of(self))[exclusive[0]]
            raise ValidationError(
                gettext("You chose “%(answer)s” and others. Choose one or the other.")
                % {"answer": label},
                code="exclusive",
            )
        return chosen

    def as_text(self, value: Any) -> str:
        return "; ".join(str(label) for code, label in choices_of(self) if code in (value or []))


class YesNoUnsure(Choice):
    """Yes, no, or not sure."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No")), UNSURE], **kwargs)


class State(Choice):
    """Where in the United States, by postal code."""

    def __init__(self, **kwargs: Any) -> None:
        from .states import STATES

        choices: list[tuple[str, StrOrPromise]] = [
            ("", _("Choose")),
            *STATES,
            ("none", _("Not in the United States")),
            UNSURE,
        ]
        super().__init__(choices=choices, widget=forms.Select, **kwargs)


class Number(Question, forms.CharField):
    """A whole number of days, in figures or words. Of "3 or 4" the least is kept: no letter may
    say more than the person did."""

    def __init__(self, *, max_value: int = MOST_DAYS, **kwargs: Any) -> None:
        self.max_value = max_value
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)
        self.error_messages["max_length"] = self._hint()
        self.validators = [check for check in self.validators if hasattr(check, "limit_value")]

    def _hint(self) -> StrOrPromise:
        return _("Write a number, like 3. A guess is fine.")

    def clean(self, value: Any) -> int | None:
        value = super().clean(value)
        read = read_number(value or "", self.max_value, days=True)
        if not isinstance(read, NotUnderstood):
            return read.first
        if read.is_impossible:
            raise ValidationError(
                gettext("This is more days than there can be. Look at the number again."),
                code="number",
            )
        if value:
            raise ValidationError(self._hint(), code="number")
        return None

    def as_text(self, value: Any) -> str:
        return "" if value is None else str(value)


class Phone(TextQuestion):
    """A phone number in any writing."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "off", "dir": "ltr"}
        super().__init__(
            max_length=60,
            too_long_message=_("This is too long for a phone number."),
            identity=True,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return signs.visible(super().to_python(value)).strip()

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed and sum(char.isdigit() for char in typed) < 7:
            raise ValidationError(
                gettext("A phone number has at least 7 numbers. Look at it again."), code="short"
            )
        if typed and not phones_in(typed):
            raise ValidationError(
                gettext(
                    "We could not read this phone number. Write it with its area code, or with +"
                    " and the number of the country."
                ),
                code="phone",
            )
        return typed


IN_FULL = EmailValidator(_("Write the e-mail address in full, like name@example.com."))


def check_email(value: str) -> None:
    """Raise ValidationError for half an address, or for one that no mail of ours can go to."""
    strange = [char for char in value.partition("@")[0] if not char.isascii()]
    if strange and "@" in value:
        raise ValidationError(
            gettext(
                "Our mail cannot go to an address with “%(letter)s” before the @. Give another"
                " address, or another way to reach you."
            )
            % {"letter": strange[0]},
            code="accents",
        )
    IN_FULL(value)


class Email(TextQuestion):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "email", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        super().__init__(
            max_length=254,
            too_long_message=_("This is too long for an e-mail address."),
            identity=True,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )
        self.validators.append(check_email)

    def to_python(self, value: Any) -> str:
        return signs.email(super().to_python(value))


DATE_PARTS = ("m", "d", "y")


class PartialDateInput(forms.Widget):
    """Month, day, year, and a line for what is only known in words."""

    template_name = "plain/widgets/partial_date.html"
    use_fieldset = True
    parts: tuple[str, ...] = (*DATE_PARTS, "words")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {part: data.get(f"{name}_{part}", "") for part in self.parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_m" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        value = value if isinstance(value, dict) else {}
        texts = {
            "m": _("Month"),
            "d": _("Day"),
            "y": _("Year"),
            "words": _("Or in words"),
            "time": _("Time"),
        }
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["inputs"] = [
            {
                "part": part,
                "label": texts[part],
                "name": f"{name}_{part}",
                "id": f"{base}_{part}",
                "value": "" if value.get(part) is None else value.get(part, ""),
                "numeric": part in ("d", "y"),
                "in_words": part == "words",
            }
            for part in self.parts
        ]
        return context


class PartialMomentInput(PartialDateInput):
    """A partial date with a time of day, in any writing."""

    template_name = "plain/widgets/partial_moment.html"
    parts = (*DATE_PARTS, "time", "words")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        # What was chosen where the hour is open; None where nothing was asked.
        return super().value_from_datadict(data, files, name) | {"t": data.get(f"{name}_t")}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget, value = context["widget"], value if isinstance(value, dict) else {}
        asked = hours.asked_again(value)
        if asked:
            widget["asked"] = {
                "label": asked["label"],
                "name": f"{name}_t",
                "kind": "radio" if asked["label"] else "checkbox",
                "options": [
                    {"id": f"{widget['inputs'][0]['id']}_t{place}", "value": code, "label": label}
                    | {"is_chosen": value.get("t") == code}
                    for place, (code, label) in enumerate(asked["options"])
                ],
            }
        elif not isinstance(read_time(value.get("time") or ""), NotUnderstood):
            widget["read"] = hours.read_back(value)
        return context


class PartialDate(Question, forms.Field):
    """A date of which some parts may not be known. No part is ever made up.

    Stored as {"y", "m", "d", "words"}; a part that is not known is None. With `past`, a day that
    is still to come is asked again.
    """

    widget_type = PartialDateInput

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(widget=self.widget_type(), **kwargs)

    def clean(self, value: Any) -> dict[str, Any] | None:
        typed = {part: str(text).strip() for part, text in (value or {}).items() if part != "t"}
        if not any(map(signs.visible, typed.values())):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if len(typed.get("words", "")) > LINE_LENGTH:
            raise ValidationError(gettext("Write at most 500 letters here."), code="max_length")
        validate_readable("".join(typed.values()))
        known: dict[str, Any] = _whole(typed) or _parts(typed)
        if self.past and is_to_come(known):
            raise ValidationError(
                gettext("This day is still to come. Look at the day, the month and the year."),
                code="future",
            )
        return known

    def to_json(self, cleaned: Any) -> Any:
        return cleaned

    def as_text(self, value: Any) -> str:
        return format_partial_date(value)


class PartialMoment(PartialDate):
    """A partial date with a time. Stored with "time" as typed and "t" as HH:MM where clear."""

    widget_type = PartialMomentInput

    def clean(self, value: Any) -> dict[str, Any] | None:
        known = super().clean(value)
        if known is None:
            return None
        typed = str((value or {}).get("time", "")).strip()
        if len(typed) > LINE_LENGTH:
            raise ValidationError(gettext("Write at most 500 letters here."), code="max_length")
        return known | {"time": typed, "t": _hour(typed, (value or {}).get("t"))}

    def read_back(self, value: Any) -> str:
        return hours.read_back(value)


def _hour(typed: str, chosen: str | None) -> str:
    """Return HH:MM of a typed hour, or "" where it is none or more than one; or ask again.

    `chosen` is what was answered when it was asked before: HH:MM, "" for not sure, or None.
    """
    time = read_time(typed)
    if not isinstance(time, NotUnderstood):
        read = time.chosen(chosen or "")
        if read.is_open and chosen != "":
            raise ValidationError(
                gettext("We need to know which hour you mean. Choose it below the date."),
                code="half",
            )
        return chosen if time.is_open and chosen else hours.minute_of(read)
    if time.is_impossible:
        raise ValidationError(
            gettext("There is no such hour. Write it like 5:30 pm or 17:30."), code="hour"
        )
    if not time.is_empty and chosen is None:
        raise ValidationError(
            gettext(
                "We could not read this hour. Write it like 5:30 pm, 17:30 or “in the morning”."
                " Or tick that we keep it as you wrote it."
            ),
            code="unread",
        )
    return ""


def is_to_come(known: Partial) -> bool:
    """Say whether a partial date lies ahead for certain, also where the day begins first."""
    first = earliest(known)
    return first is not None and first > timezone.localdate(timezone=FIRST_DAY_BEGINS)


def _this_year() -> int:
    return timezone.localdate().year


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _whole(typed: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the date of somebody who wrote all of it into one box, or None."""
    boxes = [typed[part] for part in ("m", "words") if typed.get(part)]
    if len(boxes) != 1 or typed["d"] or typed["y"]:
        return None
    found = read_date(boxes[0], _language(), this_year=_this_year())
    if not isinstance(found, Date) or not found.year or not found.month:
        return None
    if found.other:
        raise ValidationError(
            gettext("Write the month, the day and the year in their boxes, so that it is clear."),
            code="order",
        )
    return {"y": found.year, "m": found.month, "d": found.day, "words": ""}


def _parts(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the date of three boxes and a line of words."""
    known: dict[str, Any] = {
        "y": _year(typed["y"]),
        "m": None,
        "d": None,
        "words": typed.get("words", ""),
    }
    if typed["m"]:
        month = read_month(typed["m"], _language())
        if isinstance(month, NotUnderstood):
            return known | _month_and_day(typed)
        known["m"] = month
    if typed["d"]:
        known["d"] = _day(typed["d"], known)
    return known


def _month_and_day(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return both of "March 3rd" in the box of the month, or ask for the month again."""
    found = read_date(typed["m"], _language(), this_year=_this_year())
    if typed["d"] or not isinstance(found, Date) or found.year or found.other or not found.month:
        raise ValidationError(_month_asked(typed), code="month")
    return {"m": found.month, "d": found.day}


def _month_asked(typed: Mapping[str, str]) -> str:
    """Return the question for a month that is none; a day in its box was swapped with it."""
    if isinstance(read_day(typed["m"]), int) and isinstance(read_month(typed["d"]), int):
        return gettext("Did you swap the day and the month? Write the month first, then the day.")
    return gettext("Write the month as a number from 1 to 12, or its name.")


def _year(typed: str) -> int | None:
    if not typed:
        return None
    this_year = _this_year()
    year = read_year(typed, this_year=this_year)
    if isinstance(year, int):
        return year
    if year.is_impossible:
        raise ValidationError(
            gettext("Write a year from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": this_year + 1},
            code="year",
        )
    raise ValidationError(
        gettext("Write the year with four numbers, like %(year)s.") % {"year": this_year},
        code="year",
    )


def _day(typed: str, known: Mapping[str, Any]) -> int:
    day = read_day(typed)
    if isinstance(day, NotUnderstood):
        raise ValidationError(gettext("Write the day as a number from 1 to 31."), code="day")
    if known["m"] is None:
        raise ValidationError(
            gettext("Write the month as well, or leave the day empty."), code="month"
        )
    # Without a year, February may have 29 days.
    if day > calendar.monthrange(known["y"] or 2000, known["m"])[1]:
        raise ValidationError(
            gettext("That month does not have this day. Look at the day and the month."), code="day"
        )
    return day


def format_partial_date(value: Mapping[str, Any] | None) -> str:
    """Return a stored partial date or moment as a person would say it. Nothing is added."""
    if not value:
        return ""
    month = str(dates.MONTHS[value["m"]]) if value.get("m") else ""
    day, year = value.get("d"), value.get("y")
    if month and day and year:
        text = gettext("%(month)s %(day)s, %(year)s") % {"month": month, "day": day, "year": year}
    elif month and day:
        text = gettext("%(month)s %(day)s, year not known") % {"month": month, "day": day}
    elif month and year:
        text = gettext("%(month)s %(year)s") % {"month": month, "year": year}
    else:
        text = month or (str(year) if year else "")
    return ", ".join(filter(None, (text, value.get("time", ""), value.get("words", ""))))
