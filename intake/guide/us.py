"""Pages about this service. What they say of us is a promise, not a fact read elsewhere."""

from django.utils.translation import gettext_lazy as _

from intake.sources.base import Part

from .base import Page

ABOUT = Page(
    key="about",
    title=_("About us"),
    lead=_("We are volunteers. This is free."),
    parts=(
        Part(
            _("Who we are"),
            (
                _("We are not the government, and not a law office."),
                _("We help people write a complaint when a record about them is wrong."),
                _("We know the forms and the ways. We do not know your whole life. A lawyer may."),
            ),
            "list",
        ),
        Part(
            _("What we do not promise"),
            (
                _("We do not promise that anyone goes free."),
                _("We do not promise that an office answers, or when."),
                _("We do not promise that a day we work out is right. Ask a lawyer."),
                _("We do not promise that a phone or a page named here still works."),
            ),
            "list",
        ),
        Part(
            _("How sure we are"),
            (
                _("Each fact here has a source. You find it at the foot of the page."),
                _("We read stored copies, not the live pages. Each has the day we read it."),
                _("Where we are not fully sure, we say so."),
                _("Where we could not confirm a thing, we say that, too."),
            ),
            "list",
        ),
    ),
)

PRIVACY = Page(
    key="privacy",
    title=_("What we keep, and who can read it"),
    lead=_("What you write is sealed. We keep as little as we can."),
    parts=(
        Part(
            _("Sealed"),
            (
                _("All that you write is sealed before it is stored: answers, notes, names."),
                _("Your code opens it. The keys of our volunteers open it. Nothing else does."),
                _("Someone who steals the computer cannot read it."),
                _(
                    "While you fill in a page, our computer reads it for that moment. Someone who"
                    " had taken it over could read along from then on."
                ),
            ),
            "list",
        ),
        Part(
            _("Not sealed"),
            (
                _("A few short codes that sort our list: if someone is in jail, the state, the"
                  " kind of mistake, the language, and some days."),
                _("They hold no name, no town and no story."),
            ),
            "list",
        ),
        Part(
            _("How long"),
            (
                _("A form without a code: one day after the last page."),
                _("A form with a code: 14 days after the last page."),
                _("Papers only: one hour."),
                _("A case: until you erase it, or ask us to."),
            ),
            "list",
        ),
        Part(
            _("What we never do"),
            (
                _("We use no ads, no counters, and nothing from other sites."),
                _("We store no network address. We sell nothing, and we share nothing for money."),
                _("We send nothing to the government until you say yes."),
            ),
            "list",
        ),
        Part(
            _("What we cannot stop"),
            (
                _("A judge can order us to hand over what we have. We can open it, so it could"
                  " be read."),
                _("Someone who holds your phone or your code can read what you read."),
                _("What was sent to an office cannot be taken back."),
            ),
            "warn",
        ),
    ),
)  # fmt: skip

ABOUT_US = (ABOUT, PRIVACY)
