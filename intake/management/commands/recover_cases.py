"""Open cases with the offline recovery key, for a team that can read them again."""

from contextlib import suppress
from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from intake.audit import log as audit
from intake.cases.change import Erased, change
from intake.cases.models import Case, EthicalWall, Event
from intake.management.damaged import end_with_damage
from intake.vault import codes, crypto, damage, envelopes
from intake.vault.models import Membership, Team, Wrap

ADVICE = (
    "A wrap that does not open is damaged, or was made for an earlier recovery key. Run this again"
    " when it is restored, or with the key before."
)


class Command(BaseCommand):
    help = "Give a team the cases that nobody opens any more, with the recovery key from paper."

    def add_arguments(self, parser):
        parser.add_argument("team", help="name of the team that shall read the cases")
        parser.add_argument("--all", action="store_true", help="those that other teams open, too")

    def handle(self, *, team, **options):
        target = Team.objects.filter(name=team).first()
        if target is None:
            raise CommandError("There is no team of that name.")
        try:
            private = codes.decode_key(getpass("Recovery key, private half: "))
        except codes.InvalidCode as error:
            raise CommandError(str(error)) from None
        if crypto.public_key_of(private) != envelopes.recovery_public_key():
            raise CommandError("This is not the private half of RECOVERY_KEY.")
        audit.write(audit.Kind.RECOVERED, by=None, at=timezone.now(), what=target)
        with damage.collecting() as found:
            count = recover(target, private, every=options["all"])
        self.stdout.write(f"{count} cases open for {target} again.")
        walled = EthicalWall.objects.filter(team=target).values("case").distinct().count()
        if walled:
            self.stdout.write(f"{walled} must not be seen by this team, and were passed over.")
        end_with_damage(self, found, ADVICE)


def _unlocked_by_somebody():
    """Return the wraps of a team's key that one of its members still has."""
    keys = Membership.objects.filter(team=OuterRef("team"), key_number=OuterRef("key_number"))
    return Wrap.objects.filter(Exists(keys), kind=Wrap.Kind.TEAM).exclude(pk__in=_damaged())


def _damaged():
    """Return the wraps that are known to open nothing: a case that has only those is given, too."""
    return damage.rows_of(Wrap)


def recover(team, private, *, every=False):
    """Give a team the cases that no member of any team opens, or all with `every`.

    A wrap that is known to be damaged opens nothing, so its case is given as well.

    A case that this team must not see is passed over, and so is a damaged one, which is written
    down. Returns how many. Resumable.
    """
    there = Wrap.objects.filter(kind=Wrap.Kind.TEAM, team=team, key_number=team.key_number)
    there = there.exclude(pk__in=_damaged())
    walls = EthicalWall.objects.filter(team=team).values("case__owner")
    wraps = Wrap.objects.filter(kind=Wrap.Kind.RECOVERY).exclude(owner__in=walls)
    wraps = wraps.exclude(owner__in=there.values("owner"))
    if not every:
        wraps = wraps.exclude(owner__in=_unlocked_by_somebody().values("owner"))
    count = 0
    for wrap in wraps.iterator():
        with suppress(crypto.DecryptionError):
            count += _give(team, envelopes.unlock_key_with_recovery(wrap, private))
    for owner in _without_recovery_wrap(there, walls, every):
        damage.note_missing_wrap(owner, Wrap.Kind.RECOVERY)
    return count


def _without_recovery_wrap(there, walls, every):
    """Return the owners of cases that should be given, but have no wrap of the recovery key."""
    wraps = Wrap.objects.filter(owner=OuterRef("owner"))
    cases = Case.objects.filter(
        ~Exists(wraps.filter(kind=Wrap.Kind.RECOVERY)),
        ~Exists(there.filter(owner=OuterRef("owner"))),
        erased_on=None,
    ).exclude(owner__in=walls)
    if not every:
        cases = cases.exclude(owner__in=_unlocked_by_somebody().values("owner"))
    return cases.values_list("owner", flat=True)


def _give(team, key):
    """Let a team, and no other, open a case from now on. Its names are made findable anew.

    Returns whether it was given: not if it was erased meanwhile.
    """
    wrap = envelopes.team_wrap(key, team)
    case = Case.objects.filter(owner=key.owner).first()
    if case is None:
        with transaction.atomic():
            envelopes.rewrap_for_team(wrap, key, team)
        return True
    try:
        with change(case, by=None, at=timezone.now()) as changing:
            case = changing.case
            case.search_hashes.all().delete()
            if case.team_id != team.pk:
                case.team, case.assigned_to = team, None
            case.searchable = False
            changing.record(Event.Kind.RECOVERED)
            envelopes.rewrap_for_team(wrap, key, team)
    except Erased:
        return False
    return True
