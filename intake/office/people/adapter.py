"""How login opens the vault, and how second-factor seeds are sealed."""

import base64
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from intake.accounts import second_factor
from intake.cases import facets, search
from intake.vault import crypto, damage, keys, session
from intake.vault.models import Member
from intake.web import ratelimit

from ..access import SEEN, STARTED, home_of

JUST_NOW = 5 * 60
# So many stored cases get the facets and look-ups that are new in a release at each login.
FILLED_AT_LOGIN = 50

KEY_DAMAGED = gettext_lazy(
    "Your key to a team cannot be opened. Ask a coordinator to let you into the team again."
)

FACTOR_DAMAGED = gettext_lazy("Your second factor cannot be opened. Ask a coordinator to reset it.")


def open_vault(request, volunteer, password):
    """Open the volunteer's teams with the login password, half in the session, half in a cookie.

    The second factor comes after this; until then no page of the office looks at either half.
    """
    member, teams = Member.objects.filter(volunteer=volunteer).first(), {}
    if member:
        try:
            teams = keys.unlock_teams(member, keys.unlock_member(member, password))
        except crypto.DecryptionError:
            # It is the password of the login, so what it should open is damaged.
            damage.note_value(member, "by_password")
        if sum(map(len, teams.values())) < member.memberships.count():
            messages.error(request, KEY_DAMAGED, fail_silently=True)
    request.vault_cookie_key = session.store(request.session, volunteer.pk, teams)
    # Nothing is shown by it, so it need not wait for the second factor.
    facets.fill_outdated(teams, FILLED_AT_LOGIN, timezone.localdate())
    search.index_outdated(teams, FILLED_AT_LOGIN)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        volunteer = super().authenticate(request, **credentials)
        if volunteer is not None:
            open_vault(request, volunteer, credentials["password"])
        return volunteer

    def login(self, request, user):
        super().login(request, user)
        request.session[STARTED] = request.session[SEEN] = int(timezone.now().timestamp())

    def get_login_redirect_url(self, request):
        return reverse(home_of(request.user))

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask for the password again, but not of somebody who typed it a moment ago."""
        started = self.request.session.get(STARTED, 0)
        return timezone.now().timestamp() - started > JUST_NOW

    def get_client_ip(self, request):
        """Limits are counted under a name that the hour forgets, never under the address."""
        return ratelimit.address_alias(request)

    def add_message(self, *args, **kwargs):
        """Say nothing beside the page: each page says by itself what happened."""

    def send_notification_mail(self, *args, **kwargs):
        """There is no address to write to."""


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return second_factor.seal(text)

    def decrypt(self, encrypted_text):
        """Return a seed; for one that is damaged, one that nobody has, so no numbers are right."""
        try:
            return second_factor.unseal(encrypted_text)
        except crypto.DecryptionError:
            second_factor.note_damaged(encrypted_text)
            messages.error(self.request, FACTOR_DAMAGED, fail_silently=True)
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def send_notification_mail(self, *args, **kwargs):
        """There is no address to write to."""
