"""Pages about this service. What they say of us is a promise, not a fact read elsewhere."""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import Passage

from .base import Page

ABOUT = Page(
    slug="about",
    title=_("About us"),
    lead=_("We are volunteers. This is free."),
    passages=(
        Passage(
            _("Who are we?"),
            (
                _("We are not the government, and not a law firm."),
                _("We help people write a complaint when a record about them is wrong."),
                _("We know the forms and the offices. A lawyer can look at your whole case."),
            ),
            "list",
        ),
        Passage(
            _("What do we not promise?"),
            (
                _("We do not promise that anyone will be released."),
                _("We do not promise that an office will answer, or when."),
                _("We do not promise that a deadline we count is right. Ask a lawyer."),
                _("We do not promise that a phone number or a page named here still works."),
            ),
            "list",
        ),
        Passage(
            _("How sure are we?"),
            (
                _("Each fact here has a source. It is at the foot of the page."),
                _("Most of them are copies, not the live pages. Each shows the day we read it."),
                _("We are less sure of some facts. The foot of the page says which."),
                _("What we looked for and did not find is in a box of its own."),
            ),
            "list",
        ),
    ),
)

# Every field, and why: docs/data.md. The figures are tested against the code that keeps to them.
PRIVACY = Page(
    slug="privacy",
    title=_("What do we keep, and who can read it?"),
    lead=_("What you write is sealed. We keep as little as we can."),
    passages=(
        Passage(
            _("What is sealed?"),
            (
                _("What you tell us is sealed before it is stored: answers, messages, documents."),
                _(
                    "Three keys open it: your code, the phone or computer you write on, "
                    "and the keys"
                    " of our volunteers."
                ),
                _(
                    "One more key is on paper, locked away. It is for the day our volunteers lose"
                    " theirs."
                ),
                _("Someone who steals what is stored cannot read it."),
                _(
                    "While you fill in a page, our server can read that page. If someone"
                    " breaks into it, they can read along."
                ),
            ),
            "list",
        ),
        Passage(
            _("What is locked less well?"),
            (
                _(
                    "You may ask for reminders that go out by themselves. Then we need "
                    "your email or"
                    " phone when no volunteer is there."
                ),
                _(
                    "So our computer keeps a key to that one address. Someone who takes over the"
                    " computer could read it."
                ),
            ),
            "list",
        ),
        Passage(
            _("What is not sealed?"),
            (
                _(
                    "A few facts are not locked, so that we can sort cases. For example: jail"
                    " or not, state, kind of mistake, language."
                ),
                _(
                    "One code says that someone is in danger. It does not say which danger. Other"
                    " codes say that someone is threatened, sought, not heard from, sent away, or"
                    " told to go."
                ),
                _(
                    "Some days are not sealed: when you wrote to us, deadlines, and"
                    " coming dates. Someone could count back to the day it happened."
                    " What a coming date is about is sealed."
                ),
                _("They hold no name, no town and no story."),
                _(
                    "We count how many people finish each page. The count has no names. We"
                    " delete it after 8 weeks."
                ),
                _(
                    "A list says which volunteer opened which case, and when. It holds nothing of"
                    " what you wrote, and it stays."
                ),
            ),
            "list",
        ),
        Passage(
            _("How long do we keep it?"),
            (
                _("A form without a code: 24 hours after the last page."),
                _("A form with a code: 14 days after the last page."),
                _("Letters only: 1 hour."),
                _(
                    "A case: until 90 days after we close it, and 365 days at most. A coordinator"
                    " may keep one longer, with a reason."
                ),
                _("You can delete your case at any time, with your code. It is gone right away."),
                _("We keep one line: the case number, a few dates, and that it was deleted."),
                _("A sealed copy for emergencies may last up to 30 days more."),
            ),
            "list",
        ),
        Passage(
            _("What do we never do?"),
            (
                _("No ads. No tracking. Nothing from other websites."),
                _(
                    "We store no network address. The firm whose computers we rent may keep its own"
                    " list."
                ),
                _("We sell nothing, and we share nothing for money."),
                _("We send nothing to the government until you say yes."),
            ),
            "list",
        ),
        Passage(
            _("What can we not stop?"),
            (
                _(
                    "A judge can order us to give up what we have. We can open it, so others could"
                    " read it."
                ),
                _("Someone who holds your phone or your code can read what you read."),
                _("We cannot get back what was sent to an office."),
            ),
            "warn",
        ),
    ),
)

ABOUT_PAGES = (ABOUT, PRIVACY)
