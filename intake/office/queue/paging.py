"""Pages by the place of their last row: however far down, a page costs the same."""

from django.db.models import Q

PAGE = 50
# Between the values of a place in an address: no date, number or reference holds it.
BETWEEN = "~"


def _after(values, fields):
    """Return the condition for rows behind a place, in the order of `fields`."""
    found, same = Q(), Q()
    for (name, descending), value in zip(fields, values, strict=True):
        found |= same & Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        same &= Q(**{name: value})
    return found


def page_of(rows, order, params, size=PAGE, *, read=None):
    """Return (rows of a page, place for the next page or "").

    `order` names the columns, "-" before a falling one; together they name one row. `read` turns
    the texts of a place into values. A place that cannot be read is the first page.
    """
    fields = [(name.lstrip("-"), name.startswith("-")) for name in order]
    rows, asked = rows.order_by(*order), params.get("after", "").split(BETWEEN)
    if len(asked) == len(fields):
        try:
            values = [make(text) for make, text in zip(read, asked, strict=True)]
        except ValueError:
            values = None
        if values:
            # The first column alone as well, so that its index is read from the place on.
            first, descending = fields[0]
            near = Q(**{f"{first}__{'lte' if descending else 'gte'}": values[0]})
            rows = rows.filter(near & _after(values, fields))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    place = BETWEEN.join(str(getattr(found[-1], name)) for name, _down in fields) if more else ""
    return found, place
