"""The words of the office, for a new volunteer: one word for one thing."""

from django.utils.translation import gettext_lazy as _

# (word, what it means here), in the order of a case's life.
WORDS = (
    (_("Filer"), _("The person who filled in the form: for themselves, for family, or at work.")),
    (_("Reference"), _("The short name of a case, like 7QD-M3K. You can tell it to others.")),
    (_("Urgency"), _("When we must act: today, in two working days, this week, or when due.")),
    (_("Reason"), _("Why a case is urgent. The first reason decides its place in the queue.")),
    (
        _("Clock"),
        _("The time that a hold by ICE may last, or the next date. “Over” means that it is past."),
    ),
    (_("Deadline"), _("The deadline to send something, like a claim for money.")),
    (_("Follow-up"), _("The day on which we look at a case again.")),
    (_("Unassigned"), _("No volunteer has taken the case yet.")),
    (_("Assignee"), _("The volunteer who works on the case.")),
    (
        _("Unread"),
        _("The filer did something, a colleague gave you the case, or a note names you."),
    ),
    (_("Escalate"), _("Say that a case is urgent, with a reason. It ends after seven days.")),
    (
        _("Waiting for filer"),
        _("We asked a question. It ends when the filer writes, adds or changes something."),
    ),
    (_("Template"), _("A text that a message starts from. You can change every word.")),
    (_("Blank"), _("A name in braces in a template. It is filled in, or you write the words.")),
    (_("Waiting for an office"), _("We sent something to an agency or a jail.")),
    (_("Option"), _("Something the person can do: a letter, a complaint, a request.")),
    (_("Packet"), _("All documents for one option, from draft to answer.")),
    (_("Draft"), _("A packet that still changes.")),
    (_("Second reader"), _("A colleague who reads a packet before the filer sees it.")),
    (_("In review"), _("A packet that waits for a second reader. Its words are locked.")),
    (_("Returned"), _("The second reader sent the packet back, with a reason.")),
    (_("Ready to send"), _("A second reader has read it. The filer must still agree.")),
    (_("Hold"), _("A request by ICE that a jail keeps a person longer. The form is I-247A.")),
    (_("Possible duplicate"), _("Another case that may be about the same person.")),
    (_("Possible bot"), _("The form may have been filled in by a program. Read it and decide.")),
    (_("Covered"), _("A phone, address or number that you see only after “Show”. It is logged.")),
    (_("Replace code"), _("Give the filer a new code, when the old one is lost.")),
    (
        _("Translation"),
        _("English of what a filer wrote, made by a volunteer and checked by another one."),
    ),
    (_("Batch of clients"), _("A table of an office: each row becomes a case with its own code.")),
    (_("Retention"), _("How long we keep a case before it is deleted.")),
    (_("Access log"), _("Who opened what, and when. Coordinators and auditors read it.")),
)
