"""All models of the app, each kept in its room."""

from intake.attachments.models import Attachment
from intake.audit.models import AuditHead, AuditRow
from intake.cases.models import (
    Case,
    Correction,
    Event,
    Likeness,
    Lookup,
    Note,
    SavedList,
    Supplement,
    Tag,
    Tick,
    Wall,
)
from intake.complaints.models import Complaint, Draft, PageCount
from intake.dashboard.models import Count
from intake.messages.models import DraftReminder, Message, MessageTemplate, Reminder
from intake.packets.models import Packet
from intake.people.models import Invitation, Role, Volunteer
from intake.routes.models import RouteChange
from intake.vault.models import Member, Membership, Team, Wrap

__all__ = [
    "Attachment",
    "AuditHead",
    "AuditRow",
    "Case",
    "Complaint",
    "Correction",
    "Count",
    "Draft",
    "DraftReminder",
    "Event",
    "Invitation",
    "Likeness",
    "Lookup",
    "Member",
    "Membership",
    "Message",
    "MessageTemplate",
    "Note",
    "Packet",
    "PageCount",
    "Reminder",
    "Role",
    "RouteChange",
    "SavedList",
    "Supplement",
    "Tag",
    "Team",
    "Tick",
    "Volunteer",
    "Wall",
    "Wrap",
]
