"""Check that all that is stored can be opened, and name what is damaged, without any content."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intake.accounts.models import Volunteer
from intake.dashboard.models import LastRun
from intake.doctor import vault_check
from intake.vault import codes, crypto, damage, envelopes, keys


class Command(BaseCommand):
    help = (
        "Check each sealed value, each wrap and each stored file, while the site runs. Without a"
        " key it sees what is missing or cut; with one it opens what the key opens."
    )
    # What `restore` has asked for already.
    stealth_options = ("private",)

    def add_arguments(self, parser):
        key = parser.add_mutually_exclusive_group()
        key.add_argument("--username", help="a volunteer: open the cases of their teams")
        key.add_argument(
            "--recovery", action="store_true", help="open all cases with the key from paper"
        )

    def handle(self, *, username=None, recovery=False, private=None, **options):
        if recovery:
            private = self._recovery_key()
        opener = vault_check.NO_KEYS
        with damage.collecting() as found:
            if private is not None:
                opener = vault_check.with_recovery_key(private)
            elif username:
                opener = vault_check.with_teams(self._teams(username))
            checked = self._check(opener, found)
        LastRun.objects.update_or_create(name="check_vault", defaults={"at": timezone.now()})
        self.stdout.write(
            f"Checked {checked.cases} cases, of which the key opened {checked.opened};"
            f" {checked.drafts} drafts, {checked.values} values, {checked.files} files."
        )
        if found:
            raise CommandError(f"{len(found)} damaged. docs/operate.md says what to do.")
        self.stdout.write("Nothing is damaged.")

    def _check(self, opener, found):
        """Check all, and name what is damaged as it is found."""
        so_far, told = vault_check.Checked(), 0
        for checked in vault_check.check(opener):
            so_far = checked
            for one in list(found)[told:]:
                self.stdout.write(f"damaged: {one}")
            told = len(found)
        return so_far

    def _recovery_key(self):
        try:
            private = codes.decode_key(getpass("Recovery key, private half: "))
        except codes.InvalidCode as error:
            raise CommandError(str(error)) from None
        if crypto.public_key_of(private) != envelopes.recovery_public_key():
            raise CommandError("This is not the private half of RECOVERY_KEY.")
        return private

    def _teams(self, username):
        volunteer = Volunteer.objects.filter(username=username, is_active=True).first()
        if volunteer is None or not hasattr(volunteer, "member"):
            raise CommandError("There is no such volunteer with keys.")
        try:
            private = keys.unlock_member(volunteer.member, getpass("Password of this volunteer: "))
        except crypto.DecryptionError:
            raise CommandError("This is not their password.") from None
        return keys.unlock_teams(volunteer.member, private)
