from django.utils.translation import gettext_lazy as _

from intake.sources.base import MEDIUM, UNSOURCED, Part, cited

from .base import Page

PAGE = Page(
    key="words",
    title=_("Words explained"),
    lead=_("Look here when a paper or a person uses a word you do not know."),
    parts=(
        Part("A-number", (cited(
            _("A number for a person's file: the letter A and eight or nine digits."),
            sure=UNSOURCED),)),
        Part("CRCL", (cited(
            _("The civil rights office of Homeland Security. It takes complaints."), "S1"),),
            see=(("guide", "crcl"),)),
        Part("Detainer", (cited(
            _("The word of the law for a hold: ICE asks a jail to keep someone."), "S31"),),
            see=(("guide", "hold"),)),
        Part("DHS", (cited(
            _("The Department of Homeland Security. ICE, CBP and USCIS are parts of it."),
            "S57"),)),
        Part("FBI", (cited(
            _("Federal police. It keeps fingerprints that jails take."), "S84", "S50"),)),
        Part("FOIA", (cited(
            _("A law that lets anyone ask an office for its records."), "S61"),),
            see=(("ways", "foia"),)),
        Part("Habeas corpus", (cited(
            _("You ask a judge to free someone who is held without right."), "S73"),),
            see=(("ways", "lawyer"),)),
        Part("HART", (cited(
            _("A new system that is to take the place of IDENT."), "S62"),)),
        Part("Hit, match", (cited(
            _("The computer says that prints or data are already in a file."), "S84b"),),
            see=(("guide", "wrong-match"),)),
        Part("ICE", (cited(
            _("The part of Homeland Security that arrests people and sends people out."), "S57"),)),
        Part("I-247A, I-247G", (cited(
            _("The hold paper, and the paper that asks only for notice."), "S30", "S36"),),
            see=(("guide", "hold"),)),
        Part("IDENT", (cited(
            _("The fingerprint system of Homeland Security. It holds data on citizens, too."),
            "S62"),)),
        Part("Notario", (cited(
            _("In the United States a “notario” is no lawyer. Do not pay one for advice."),
            sure=UNSOURCED),)),
        Part("OBIM", (cited(_("The office that runs IDENT."), "S62"),)),
        Part("Perjury", (cited(_("A lie after you swore to tell the truth. It is a crime."),
                               "S80b"),)),
        Part("Secure Communities", (cited(
            _("The plan that sends fingerprints from jails to Homeland Security."), "S84"),),
            see=(("guide", "secure-communities"),)),
        Part("USCIS", (cited(
            _("The part of Homeland Security for green cards and citizenship."), "S57"),)),
        Part("287(g)", (cited(
            _("A deal that lets local officers do some of the work of ICE."), "S72",
            sure=MEDIUM),)),
    ),
)  # fmt: skip
