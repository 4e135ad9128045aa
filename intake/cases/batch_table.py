"""A table of clients, as CSV: its columns, and how a row becomes the answers of a complaint."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from intake.flow.base import StepForm
from intake.flow.choice_fields import Choices
from intake.flow.complaint import BATCH
from intake.flow.date_fields import PartialDate, PartialMoment
from intake.flow.questions import choices_of
from intake.flow.steps import THEM

MOST_ROWS = 50
MOST_CHARACTERS = 200_000

YEAR = re.compile(r"\d{4}")
DAY_AND_HOUR = re.compile(r"(?P<day>.*\d{4}|\d{4}-\d{2}-\d{2})[ T,]+(?P<hour>\d{1,2}:\d\d.*)")
SEPARATORS = ",;\t"


class Column(NamedTuple):
    """A column of the table: the page of the form, and its questions that it may answer."""

    name: str
    page: str
    questions: tuple[str, ...]


COLUMNS = (
    Column("given_names", "person", ("given_names",)),
    Column("last_names", "person", ("family_names",)),
    Column("other_names", "person", ("other_names",)),
    Column("birth_date", "born", ("birth_date",)),
    Column("where", "custody", ("where",)),
    Column("facility", "custody", ("facility",)),
    Column("booking_number", "custody", ("booking_number",)),
    Column("danger", "danger", ("happening", "happening_free", "happening_abroad")),
    Column("problem", "problem", ("went_wrong",)),
    Column("date", "when-where", ("when",)),
    Column("city", "when-where", ("city",)),
    Column("state", "when-where", ("state",)),
    Column("arrested_by", "when-where", ("agency",)),
    Column("hold", "hold", ("ice_asked",)),
    Column("reason", "why-wrong", ("reasons",)),
    Column("past_release", "held-over", ("kept",)),
    Column("release_date", "held-over", ("due_out",)),
    Column("jail_state", "held-over", ("jail_state",)),
    Column("time_zone", "held-over", ("zone",)),
    Column("story", "story", ("story",)),
    Column("how_known", "story", ("seen_or_told",)),
)
BY_NAME = {column.name: column for column in COLUMNS}


class NotATable(Exception):
    """The text is no table of clients; the message says why, in words for the page."""


class BadRow(Exception):
    """A row is no complaint yet: `reasons` are in words for the page."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(len(reasons))
        self.reasons = reasons


class Table(NamedTuple):
    """The names of the columns, and the rows as lists of cells, as they were typed."""

    head: list[str]
    rows: list[list[str]]
    separator: str

    def text_of(self, rows: list[list[str]]) -> str:
        """Return a table of these rows only, as CSV."""
        if not rows:
            return ""
        written = io.StringIO()
        csv.writer(written, delimiter=self.separator, lineterminator="\n").writerows(
            [self.head, *rows]
        )
        return written.getvalue()

    def cells_of(self, row: list[str]) -> dict[str, str]:
        """Return {column: text} of a row. Raises BadRow where it has more cells than columns."""
        if any(cell.strip() for cell in row[len(self.head) :]):
            raise BadRow([_("This row has more cells than the table has columns.")])
        names = (_column_name(name) for name in self.head)
        return {name: text.strip() for name, text in zip(names, row, strict=False) if name}


def read_table(text: str) -> Table:
    """Return the table in a text: CSV with commas, semicolons or tabs. Raises NotATable."""
    if len(text) > MOST_CHARACTERS:
        raise NotATable(_("This table is too long. Enter it in parts of 50 rows."))
    csv.field_size_limit(MOST_CHARACTERS)  # else a long story would be no table
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        lines = csv.reader(io.StringIO(text.strip("\r\n")), delimiter=separator, strict=True)
        head, *rows = [line for line in lines if any(cell.strip() for cell in line)]
    except csv.Error:
        raise NotATable(
            _("A quotation mark is not closed, or is inside a cell. Check them.")
        ) from None
    except ValueError:
        raise NotATable(_("Paste a table, or choose a file.")) from None
    _refuse_head([_column_name(name) for name in head])
    if not rows:
        raise NotATable(_("The table has no rows below the names of its columns."))
    if len(rows) > MOST_ROWS:
        raise NotATable(
            _("The table has %(count)s rows. Enter 50 at most at once.") % {"count": len(rows)}
        )
    return Table(head, rows, separator)


def _column_name(typed: str) -> str:
    return re.sub(r"[\s_-]+", "_", typed.strip().strip("\ufeff").casefold())


def _refuse_head(names: list[str]) -> None:
    unknown = [name for name in names if name and name not in BY_NAME]
    if unknown:
        text = _("No column is called “%(name)s”. The first line must name the columns.")
        raise NotATable(text % {"name": unknown[0][:60]})
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise NotATable(_("The column “%(name)s” is there twice.") % {"name": twice[0]})


def answers_of(cells: Mapping[str, str], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a row with the shared ones, {page: answer}. Raises BadRow."""
    answers: dict[str, Any] = {}
    reasons: list[str] = []
    for step in BATCH.steps:
        before = BATCH.prune(answers)
        if not step.is_visible(before):
            continue
        if step.slug in shared:
            answers[step.slug] = shared[step.slug]
        elif step.form is None:
            answers[step.slug] = {}
        elif step.many:
            answers[step.slug] = []
        elif step.skippable and not any(cells.get(one.name) for one in _columns_of(step.slug)):
            answers[step.slug] = {}
        elif step.is_asked(before):
            form = step.form(
                _post_data(step.form, step.slug, cells, before), answers=before, voice=THEM
            )
            reasons += _reasons(form, step.slug, cells)
            answers[step.slug] = form.answer()
    # A wrong answer hides later questions: cells without one are named in a row without faults.
    reasons = reasons or _not_used(cells, answers)
    if reasons:
        raise BadRow(reasons)
    return answers


def _columns_of(slug: str) -> list[Column]:
    return [column for column in COLUMNS if column.page == slug]


def _asked(form: StepForm, column: Column) -> str:
    """Return the question that a column answers for this person, or ""."""
    return next((name for name in column.questions if name in form.fields), "")


def _post_data(
    form_class: type[StepForm], slug: str, cells: Mapping[str, str], before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the cells of a page as a browser would send them."""
    typed: dict[str, Any] = {}
    # Some questions are there only with the answer to another one of the page.
    for column in _columns_of(slug):
        form = form_class(typed, answers=before, voice=THEM)
        name = _asked(form, column)
        if name:
            typed |= dict(_sent(name, form.fields[name], cells.get(column.name, "")))
    return typed


def _sent(name: str, field: forms.Field, text: str) -> Iterator[tuple[str, Any]]:
    if isinstance(field, PartialDate):
        day, hour = text, ""
        if isinstance(field, PartialMoment) and (found := DAY_AND_HOUR.fullmatch(text)):
            day, hour = found["day"], found["hour"]
        yield f"{name}_{'y' if YEAR.fullmatch(day) else 'm'}", day
        yield f"{name}_time", hour
    elif isinstance(field, Choices):
        given = [_code(field, one) for one in re.split(r"[;|\n]", text) if one.strip()]
        yield name, given
    else:
        yield name, _code(field, text)


def _code(field: forms.Field, text: str) -> str:
    """Return the code of a choice, given as its code or in its words."""
    for code, label in choices_of(field):
        if text.strip().casefold() in (str(code).casefold(), str(label).casefold()):
            return str(code)
    return text.strip()


def _reasons(form: StepForm, slug: str, cells: Mapping[str, str]) -> list[str]:
    by_question = {_asked(form, column): column.name for column in _columns_of(slug)}
    found = []
    for name, errors in form.errors.items():
        field, column = form.fields.get(name), by_question.get(name, "")
        choices = [str(code) for code, _label in choices_of(field) if code] if field else []
        if choices and len(choices) <= MOST_ROWS and cells.get(column):
            text = _("“%(typed)s” is not one of these: %(choices)s.")
            given = {"typed": cells[column][:60], "choices": ", ".join(choices)}
            found.append(f"{column}: {text % given}")
        else:
            found += [f"{column}: {error}" if column else str(error) for error in errors]
    return found


def _not_used(cells: Mapping[str, str], answers: Mapping[str, Any]) -> list[str]:
    """Return a reason for each cell that the form would drop: nothing typed is lost in silence."""
    text = _("%(column)s: no one is asked this with these answers. Empty the cell.")
    reasons = []
    for column in COLUMNS:
        page = answers.get(column.page) or {}
        if cells.get(column.name) and not any(page.get(name) for name in column.questions):
            reasons.append(text % {"column": column.name})
    return reasons


def choices_help() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return [(column, [(code, label)])] of the columns that take codes, for the page."""
    found = []
    for column in COLUMNS:
        form_class = BATCH.step(column.page).form
        if form_class is None:
            continue
        codes: dict[str, str] = {}
        for name in column.questions:
            fields = form_class.base_fields[name]
            for code, label in choices_of(fields):
                if code:
                    codes.setdefault(str(code), str(getattr(label, "them", label)))
        if codes:
            found.append((column.name, list(codes.items())))
    return found
