"""How a case moves along with its packet."""

from datetime import datetime

from django.utils.translation import gettext as _

from intake.accounts.models import Volunteer
from intake.cases import actions as cases
from intake.cases.change import change
from intake.cases.models import Case, Event
from intake.cases.unlocked import UnlockedCase

from .change import APPROVED

CaseStatus = Case.Status


class CaseMoves:
    """The events of moving a case along with its packet, sealed before the transaction."""

    def __init__(
        self,
        unlocked: UnlockedCase,
        *,
        by: Volunteer,
        at: datetime,
        said_yes: str = "",
        read_by: Volunteer | None = None,
    ) -> None:
        kind, document_types = Event.Kind.STATUS_CHANGED, str(_("papers"))
        self.first = unlocked.event(kind, by=by, at=at, reason=document_types)
        self.last = unlocked.event(kind, by=by, at=at, reason=said_yes)
        self.reason, self.more = document_types, {"said_yes": said_yes, "read_by": read_by}

    def not_ready(self, changing: change) -> None:
        """Move a case back to review where no packet of it was read twice, and may be sent."""
        case = changing.case
        if case.status == CaseStatus.READY and not case.packets.filter(status__in=APPROVED):
            cases.change_status_in(changing, CaseStatus.IN_REVIEW, event=self.first)

    def to(self, changing: change, status: str) -> None:
        """Move the case to a status along the allowed moves, in two steps at most."""
        if changing.case.status == status:
            return
        if status not in cases.TRANSITIONS[CaseStatus(changing.case.status)]:
            cases.change_status_in(
                changing, CaseStatus.IN_REVIEW, event=self.first, reason=self.reason
            )
        cases.change_status_in(changing, status, event=self.last, **self.more)
