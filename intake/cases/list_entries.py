"""What a list shows of a person: one small sealed row for each case, made when a list needs it.

A list opens fifty of these and no complaint. Whoever has the case key makes one; what the filer
adds, or a volunteer corrects, takes it away, and the next list makes it anew.
"""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Max

from intake.deadlines.computed import deadlines_for
from intake.flow.conditions import answer
from intake.vault import crypto, envelopes
from intake.vault.envelopes import TeamKeys
from intake.vault.fields import SealedField, SealedModel
from intake.vault.row_keys import RowKey
from intake.vault.shapes import Record

from . import corrections
from .change import Erased
from .models import Amendment, Case
from .unlocked import Unreadable, unreadable_text
from .urgency import DETAINER_RULE

LINE = Record({"name": str, "born": int, "facility": str, "ends": str, "latest": str})
# A name and a place fit into one step: all rows are of one length.
STEP = 256
# The wraps of a page of cases, each with the entry: asked for in one statement that is as it is.
WITH_ENTRIES = """
    SELECT one.id, wrap.id, wrap.team_id, wrap.key_number, wrap.wrapped,
        entry.id, entry.uid, entry.line
    FROM intake_case AS one
    JOIN intake_wrap AS wrap ON wrap.owner = one.owner AND wrap.kind = 'team'
    LEFT JOIN intake_listentry AS entry ON entry.case_id = one.id
    WHERE one.id IN ({})
"""
LONGEST = 40
# The columns of an entry that are read for a list.
ENTRY = ("id", "uid", "line")


class ListEntry(SealedModel):
    """First name, initial, year of birth, facility, and when the hold ends: for lists."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="list_entries")
    # The newest amendment whose answers it was made from; 0 without one.
    made_from = models.BigIntegerField(default=0)
    line = SealedField("list entry", "line", shape=LINE, step=STEP)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="one_entry_a_case")]

    def __str__(self):
        return f"list entry of {self.case_id}"


class Line(NamedTuple):
    """What a list says of a person. `born` is a year, or 0 where it is not known.

    `ends` and `latest` are ISO moments: when the hold ends at the earliest, and at the latest. They
    are "" without one.
    """

    name: str
    born: int
    facility: str
    ends: str
    latest: str


def forget(case: Case) -> None:
    """Take away the entry of a case whose answers or facts change."""
    ListEntry.objects.filter(case=case).delete()


def read(cases: Iterable[Case], teams: TeamKeys, today) -> dict[int, Line]:
    """Return {case id: Line} of the cases that these keys open. One query for what is there.

    What is not there yet is made and kept. A damaged one says so, and is written down.
    """
    by_pk = {case.pk: case for case in cases}
    found: dict[int, Line] = {}
    missing: dict[int, RowKey] = {}
    if not teams or not by_pk:
        return found
    opener = envelopes.TeamWrapOpener(teams)
    for pk, wrap_pk, team_id, key_number, wrapped, *entry in _wraps_with_entries(list(by_pk)):
        case = by_pk[pk]
        key = opener.open(wrap_pk, case.owner, team_id, key_number, wrapped)
        if key is None:
            continue
        entry_pk, uid, line = entry
        if entry_pk is None:
            missing[pk] = key
            continue
        row = ListEntry.from_db(None, ENTRY, (entry_pk, UUID(str(uid)), line))
        try:
            found[case.pk] = Line(**key.open(row, "line"))
        except crypto.DecryptionError:
            found[case.pk] = Line(str(unreadable_text()), 0, "", "", "")
    return found | (_make(missing, today) if missing else {})


def _wraps_with_entries(pks):
    marks = ", ".join(["%s"] * len(pks))
    with connection.cursor() as cursor:
        cursor.execute(WITH_ENTRIES.format(marks), pks)
        return cursor.fetchall()


def _make(keys, today):
    """Make and keep the entries of cases, from {case id: key}. Return {case id: Line}."""
    found, rows = {}, []
    # A list has read but a few of their columns.
    for pk, case in Case.objects.select_related("complaint").in_bulk(keys).items():
        unlocked = case.unlocked(keys[pk])
        try:
            line = line_of(unlocked, today)
        except (Unreadable, Erased):
            continue
        found[unlocked.case.pk] = line
        clear = {"made_from": unlocked.newest_amendment or 0}
        rows.append(unlocked.new(ListEntry, clear=clear, line=line._asdict()))
    _save(rows)
    return found


def line_of(unlocked, today) -> Line:
    """Return what a list says of a case. Raises Unreadable, change.Erased."""
    answers = unlocked.answers
    given = answer(answers, "person", "given_names").split()
    family = answer(answers, "person", "family_names").strip()
    name = given[0][:LONGEST] if given else family[:LONGEST]
    initial = f" {family[0]}." if given and family else ""
    born = (answer(answers, "born", "birth_date", None) or {}).get("y") or 0
    facts = corrections.current_facts(unlocked, today)
    hold = (one for one in deadlines_for(facts) if one.rule.slug == DETAINER_RULE)
    ends = [(end.earliest, end.latest) for one in hold for end in one.due_dates if end.has_time]
    first, last = (moment.isoformat() for moment in min(ends)) if ends else ("", "")
    return Line(
        name=name + initial,
        born=int(born),
        facility=answer(answers, "custody", "facility").strip()[:LONGEST],
        ends=first,
        latest=last,
    )


@transaction.atomic
def _save(rows):
    """Keep entries, but for cases to which something was added after they were read."""
    pks = [row.case_id for row in rows]
    # In one order for all who do so at once: else two lists wait for each other for ever.
    there = Case.objects.select_for_update().filter(pk__in=pks, erased_on=None)
    list(there.order_by("pk").values_list("pk"))
    by_case = Amendment.objects.filter(case__in=pks).values_list("case").annotate(Max("pk"))
    newest = dict(by_case.order_by())
    rows = sorted(rows, key=lambda row: row.case_id)
    current = [row for row in rows if newest.get(row.case_id, 0) == row.made_from]
    ListEntry.objects.bulk_create(current, ignore_conflicts=True)
