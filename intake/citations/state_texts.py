"""The texts on the law of the states, and on what holds from the first minute of a hold."""

import datetime

from .base import Source

LOOKED_ON = datetime.date(2026, 11, 30)

_TEXTS = (
    Source(
        "S120",
        "Gonzalez v. ICE, 975 F.3d 788 (9th Cir. 2020)",
        "September 11, 2020",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S121",
        "LexisNexis, “CA9 on Detainers: Gonzalez v. ICE”, the court's own list of what it held",
        "September 11, 2020",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S122",
        "Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015)",
        "July 17, 2015",
        "https://law.justia.com/cases/federal/appellate-courts/ca1/14-1425/14-1425-2015-07-17.html",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S130",
        "Texas Code of Criminal Procedure, article 2.251, copy at lawserver.com",
        "in force to December 31, 2024",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S131",
        "California Government Code, chapter 17.25, copy at legalfina.com",
        "no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S132",
        "particle.news, on Homeland Security and California, New York and Illinois",
        "September 2025",
        checked_on=LOOKED_ON,
    ),
    Source("S133", "Colorado HB19-1124, C.R.S. 24-76.6-101", "2019", checked_on=LOOKED_ON),
    Source("S134", "Colorado SB25-276, bill text and press", "May 2025", checked_on=LOOKED_ON),
    Source(
        "S135", "CT Mirror, on the Connecticut Trust Act", "about March 2025", checked_on=LOOKED_ON
    ),
    Source(
        "S136",
        "Illinois TRUST Act, 5 ILCS 805, at ilga.gov, and a complaint of 2019 that quotes it",
        "2017 to 2021",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S137",
        "Lunn v. Commonwealth, 477 Mass. 517 (2017)",
        "July 24, 2017",
        "https://www.mass.gov/decision/lunn-v-commonwealth",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S138",
        "Minnesota Attorney General, opinion on immigration detainers",
        "February 6, 2025",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S139",
        "People ex rel. Wells v. DeMarco, 168 A.D.3d 31 (N.Y. App. Div. 2018)",
        "November 14, 2018",
        "https://nycourts.gov/Reporter/3dseries/2018/2018_07740.htm",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S151",
        "UPI and Spectrum News 1, citing the Health Department",
        "July 13, 2023",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S152",
        "32 CFR 750.36 and 842.89, quoting 28 U.S.C. 2401(b) and 2675(a)",
        "no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S160", "Oregon Revised Statutes 181A.820 to 181A.829", "2021 to 2025", checked_on=LOOKED_ON
    ),
    Source(
        "S161",
        "Washington Attorney General, Keep Washington Working Act, and RCW 43.17.420",
        "2019 to 2025",
        checked_on=LOOKED_ON,
    ),
    Source("S165", "Florida Statutes, chapter 908", "2022", checked_on=LOOKED_ON),
    Source(
        "S166",
        "Lawfirm Chronicle and The Georgia Virtue, on Georgia HB 1105",
        "2024 to 2025",
        checked_on=LOOKED_ON,
    ),
    Source("S167", "votesmart.org, on Iowa SF 481", "2018", checked_on=LOOKED_ON),
    Source("S168", "Louisiana R.S. 33:84", "2024", checked_on=LOOKED_ON),
    Source(
        "S171",
        "Felder v. Casey, 487 U.S. 131 (1988)",
        "June 22, 1988",
        "https://supreme.justia.com/cases/federal/us/487/131/",
        checked_on=LOOKED_ON,
    ),
    Source("S172", "LegalClarity and others, on A.R.S. 12-821.01", "no date", checked_on=LOOKED_ON),
    Source(
        "S173",
        "Law offices, on California Government Code 911.2",
        "text of 2016",
        checked_on=LOOKED_ON,
    ),
    Source("S174", "Colorado C.R.S. 24-10-109", "no date", checked_on=LOOKED_ON),
    Source(
        "S175",
        "Florida Senate, staff analysis on F.S. 768.28(6)",
        "January 31, 2024",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S176",
        "Georgia O.C.G.A. 36-11-1, and law firms on 36-33-5 and 50-21-26",
        "2020, and no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S177", "Illinois 745 ILCS 10/8-101 and 705 ILCS 505/22-1", "no date", checked_on=LOOKED_ON
    ),
    Source("S178", "Indiana Code 34-13-3-6", "2024", checked_on=LOOKED_ON),
    Source("S179", "Maryland Courts and Judicial Proceedings 5-304", "2019", checked_on=LOOKED_ON),
    Source(
        "S180",
        "caseworthnow.com, on Massachusetts G.L. c. 258",
        "May 16, 2026",
        checked_on=LOOKED_ON,
    ),
    Source("S181", "Minnesota Statutes 466.05", "January 1, 2023", checked_on=LOOKED_ON),
    Source("S182", "New Jersey N.J.S.A. 59:8-8", "no date; 2021", checked_on=LOOKED_ON),
    Source(
        "S183",
        "uslegal.com, quoting New York General Municipal Law 50-e",
        "no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S184",
        "Three law firms, on 42 Pa.C.S. 5522",
        "February 1, 2026, and no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S185",
        "City of Corpus Christi, quoting Texas Civil Practice and Remedies Code 101.101",
        "no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S186",
        "Virginia Code 8.01-195.7, and a law firm on 15.2-209",
        "2020, and no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S187",
        "Washington HB 3120 and terms.law, on RCW 4.96.020",
        "2006, and no date",
        checked_on=LOOKED_ON,
    ),
    Source(
        "S188", "DNR v. City of Waukesha (1994), on Wis. Stat. 893.80", "1994", checked_on=LOOKED_ON
    ),
)

STATE_SOURCES = {source.id: source for source in _TEXTS}
