"""The law of one state on holds, as every page shows it: one box, from the row that counts now."""

from dataclasses import dataclass
from datetime import date

from intake.citations.base import Statement
from intake.citations.footnotes import Footnotes, NumberedClaim
from intake.citations.state_law import FORBIDS, NEW_ARREST
from intake.web.text import StrOrPromise

from .check_list import state_checked_on
from .state_law_status import NO_CHECKED_LINE, STATE_NAMES, StateLine, line_of


@dataclass(frozen=True)
class StatePanel:
    """What a page says of one state. `line` is None where nobody has checked its law."""

    state: StrOrPromise
    line: StateLine | None
    says: list[NumberedClaim]
    checked_on: date | None

    @property
    def no_line(self) -> StrOrPromise:
        return NO_CHECKED_LINE


def state_panel(code: str, footnotes: Footnotes) -> StatePanel | None:
    """Return the box of a state, its sources at the foot; None where no state is known.

    Where the law does not forbid holds, it says first what no state law changes.
    """
    if code not in STATE_NAMES:
        return None
    line = line_of(code)
    always: tuple[Statement, ...] = (
        () if line is not None and line.effect == FORBIDS else (NEW_ARREST,)
    )
    says = (*always, *(line.says if line else ()))
    cited = [footnotes.cite(item) for item in says]
    return StatePanel(STATE_NAMES[code], line, cited, state_checked_on(code))
