"""The volunteers' handbook: short, in plain words, one place."""

from django.utils.translation import gettext_lazy as _

# (anchor, title, lines)
CHAPTERS = (
    (
        "first-shift",
        _("Your first shift"),
        (
            _("Open Today. It shows who needs you most, and why."),
            _("Read the notes for the next shift before you open a case."),
            _("Take a case before you work on it. Then no one else starts on it."),
            _("Read all that was said once, from the top. Do not call yet."),
            _("Follow the next steps on the case page. Check what you did."),
            _("Before you go, write one note: what you did, and what comes next."),
            _("Check “Possible bot” once. A person who types fast may be there by mistake."),
            _("If you cannot continue with a case, hand it over with a reason. That is good work."),
        ),
    ),
    (
        "urgent",
        _("Urgent cases"),
        (
            _("A person in jail comes before a person who is free. The queue does this for you."),
            _("For a hold: find out the hour when the person should have been released."),
            _("Send the letter for the jail first. A complaint can wait a day."),
            _("No complaint stops a deadline or a removal. Say so, and find a lawyer fast."),
            _("If someone may die or be hurt, call for help first. Write it down afterward."),
            _("If a case is more urgent than it looks, escalate it, and say why."),
        ),
    ),
    (
        "talking",
        _("Talking with people"),
        (
            _("Say who you are: a volunteer, not the government, not a lawyer."),
            _("A jail phone may be heard by others. Ask only what is safe to say there."),
            _("Do not ask how or when anyone came to this country."),
            _("Ask one thing at a time, and wait. Silence is fine."),
            _("Say what you do not know. Promise a day, not a result."),
            _("Write in the language that the person reads. Short words, short lines."),
        ),
    ),
    (
        "papers",
        _("Letters"),
        (
            _("What the person said stays as it is. You change only the words of letters."),
            _("Two people read every letter before it goes out. The second one reads every line."),
            _("Nothing is sent in a person’s name without their yes."),
            _("Write how it was sent, on which day, and the number that the office gave."),
        ),
    ),
    (
        "never",
        _("What never to do"),
        (
            _("Never copy a case into an email, a chat, a photo or another program."),
            _("Never ask a program that writes text about a case."),
            _("Never open a case because you know someone in it. Ask for another team."),
            _("Never give legal advice. Say what a way can do, and who can advise."),
            _("Never pay, lend or take money, and never meet anyone alone."),
            _("Never share your login. Every opening of a case is written down."),
            _("Never tell police, a jail or an office what is in a case without the person’s yes."),
        ),
    ),
    (
        "yourself",
        _("Looking after yourself"),
        (
            _("These stories are heavy. It is normal that they stay with you."),
            _("Stop after two hard cases. Walk, drink water, talk to a colleague."),
            _("You may say no to a kind of case. Tell a coordinator once, without reasons."),
            _("You cannot free everyone. A clear letter, on time, is help."),
            _("If you sleep badly for a week, tell a coordinator. You may rest."),
        ),
    ),
    (
        "wrong",
        _("When something goes wrong"),
        (
            _("You lost your phone or password: tell a coordinator today. They end your access."),
            _(
                "You opened the wrong case: write a note in it. A mistake that you report does no"
                " harm."
            ),
            _("You sent something wrong: tell a coordinator at once. We tell the person."),
            _("The site is closed: use the paper form and the jail letter that you printed."),
            _("Police or an officer asks you for a case: say nothing, and call a coordinator."),
        ),
    ),
)
