"""The access log as somebody asks for it: by person, case, day and kind, one visit in one line."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.accounts.models import Volunteer
from intake.audit.models import AuditEntry

from .. import labels
from ..exports.datasets import plain_cell

# Lines of one kind about one thing by one person are one visit as long as no pause is longer.
PAUSE = timedelta(minutes=30)
MAX_EXPORTED = 50_000
CSV_COLUMNS = ("line", "at", "user_name", "kind", "on")


class AccessLogForm(forms.Form):
    """What of the log is asked for. Nothing is needed; what cannot be read is said."""

    by = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Volunteer.objects.order_by("first_name", "pk"),
        empty_label=_("Anybody"),
        required=False,
    )
    what = forms.CharField(label=_("Case or user name"), max_length=80, required=False)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Any")), *AuditEntry.Kind.choices], required=False
    )
    each = forms.BooleanField(label=_("Show each line of a visit"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("start") and values.get("end") and values["end"] < values["start"]:
            self.add_error("end", _("Choose a day after the first one."))
        return values

    def rows(self) -> Any:
        """Return the lines that are asked for; what could not be read limits nothing."""
        values, found = self.cleaned_data, AuditEntry.objects.select_related("by")
        if values.get("by"):
            found = found.filter(by=values["by"])
        if values.get("what"):
            typed = values["what"].strip()
            found = found.filter(what__in={typed, labels.parse_reference(typed) or typed})
        if values.get("kind"):
            found = found.filter(kind=values["kind"])
        if values.get("start"):
            found = found.filter(at__gte=_midnight(values["start"]))
        if values.get("end"):
            found = found.filter(at__lt=_midnight(values["end"] + timedelta(days=1)))
        return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass
class Group:
    """Lines of one visit, the newest first."""

    rows: list[AuditEntry]

    @property
    def newest(self) -> AuditEntry:
        return self.rows[0]

    @property
    def oldest(self) -> AuditEntry:
        return self.rows[-1]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def has_more(self) -> bool:
        """Whether it is more than one line."""
        return self.count > 1

    def takes(self, row: AuditEntry) -> bool:
        """Say whether a line, older than these, is of the same visit."""
        last = self.oldest
        same = (row.by_id, row.kind, row.what) == (last.by_id, last.kind, last.what)
        return same and last.at - row.at <= PAUSE


def grouped(rows: Iterable[AuditEntry], *, each: bool = False) -> list[Group]:
    """Return the lines of a page as groups; lines of others in between part no visit."""
    found: list[Group] = []
    last: dict[tuple[int | None, str, str], Group] = {}
    for row in rows:
        key = (row.by_id, row.kind, row.what)
        group = last.get(key)
        if group is None or each or not group.takes(row):
            group = last[key] = Group([])
            found.append(group)
        group.rows.append(row)
    return found


def as_csv(rows: Any) -> bytes:
    """Return the newest of the lines as a table, up to MAX_EXPORTED."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_cells(rows))
    return out.getvalue().encode("utf-8-sig")


def _cells(rows: Any) -> Iterator[tuple[Any, ...]]:
    for row in rows.order_by("-number")[:MAX_EXPORTED].iterator(chunk_size=2000):
        at = timezone.localtime(row.at).isoformat(timespec="seconds")
        yield row.number, at, row.by.username if row.by else "", row.kind, plain_cell(row.what)
