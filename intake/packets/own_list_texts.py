"""Texts of the site as the person's own list has them: whole, in two voices.

The site speaks of "the person" to everybody; the list speaks to whoever reads it, the person or
the helper. A text that is not here speaks to both as it stands.
"""

from django.utils.translation import gettext_lazy as _

from intake.flow.steps import Voiced

# {a text of the site, in English: (to the person, to a helper)}.
IN_TWO_VOICES = {
    text: Voiced(to_person, to_helper)
    for text, to_person, to_helper in (
        (
            "A citizen or green-card holder is locked up. Their member can ask why.",
            _("A citizen or green-card holder is locked up. Your member can ask why."),
            _("A citizen or green-card holder is locked up. Their member can ask why."),
        ),
        (
            "A hold keeps the person in jail. Ask the jail in writing.",
            _("A hold keeps you in jail. Ask the jail in writing."),
            _("A hold keeps the person in jail. Ask the jail in writing."),
        ),
        (
            "A member of Congress can ask ICE where the person is and why.",
            _("A member of Congress can ask ICE why you are held."),
            _("A member of Congress can ask ICE where the person is and why."),
        ),
        (
            "Act today. Ask the jail in writing why the person is still there.",
            _("Act today. Ask the jail in writing why you are still there."),
            _("Act today. Ask the jail in writing why the person is still there."),
        ),
        (
            "Ask a judge to free the person",
            _("Ask a judge to free you"),
            _("Ask a judge to free the person"),
        ),
        (
            "Ask a lawyer today. File it before the person is moved.",
            _("Ask a lawyer today. File it before you are moved."),
            _("Ask a lawyer today. File it before the person is moved."),
        ),
        (
            "Consulate of the person's country",
            _("Consulate of your country"),
            _("Consulate of the person's country"),
        ),
        (
            "Do not do this if the person fears their own government, or asks for asylum."
            " It tells that government where they are.",
            _(
                "Do not do this if you fear your own government, or ask for asylum. It tells "
                "that government where you are."
            ),
            _(
                "Do not do this if the person fears their own government, or asks for asylum."
                " It tells that government where they are."
            ),
        ),
        (
            "Do not wait for it. Ask the jail in writing now why the person is still there.",
            _("Do not wait for it. Ask the jail in writing now why you are still there."),
            _("Do not wait for it. Ask the jail in writing now why the person is still there."),
        ),
        (
            "It tells the government who you are.",
            _("It tells the government who you are."),
            _("It tells the government who the person is, and who you are."),
        ),
        (
            "Letter to ICE: this person is a US citizen",
            _("Letter to ICE: I am a US citizen"),
            _("Letter to ICE: this person is a US citizen"),
        ),
        (
            "Someone is locked up. A lawyer can ask a judge to free them.",
            _("You are locked up. A lawyer can ask a judge to free you."),
            _("Someone is locked up. A lawyer can ask a judge to free them."),
        ),
        (
            "The ICE search page may still list the person",
            _("The ICE search page may still list you"),
            _("The ICE search page may still list the person"),
        ),
        (
            "The answers name neither custody now nor any part of ICE.",
            _("Your answers name neither custody now nor any part of ICE."),
            _("The answers name neither custody now nor any part of ICE."),
        ),
        (
            "The answers name no day that was lost because of a federal office.",
            _("Your answers name no day that was lost because of a federal office."),
            _("The answers name no day that was lost because of a federal office."),
        ),
        (
            "The answers name no hold, and no day when release was due.",
            _("Your answers name no hold, and no day when release was due."),
            _("The answers name no hold, and no day when release was due."),
        ),
        (
            "The answers name no wrong police record. It does not change what ICE keeps.",
            _("Your answers name no wrong police record. It does not change what ICE keeps."),
            _("The answers name no wrong police record. It does not change what ICE keeps."),
        ),
        (
            "The answers say US citizen. It is for people of another country.",
            _("Your answers say US citizen. It is for people of another country."),
            _("The answers say US citizen. It is for people of another country."),
        ),
        (
            "The answers say that a police record shows a crime of someone else.",
            _("Your answers say that a police record shows a crime of someone else."),
            _("The answers say that a police record shows a crime of someone else."),
        ),
        (
            "The form only asks for notice, and the jail held the person anyway.",
            _("The form only asks for notice, and the jail held you anyway."),
            _("The form only asks for notice, and the jail held the person anyway."),
        ),
        (
            "The form only asks for notice. Ask the jail why the person is there.",
            _("The form only asks for notice. Ask the jail why you are there."),
            _("The form only asks for notice. Ask the jail why the person is there."),
        ),
        (
            "The person is a citizen, and outside the country. Ask a lawyer what a court can do.",
            _("You are a citizen, and outside the country. Ask a lawyer what a court can do."),
            _(
                "The person is a citizen, and outside the country. Ask a lawyer what a court "
                "can do."
            ),
        ),
        (
            "The person is held by ICE now.",
            _("You are held by ICE now."),
            _("The person is held by ICE now."),
        ),
        (
            "The person is still in jail, and no hold was shown.",
            _("You are still in jail, and no hold was shown."),
            _("The person is still in jail, and no hold was shown."),
        ),
        (
            "This tells the government who you are and where you live. No immigration "
            "status, an old removal order, or a criminal case? See a lawyer first.",
            _(
                "This tells the government who you are and where you live. No immigration "
                "status, an old removal order, or a criminal case? See a lawyer first."
            ),
            _(
                "This tells the government who the person is, and who you are and where you live."
                " If one of you has no immigration status, an old removal order, or a criminal"
                " case, see a lawyer first."
            ),
        ),
        (
            "We do not know where the person is. They may be locked up.",
            _("We do not know where you are. You may be locked up."),
            _("We do not know where the person is. They may be locked up."),
        ),
        (
            "We need the person's own yes, and to know that they do not fear that government.",
            _("We need your own yes, and to know that you do not fear that government."),
            _("We need the person's own yes, and to know that they do not fear that government."),
        ),
        (
            "We need to know if the jail holds the person in spite of the form.",
            _("We need to know if the jail holds you in spite of the form."),
            _("We need to know if the jail holds the person in spite of the form."),
        ),
        (
            "We need to know if the person is a US citizen or a victim of a crime.",
            _("We need to know if you are a US citizen or a victim of a crime."),
            _("We need to know if the person is a US citizen or a victim of a crime."),
        ),
        (
            "We need to know if the person is a US citizen.",
            _("We need to know if you are a US citizen."),
            _("We need to know if the person is a US citizen."),
        ),
        (
            "We need to know if the wrong record stands in the person's own file.",
            _("We need to know if the wrong record stands in your own file."),
            _("We need to know if the wrong record stands in the person's own file."),
        ),
        (
            "We need to know where in the United States the person or family lives.",
            _("We need to know where in the United States you or your family live."),
            _("We need to know where in the United States the person or family lives."),
        ),
        (
            "We need to know where the person is.",
            _("We need to know where you are."),
            _("We need to know where the person is."),
        ),
        (
            "Your FBI record: get it and challenge it",
            _("Your FBI record: get it and challenge it"),
            _("The person's FBI record: get it and challenge it"),
        ),
        (
            "Your fingerprints go to a federal system. They may be kept and compared. No "
            "immigration status? Ask a lawyer first.",
            _(
                "Your fingerprints go to a federal system. They may be kept and compared. No "
                "immigration status? Ask a lawyer first."
            ),
            _(
                "The person's fingerprints go to a federal system. They may be kept and "
                "compared. Does the person have no immigration status? Ask a lawyer first."
            ),
        ),
        (
            "proof of who you are: show copies, keep the first ones safe",
            _("proof of who you are: show copies, keep the first ones safe"),
            _("proof of who the person is: show copies, keep the first ones safe"),
        ),
    )
}
