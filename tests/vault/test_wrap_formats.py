"""What a wrap is bound to and found by: stored wraps rest on it, so it stays as it is here."""

import hashlib
import hmac
from uuid import uuid4

import pytest
from django.conf import settings

from intake.models import Membership
from intake.vault import crypto, envelopes, keys
from intake.vault.row_keys import new_key
from tests.conftest import PASSWORD


def test_c4_a_members_wrap_of_one_team_opens_as_no_other_teams(office):
    member = office["cora"].member
    other, private_key = keys.create_team("Other team")
    keys.grant(other, {1: private_key}, member)
    own_key = keys.unlock_member(member, PASSWORD)
    assert set(keys.unlock_teams(member, own_key)) == {office["team"].pk, other.pk}
    wraps = {membership.team_id: membership.wrapped for membership in Membership.objects.all()}
    Membership.objects.filter(team=office["team"]).update(wrapped=wraps[other.pk])
    assert set(keys.unlock_teams(member, own_key)) == {other.pk}


@pytest.mark.parametrize(
    ("kind", "wrap"), [("browser", envelopes.browser_wrap), ("code", envelopes.code_wrap)]
)
def test_a_secret_finds_and_opens_its_wrap_as_is_written_here(kind, wrap):
    """The pepper, the purpose and the place, in these very words."""
    key, secret = new_key(uuid4()), "a secret"
    made = wrap(key, secret)
    text = f"{kind}:{secret}".encode()
    assert made.index == hmac.digest(settings.PEPPER.encode(), text, hashlib.sha256)
    wrapping_key = crypto.derive(secret.encode(), f"wrap {kind}")
    place = f'["wrap","{kind}","{key.owner}"]'.encode()
    assert crypto.unseal(wrapping_key, made.wrapped, place) == key._secret
