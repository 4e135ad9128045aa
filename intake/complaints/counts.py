"""Where people stop in the form: numbers by page and day, and nothing of any person."""

from datetime import timedelta

from django.db.models import F, Sum

from .models import PageCount

SENT, PAPERS = "sent", "papers-made"  # the two ends of the form; all else are keys of pages
KEPT = timedelta(weeks=8)


def note(page, today):
    """Count one more person who got past a page, or reached an end."""
    row = PageCount.objects.filter(day=today, page=page)
    if not row.update(many=F("many") + 1):
        # Of two who are the first of a day at once, one is not counted. It is no more than that.
        first = PageCount(day=today, page=page, many=1)
        PageCount.objects.bulk_create([first], ignore_conflicts=True)


def note_new(before, after, today):
    """Count the pages that have an answer after a save, and had none before."""
    for page in after.keys() - before.keys():
        note(page, today)


def sums(today):
    """Return {page: how many people in the last eight weeks}."""
    rows = PageCount.objects.filter(day__gt=today - KEPT).values_list("page")
    return dict(rows.annotate(Sum("many")))


def forget(today):
    """Erase the counts that are older than eight weeks."""
    PageCount.objects.filter(day__lte=today - KEPT).delete()
