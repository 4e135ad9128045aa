"""Where people stop in the form: numbers by page and day, and nothing of any person."""

from datetime import timedelta

from django.db.models import F, Sum

from .models import PageCount

SENT, DOCUMENTS_MADE = "sent", "papers-made"  # the two ends of the form; all else are keys of pages
RETENTION = timedelta(weeks=8)


def increment(page, today):
    """Count one more person who got past a page, or reached an end."""
    counts = PageCount.objects.filter(day=today, page=page)
    if not counts.update(count=F("count") + 1):
        # Of two who are the first of a day at once, one is not counted. It is no more than that.
        first = PageCount(day=today, page=page, count=1)
        PageCount.objects.bulk_create([first], ignore_conflicts=True)


def increment_new(before, after, today):
    """Count the pages that have an answer after a save, and had none before."""
    for page in after.keys() - before.keys():
        increment(page, today)


def totals(today):
    """Return {page: how many people in the last eight weeks}."""
    rows = PageCount.objects.filter(day__gt=today - RETENTION).values_list("page")
    return dict(rows.annotate(Sum("count")))


def delete_old(today):
    """Erase the counts that are older than eight weeks."""
    PageCount.objects.filter(day__lte=today - RETENTION).delete()
