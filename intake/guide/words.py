from django.utils.translation import gettext_lazy as _

from intake.sources.base import MEDIUM, UNSOURCED, Part, cited

from .base import Page


def word(name, said, see=()):
    """Return one entry: a word, what it means, and where to read on."""
    return Part(name, (said,), see=see)


PAGE = Page(
    key="words",
    title=_("Words explained"),
    lead=_("Look here when a paper or a person uses a word you do not know."),
    parts=(
        word(
            "A-number",
            cited(
                _("A number for a person's file: the letter A and eight or nine digits."),
                sure=UNSOURCED,
            ),
        ),
        word(
            _("Booking"),
            cited(_("When a jail takes someone in. It takes fingerprints then."), "S84", "S84b"),
        ),
        word(
            _("Casework"),
            cited(_("Help by the staff of a member of Congress with one person's case."), "S76"),
            see=(("ways", "congress"),),
        ),
        word(
            "CBP",
            cited(
                _("The part of Homeland Security for borders. It keeps records of crossings."),
                "S57",
            ),
        ),
        word(
            "CRCL",
            cited(_("The civil rights office of Homeland Security. It takes complaints."), "S1"),
            see=(("guide", "crcl"),),
        ),
        word(
            "Detainer",
            cited(_("The word of the law for a hold: ICE asks a jail to keep someone."), "S31"),
            see=(("guide", "hold"),),
        ),
        word(
            "DHS",
            cited(
                _("The Department of Homeland Security. ICE, CBP and USCIS are parts of it."), "S57"
            ),
        ),
        word(
            "EOIR",
            cited(
                _(
                    "It has the files of the immigration courts. It is part of the Justice"
                    " Department."
                ),
                "S57",
            ),
        ),
        word(
            "FBI", cited(_("Federal police. It keeps fingerprints that jails take."), "S84", "S50")
        ),
        word(
            "FOIA",
            cited(_("A law that lets anyone ask an office for its records."), "S61"),
            see=(("ways", "foia"),),
        ),
        word(
            "FTCA",
            cited(_("The law on money claims against a federal office."), "S64"),
            see=(("ways", "ftca"),),
        ),
        word(
            _("Grievance"),
            cited(_("A written complaint inside a jail."), sure=UNSOURCED),
            see=(("ways", "local"),),
        ),
        word(
            "Habeas corpus",
            cited(_("You ask a judge to free someone who is held without right."), "S73"),
            see=(("ways", "lawyer"),),
        ),
        word("HART", cited(_("A new system that is to take the place of IDENT."), "S62")),
        word(
            "Hit, match",
            cited(_("The computer says that prints or data are already in a file."), "S84b"),
            see=(("guide", "wrong-match"),),
        ),
        word(
            "I-200, I-205",
            cited(
                _(
                    "ICE papers: a warrant of arrest, and a warrant to send someone out. No"
                    " judge signs them."
                ),
                "S82b",
                sure=MEDIUM,
            ),
            see=(("guide", "hold"),),
        ),
        word(
            "I-247A, I-247G",
            cited(_("The hold paper, and the paper that asks only for notice."), "S30", "S36"),
            see=(("guide", "hold"),),
        ),
        word(
            "ICE",
            cited(
                _("The part of Homeland Security that arrests people and sends people out."), "S57"
            ),
        ),
        word(
            "IDENT",
            cited(
                _("The fingerprint system of Homeland Security. It holds data on citizens, too."),
                "S62",
            ),
        ),
        word(
            "Notario",
            cited(
                _("In the United States a “notario” is no lawyer. Do not pay one for advice."),
                sure=UNSOURCED,
            ),
        ),
        word("OBIM", cited(_("The office that runs IDENT."), "S62")),
        word(
            "OIG",
            cited(
                _("The Inspector General of Homeland Security. It looks into grave bad acts."),
                "S15",
                "S46",
            ),
            see=(("ways", "oig"),),
        ),
        word(
            "OPR",
            cited(_("The office inside ICE for bad acts of its staff."), "S47"),
            see=(("ways", "opr"),),
        ),
        word(
            "Perjury",
            cited(
                _("A lie that you swore, or signed “under penalty of perjury”. It is a crime."),
                "S80b",
            ),
        ),
        word(
            _("Privacy Act"),
            cited(_("A law on the records that federal offices keep about people."), "S58", "S61"),
            see=(("ways", "amend"),),
        ),
        word(
            "Secure Communities",
            cited(_("The plan that sends fingerprints from jails to Homeland Security."), "S84"),
            see=(("guide", "secure-communities"),),
        ),
        word(
            "USCIS",
            cited(_("The part of Homeland Security for green cards and citizenship."), "S57"),
        ),
        word(
            "287(g)",
            cited(
                _("A deal that lets local officers do some of the work of ICE."), "S72", sure=MEDIUM
            ),
        ),
    ),
)
