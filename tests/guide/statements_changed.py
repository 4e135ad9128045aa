"""The statements that were put right in November 2026, and what stands in their place.

Each row: what was wrong, the pages and papers where it stood, what may no longer be said anywhere,
and what stands now, with where it stands and the sources that it cites.
"""

from typing import NamedTuple


class Now(NamedTuple):
    """A statement that stands now: the place in the list of facts, its words, and its sources."""

    where: str
    words: str
    sources: frozenset[str]


class Row(NamedTuple):
    slug: str
    was: str
    gone: tuple[str, ...]
    now: tuple[Now, ...]
    pages: tuple[str, ...]


def now(where, words, *sources):
    return Now(where, words, frozenset(sources))


ROWS = (
    Row(
        "judgment of 2020",
        "A court found in 2020 that holds from databases broke the law.",
        ("A court found in 2020 that such holds broke the law",),
        (
            now(
                "guide wrong-match",
                "An appeals court threw out that ruling in September 2020.",
                *("S38", "S112", "S120", "S121"),
            ),
            now("guide wrong-match", "The case was settled. Since March 4, 2025", "S36"),
        ),
        ("/guide/wrong-match/",),
    ),
    Row(
        "probable cause",
        "A hold could be unlawful only after 48 hours.",
        ("The hold sentence on the form itself was not in the copy we read",),
        (
            now("guide hold", "Holding someone who should be free is a new arrest.", "S122"),
            now("guide hold", "An appeals court said in 2020 that a judge", "S120", "S121"),
            now("guide hold", "ICE's own guide says that ICE needs such a reason", "S31"),
            now("jail sheet", "a new arrest, and it needs its own probable cause", "S122"),
            now("paper jail-letter", "a prompt decision on probable cause", "S120", "S121"),
            now("paper jail-letter", "a new arrest, and it needs its own probable cause", "S122"),
            now("route jail-letter", "Holding someone who should be free is a new", "S122"),
        ),
        ("/guide/hold/", "/ways/jail-letter/"),
    ),
    Row(
        "law of the state",
        "Nothing was said of the law of a state.",
        (),
        (
            now("guide your-state", "A local jail in California may not hold", "S213"),
            now("guide your-state", "A jail in Colorado may not hold", "S133", "S134"),
            now("guide your-state", "A jail in Connecticut may hold someone for ICE only", "S135"),
            now("guide your-state", "A jail in Illinois may not hold", "S136"),
            now("guide your-state", "Officers in Massachusetts have no power", "S137"),
            now("guide your-state", "a jail in Minnesota may not hold", "S138"),
            now("guide your-state", "A jail in New Jersey may not add time", "S71"),
            now("guide your-state", "Officers in New York have no power", "S139"),
            now("guide your-state", "A jail in Oregon may not use staff", "S160"),
            now("guide your-state", "A jail in Washington may not hold", "S161"),
            now("guide your-state", "State law in Texas tells jails", "S130"),
            now("guide your-state", "That duty ends when the jail sees proof of US", "S130"),
            now("guide your-state", "The jail must tell the person", "S130"),
            now("guide your-state", "State law in Florida tells jails", "S165"),
            now("guide your-state", "State law in Georgia tells jails", "S166"),
            now("guide your-state", "In Iowa a hold counts only with", "S167"),
            now("guide your-state", "State law in Louisiana tells jails", "S168"),
            now("paper jail-letter", "Illinois: nobody may be detained solely", "S136"),
            now("paper jail-letter", "Texas: there is no duty to hold", "S130"),
        ),
        ("/guide/your-state/",),
    ),
    Row(
        "notice under state law",
        "From about 30 days to a year, without a source.",
        ("from about 30 days", "It is one to six years", "We have no checked list."),
        (
            now("last day state_notice", "Some states give only 90 days.", "S182", "S183"),
            now("last day state_notice", "A federal civil rights case needs no such", "S171"),
            now("last day state_notice", "Arizona: any public office", "S211"),
            now("last day state_notice", "California: any public office", "S173"),
            now("last day state_notice", "Colorado: any public office", "S174"),
            now("last day state_notice", "Florida: any public office", "S175"),
            now("last day state_notice", "Georgia: a city must get", "S176"),
            now("last day state_notice", "Georgia: a county must get", "S176"),
            now("last day state_notice", "Georgia: a state office must get", "S176"),
            now("last day state_notice", "Illinois: a case against a city", "S177"),
            now("last day state_notice", "Illinois: a state office must get", "S177"),
            now("last day state_notice", "Indiana: a state office must get", "S178"),
            now("last day state_notice", "Maryland: a city, county or jail", "S179"),
            now("last day state_notice", "Massachusetts: any public office", "S210"),
            now("last day state_notice", "Minnesota: a city, county or jail", "S181"),
            now("last day state_notice", "New Jersey: any public office", "S182"),
            now("last day state_notice", "New York: a city, county or jail", "S183"),
            now("last day state_notice", "Pennsylvania: any public office", "S184"),
            now("last day state_notice", "Texas: any public office", "S185"),
            now("last day state_notice", "Virginia: a city, county or jail", "S186"),
            now("last day state_notice", "Virginia: a state office must get", "S186"),
            now("last day state_notice", "Washington: a court case may begin", "S187"),
            now("last day state_notice", "Wisconsin: a city, county or jail", "S188"),
            now("last day civil_suit", "A federal civil rights case needs no such", "S171"),
        ),
        (),
    ),
    Row(
        "federal money claim",
        "Six months after a no: unsourced. Six months of silence: not fully sure.",
        (),
        (
            now("answers", "It counts from the day the no was mailed.", "S152", "S153"),
            now("answers", "No answer for six months?", "S152", "S153"),
        ),
        ("/ways/ftca/",),
    ),
    Row(
        "988",
        "988 could not be confirmed.",
        ("988 is the number for thoughts of dying",),
        (now("doors", "Call or text 988. In a call, press 2 for Spanish.", "S151"),),
        (),
    ),
    Row(
        "Secure Communities",
        "We read neither report, and found no text on its name or rules today.",
        ("We read neither", "We found no text", "another plan takes its place"),
        (
            now("guide secure-communities", "By September 2011 it had sent 11 million", "S190"),
            now("guide secure-communities", "26 percent of them had no conviction", "S190"),
            now("guide secure-communities", "In August 2011 ICE ended all of them", "S190", "S191"),
            now("guide secure-communities", "a Homeland Security task force wrote", "S192"),
            now("guide secure-communities", "July 2015: another program", "S140"),
            now("guide secure-communities", "January 25, 2017: an order brought", "S203"),
            now("guide secure-communities", "January 20, 2021: an order ended it", "S204", "S205"),
            now("guide secure-communities", "an order asks ICE to work more with local", "S143"),
            now("guide secure-communities", "the Criminal Apprehension Program", "S144"),
            now("guide secure-communities", "ICE was still told about everyone", "S145"),
            now("guide secure-communities", "ICE put holds on 834 US citizens", "S193"),
            now("guide words", "The name ended in 2021, and the work goes on.", "S204", "S145"),
        ),
        ("/guide/secure-communities/", "/guide/words/"),
    ),
    Row(
        "people at CRCL",
        "July 2025: one person was said to work for three such offices.",
        ("one person was said to work", "We do not know what it can do now."),
        (
            now(
                "guide crcl",
                "End of 2025: about nine people were left, down from about 150.",
                "S196",
            ),
            now("route crcl", "At the end of 2025 it had about nine people.", "S196"),
        ),
        ("/guide/crcl/", "/ways/crcl/"),
    ),
    Row(
        "ICE line for families",
        "A page of about 2024 to 2025.",
        ("page of ICE of about 2024 to 2025",),
        (now("route dril", "1-888-351-4024", "S150"),),
        ("/ways/dril/",),
    ),
    Row(
        "fast removal",
        "As of July 2026, and not fully sure.",
        ("As of July 2026, people without it could be sent out fast",),
        (
            now("guide rights", "Since July 17, 2026, ICE may try to deport", "S150"),
            now("guide rights", "from June 23 to July 17, 2026", "S150"),
            now("doors", "Since July 17, 2026, ICE may try to deport", "S150"),
        ),
        ("/guide/rights/", "/urgent/"),
    ),
    Row(
        "who may give advice",
        "Only lawyers and people named by the Justice Department: could not be confirmed.",
        ("Only lawyers", "“notario” may not"),
        (
            now("guide find-a-lawyer", "it named 949 groups", "S150"),
            now("guide find-a-lawyer", "recognition-accreditation-roster-reports", "S150"),
            now("route lawyer", "it named 949 groups", "S150"),
            now("guide words", "it named 949 groups", "S150"),
        ),
        ("/guide/find-a-lawyer/", "/ways/lawyer/", "/guide/words/"),
    ),
)
