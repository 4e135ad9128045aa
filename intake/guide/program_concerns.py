"""What the fact sheet of 2011 says of Secure Communities, beside what is known today.

It is the text with which this project began: its rows stand on the page on Secure Communities.
"""

from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, NOT_FOUND, Passage, claim, reasoned

TWO_PROGRAMS = Passage(
    _("What is the difference between this and 287(g)?"),
    (
        claim(
            _("Secure Communities gives local officers no new powers. ICE is there by computer."),
            "S190",
            "S145",
        ),
        claim(
            _("287(g) is the other way around. ICE trains local officers and gives them powers."),
            "S190",
            "S145",
        ),
        reasoned(
            _(
                "Who decides? In Secure Communities, ICE does. Under 287(g), a local officer may"
                " act for ICE."
            ),
            "S190",
            "S145",
        ),
        claim(
            _(
                "Who signs? Under 287(g), ICE and the local police do. In 2011 ICE"
                " said that Secure Communities needs no agreement."
            ),
            "S190",
            "S145",
        ),
        claim(_("In July 2026, ICE had 2,179 agreements with local police in 40 states."), "S72"),
        claim(
            _(
                "ICE used the name only for the link between the computers. Most"
                " people mean everything from the arrest to ICE."
            ),
            "S190",
            "S145",
        ),
    ),
    "list",
)

FIGURES = Passage(
    _("How many people did it find?"),
    (
        claim(
            _(
                "In September 2011, it was used in 1,595 places in 44 states and territories. The"
                " plan was all 3,100 jails by 2013."
            ),
            "S190",
            "S145",
        ),
        claim(
            _(
                "By September 2011 it had sent 11 million prints. It had found"
                " 692,788 matches. Over 142,000 people were deported."
            ),
            "S190",
            "S145",
        ),
        claim(
            _(
                "By a count of November 2024, 70 to 75 of 100 ICE arrests inside the country came"
                " from jails and prisons."
            ),
            "S145",
            confidence=MEDIUM,
        ),
        claim(_("In July 2026, ICE held 65,765 people. About 7 in 10 had no conviction."), "S70b"),
    ),
    "list",
)

WHO_WAS_FOUND = Passage(
    _("Who were these people?"),
    (
        claim(
            _("ICE said that it looked for criminals, threats, and repeat offenders."),
            "S190",
            "S145",
        ),
        claim(
            _(
                "In fiscal 2011, 26 percent of them had no conviction. Another 29 percent"
                " had only a minor one."
            ),
            "S190",
            "S145",
        ),
        claim(
            _(
                "Another 26 percent had the most serious convictions, and 19"
                " percent were in between."
            ),
            "S190",
            "S145",
        ),
        claim(_("In some places, far more people than that had no conviction."), "S190", "S145"),
        claim(
            _(
                "From 2008 to early 2012, ICE put holds on 834 US citizens, by its own"
                " records. It put 28,489 on people with a green card."
            ),
            "S193",
        ),
        claim(_("Of all people with a hold in that count, 77 percent had no record."), "S193"),
        claim(
            _(
                "A study of 2011 drew from a sample. It put the US citizens that ICE arrested"
                " through the program at about 3,600."
            ),
            "S194",
            "S145",
            confidence=MEDIUM,
        ),
        claim(
            _(
                "From 2015 to 2020, ICE arrested 674 people who may be citizens. It"
                " detained 121 and deported 70."
            ),
            "S40",
            confidence=MEDIUM,
        ),
        claim(_("In nine months of 2025, reporters counted over 170 citizens held."), "S42"),
    ),
    "list",
)

OPTING_OUT = Passage(
    _("Can a state or a county say no?"),
    (
        reasoned(
            _(
                "A state can say no to the hold. It cannot say no to the match: the"
                " FBI sends the prints to ICE's computers anyway."
            ),
            "S84b",
            "S136",
            "S145",
        ),
        claim(
            _(
                "States had signed agreements that seemed to let them leave. In"
                " August 2011 ICE ended all of them, and said that none was needed."
            ),
            "S190",
            "S191",
            "S145",
        ),
        claim(
            _(
                "The Inspector General read 42 of these agreements. Each one let both sides leave"
                " after 30 days."
            ),
            "S191",
            confidence=MEDIUM,
        ),
        claim(
            _("It found that ICE had not been clear. It did not find that ICE meant to deceive."),
            "S191",
            confidence=MEDIUM,
        ),
        claim(
            _(
                "States and counties were told confusing things about leaving, says"
                " a fact sheet from 2011."
            ),
            "S190",
            "S145",
        ),
    ),
    "list",
    see_also=(("guide", "your-state"),),
)

COMMUNITY_POLICING = Passage(
    _("Is it safe to call the police?"),
    (
        claim(
            _("Many people see local police as immigration agents. Then they do not call."),
            "S190",
            "S145",
        ),
        claim(_("This also happens where the police have no agreement with ICE."), "S190", "S145"),
        _("Call 911 in an emergency, for yourself or for someone else."),
        _("Ask a lawyer, or a group you trust, to go with you or to call for you."),
        _("Do not talk about birthplace, immigration status, or how anyone came here."),
    ),
    "list",
    see_also=(("guide", "rights"), ("guide", "find-a-lawyer")),
)

PROFILING = Passage(
    _("What if someone was stopped because of how they look?"),
    (
        claim(
            _(
                "Any arrest can lead to a match. So officers may be tempted to"
                " arrest people because of race."
            ),
            "S190",
            "S145",
        ),
        claim(
            _("In a sample of people arrested through the program, 93 percent were Latino."),
            "S194",
            "S145",
            confidence=MEDIUM,
        ),
        _("Write down what the officer said, the place, the time, and who saw it."),
        _("We ask about this in our form, even if the match was right."),
    ),
    "list",
    see_also=(("ways", "crcl"), ("ways", "local"), ("ways", "doj"), ("public", "catalogue")),
)

OVERSIGHT = Passage(
    _("Who watches over it?"),
    (
        claim(
            _("ICE misled the public, says the fact sheet from 2011. A FOIA request showed it."),
            "S190",
            "S145",
        ),
        claim(
            _("It also says that ICE did not watch all its local partners in the same way."),
            "S190",
            "S145",
        ),
        claim(
            _(
                "In September 2011, a Homeland Security task force wrote a report."
                " It is about fear of police, minor crimes, and stopping the"
                " program."
            ),
            "S192",
            "S145",
        ),
        _("Ask for the records about you. We make the FOIA letters."),
        _("We publish how many cases we had and how they ended. We publish no names."),
    ),
    "list",
    see_also=(("ways", "foia"), ("public", "numbers"), ("ways", "oig")),
)

COMPLAINT_GAP = Passage(
    _("Where can people complain about it?"),
    (
        claim(
            _(
                "In 2011 there was no clear way to complain about a wrong match, or a hold by"
                " mistake."
            ),
            "S190",
            "S145",
        ),
        claim(
            _("CRCL took complaints. But people did not know about it, says the fact sheet."),
            "S190",
            "S145",
        ),
        claim(_("It adds that CRCL may not have had enough people for them."), "S190", "S145"),
        claim(
            _("We found no phone or page just for Secure Communities."),
            confidence=NOT_FOUND,
        ),
        claim(
            _("In 2010, an ICE packet for police had a page on how to report misuse."),
            "S113",
            "S145",
        ),
        reasoned(_("Complain to CRCL. It takes complaints about this."), "S1"),
        _("We made this site for that. We ask plain questions, and we show you every office."),
    ),
    "list",
    see_also=(("guide", "crcl"), ("public", "which-way"), ("public", "ways"), ("public", "before")),
)
