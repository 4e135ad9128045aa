from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, UNSOURCED, Passage, claim

from .base import Page


def word(name, said, see=()):
    """Return one entry: a word, what it means, and where to read on."""
    return Passage(name, (said,), see_also=see)


PAGE = Page(
    key="words",
    title=_("Words explained"),
    lead=_("Look here when a paper or a person uses a word you do not know."),
    passages=(
        word(
            "A-number",
            claim(
                _("A number for a person's file: the letter A and eight or nine digits."),
                confidence=UNSOURCED,
            ),
        ),
        word(
            _("Booking"),
            claim(_("When a jail takes someone in. It takes fingerprints then."), "S84", "S84b"),
        ),
        word(
            _("Casework"),
            claim(_("Help by the staff of a member of Congress with one person's case."), "S76"),
            see=(("ways", "congress"),),
        ),
        word(
            "CBP",
            claim(
                _("The part of Homeland Security for borders. It keeps records of crossings."),
                "S57",
            ),
        ),
        word(
            "CRCL",
            claim(_("The civil rights office of Homeland Security. It takes complaints."), "S1"),
            see=(("guide", "crcl"),),
        ),
        word(
            "Detainer",
            claim(_("The word of the law for a hold: ICE asks a jail to keep someone."), "S31"),
            see=(("guide", "hold"),),
        ),
        word(
            "DHS",
            claim(
                _("The Department of Homeland Security. ICE, CBP and USCIS are parts of it."), "S57"
            ),
        ),
        word(
            "EOIR",
            claim(
                _(
                    "It has the files of the immigration courts. It is part of the Justice"
                    " Department."
                ),
                "S57",
            ),
        ),
        word(
            "FBI", claim(_("Federal police. It keeps fingerprints that jails take."), "S84", "S50")
        ),
        word(
            "FOIA",
            claim(_("A law that lets anyone ask an office for its records."), "S61"),
            see=(("ways", "foia"),),
        ),
        word(
            "FTCA",
            claim(_("The law on money claims against a federal office."), "S64"),
            see=(("ways", "ftca"),),
        ),
        word(
            _("Grievance"),
            claim(_("A written complaint inside a jail."), confidence=UNSOURCED),
            see=(("ways", "local"),),
        ),
        word(
            "Habeas corpus",
            claim(_("You ask a judge to free someone who is held without right."), "S73"),
            see=(("ways", "lawyer"),),
        ),
        word("HART", claim(_("A new system that is to take the place of IDENT."), "S62")),
        word(
            "Hit, match",
            claim(_("The computer says that prints or data are already in a file."), "S84b"),
            see=(("guide", "wrong-match"),),
        ),
        word(
            "I-200, I-205",
            claim(
                _(
                    "ICE papers: a warrant of arrest, and a warrant to send someone out. No"
                    " judge signs them."
                ),
                "S82b",
                confidence=MEDIUM,
            ),
            see=(("guide", "hold"),),
        ),
        word(
            "I-247A, I-247G",
            claim(_("The hold paper, and the paper that asks only for notice."), "S30", "S36"),
            see=(("guide", "hold"),),
        ),
        word(
            "ICE",
            claim(
                _("The part of Homeland Security that arrests people and sends people out."), "S57"
            ),
        ),
        word(
            "IDENT",
            claim(
                _("The fingerprint system of Homeland Security. It holds data on citizens, too."),
                "S62",
            ),
        ),
        word(
            "Notario",
            claim(
                _("In the United States a “notario” is no lawyer. Do not pay one for advice."),
                confidence=UNSOURCED,
            ),
        ),
        word("OBIM", claim(_("The office that runs IDENT."), "S62")),
        word(
            "OIG",
            claim(
                _("The Inspector General of Homeland Security. It looks into grave bad acts."),
                "S15",
                "S46",
            ),
            see=(("ways", "oig"),),
        ),
        word(
            "OPR",
            claim(_("The office inside ICE for bad acts of its staff."), "S47"),
            see=(("ways", "opr"),),
        ),
        word(
            "Perjury",
            claim(
                _("A lie that you swore, or signed “under penalty of perjury”. It is a crime."),
                "S80b",
            ),
        ),
        word(
            _("Privacy Act"),
            claim(_("A law on the records that federal offices keep about people."), "S58", "S61"),
            see=(("ways", "amend"),),
        ),
        word(
            "Secure Communities",
            claim(_("The plan that sends fingerprints from jails to Homeland Security."), "S84"),
            see=(("guide", "secure-communities"),),
        ),
        word(
            "USCIS",
            claim(_("The part of Homeland Security for green cards and citizenship."), "S57"),
        ),
        word(
            "287(g)",
            claim(
                _("A deal that lets local officers do some of the work of ICE."),
                "S72",
                confidence=MEDIUM,
            ),
        ),
    ),
)
