"""Clients of an office, entered together: each row of a table is a case with a code of its own.

So that nobody is entered twice, a row leaves a keyed hash behind. Only a team's key makes it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, models, transaction

from intake.accounts.models import Volunteer
from intake.complaints import drafts
from intake.vault import codes, crypto, envelopes
from intake.vault.fields import OpaqueField
from intake.vault.models import Team, Wrap

from .models import Case
from .search import search_keys
from .submission import BatchEntry, submit


class BatchRow(models.Model):
    """A row of a table that became a case, as a keyed hash: the same row is not entered again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="batch_rows")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    value = OpaqueField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "value"], name="a_batch_row_once_a_team")
        ]

    def __str__(self) -> str:
        return f"batch row of {self.case_id}"


class EnteredBefore(Exception):
    """This row is a case of the team already: `case`."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.reference)
        self.case = case


class Entered(NamedTuple):
    """A row that is a case now, and its filer's code, which nobody can show again."""

    case: Case
    code: str


def row_hashes(private_keys: Mapping[int, bytes], cells: Mapping[str, str]) -> list[bytes]:
    """Return the hashes of a row under a team's keys, {number: private key}, the newest first.

    The order of the columns, capitals and spaces make no other row of it.
    """
    plain = {
        name: " ".join(text.split()).casefold() for name, text in cells.items() if text.strip()
    }
    row = json.dumps(plain, sort_keys=True).encode()
    return [
        crypto.blind_index(crypto.derive(key, "row of a batch"), row)
        for key in search_keys(private_keys)
    ]


def enter_row(
    answers: Mapping[str, Any],
    hashes: list[bytes],
    *,
    statement: Mapping[str, Any],
    team: Team,
    by: Volunteer,
    now: datetime,
) -> Entered:
    """Make a case of the answers of one row, all of it or nothing. Return it with its code.

    Raises EnteredBefore, and what submission.submit does. No browser is left that opens the case.
    """
    _refuse_known(team, hashes)
    try:
        with transaction.atomic():
            secret = drafts.start({"answers": answers, "lane": "batch"}, now=now)
            unlocked = envelopes.unlock_with_browser(secret, now)
            if unlocked is None:
                raise drafts.DraftGone
            batch = BatchEntry(by, team)
            case = submit(unlocked, secret, statement=statement, now=now, batch=batch)
            wrap = Wrap.objects.get(pk=unlocked.wrap.pk)
            code = envelopes.stored_code(wrap, secret)
            wrap.delete()
            BatchRow.objects.create(case=case, team=team, value=hashes[0])
    except IntegrityError:
        # A colleague, or another tab, entered it in between.
        _refuse_known(team, hashes)
        raise
    return Entered(case, codes.grouped(code))


def _refuse_known(team: Team, hashes: list[bytes]) -> None:
    row = BatchRow.objects.filter(team=team, value__in=hashes).select_related("case").first()
    if row is not None:
        raise EnteredBefore(row.case)
