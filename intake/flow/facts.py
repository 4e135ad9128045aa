"""The typed few facts that decisions use, computed from the counted answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .conditions import JAILS, answer, dangers, for_someone_else, held_now, in_jail
from .letter_facts import LetterFacts, letter_facts
from .partials import Partial, days_between, earliest, is_complete, latest
from .place import today_there
from .stays import Stay, hold_stay, stays_of
from .steps import ME, THEM, AnswerMap

__all__ = [
    "ComingDate",
    "Facts",
    "Partial",
    "compute_facts",
    "days_between",
    "earliest",
    "is_complete",
    "latest",
    "warnings",
]

CITIZEN_OR_RESIDENT = {"us_citizen", "us_national", "permanent_resident"}


@dataclass(frozen=True)
class ComingDate:
    """A day to come, as said; its kind is "court", "report", "flight", "release" or another."""

    kind: str
    when: Partial | None
    place: str


@dataclass(frozen=True)
class Facts:
    """Codes are those of the choices; `codes` are types of error, chosen or derived."""

    voice: str
    filing_for: str
    where: str
    held: bool
    hold: str
    past_release: str  # "yes", "no", or "unknown"
    notice_only: bool
    stays: tuple[Stay, ...]  # the places of custody in order, the present one last
    first_date: Partial | None  # the first date that was said, partial
    started_by: str
    dangers: tuple[str, ...]
    coming: tuple[ComingDate, ...]
    problems: tuple[str, ...]
    codes: tuple[str, ...]
    minor: bool
    says_citizen_or_resident: bool
    state: str
    speaks: str
    reads: str
    contact_methods: tuple[str, ...]
    may_message: bool
    has_lawyer: str
    open_case: str
    detainer_forms: tuple[str, ...]  # which papers about the hold were named
    officers: tuple[str, ...]  # who they work for
    costs: tuple[str, ...]
    wants: tuple[str, ...]
    consent_keep: str
    consent_send: str
    consent_count: str
    as_of: date  # the day on which these facts hold, by the clock of the place
    began_on: Partial | None  # the day of the events, as said
    detainer_on: Partial | None  # the day of the first hold, as said
    matched_on: tuple[str, ...]
    reported_to: tuple[str, ...]  # who was told before
    turns_18_on: date | None
    lacks_care: bool  # no doctor or medicine was given
    happened_before: str  # an earlier incident, in their words
    whose_record: str = ""  # what was said of the record: of another, mixed, old, or wrong
    for_letters: LetterFacts = LetterFacts()  # what was asked with a letter

    @property
    def current(self) -> Stay | None:
        """The stay that is, or the last one that was."""
        return self.stays[-1] if self.stays else None

    @property
    def hold_stay(self) -> Stay:
        """The stay that a hold belongs to: the last one in a jail, or else the last of all.

        Its release, its state and its clock are what the 48 hours and most deadlines rest on.
        """
        return hold_stay(self.stays) or Stay()

    @property
    def release_due_at(self) -> Partial | None:
        """Partial, as said: `earliest` and `latest` give the days."""
        return self.hold_stay.release_due_at

    @property
    def released_at(self) -> Partial | None:
        return self.hold_stay.released_at

    @property
    def says_held_past_release(self) -> str:
        return self.hold_stay.kept

    @property
    def timezone(self) -> str:
        return self.hold_stay.zone

    @property
    def jail_state(self) -> str:
        """The state of the jail when release was due: its clock counts."""
        return self.hold_stay.state or self.state

    @property
    def custody_ended_at(self) -> Partial | None:
        """When the last custody of all ended, as far as it was said."""
        return self.current.released_at if self.current else None

    @property
    def ice_since(self) -> Partial | None:
        """When the last detention by ICE began: as said, or when a jail gave the person to ICE."""
        for place in range(len(self.stays) - 1, -1, -1):
            stay, before = self.stays[place], self.stays[place - 1] if place else None
            if stay.kind == "ice":
                handed_over = before.released_at if before and before.ended == "ice" else None
                return stay.came_in or handed_over
        return None

    def with_stay(self, **changes: Any) -> "Facts":
        """Return these facts with other ones about the stay that a hold belongs to."""
        changed = replace(self.hold_stay, **changes)
        if not self.stays:
            return replace(self, stays=(changed,))
        stays = tuple(changed if stay is self.hold_stay else stay for stay in self.stays)
        return replace(self, stays=stays)

    @property
    def coming_days(self) -> tuple[tuple[str, date, date], ...]:
        """(kind, first day, last day) of each date to come, the first to come first.

        A year alone is no day. The day of release is asked about on a page of its own.
        """
        found = []
        for coming in self.coming:
            first, day_after = earliest(coming.when), latest(coming.when)
            has_month = bool(coming.when and coming.when.get("m"))
            if coming.kind != "release" and has_month and first and day_after:
                found.append((coming.kind, first, date.fromordinal(day_after.toordinal() - 1)))
        return tuple(sorted(found, key=lambda day: day[1:]))

    @property
    def in_jail(self) -> bool:
        """In a jail or prison. Custody by ICE itself is none."""
        return self.held and self.where in JAILS

    @property
    def held_past_release(self) -> bool:
        """Still in jail after the day to go free; a day that is not known counts as past."""
        return self.in_jail and self.past_release != "no"

    @property
    def days_kept(self) -> tuple[int, int] | None:
        """The least and the most of days from the day to go free to the day they were released."""
        return days_between(self.release_due_at, self.released_at)

    @property
    def days_past_release(self) -> int | None:
        """The same where both days are known, else None."""
        least, most = self.days_kept or (0, 1)
        return least if least == most else None


def compute_facts(answers: AnswerMap, today: date) -> Facts:
    """Return the facts of the counted answers, as of `today`; the place's own today counts."""
    today = today_there(answers, today)
    chosen = dangers(answers)
    minor = "under_18" in chosen or _is_minor(answers, today)
    coming = _coming(answers)
    stays = stays_of(answers, _release_due_at(answers, coming))
    return Facts(
        voice=THEM if for_someone_else(answers) else ME,
        filing_for=answer(answers, "filer", "filing_for"),
        where=answer(answers, "custody", "where"),
        held=held_now(answers),
        hold=answer(answers, "hold", "ice_asked"),
        past_release=_past_release(answers, coming, today),
        notice_only=_notice_only(answers),
        stays=stays,
        first_date=_first_date(answers),
        started_by=answer(answers, "start", "how"),
        dangers=tuple(sorted(chosen)),
        coming=coming,
        problems=tuple(sorted(answer(answers, "problem", "went_wrong", ()))),
        codes=tuple(sorted(_codes(answers, stays, minor, today))),
        minor=minor,
        says_citizen_or_resident=bool(
            CITIZEN_OR_RESIDENT & set(answer(answers, "why-wrong", "reasons", ()))
        ),
        state=answer(answers, "when-where", "state"),
        speaks=answer(answers, "language", "speaks"),
        reads=answer(answers, "language", "reads") or answer(answers, "language", "speaks"),
        contact_methods=tuple(answer(answers, "reach", "ways", ())),
        may_message=answer(answers, "reach", "voicemail") == "yes",
        has_lawyer=answer(answers, "lawyer", "has_lawyer"),
        open_case=answer(answers, "lawyer", "open_case"),
        detainer_forms=_entries(answers, "detainers", "paper"),
        officers=_entries(answers, "officers", "agency"),
        costs=_chosen_codes(answers, "harm", "cost"),
        wants=_chosen_codes(answers, "wants", "wants"),
        consent_keep=answer(answers, "sharing", "keep"),
        consent_send=answer(answers, "sharing", "send"),
        consent_count=answer(answers, "sharing", "count"),
        as_of=today,
        began_on=answer(answers, "when-where", "when", None),
        detainer_on=_earliest_of(
            entry.get("placed_on") for entry in answers.get("detainers") or []
        ),
        matched_on=_chosen_codes(answers, "match", "matched_on"),
        reported_to=_chosen_codes(answers, "told", "told"),
        turns_18_on=_turns_18_on(answers) if minor else None,
        lacks_care="no_care" in answer(answers, "treatment", "treated", ()),
        happened_before=answer(answers, "match", "happened_before"),
        whose_record=answer(answers, "match", "whose_record"),
        for_letters=letter_facts(answers),
    )


def _turns_18_on(answers: AnswerMap) -> date | None:
    """Return the 18th birthday where the date of birth is known; None otherwise."""
    stated = answer(answers, "born", "birth_date", None)
    born = earliest(stated)
    if born is None or not is_complete(stated):
        return None
    year = born.year + 18
    # Who was born on February 29 is 18 on March 1.
    leap = (born.month, born.day) == (2, 29) and year % 4
    return date(year, 3, 1) if leap else born.replace(year=year)


def _is_minor(answers: AnswerMap, today: date) -> bool:
    """Under 18 for certain: even the earliest possible birthday is less than 18 years ago."""
    born = earliest(answer(answers, "born", "birth_date", None))
    return (
        born is not None
        and (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < 18
    )


def _coming(answers: AnswerMap) -> tuple[ComingDate, ...]:
    entries = answers.get("coming") or []
    return tuple(
        ComingDate(entry.get("what") or "", entry.get("when"), entry.get("place") or "")
        for entry in entries
    )


def _release_due_at(answers: AnswerMap, coming: tuple[ComingDate, ...]) -> Partial | None:
    """Return when release was or is due: as asked about that day, or as a date to come."""
    stated: Partial | None = answer(answers, "held-over", "due_out", None)
    ahead = [date.when for date in coming if date.kind == "release" and earliest(date.when)]
    return stated or (min(ahead, key=lambda when: earliest(when) or date.max) if ahead else None)


def _past_release(answers: AnswerMap, coming: tuple[ComingDate, ...], today: date) -> str:
    """Return "no" also where the day to go free is known, and still to come.

    Whoever is still in jail when that day has come is perhaps kept, whatever was said before it.
    """
    stated, first = (
        answer(answers, "held-over", "kept"),
        earliest(_release_due_at(answers, coming)),
    )
    if first is not None and first > today:
        return "no"
    if stated in ("yes", "unsure"):
        return "yes" if stated == "yes" else "unknown"
    return "unknown" if first is not None and in_jail(answers) else "no"


def _notice_only(answers: AnswerMap) -> bool:
    """Every paper told of only asks for notice of release."""
    return {entry.get("paper") for entry in answers.get("detainers") or []} == {"i247g"}


def _entries(answers: AnswerMap, step: str, name: str) -> tuple[str, ...]:
    """Return the different answers to one question of a page that repeats."""
    given = {entry.get(name) for entry in answers.get(step) or []} - {None, ""}
    return tuple(sorted(given))


def _chosen_codes(answers: AnswerMap, step: str, name: str) -> tuple[str, ...]:
    """Return the chosen codes of a question without those that say nothing."""
    return tuple(sorted(set(answer(answers, step, name, ())) - {"none", "not_say", "not_sure"}))


def _first_date(answers: AnswerMap) -> Partial | None:
    """Return the earliest known date of the events, as said, or None."""
    return _earliest_of(
        (
            answer(answers, "when-where", "when", None),
            *(entry.get("placed_on") for entry in answers.get("detainers") or []),
            answer(answers, "held-over", "due_out", None),
        )
    )


def _earliest_of(dates: Iterable[Partial | None]) -> Partial | None:
    known = [(day, said) for said in dates if (day := earliest(said))]
    return min(known, key=lambda one: one[0])[1] if known else None


def _codes(answers: AnswerMap, stays: tuple[Stay, ...], minor: bool, today: date) -> set[str]:
    codes = set(answer(answers, "why-wrong", "reasons", ())) - {"not_say"}
    # What was said before the day of release is not true before it.
    kept_in = [
        stay
        for stay in stays
        if stay.kept == "yes" and (earliest(stay.release_due_at) or today) <= today
    ]
    held_past_release = bool(kept_in)
    still_held_past_release = in_jail(answers) and stays[-1] in kept_in
    treated = set(answer(answers, "treatment", "treated", ()))
    problems = set(answer(answers, "problem", "went_wrong", ()))
    hold = answer(answers, "hold", "ice_asked")
    derived = {
        # A hold that nobody is sure of counts as one; a paper that only asks for notice is none.
        "held_past_48": hold in ("yes", "unsure")
        and not _notice_only(answers)
        and any(not _same_day_transfer(answers, stay) for stay in kept_in),
        "notice_only_but_held": held_past_release and _notice_only(answers),
        "no_copy_served": answer(answers, "hold-copy", "copy_given") == "no",
        "no_detainer_shown": "held_longer" in problems and hold == "no",
        # Of somebody who is out, the hold is always gone.
        "held_after_withdrawn": still_held_past_release
        and any(entry.get("still_there") == "no" for entry in answers.get("detainers") or []),
        "profiling": "profiling" in problems,
        "conditions_or_abuse": "conditions_or_abuse" in problems
        or bool(treated & {"hurt", "no_care"}),
        "coerced_statement": "signed_unread" in treated,
        "language_denied": "no_interpreter" in treated,
        "family_separation": "children" in treated,
        "no_basis_given": "no_reason" in treated,
        "minor": minor,
    }
    return codes | {code for code, applies in derived.items() if applies}


def _same_day_transfer(answers: AnswerMap, stay: Stay) -> bool:
    """Handed to ICE on the day on which release was due: the jail held nobody for days."""
    to_ice = stay.ended == "ice" or (
        not stay.ended and answer(answers, "custody", "where") == "ice"
    )
    kept = stay.days_kept
    return to_ice and kept is not None and kept[1] == 0


def warnings(answers: AnswerMap, today: date) -> list[tuple[str, str]]:
    """Return (step key, sentence) for what looks odd. They are hints, never errors."""
    known = compute_facts(answers, today)
    today = today_there(answers, today)
    born = earliest(answer(answers, "born", "birth_date", None))
    released = latest(answer(answers, "held-over", "went_out", None))
    began = earliest(answer(answers, "when-where", "when", None))
    reasons = set(answer(answers, "why-wrong", "reasons", ()))
    checks = [
        (
            "custody",
            known.held and not answer(answers, "custody", "facility"),
            _("You have not said which jail. You can still go on."),
        ),
        (
            "born",
            born is not None and (born > today or today.year - born.year > 120),
            _("Check the date of birth. It may have a typo."),
        ),
        (
            "held-over",
            released is not None and began is not None and released <= began,
            _("The release date is before the arrest. Check both dates.")
            if known.voice == THEM
            else _("Your release date is before the arrest. Check both dates."),
        ),
        (
            "why-wrong",
            "us_citizen" in reasons and "permanent_resident" in reasons,
            _("You chose US citizen and green card. Choose only what is true today."),
        ),
        (
            "lawyer",
            known.open_case == "yes" and known.has_lawyer != "no",
            _("There is a case in court. The lawyer should read this before it is sent."),
        ),
        (
            "lawyer",
            known.open_case == "yes" and known.has_lawyer == "no",
            _("There is a case in court. Look for a lawyer before this is sent."),
        ),
        (
            "reach",
            known.contact_methods == ("none",),
            _("We cannot contact you. Keep your code, and come back to check."),
        ),
    ]
    return [(key, sentence) for key, applies, sentence in checks if applies]
