"""Part 5: the filer, and what may be done."""

from django.utils.translation import gettext_lazy as _

from ..base import StepForm
from ..fields import Choice, Choices, Email, Name, Phone, Text, Words


class HelperForm(StepForm):
    name = Name(label=_("Your name"), missing=_("Write your name."))
    relation = Choice(
        label=_("Who are you to this person?"),
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
        missing=_("Choose who you are to this person."),
    )
    group = Text(label=_("Group or office"), help_text=_("If you help in your work."))


class ReachForm(StepForm):
    ways = Choices(
        label=_("How can we reach you safely?"),
        help_text=_("Choose all that are safe."),
        choices=[
            ("text", _("Text message")),
            ("call", _("Phone call")),
            ("email", _("E-mail")),
            ("letter", _("Letter")),
            ("none", _("Do not contact me. I will look with my code")),
        ],
        missing=_("Choose a way, or “Do not contact me”."),
    )
    phone = Phone(
        label=_("Phone number"),
        missing=_("Write the phone number, or take back text and call."),
        shown_with=("ways", ("text", "call")),
    )
    email = Email(
        label=_("E-mail address"),
        missing=_("Write the e-mail address, or take back e-mail."),
        shown_with=("ways", ("email",)),
    )
    address = Words(
        label=_("An address that is safe"),
        rows=3,
        most=1000,
        identity=True,
        missing=_("Write the address, or take back the letter."),
        shown_with=("ways", ("letter",)),
    )
    voicemail = Choice(
        label=_("May we leave a voice message?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        shown_with=("ways", ("call",)),
    )


class PermissionForm(StepForm):
    knows = Choice(
        label=_("Does this person know you are doing this?"),
        choices=[
            ("can_sign", _("Yes, and they can sign a page")),
            ("cannot_now", _("Yes, but they cannot sign now")),
            ("cannot_reach", _("No, I cannot reach them")),
            ("parent", _("This is my child")),
            ("lawyer", _("I am their lawyer")),
        ],
        missing=_("Choose if this person knows."),
    )


class SharingForm(StepForm):
    keep = Choice(
        label=_("May we keep this and work on it?"),
        choices=[
            ("yes", _("Yes, keep it and help me")),
            ("papers_only", _("No, I only want my papers")),
        ],
        hints={"papers_only": _("We erase all of it one hour after you make them.")},
        missing=_("Choose if we may keep this."),
    )
    send = Choice(
        label=_("Who sends it to the government?"),
        choices=[
            ("self", _("I send it myself")),
            ("volunteers", _("Volunteers send it, after I say yes")),
        ],
        missing=_("Choose who sends it."),
        shown_with=("keep", ("yes",)),
    )
    # Django takes fields off the class, so this is not in the way of the method.
    count = Choice(  # type: ignore[assignment]
        label=_("May we count this in our numbers?"),
        help_text=_("Numbers never show who you are."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        missing=_("Choose yes or no."),
        shown_with=("keep", ("yes",)),
    )
