from django.utils.translation import gettext_lazy as _

from intake.citations.base import MEDIUM, Passage, claim, common_sense
from intake.routes.lawyer import ROSTER_CLAIM

from .base import Page


def term(name, meaning, see_also=()):
    """Return one entry: a word, what it means, and where to read on."""
    return Passage(name, (meaning,), see_also=see_also)


PAGE = Page(
    slug="words",
    title=_("What do these words mean?"),
    lead=_("Did a form or an officer use a word you do not know? Look here."),
    passages=(
        term(
            "A-number",
            common_sense(_("A number for a person's file: the letter A and eight or nine digits.")),
        ),
        term(
            _("Booking"),
            claim(
                _("When a jail takes someone in. It takes fingerprints then."),
                "S84",
                "S84b",
                "S145",
            ),
        ),
        term(
            _("Casework"),
            claim(_("Help from the staff of a member of Congress with one case."), "S76"),
            see_also=(("ways", "congress"),),
        ),
        term(
            "CBP",
            claim(
                _("The part of Homeland Security for borders. It keeps records of crossings."),
                "S57",
            ),
        ),
        term(
            "CRCL",
            claim(_("The civil rights office of Homeland Security. It takes complaints."), "S1"),
            see_also=(("guide", "crcl"),),
        ),
        term(
            "Detainer",
            claim(_("The word of the law for a hold: ICE asks a jail to keep someone."), "S31"),
            see_also=(("guide", "hold"),),
        ),
        term(
            "DHS",
            claim(
                _("The Department of Homeland Security. ICE, CBP and USCIS are parts of it."), "S57"
            ),
        ),
        term(
            "EOIR",
            claim(
                _(
                    "It has the files of the immigration courts. It is part of the Justice"
                    " Department."
                ),
                "S57",
            ),
        ),
        term(
            "FBI",
            claim(
                _("Federal police. It keeps fingerprints that jails take."), "S84", "S50", "S145"
            ),
        ),
        term(
            "FOIA",
            claim(_("A law that lets anyone ask an office for its records."), "S61"),
            see_also=(("ways", "foia"),),
        ),
        term(
            "FTCA",
            claim(_("The law on claims for money against a federal office."), "S64"),
            see_also=(("ways", "ftca"),),
        ),
        term(
            _("Grievance"),
            common_sense(_("A written complaint inside a jail.")),
            see_also=(("ways", "local"),),
        ),
        term(
            "Habeas corpus",
            claim(_("You ask a judge to release someone who is held unlawfully."), "S73"),
            see_also=(("ways", "lawyer"),),
        ),
        term("HART", claim(_("A new system. It will replace IDENT."), "S62")),
        term(
            "Hit, match",
            claim(
                _("The computer says that the prints or the data are already on file."),
                "S84b",
                "S145",
            ),
            see_also=(("guide", "wrong-match"),),
        ),
        term(
            "I-200, I-205",
            claim(
                _(
                    "ICE forms: a warrant to arrest someone, and a warrant to deport"
                    " someone. No judge signs them."
                ),
                "S212",
                confidence=MEDIUM,
            ),
            see_also=(("guide", "hold"),),
        ),
        term(
            "I-247A, I-247G",
            claim(
                _("The hold form, and the form that only asks for notice of the release."),
                "S30",
                "S36",
            ),
            see_also=(("guide", "hold"),),
        ),
        term(
            "ICE",
            claim(_("The part of Homeland Security that arrests and deports people."), "S57"),
        ),
        term(
            "IDENT",
            claim(
                _("The fingerprint system of Homeland Security. It holds data on citizens, too."),
                "S62",
            ),
        ),
        term(
            "Notario",
            ROSTER_CLAIM,
            see_also=(("guide", "find-a-lawyer"),),
        ),
        term("OBIM", claim(_("The office that runs IDENT."), "S62")),
        term(
            "OIG",
            claim(
                _(
                    "The Inspector General of Homeland Security. It investigates serious"
                    " misconduct."
                ),
                "S15",
                "S46",
            ),
            see_also=(("ways", "oig"),),
        ),
        term(
            "OPR",
            claim(_("The office inside ICE that investigates its own staff."), "S47"),
            see_also=(("ways", "opr"),),
        ),
        term(
            "Perjury",
            claim(
                _("A lie that you swore, or signed “under penalty of perjury”. It is a crime."),
                "S207",
            ),
        ),
        term(
            _("Privacy Act"),
            claim(_("A law on the records that federal offices keep about people."), "S58", "S61"),
            see_also=(("ways", "amend"),),
        ),
        term(
            "Secure Communities",
            claim(
                _(
                    "A program that sent fingerprints from jails to Homeland Security. The name"
                    " ended in 2021, and the work goes on."
                ),
                "S84",
                "S204",
                "S205",
                "S145",
            ),
            see_also=(("guide", "secure-communities"),),
        ),
        term(
            "USCIS",
            claim(_("The part of Homeland Security for green cards and citizenship."), "S57"),
        ),
        term(
            "287(g)",
            claim(
                _("An agreement that lets local officers do some of ICE's work."),
                "S72",
                confidence=MEDIUM,
            ),
        ),
    ),
)
