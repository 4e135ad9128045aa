"""All models of the app, each kept in its room."""

from intake.cases.models import Case, Event, Note, Supplement
from intake.complaints.models import Complaint, Draft
from intake.packets.models import Packet
from intake.people.models import Invitation, Role, Volunteer
from intake.routes.models import RouteChange
from intake.vault.models import Member, Membership, Team, Wrap

__all__ = [
    "Case",
    "Complaint",
    "Draft",
    "Event",
    "Invitation",
    "Member",
    "Membership",
    "Note",
    "Packet",
    "Role",
    "RouteChange",
    "Supplement",
    "Team",
    "Volunteer",
    "Wrap",
]
