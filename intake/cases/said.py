"""What was said, read again: as submitted, and as it counts now."""

from intake.vault import crypto


def complaint_of(case, key):
    """Return {"answers", "transcript"} of a case as submitted. Raise crypto.CannotOpen."""
    return {
        column: crypto.unseal_json(
            key,
            getattr(case.complaint, column),
            crypto.context("complaint", column, case.owner),
        )
        for column in ("answers", "transcript")
    }


def answers_after(case, key, supplement):
    """Return the answers of the last `supplement`, or of the complaint where that is None."""
    table, row = ("supplement", supplement) if supplement else ("complaint", case.complaint)
    return crypto.unseal_json(key, row.answers, crypto.context(table, "answers", case.owner))


def latest_answers(case, key):
    """Return the answers that count now: those of the last supplement, else of the complaint."""
    return answers_after(case, key, case.supplements.order_by("pk").last())
