"""Several files of one form: each is cleaned and kept by itself, and has a state of its own."""

import time
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.attachments import actions
from intake.attachments.handler import uploaded_files, was_cut_off
from intake.attachments.refusals import RefusalReason, Refused
from intake.web.downloads import MOST_FILES

# The proxy and the server wait a minute for an answer. What is left then is put off, and said.
MOST_SECONDS = 30


@dataclass(frozen=True)
class FileState:
    """What became of a file: `refused` says why it was not kept, or is None."""

    name: str
    refused: Refused | None = None


def add_each(request, files, *, what, as_it_came, **_file):
    """Keep each file that was sent. Return a FileState for each, in order; none if there was none.

    `files` are those that they are added to, of a case or of a draft. Only one is cleaned at a
    time. A file's own name can tell a place and a time: it is shown in the answer and not kept.
    """
    states: list[FileState] = []
    start = time.monotonic()
    count = len(request.FILES.getlist("file"))
    for data, name in uploaded_files(request, "file"):
        number = len(states) + 1
        named = f"{what}, {number}" if what and count > 1 else what
        reason = None
        if number > MOST_FILES:
            reason = RefusalReason.MORE_AT_ONCE
        elif data is None:
            reason = RefusalReason.TOO_BIG
        elif time.monotonic() - start > MOST_SECONDS:
            reason = RefusalReason.BUSY
        states.append(_added(files, data, named, name, as_it_came, reason))
    if not states and was_cut_off(request):
        return [FileState("", Refused(RefusalReason.TOO_BIG))]
    return states


def _added(files, data, what, name, as_it_came, reason):
    if reason is not None:
        return FileState(name, Refused(reason))
    try:
        actions.keep(files, data, what[:500], by=None, at=timezone.now(), as_it_came=as_it_came)
    except Refused as refused:
        return FileState(name, refused)
    return FileState(name)


def summary(states):
    """Return in a sentence how many of several files were not kept."""
    failed = sum(state.refused is not None for state in states)
    if failed == len(states):
        return _("We could not take these files. Below is why.")
    return ngettext(
        "We could not take %(count)s file. Below is why. The others are saved.",
        "We could not take %(count)s files. Below is why. The others are saved.",
        failed,
    ) % {"count": failed}
