"""What the law of a state says about holds, for the states where it was read.

A state that is not here has no checked line: what holds everywhere holds there, too.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

from .base import MEDIUM, Claim, claim

# What the law does about a hold: it forbids it, limits it, or tells the jail to help ICE.
FORBIDS, LIMITS, ORDERS = "forbids", "limits", "orders"


@dataclass(frozen=True)
class StateLaw:
    """The law of one state: what it says, the date of that in words, what to do, and the letter.

    `says` is for filers. `letter` is the sentence for the jail, in English, with the law by name;
    it speaks of nobody, so that it fits each writer.
    """

    code: str
    effect: str
    law: str
    as_of: StrOrPromise
    says: tuple[Claim, ...]
    advice: StrOrPromise
    letter: Claim


_ONE_PAGE = _("Our jail letter names this law.")


def _request(text: str, *sources: str, confidence: str = "high") -> Claim:
    return Claim(text, sources, confidence)


_LAWS = (
    StateLaw(
        "CA",
        FORBIDS,
        "California Government Code 7284 to 7284.12",
        _("As of January 2025"),
        (
            claim(
                _("A local jail in California may not hold someone only because ICE asks."),
                "S213",
            ),
            claim(
                _("A prison must give the person a copy of the ICE form, and say what it will do."),
                "S131",
            ),
        ),
        _("Ask for that copy. Name the law in your letter."),
        _request(
            "California: local officers may not detain anyone on a hold request. Government Code"
            " 7284 to 7284.12.",
            "S213",
        ),
    ),
    StateLaw(
        "CO",
        FORBIDS,
        "C.R.S. 24-76.6-101 and 24-76.6-102; SB 25-276",
        _("As of May 2025"),
        (
            claim(
                _("A jail in Colorado may not hold someone only because ICE asks."), "S133", "S134"
            ),
            claim(
                _("After bail is paid, it may not wait for ICE. Keeping them is a new arrest."),
                "S134",
                confidence=MEDIUM,
            ),
        ),
        _("Name the law in your letter. Write down when bail was paid."),
        _request(
            "Colorado: nobody may be arrested or detained solely on a civil immigration detainer."
            " C.R.S. 24-76.6-101 and 24-76.6-102.",
            "S133",
            "S134",
        ),
    ),
    StateLaw(
        "CT",
        LIMITS,
        "C.G.S. 54-192h",
        _("As of March 2025"),
        (
            claim(
                _(
                    "A jail in Connecticut may hold someone for ICE only in a few cases. One is a"
                    " judge's warrant."
                ),
                "S135",
                confidence=MEDIUM,
            ),
        ),
        _("Ask the jail which of these cases it means."),
        _request(
            "Connecticut: nobody may be held solely on a detainer, except in the cases that the"
            " Trust Act names. C.G.S. 54-192h. Please say which case you rely on.",
            "S135",
            confidence=MEDIUM,
        ),
    ),
    StateLaw(
        "IL",
        FORBIDS,
        "5 ILCS 805/15(a)",
        _("As of 2021"),
        (
            claim(
                _(
                    "A jail in Illinois may not hold someone only because ICE asks. An ICE warrant"
                    " does not change that."
                ),
                "S136",
            ),
        ),
        _ONE_PAGE,
        _request(
            "Illinois: nobody may be detained solely on a detainer or a civil immigration warrant."
            " 5 ILCS 805/15(a).",
            "S136",
        ),
    ),
    StateLaw(
        "MA",
        FORBIDS,
        "Lunn v. Commonwealth, 477 Mass. 517 (2017)",
        _("As of July 2017"),
        (
            claim(
                _(
                    "Officers in Massachusetts have no power to hold someone only because ICE asks."
                    " The top court of the state said so."
                ),
                "S137",
            ),
        ),
        _ONE_PAGE,
        _request(
            "Massachusetts: state law gives no authority to hold anyone solely on a federal civil"
            " detainer. Lunn v. Commonwealth, 477 Mass. 517 (2017).",
            "S137",
        ),
    ),
    StateLaw(
        "MN",
        FORBIDS,
        "Minnesota Attorney General, opinion of February 6, 2025",
        _("As of February 2025"),
        (
            claim(
                _(
                    "Without the hold, the person would be released? Then a jail in"
                    " Minnesota may not hold them. The state's attorney general says"
                    " so."
                ),
                "S138",
            ),
        ),
        _ONE_PAGE,
        _request(
            "Minnesota: state law prohibits holding on a detainer somebody who would go free."
            " Opinion of the Attorney General, February 6, 2025.",
            "S138",
        ),
    ),
    StateLaw(
        "NJ",
        LIMITS,
        "New Jersey P.L. 2026, c. 5",
        _("As of July 2026"),
        (
            claim(
                _(
                    "A jail in New Jersey may not add time for ICE. There are"
                    " exceptions for serious charges, and for some removal orders."
                ),
                "S71",
                confidence=MEDIUM,
            ),
        ),
        _("Ask a lawyer if an exception counts."),
        _request(
            "New Jersey: no time may be added on a civil detainer alone, with some exceptions."
            " P.L. 2026, c. 5. Please say which exception you rely on.",
            "S71",
            confidence=MEDIUM,
        ),
    ),
    StateLaw(
        "NY",
        FORBIDS,
        "People ex rel. Wells v. DeMarco, 168 A.D.3d 31 (2018)",
        _("As of November 2018"),
        (
            claim(
                _(
                    "Officers in New York have no power to hold someone on an ICE hold or an ICE"
                    " warrant. A state appeals court said so."
                ),
                "S139",
            ),
        ),
        _ONE_PAGE,
        _request(
            "New York: officers have no state authority for civil immigration arrests. People ex"
            " rel. Wells v. DeMarco, 168 A.D.3d 31 (2018).",
            "S139",
        ),
    ),
    StateLaw(
        "OR",
        FORBIDS,
        "ORS 181A.820 to 181A.829",
        _("As of 2025"),
        (
            claim(
                _("A jail in Oregon may not use staff, money or buildings to hold anyone for ICE."),
                "S160",
            ),
            claim(_("Anyone can go to court to stop it."), "S160"),
        ),
        _("Name the law in your letter. Call a lawyer."),
        _request(
            "Oregon: public staff, money and buildings may not be used to hold people for"
            " immigration enforcement. ORS 181A.820 to 181A.829.",
            "S160",
        ),
    ),
    StateLaw(
        "WA",
        FORBIDS,
        "RCW 10.93.160",
        _("As of 2025"),
        (
            claim(
                _("A jail in Washington may not hold someone only because of an ICE request."),
                "S161",
                confidence=MEDIUM,
            ),
        ),
        _ONE_PAGE,
        _request(
            "Washington: nobody may be kept in custody solely on a hold request, which includes"
            " Form I-247A. RCW 10.93.160.",
            "S161",
            confidence=MEDIUM,
        ),
    ),
    StateLaw(
        "TX",
        ORDERS,
        "Texas Code of Criminal Procedure 2.251 (another number since 2025)",
        _("As of December 2024"),
        (
            claim(_("State law in Texas tells jails to follow an ICE hold."), "S130"),
            claim(
                _(
                    "That duty ends when the jail sees proof of US citizenship or lawful status."
                    " A Texas driver's license counts, for example."
                ),
                "S130",
            ),
            claim(_("The jail must tell the person that there is a hold."), "S130"),
            claim(_("The law has another number since 2025."), "S130"),
        ),
        _("Give the jail a copy of your proof today. Keep the original."),
        _request(
            "Texas: there is no duty to hold a person who has shown proof of citizenship or lawful"
            " status. The person must be told of the detainer. Code of Criminal Procedure, article"
            " 2.251 (since 2025 in chapter 2A).",
            "S130",
        ),
    ),
    StateLaw(
        "FL",
        ORDERS,
        "Florida Statutes 908.102",
        _("As of 2022"),
        (
            claim(
                _(
                    "State law in Florida tells jails to help ICE. The form must be complete and"
                    " come with an ICE warrant."
                ),
                "S165",
            ),
        ),
        _("Ask for the form and for the warrant."),
        _request(
            "Florida: a detainer must be complete on its face and come with an ICE warrant."
            " Florida Statutes 908.102. Please give a copy of both.",
            "S165",
        ),
    ),
    StateLaw(
        "GA",
        ORDERS,
        "O.C.G.A. 42-1-11.5",
        _("As of 2025"),
        (
            claim(
                _("State law in Georgia tells jails to follow a hold for up to 48 hours."),
                "S166",
                confidence=MEDIUM,
            ),
        ),
        _("Ask for ICE's request in writing."),
        _request(
            "Georgia: please give a copy of the written request that you rely on under O.C.G.A."
            " 42-1-11.5.",
            "S166",
            confidence=MEDIUM,
        ),
    ),
    StateLaw(
        "IA",
        ORDERS,
        "Iowa SF 481 (2018)",
        _("As of 2018"),
        (
            claim(
                _("In Iowa a hold counts only with an ICE warrant (I-200 or I-205)."),
                "S167",
                confidence=MEDIUM,
            ),
        ),
        _("Ask for both."),
        _request(
            "Iowa: a request counts only together with Form I-200 or Form I-205, signed by an ICE"
            " officer. SF 481 (2018). Please give a copy of both.",
            "S167",
            confidence=MEDIUM,
        ),
    ),
    StateLaw(
        "LA",
        ORDERS,
        "Louisiana R.S. 33:84",
        _("As of 2024"),
        (
            claim(
                _(
                    "State law in Louisiana tells jails to help ICE. The judge who decides on bail"
                    " must hear about the hold."
                ),
                "S168",
            ),
        ),
        _("Ask the lawyer to talk to that judge."),
        _request(
            "Louisiana: the judge who decides on bail must be told of a detainer. R.S. 33:84."
            " Please say when that was done.",
            "S168",
        ),
    ),
)

STATE_LAWS = {law.code: law for law in _LAWS}

NEW_ARREST = claim(
    _(
        "Holding someone who should be free is a new arrest. It needs a"
        " good reason from the first minute. A court said so in 2015, in"
        " the case of a US citizen."
    ),
    "S122",
)
NEUTRAL_JUDGE = claim(
    _(
        "An appeals court said in 2020 that a judge, or someone as neutral,"
        " must check the reason soon."
    ),
    "S120",
    "S121",
)
ICE_NEEDS_CAUSE = claim(_("ICE's own guide says that ICE needs such a reason for a hold."), "S31")
