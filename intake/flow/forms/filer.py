"""Page group 5: the filer, and what may be done."""

from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..choice_fields import Choice, Choices
from ..contact_fields import Email, Phone
from ..text_fields import LongText, Name, ShortText


class HelperForm(StepForm):
    name = Name(label=_("Your name"), required_message=_("Write your name."))
    relation = Choice(
        label=_("How do you know them?"),
        choices=[
            ("spouse", _("Husband, wife or partner")),
            ("parent", _("Parent")),
            ("child", _("Child")),
            ("relative", _("Another relative")),
            ("friend", _("Friend")),
            ("lawyer", _("Lawyer")),
            ("representative", _("Accredited representative")),
            ("organizer", _("From a group or a church")),
            ("other", _("Someone else")),
        ],
        required_message=_("Choose how you know them."),
    )
    group = ShortText(label=_("Group or office"), help_text=_("If you help as part of your work."))


class ReachForm(StepForm):
    ways = Choices(
        label=_("How can we reach you safely?"),
        help_text=_("Choose all that are safe."),
        choices=[
            ("text", _("Text message")),
            ("call", _("Phone call")),
            ("email", _("Email")),
            ("letter", _("Letter")),
            ("none", _("Do not contact me. I will check with my code.")),
        ],
        required_message=_("Choose a way to contact you, or “Do not contact me”."),
    )
    phone = Phone(
        label=_("Phone number"),
        required_message=_("Write the phone number, or uncheck text and call."),
        depends_on=("ways", ("text", "call")),
    )
    email = Email(
        label=_("Email address"),
        required_message=_("Write the email address, or uncheck email."),
        depends_on=("ways", ("email",)),
    )
    address = LongText(
        label=_("A safe mailing address"),
        rows=3,
        max_length=1000,
        identity=True,
        required_message=_("Write the address, or uncheck letter."),
        depends_on=("ways", ("letter",)),
    )
    voicemail = Choice(
        label=_("Is it safe to leave a voicemail?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        depends_on=("ways", ("call",)),
    )


class PermissionForm(StepForm):
    knows = Choice(
        label=_("Does this person know you are doing this?"),
        choices=[
            ("can_sign", _("Yes, and they can sign a form")),
            ("cannot_now", _("Yes, but they cannot sign now")),
            ("cannot_reach", _("No, I cannot reach them")),
            ("parent", _("This is my child")),
            ("lawyer", _("I am their lawyer")),
        ],
        required_message=_("Choose if this person knows."),
    )


class SharingForm(StepForm):
    keep = Choice(
        label=_("May we keep this and work on it?"),
        choices=[
            ("yes", _("Yes, keep it and help me")),
            ("papers_only", _("No, just make my letters")),
        ],
        hints={"papers_only": _("We delete everything 1 hour after your letters are made.")},
        required_message=_("Choose if we may keep this."),
    )
    send = Choice(
        label=_("Who sends your letters?"),
        choices=[
            ("self", _("I send them myself")),
            ("volunteers", _("Volunteers send them, after I say yes")),
        ],
        required_message=_("Choose who sends your letters."),
        depends_on=("keep", ("yes",)),
    )
    # Django takes fields off the class, so this is not in the way of the method.
    count = Choice(
        label=_("May we count your case in our statistics?"),
        help_text=_("Numbers never show who you are."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        depends_on=("keep", ("yes",)),
    )
