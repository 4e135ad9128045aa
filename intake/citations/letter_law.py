"""The law that letters to offices cite: one list, each sentence with its sources.

A letter chooses from it; nobody types a citation. What the states say is in `state_law`.
"""

from .base import claim, reasoned

REQUEST_ONLY = claim(
    "A detainer is a request from ICE. It is not a judge's order. Galarza v. Szalczyk, 745 F.3d"
    " 634 (3d Cir. 2014).",
    "S33",
    "S69",
)
NEW_ARREST = claim(
    "Keeping a person after release is due is a new arrest, and it needs its own probable cause"
    " from the first minute. Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015).",
    "S122",
)
NEUTRAL_DECISION = claim(
    "See also Gonzalez v. ICE, 975 F.3d 788 (9th Cir. 2020) (a person held on a detainer must"
    " have a prompt decision on probable cause by a neutral magistrate).",
    "S120",
    "S121",
)
SERVED = claim(
    "By ICE's own guidance on Form I-247A (April 2017), a detainer takes effect only if a copy is"
    " served on the person.",
    "S31",
)
ONLY_NOTICE = claim(
    "Form I-247G asks only for notice of release. It does not ask you to keep anyone.", "S36"
)
STRAIGHT_48 = claim(
    "By ICE's guidance on Form I-247A (April 2017), a detainer covers at most 48 hours after the"
    " time of release.",
    "S31",
    "S33",
)
WORKING_48 = claim(
    "8 CFR 287.7(d) names at most 48 hours after the time of release, without Saturdays, Sundays"
    " and holidays.",
    "S32",
)
CRCL_TASK = claim(
    "Under 6 U.S.C. 345 your office reviews information on abuses of civil rights and civil"
    " liberties by employees of the Department.",
    "S15",
)
CAUSE_FOR_DETAINER = claim(
    "ICE may place a detainer only with probable cause, as its own guidance says (Guidance for"
    " Completing Form I-247A, April 2017).",
    "S31",
)
SHARED_NAME = reasoned(
    "A name that two people share is not probable cause against either of them.", "S122"
)
LETTER_LAW = (
    REQUEST_ONLY,
    NEW_ARREST,
    NEUTRAL_DECISION,
    SERVED,
    ONLY_NOTICE,
    STRAIGHT_48,
    WORKING_48,
    CRCL_TASK,
    CAUSE_FOR_DETAINER,
    SHARED_NAME,
)
