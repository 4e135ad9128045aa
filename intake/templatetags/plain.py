"""What the template pack asks of a question that a template cannot ask by itself."""

from django import forms, template

register = template.Library()


@register.filter
def is_choice(field):
    return isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


@register.filter
def is_tick(field):
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def starts_alone(option, field):
    """Say whether this is the first of the answers that go with no other."""
    alone = getattr(field.field, "alone", ())
    return bool(alone) and str(option.data["value"]) == alone[0]


@register.filter
def hint_of(field, option):
    return getattr(field.field, "hints", {}).get(str(option.data["value"]), "")
