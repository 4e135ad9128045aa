"""Whether all that is stored can be opened: each sealed value, each wrap, each stored file.

It goes through all cases in batches, while the site runs. With keys it opens everything that they
open. Without one it looks at what can be seen: forms and lengths, and that nothing is missing. What
is damaged is noted (vault/damage.py), and what opens again is forgotten.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from intake.accounts import second_factor
from intake.accounts.models import Volunteer
from intake.attachments.models import Attachment
from intake.cases import urgency
from intake.cases.models import Amendment, Case, Correction, Event, Note
from intake.complaints.draft_files import DraftFile
from intake.complaints.models import Complaint, Draft
from intake.messages.models import Message
from intake.packets.models import Packet, PacketComment
from intake.storage import store
from intake.storage.files import StoredFile
from intake.translations.models import Translation
from intake.vault import chunks, codes, crypto, damage, envelopes
from intake.vault.fields import SealedField, SealedKeyField, sealed_fields
from intake.vault.models import Damage, Wrap
from intake.vault.row_keys import RowKey, server_key

AT_ONCE = 200
FETCHED = 50


@dataclass(frozen=True)
class Opener:
    """The keys at hand: `open` returns those of the owners that they open, from wraps of `kind`."""

    open: Callable[[list[UUID]], dict[UUID, RowKey]]
    kind: str = ""


NO_KEYS = Opener(lambda owners: {})

# Each of these events comes with one row of a table: where rows are fewer, some are gone.
COUNTED: tuple[tuple[type[models.Model], tuple[str, ...], tuple[str, ...]], ...] = (
    (Note, (Event.Kind.NOTED,), ()),
    (Message, (Event.Kind.MESSAGE_SENT, Event.Kind.MESSAGE_RECEIVED), ()),
    (Amendment, (Event.Kind.ADDED, Event.Kind.CHANGED), ()),
    (Correction, (Event.Kind.CORRECTED,), ()),
    (Translation, (Event.Kind.TRANSLATED,), ()),
    (Packet, (Event.Kind.PREPARED,), ()),
    (PacketComment, (Event.Kind.COMMENTED, Event.Kind.SENT_BACK), ()),
    (Attachment, (Event.Kind.FILE_ADDED,), (Event.Kind.FILE_REMOVED,)),
)
PUBLIC_KEY_WRAPS = (Wrap.Kind.TEAM, Wrap.Kind.RECOVERY)
# What a case has, whatever became of it: each kind once or more.
WRAPS_OF_A_CASE = (Wrap.Kind.CODE, Wrap.Kind.TEAM, Wrap.Kind.RECOVERY)


@dataclass
class Checked:
    """How much was looked at, and how much of it was opened."""

    cases: int = 0
    opened: int = 0
    drafts: int = 0
    values: int = 0
    files: int = 0


def with_recovery_key(private: bytes) -> Opener:
    """Return what opens all cases, with the private half from paper."""

    def open_keys(owners: list[UUID]) -> dict[UUID, RowKey]:
        found = {}
        for wrap in Wrap.objects.filter(owner__in=owners, kind=Wrap.Kind.RECOVERY):
            try:
                found[wrap.owner] = envelopes.unlock_key_with_recovery(wrap, private)
            except crypto.DecryptionError:
                continue  # noted
        return found

    return Opener(open_keys, Wrap.Kind.RECOVERY)


def with_teams(teams: envelopes.TeamKeys) -> Opener:
    """Return what opens the cases of these teams."""
    return Opener(lambda owners: envelopes.unlock_keys_with_team(owners, teams), Wrap.Kind.TEAM)


def check(opener: Opener = NO_KEYS) -> Iterator[Checked]:
    """Check all that is stored. Yields how far it came, after each batch.

    Collect what is damaged with `damage.collecting`.
    """
    checked = Checked()
    _forget_what_is_gone()
    for batch in _batches(_pks(Case.objects.filter(erased_on=None))):
        _check_cases(batch, opener, checked)
        yield checked
    for batch in _batches(_pks(Draft.objects.all())):
        _check_drafts(batch, checked)
        yield checked
    _check_of_server(checked)
    _check_keys_of_members(checked)
    checked.values += second_factor.check()
    _check_orphans()
    yield checked


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _pks(rows: Any) -> Iterator[Any]:
    yield from rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)


def _forget_what_is_gone() -> None:
    """Forget the damage of drafts and cases that are not there any more."""
    draft = Draft.objects.filter(pk=OuterRef("owner"))
    case = Case.objects.filter(owner=OuterRef("owner"), erased_on=None)
    volunteer = Volunteer.objects.filter(uid=OuterRef("owner"))
    gone = Damage.objects.filter(~Exists(draft), ~Exists(case), ~Exists(volunteer))
    gone.exclude(owner=None).delete()
    for model in apps.get_app_config("intake").get_models():
        if rows := damage.rows_of(model):
            left = set(model._default_manager.filter(pk__in=rows).values_list("pk", flat=True))
            damage.forget(model, set(rows) - left)


def models_by_case() -> list[type[models.Model]]:
    """Return the tables whose sealed values open with the key of a case."""
    return [
        model
        for model in apps.get_app_config("intake").get_models()
        if any(not column.by_server for column in sealed_fields(model))
        and model not in (Draft, DraftFile)
    ]


def _owner_path(model: type[models.Model]) -> str:
    """Return the look-up that leads from a row to the draft or case whose key seals it."""
    for column in model._meta.concrete_fields:
        if column.related_model is Case:
            return f"{column.name}__owner"
        if column.related_model is Draft:
            return column.attname
    return "uid" if isinstance(model._meta.pk, models.AutoField) else "pk"


def _check_cases(pks: list[int], opener: Opener, checked: Checked) -> None:
    there = Exists(Complaint.objects.filter(pk=OuterRef("owner")))
    rows = Case.objects.filter(pk__in=pks).values_list("pk", "owner", "team", there)
    owners = {owner: pk for pk, owner, _team, _complaint in rows}
    with damage.collecting() as found:
        for pk, owner, _team, complaint in rows:
            if not complaint:
                damage.note(Case._meta.db_table, pk, "complaint", owner)
        _check_clear_columns(owners)
        _check_wraps(owners, {owner: team for _pk, owner, team, _complaint in rows})
        keys = opener.open(list(owners))
        for model in models_by_case():
            _check_values(model, owners, keys, checked)
        _check_counts(owners)
        _check_files(Attachment, owners, keys, checked)
    checked.cases += len(owners)
    checked.opened += len(keys)
    _forget_mended(owners, keys, opener, found)


def _forget_mended(
    owners: dict[UUID, int],
    keys: dict[UUID, RowKey],
    opener: Opener,
    found: Iterable[damage.Found],
) -> None:
    """Forget the damage of these cases that was looked for again, and not found.

    What only a key shows is forgotten where the key opened the case, and of wraps only those that
    were opened.
    """
    of_wraps = models.Q(table=Wrap._meta.db_table)
    by_form = of_wraps & models.Q(column__startswith="no ") | models.Q(table=Case._meta.db_table)
    opened = Wrap.objects.filter(owner__in=list(keys), kind=opener.kind)
    wraps = of_wraps & models.Q(row__in=[str(pk) for pk in opened.values_list("pk", flat=True)])
    known = Damage.objects.filter(owner__in=list(owners))
    damage.forget_mended(known.filter(by_form | wraps), found)
    damage.forget_mended(known.filter(owner__in=list(keys)).exclude(of_wraps), found)


def _check_clear_columns(owners: dict[UUID, int]) -> None:
    """Check that the clear columns of cases can be worked with: in memory, nothing is saved."""
    today = timezone.localdate()
    try:
        for case in Case.objects.filter(pk__in=owners.values()):
            urgency.recompute_derived(case, today)
    except damage.DAMAGED_ROW:
        for owner, pk in owners.items():
            with damage.passing_over(Case, pk, owner):
                urgency.recompute_derived(Case.objects.get(pk=pk), today)


def _check_wraps(owners: dict[UUID, int], teams: dict[UUID, int]) -> None:
    """Check that each case has the wraps that it should have, each in its form."""
    there: set[tuple[UUID, str]] = set()
    for wrap in Wrap.objects.filter(owner__in=owners):
        if wrap.kind != Wrap.Kind.TEAM or wrap.team_id == teams[wrap.owner]:
            there.add((wrap.owner, wrap.kind))
        _check_wrap(wrap)
    for owner in owners:
        for kind in WRAPS_OF_A_CASE:
            if (owner, kind) not in there:
                damage.note_missing_wrap(owner, kind)


def _check_wrap(wrap: Wrap) -> None:
    if wrap.kind in PUBLIC_KEY_WRAPS:
        whole = crypto.looks_wrapped(wrap.wrapped)
    else:
        whole = crypto.looks_sealed(wrap.wrapped, crypto.KEY_BYTES)
    if not whole:
        damage.note_value(wrap, "wrapped", wrap.owner)
    if wrap.code is not None and not crypto.looks_sealed(wrap.code, codes.CODE_LENGTH):
        damage.note_value(wrap, "code", wrap.owner)


def _check_values(
    model: type[models.Model],
    owners: Iterable[UUID],
    keys: dict[UUID, RowKey],
    checked: Checked,
) -> None:
    """Check each sealed value in the rows of these owners: opened, or by its form."""
    path = _owner_path(model)
    columns = sealed_fields(model)
    rows = model._default_manager.filter(**{f"{path}__in": list(owners)})
    names = [model._meta.pk.attname, *_uid(model), *(column.attname for column in columns)]
    rows = rows.annotate(_owner=models.F(path)).only(*names).order_by("pk")
    for row in rows.iterator(chunk_size=FETCHED):
        for column in columns:
            owner = row._owner
            key = server_key(owner) if column.by_server else keys.get(owner)
            checked.values += _check_value(row, column, owner, key)


def _uid(model: type[models.Model]) -> list[str]:
    return ["uid"] if any(column.name == "uid" for column in model._meta.fields) else []


def _check_value(row: models.Model, column: SealedField, owner: UUID, key: RowKey | None) -> bool:
    """Check one value. Return whether there is one."""
    stored = getattr(row, column.attname)
    if stored is None and column.null:
        return False
    if not stored or not crypto.looks_sealed(stored, step=column.step):
        damage.note_value(row, column.attname, owner)
    elif key is not None:
        with suppress(crypto.DecryptionError):  # it is noted
            key.open(row, column.attname)
    return True


def _check_counts(owners: dict[UUID, int]) -> None:
    """Check that no row is gone that an event speaks of."""
    by_pk = {pk: owner for owner, pk in owners.items()}
    events = Event.objects.filter(case__in=by_pk).order_by().values("case", "kind")
    happened: Counter[tuple[int, str]] = Counter()
    for row in events.annotate(count=models.Count("pk")):
        happened[row["case"], row["kind"]] = row["count"]
    for model, came, went in COUNTED:
        held = model._default_manager.filter(case__in=by_pk).order_by().values_list("case")
        there = dict(held.annotate(models.Count("pk")))
        for pk, owner in by_pk.items():
            due = sum(happened[pk, kind] for kind in came)
            due -= sum(happened[pk, kind] for kind in went)
            if there.get(pk, 0) < due:
                damage.note(Case._meta.db_table, pk, f"{model._meta.model_name} missing", owner)


def _check_files(
    model: type[StoredFile], owners: Iterable[UUID], keys: dict[UUID, RowKey], checked: Checked
) -> None:
    """Check that the files of these owners are there, whole in length, and that they open."""
    path = _owner_path(model)
    rows = model._default_manager.filter(**{f"{path}__in": list(owners)})
    for pk, original, size, owner in rows.values_list("pk", "original_id", "size", path):
        lengths = [
            _check_file(file_id, owner, keys.get(owner), checked)
            for file_id in (pk, original)
            if file_id
        ]
        if None not in lengths and sum(filter(None, lengths)) * chunks.STEP != size:
            damage.note(damage.STORED_FILE, pk, "length", owner)


def _check_file(file_id: UUID, owner: UUID, key: RowKey | None, checked: Checked) -> int | None:
    """Check one file. Return how many steps it has; None where that is noted already."""
    checked.files += 1
    try:
        steps = chunks.steps_in(store.length(file_id))
        if steps is None:
            damage.note(damage.STORED_FILE, file_id, "length", owner)
        elif key is not None:
            for _piece in key.open_file(file_id, store.read(file_id)):
                pass
    except FileNotFoundError:
        damage.note(damage.STORED_FILE, file_id, "missing", owner)
        return None
    except crypto.DecryptionError:
        return None  # noted
    return steps


def _check_drafts(pks: list[UUID], checked: Checked) -> None:
    """Check drafts by their form. Only the filer's code or browser opens them."""
    checked.drafts += len(pks)
    there = set()
    for wrap in Wrap.objects.filter(owner__in=pks):
        there.add(wrap.owner)
        _check_wrap(wrap)
    for owner in set(pks) - there:
        damage.note(Draft._meta.db_table, owner, "no wrap", owner)
    _check_values(Draft, pks, {}, checked)
    _check_values(DraftFile, pks, {}, checked)
    _check_files(DraftFile, pks, {}, checked)


def _check_of_server(checked: Checked) -> None:
    """Check what the server's own key seals."""
    for model in apps.get_app_config("intake").get_models():
        if not any(column.by_server for column in sealed_fields(model)):
            continue
        path = _owner_path(model)
        owners = model._default_manager.order_by("pk").values_list(path, flat=True)
        with damage.collecting() as found:
            for batch in _batches(owners.iterator(chunk_size=2000)):
                _check_values(model, batch, {}, checked)
        damage.forget_mended(Damage.objects.filter(table=model._meta.db_table), found)


def _check_keys_of_members(checked: Checked) -> None:
    """Check the form of what volunteers' keys are sealed in."""
    for model in apps.get_app_config("intake").get_models():
        columns = [one for one in model._meta.fields if isinstance(one, SealedKeyField)]
        if not columns or model is Wrap:
            continue
        for row in model._default_manager.order_by("pk").iterator(chunk_size=FETCHED):
            for column in columns:
                stored = getattr(row, column.attname)
                checked.values += 1
                if not (
                    crypto.looks_wrapped(stored) or crypto.looks_sealed(stored, crypto.KEY_BYTES)
                ):
                    damage.note_value(row, column.attname)


def _check_orphans() -> None:
    """Check that what wraps and complaints belong to is there."""
    case = Case.objects.filter(owner=OuterRef("owner"), erased_on=None)
    draft = Draft.objects.filter(pk=OuterRef("owner"))
    lost = Wrap.objects.filter(~Exists(case), ~Exists(draft))
    for owner in lost.order_by().values_list("owner", flat=True).distinct():
        damage.note(Wrap._meta.db_table, owner, "no row to open", owner)
    alone = Complaint.objects.filter(~Exists(Case.objects.filter(owner=OuterRef("pk"))))
    for pk in alone.values_list("pk", flat=True):
        damage.note(Complaint._meta.db_table, pk, "no case", pk)
