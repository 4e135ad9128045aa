"""All questions of a complaint, in order. To add one: a field in forms/, and its sample."""

from django.utils.translation import gettext_lazy as _

from intake.web.text import StrOrPromise

from . import conditions as when
from . import volunteers_only
from .forms import details, filer, happened, letter_facts, now, person, stays, unprinted
from .steps import OFFICE, Flow, Step, StepGroup, Voiced, voiced

# Stored with each complaint. A new one for each change of keys, codes or meaning.
EDITION = "2027-01"

CITIZEN_WARNING: Voiced[StrOrPromise] = voiced(
    _(
        "Do not say that someone is a US citizen if it is not true. It is a "
        "crime. It can keep them out of the country for life. If you are not "
        "sure, choose “I am not sure”."
    )
)

COMPLAINT = Flow(
    StepGroup(_("Now")),
    Step(
        "filer",
        now.FilerForm,
        title=voiced(_("Who is this about?")),
        why=voiced(_("This helps us ask the right questions.")),
        asks_again=("helper", "permission", "reach"),
    ),
    Step(
        "custody",
        now.CustodyForm,
        title=voiced(_("Where are you now?"), _("Where is this person now?")),
        why=voiced(_("If someone is locked up, some steps cannot wait. We show those first.")),
        asks_again=("danger",),
    ),
    Step(
        "urgent",
        title=voiced(_("Do these things today")),
        visible_if=when.held_now,
        visible_if_text=_("someone is locked up now"),
        template="public/read/urgent.html",
    ),
    Step(
        "danger",
        now.DangerForm,
        title=voiced(_("Is any of this happening?")),
        why=voiced(
            _(
                "This tells us how fast to act. Our list of cases says only “in danger”. No letter"
                " says that someone is pregnant, under 18, or thinking about dying."
            )
        ),
    ),
    Step(
        "coming",
        now.ComingDateForm,
        title=voiced(_("Is there a date coming up?")),
        why=voiced(
            _("We try to act before that day. Our list shows the day, but not what it is for.")
        ),
        visible_if=when.has_coming_dates,
        visible_if_text=_("someone is locked up, or was told to report, go to court, or leave"),
        many=True,
        skippable=True,
    ),
    Step(
        "problem",
        now.ProblemForm,
        title=voiced(_("What went wrong?")),
        why=voiced(_("This tells us which offices can help.")),
    ),
    Step(
        "other-help",
        title=voiced(_("Other groups may help more")),
        visible_if=when.out_of_scope,
        visible_if_text=_("only “something else” or “I am not sure” was chosen"),
        template="public/read/other-help.html",
    ),
    StepGroup(_("The person")),
    Step(
        "person",
        person.PersonForm,
        title=voiced(_("What is your name?"), _("What is this person's name?")),
        why=voiced(
            _("Write it the way it is on your documents. We use it to find the right record."),
            _("Write it the way it is on their documents. We use it to find the right record."),
        ),
    ),
    Step(
        "born",
        person.BornForm,
        title=voiced(_("Date of birth")),
        why=voiced(
            _("It shows which person you are, if two people have the same name."),
            _("It shows which person they are, if two people have the same name."),
        ),
    ),
    Step(
        "language",
        person.LanguageForm,
        title=voiced(_("Which language should we use?")),
        why=voiced(
            _("We write and call in this language. It does not change the case."),
        ),
        audience=OFFICE,
    ),
    Step(
        "needs",
        letter_facts.NeedsForm,
        title=voiced(_("Language and other needs")),
        why=voiced(
            _("We tell offices how to talk with you and how to write to you."),
            _("We tell offices how to talk with them and how to write to them."),
        ),
        visible_if_text=_("you want a letter to say how to talk and write with the person"),
        skippable=True,
        on_request=True,
    ),
    Step(
        "numbers",
        letter_facts.NumbersForm,
        title=voiced(_("Immigration numbers")),
        why=voiced(
            _("We use them to find the right record. We do not show an A-number to a jail.")
        ),
        visible_if_text=_("you want a letter to name a number"),
        skippable=True,
        on_request=True,
    ),
    StepGroup(_("What happened")),
    Step(
        "start",
        happened.StartForm,
        title=voiced(_("How did it start?")),
        why=voiced(_("This tells us which office to write to.")),
    ),
    Step(
        "when-where",
        happened.WhenWhereForm,
        title=voiced(_("When and where did it happen?")),
        why=voiced(_("A guess is fine. Write what you remember.")),
    ),
    Step(
        "hold",
        happened.HoldForm,
        title=voiced(
            _("Did ICE ask the jail to hold you?"), _("Did ICE ask the jail to hold them?")
        ),
        why=voiced(_("This is called a hold, or a detainer. It is a form from ICE to the jail.")),
    ),
    Step(
        "detainers",
        happened.DetainerForm,
        title=voiced(_("About the hold")),
        why=voiced(_("Write only what you know. Numbers help us find the record.")),
        many=True,
        visible_if=when.detainer_known,
        visible_if_text=_("ICE asked the jail to keep the person"),
    ),
    Step(
        "hold-copy",
        happened.HoldCopyForm,
        title=voiced(_("A copy of the hold form")),
        why=voiced(_("ICE's own guide says that the person must get a copy.")),
        visible_if=when.detainer_known,
        visible_if_text=_("ICE asked the jail to keep the person"),
    ),
    Step(
        "match",
        happened.MatchForm,
        title=voiced(_("What did the computer show?")),
        why=voiced(_("We use this to find the wrong record.")),
        visible_if=when.match_reported,
        visible_if_text=_("a wrong match, a wrong status or a longer stay was chosen"),
    ),
    Step(
        "why-wrong",
        happened.WhyWrongForm,
        title=voiced(_("Why is it wrong?")),
        why=voiced(
            _("Choose only what you know is true. Do not write how anyone came to this country.")
        ),
        warning=CITIZEN_WARNING,
    ),
    Step(
        "proof",
        happened.ProofForm,
        title=voiced(_("Do you have a document that shows this?")),
        why=voiced(_("You can continue without it.")),
        asked_if=when.may_be_proved,
        visible_if_text=_("a document may show why it is wrong"),
        skippable=True,
    ),
    Step(
        "citizenship",
        letter_facts.CitizenshipForm,
        title=voiced(_("US citizen or national")),
        why=voiced(_("We put this into the letter to ICE.")),
        warning=CITIZEN_WARNING,
        visible_if_text=_("you want a letter to say what makes someone a citizen or national"),
        skippable=True,
        on_request=True,
    ),
    Step(
        "jail",
        stays.JailForm,
        title=voiced(_("About that jail")),
        why=voiced(_("We can ask this jail to keep its records and videos.")),
        visible_if=when.out_after_jail,
        visible_if_text=_(
            "no one is in jail now, and ICE asked for a hold, or a longer stay was chosen"
        ),
        skippable=True,
    ),
    Step(
        "held-over",
        happened.HeldOverForm,
        title=voiced(_("The release date")),
        why=voiced(_("These dates show how long the hold lasted.")),
        visible_if=when.maybe_held_past_release,
        visible_if_text=_("ICE asked for a hold, or a longer stay was chosen"),
    ),
    Step(
        "stays",
        stays.StayForm,
        title=voiced(
            _("Were you held elsewhere, too?"),
            _("Were they held elsewhere, too?"),
        ),
        why=voiced(_("We look at each place separately.")),
        visible_if=when.maybe_held_elsewhere,
        visible_if_text=_("someone was held in more than one place, or by ICE"),
        many=True,
        skippable=True,
        pages=stays.STAY_PAGES,
    ),
    Step(
        "story",
        happened.StoryForm,
        title=voiced(_("The story")),
        why=voiced(
            _("Use your own words, in any language."),
        ),
        skippable=True,
    ),
    Step(
        volunteers_only.SLUG,
        unprinted.VolunteersOnlyForm,
        title=voiced(_("For volunteers only")),
        why=voiced(_("No letter says this. We read it to know what to leave out.")),
        visible_if_text=_("you want to say something that no letter may say"),
        audience=OFFICE,
        skippable=True,
        on_request=True,
    ),
    Step(
        "profiling",
        happened.ProfilingForm,
        title=voiced(_("Unfair treatment")),
        why=voiced(_("CRCL looks at people who were treated unfairly because of who they are.")),
        warning=voiced(_("This page asks about hurtful words. You can skip it.")),
        visible_if=when.profiled,
        visible_if_text=_("race, language or name was chosen"),
        skippable=True,
    ),
    Step(
        "officers",
        happened.OfficerForm,
        title=voiced(_("Do you know who did this?")),
        why=voiced(_("You do not need names. A badge number, a car or a uniform can help.")),
        many=True,
        skippable=True,
    ),
    Step(
        "witnesses",
        happened.WitnessForm,
        title=voiced(_("Did anyone else see it?")),
        why=voiced(
            _("CRCL asks for witnesses. Do not name people who could get in trouble with ICE.")
        ),
        many=True,
        skippable=True,
    ),
    Step(
        "treatment",
        happened.TreatmentForm,
        title=voiced(_("Did any of these happen?")),
        why=voiced(_("CRCL looks at abuse, at language help, and at contact with a lawyer.")),
        warning=voiced(_("This page asks about injuries and force. You can skip it.")),
        skippable=True,
    ),
    Step(
        "harm",
        happened.HarmForm,
        title=voiced(_("What did this cost you?"), _("What did this cost them?")),
        why=voiced(
            _("It shows what this did to you. A claim for money needs an exact amount."),
            _("It shows what this did to them. A claim for money needs an exact amount."),
        ),
        skippable=True,
    ),
    Step(
        "decisions",
        letter_facts.DecisionForm,
        title=voiced(_("Decisions and their dates")),
        why=voiced(_("We can name the decision in a letter, and count a deadline from it.")),
        visible_if_text=_("you want a letter to name a decision"),
        many=True,
        skippable=True,
        on_request=True,
    ),
    StepGroup(_("More details")),
    Step(
        "told",
        details.EarlierReportsForm,
        title=voiced(_("What you tried before"), _("What was tried before")),
        why=voiced(_("CRCL asks who you already told.")),
    ),
    Step(
        "lawyer",
        details.LawyerForm,
        title=voiced(_("Lawyer and court")),
        why=voiced(_("If there is a court case, a lawyer should read your letters first.")),
        audience=OFFICE,
    ),
    Step(
        "wants",
        details.WantsForm,
        title=voiced(_("What do you want to happen?")),
        why=voiced(_("We put this at the start of your complaint.")),
        skippable=True,
    ),
    StepGroup(_("You")),
    Step(
        "helper",
        filer.HelperForm,
        title=voiced(_("About you")),
        why=voiced(_("We talk with you. The person may not be able to answer.")),
        visible_if=when.for_someone_else,
        visible_if_text=_("it is about someone else"),
    ),
    Step(
        "reach",
        filer.ReachForm,
        title=voiced(_("How we can reach you")),
        why=voiced(
            _("We only use what you choose. Our messages never say what this is about."),
        ),
        audience=OFFICE,
    ),
    Step(
        "permission",
        filer.PermissionForm,
        title=voiced(_("Does this person know you are doing this?")),
        why=voiced(
            _("The government may ask for their signature before it talks to you."),
        ),
        visible_if=when.for_someone_else,
        visible_if_text=_("it is about someone else"),
    ),
    Step(
        "authority",
        letter_facts.AuthorityForm,
        title=voiced(_("Acting for someone else")),
        why=voiced(_("We put this into your letters, so that offices know why you write.")),
        visible_if=when.for_someone_else,
        visible_if_text=_("you have a document that lets you act for someone else"),
        skippable=True,
        on_request=True,
    ),
    Step(
        "sharing",
        filer.SharingForm,
        title=voiced(_("What may we do with this?")),
        why=voiced(
            _("You can change your mind later. We cannot take back what was sent."),
        ),
        audience=OFFICE,
    ),
)

URGENT = COMPLAINT.subset(
    "filer",
    "custody",
    "danger",
    "coming",
    "problem",
    "person",
    "born",
    "needs",
    "numbers",
    "when-where",
    "hold",
    "why-wrong",
    "citizenship",
    "held-over",
    "story",
    volunteers_only.SLUG,
    "decisions",
    "helper",
    "reach",
    "permission",
    "authority",
    "sharing",
)
# What an office says of each client of a table: what the short form asks.
BATCH = URGENT
