"""All questions of a complaint, in order. To add one: a field in forms/, and its sample."""

from django.utils.translation import gettext_lazy as _

from . import conditions as when
from .forms import happened, helps, now, person, you
from .steps import OFFICE, Flow, Part, Step, say

# Stored with each complaint. A new one for each change of keys, codes or meaning.
EDITION = "2026-11"

COMPLAINT = Flow(
    Part(_("Now")),
    Step(
        "filer",
        now.FilerForm,
        title=say(_("Who is this about?")),
        why=say(_("We use this to ask the right questions.")),
        again=("helper", "permission", "reach"),
    ),
    Step(
        "custody",
        now.CustodyForm,
        title=say(_("Where are you now?"), _("Where is this person now?")),
        why=say(_("If someone is locked up, some steps cannot wait. We show those first.")),
    ),
    Step(
        "urgent",
        title=say(_("Do these things today")),
        applies=when.held_now,
        rule=_("someone is locked up now"),
        template="public/read/urgent.html",
    ),
    Step(
        "danger",
        now.DangerForm,
        title=say(_("Is any of this happening?")),
        why=say(
            _(
                "It tells us how fast we must act. Nobody sees it in a list. We put in no letter"
                " what you choose here about being pregnant, being under 18, or thoughts of dying."
            )
        ),
        applies=when.held_now,
        rule=_("someone is locked up now"),
    ),
    Step(
        "problem",
        now.ProblemForm,
        title=say(_("What went wrong?")),
        why=say(_("This tells us which offices can look at it.")),
    ),
    Step(
        "other-help",
        title=say(_("We may not be the best help")),
        applies=when.not_for_us,
        rule=_("only “something else” or “I am not sure” was chosen"),
        template="public/read/other-help.html",
    ),
    Part(_("The person")),
    Step(
        "person",
        person.PersonForm,
        title=say(_("What is your name?"), _("What is this person's name?")),
        why=say(
            _("Write it the way it is on your papers. We use it to find the right record."),
            _("Write it the way it is on their papers. We use it to find the right record."),
        ),
    ),
    Step(
        "born",
        person.BornForm,
        title=say(_("Date of birth")),
        why=say(_("We use it to tell two people with the same name apart.")),
    ),
    Step(
        "language",
        person.LanguageForm,
        title=say(_("Which language is best?")),
        why=say(
            _("So we can write and call in that language. It will not hurt the case."),
        ),
        sees=OFFICE,
    ),
    Part(_("What happened")),
    Step(
        "start",
        happened.StartForm,
        title=say(_("How did it start?")),
        why=say(_("Where it began tells us which office to write to.")),
    ),
    Step(
        "when-where",
        happened.WhenWhereForm,
        title=say(_("When and where did it happen?")),
        why=say(_("A guess is fine. Write what you remember.")),
    ),
    Step(
        "hold",
        happened.HoldForm,
        title=say(
            _("Did ICE ask the jail to keep you?"), _("Did ICE ask the jail to keep this person?")
        ),
        why=say(_("This is called a hold or a detainer. It is a paper from ICE to the jail.")),
    ),
    Step(
        "detainers",
        happened.DetainerForm,
        title=say(_("Tell us about the hold")),
        why=say(_("Fill in only what you know. We use each number to find the record.")),
        many=True,
        applies=when.hold_known,
        rule=_("ICE asked the jail to keep the person"),
    ),
    Step(
        "hold-copy",
        happened.HoldCopyForm,
        title=say(_("The copy of the hold")),
        why=say(_("By the guide of ICE, the person in jail gets a copy.")),
        applies=when.hold_known,
        rule=_("ICE asked the jail to keep the person"),
    ),
    Step(
        "match",
        happened.MatchForm,
        title=say(_("What did they say the computer showed?")),
        why=say(_("We use this to find the wrong record.")),
        applies=when.match_told,
        rule=_("a wrong match, a wrong status or a longer stay was chosen"),
    ),
    Step(
        "why-wrong",
        happened.WhyWrongForm,
        title=say(_("Why is it wrong?")),
        why=say(
            _(
                "Choose only what you are sure of. Do not tell us how anyone came to this country."
                " We do not need it."
            )
        ),
        warn=say(
            _(
                "Never say that someone is a US citizen if it is not true. It is a crime, and it"
                " can bar them from the country for life. You can choose “I am not sure”."
            )
        ),
    ),
    Step(
        "proof",
        happened.ProofForm,
        title=say(_("Do you have a paper that shows this?")),
        why=say(_("You do not need it to go on.")),
        skip=True,
    ),
    Step(
        "held-over",
        happened.HeldOverForm,
        title=say(_("About the day to go free")),
        why=say(_("From these dates we see how long it was.")),
        applies=when.maybe_kept,
        rule=_("ICE asked for a hold, or a longer stay was chosen"),
    ),
    Step(
        "story",
        happened.StoryForm,
        title=say(_("The story")),
        why=say(
            _("Tell it your way, in any language. A few lines are enough."),
        ),
        skip=True,
    ),
    Step(
        "profiling",
        happened.ProfilingForm,
        title=say(_("Unfair treatment")),
        why=say(_("CRCL looks at unfair treatment because of who someone is.")),
        warn=say(_("This page asks about hurtful words. You can skip it.")),
        applies=when.profiled,
        rule=_("race, language or name was chosen"),
        skip=True,
    ),
    Step(
        "officers",
        happened.OfficerForm,
        title=say(_("Do you know who did this?")),
        why=say(_("Names are not needed. A badge number, a car or a shirt can help.")),
        many=True,
        skip=True,
    ),
    Step(
        "witnesses",
        happened.WitnessForm,
        title=say(_("Who else saw it?")),
        why=say(_("CRCL asks who saw it. Leave out people who could get in trouble with ICE.")),
        many=True,
        skip=True,
    ),
    Step(
        "treatment",
        happened.TreatmentForm,
        title=say(_("Did any of these happen?")),
        why=say(_("CRCL looks at abuse, at language, and at ways to reach a lawyer.")),
        warn=say(_("This page asks about hurt and force. You can skip it.")),
        skip=True,
    ),
    Step(
        "harm",
        happened.HarmForm,
        title=say(_("What did this cost you?"), _("What did this cost them?")),
        why=say(_("It shows why it matters. A money claim needs a sum.")),
        skip=True,
    ),
    Part(_("What helps")),
    Step(
        "told",
        helps.ToldForm,
        title=say(_("What was tried before")),
        why=say(_("CRCL asks what was tried before.")),
    ),
    Step(
        "lawyer",
        helps.LawyerForm,
        title=say(_("Lawyer and court")),
        why=say(_("If there is a case in court, show this to a lawyer before it is sent.")),
        sees=OFFICE,
    ),
    Step(
        "wants",
        helps.WantsForm,
        title=say(_("What do you want to happen?")),
        why=say(_("We put this at the start of your complaint.")),
        skip=True,
    ),
    Step(
        "papers",
        helps.PapersForm,
        title=say(_("Your papers"), _("Their papers")),
        why=say(
            _(
                "Once we have your form, you can add photos of them. Keep your papers in a safe"
                " place."
            ),
            _(
                "Once we have your form, you can add photos of them. Keep the papers in a safe"
                " place."
            ),
        ),
        sees=OFFICE,
        skip=True,
    ),
    Part(_("You")),
    Step(
        "helper",
        you.HelperForm,
        title=say(_("About you")),
        why=say(_("We talk to you, because the person may not be able to answer.")),
        applies=when.for_another,
        rule=_("it is about someone else"),
    ),
    Step(
        "reach",
        you.ReachForm,
        title=say(_("Ways to reach you")),
        why=say(
            _("We only use the ways you choose. We never say what it is about in a message."),
        ),
        sees=OFFICE,
    ),
    Step(
        "permission",
        you.PermissionForm,
        title=say(_("Does this person know you are doing this?")),
        why=say(
            _("The government may ask for their signature before it talks to you."),
        ),
        applies=when.for_another,
        rule=_("it is about someone else"),
    ),
    Step(
        "sharing",
        you.SharingForm,
        title=say(_("What may we do with this?")),
        why=say(
            _("You choose. You can change your mind later. We cannot take back what was sent."),
        ),
        sees=OFFICE,
    ),
)

URGENT = COMPLAINT.lane(
    "filer",
    "custody",
    "urgent",
    "danger",
    "problem",
    "person",
    "born",
    "when-where",
    "hold",
    "why-wrong",
    "held-over",
    "helper",
    "reach",
    "permission",
    "sharing",
)
