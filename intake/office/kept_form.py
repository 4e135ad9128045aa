"""What was typed before a check of identity: sealed in the session, shown again afterwards.

Half of what opens it is in the cookie, like the keys of the teams, so that the session row alone
says nothing.
"""

import json
import time

from django.conf import settings
from django.http import QueryDict

from intake.vault import crypto, session

NAME = "kept_form"
# A check takes a minute or two; what was typed is not shown to whoever comes later.
SECONDS = 10 * 60
LONGEST = 50_000


def keep(request, address):
    """Keep a posted form for the page at an address, where a volunteer comes back to."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    kept = json.dumps({"address": address, "typed": typed.urlencode(), "at": int(time.time())})
    if len(kept) > LONGEST:
        return
    try:
        session.seal_text(request.session, request.user.pk, _cookie(request), NAME, kept)
    except crypto.DecryptionError:
        return


def typed_again(request):
    """Return what was typed into the form of this page: just posted, or kept, or None."""
    if request.method == "POST":
        return request.POST
    if NAME not in request.session:
        return None
    found = session.take_text(request.session, request.user.pk, _cookie(request), NAME)
    kept = json.loads(found) if found else {}
    if kept.get("address") != request.get_full_path() or time.time() - kept["at"] > SECONDS:
        return None
    return QueryDict(kept["typed"])


def _cookie(request):
    return request.COOKIES.get(settings.VAULT_COOKIE, "")
