"""All models of the app, each kept in its room."""

from intake.accounts.models import Invitation, OfficeHours, Role, Volunteer
from intake.attachments.models import Attachment
from intake.audit.models import AuditEntry, AuditHead
from intake.cases.batches import BatchRow
from intake.cases.closings import Closing
from intake.cases.list_entries import ListEntry
from intake.cases.mentions import Mention
from intake.cases.models import (
    Amendment,
    Case,
    CaseCode,
    CompletedStep,
    Correction,
    DuplicateDecision,
    EthicalWall,
    Event,
    Note,
    ReadMark,
    SavedFilter,
    SearchHash,
    Tag,
)
from intake.cases.open_forms import OpenForm
from intake.complaints.draft_files import DraftFile
from intake.complaints.models import Complaint, Draft, PageCount
from intake.dashboard.models import LastRun, PublicStatistics, TeamStatistics
from intake.erasures.models import Erasure
from intake.messages.models import DraftReminder, Message, MessageTemplate, Reminder
from intake.messages.template_models import BulkMessage, TeamTemplate
from intake.packets.models import DocumentReading, LetterChoice, Packet, PacketComment
from intake.routes.models import ContactCheck, HelpLine, RouteReview, StateLawReview
from intake.storage.models import FileToErase, Site
from intake.timers.models import TimerLeader, TimerStep
from intake.translations.models import Translation
from intake.translations.work import TranslationWork
from intake.vault.models import Damage, Fingerprint, Member, Membership, Team, Wrap

__all__ = [
    "Attachment",
    "AuditHead",
    "AuditEntry",
    "BatchRow",
    "BulkMessage",
    "Case",
    "CaseCode",
    "Closing",
    "Complaint",
    "ContactCheck",
    "Damage",
    "DocumentReading",
    "Correction",
    "TeamStatistics",
    "TeamTemplate",
    "Draft",
    "DraftFile",
    "DraftReminder",
    "Erasure",
    "Event",
    "FileToErase",
    "Fingerprint",
    "HelpLine",
    "Invitation",
    "LastRun",
    "LetterChoice",
    "ListEntry",
    "ReadMark",
    "DuplicateDecision",
    "SearchHash",
    "Member",
    "Membership",
    "Mention",
    "Message",
    "MessageTemplate",
    "Note",
    "OfficeHours",
    "OpenForm",
    "Packet",
    "PacketComment",
    "PageCount",
    "PublicStatistics",
    "Reminder",
    "Role",
    "RouteReview",
    "SavedFilter",
    "Site",
    "StateLawReview",
    "Amendment",
    "Tag",
    "Team",
    "CompletedStep",
    "TimerLeader",
    "TimerStep",
    "Translation",
    "TranslationWork",
    "Volunteer",
    "EthicalWall",
    "Wrap",
]
