"""One import from file to database: read, check, compare and, unless it is a dry run, apply."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from institutions.actions import load_regions
from renaksi.actions.imports import RecordChange, apply_import
from renaksi.importing import commitments, milestones, ogp
from renaksi.importing.diff import CommitmentDiff, MilestoneDiff
from renaksi.importing.field_diff import Policy
from renaksi.importing.notes import RowNotes
from renaksi.importing.report import ImportReport
from renaksi.importing.workbook import Row, UnreadableFile, read_rows

ALL_COUNTRIES = "all"
ROWS_PER_PROGRESS = 500

Progress = Callable[[int, int], None]
RowReader = Callable[[Row], tuple[RowNotes, RecordChange | None]]


@dataclass(frozen=True)
class ImportRun:
    """How an import runs; `progress` is told rows done and rows in all, `by` is None for the operator."""

    is_dry_run: bool
    reason: str
    progress: Progress
    by: User | None = None


def import_commitments(path: Path, run: ImportRun) -> ImportReport:
    """Raises UnreadableFile."""
    rows = read_rows(path, commitments.COLUMNS)
    with transaction.atomic():
        diff = _commitment_diff(commitments.SOURCE, {settings.SITE_COUNTRY}, run, overwrites=True)

        def compare(row: Row) -> tuple[RowNotes, RecordChange | None]:
            read = commitments.read_commitment(row, settings.SITE_COUNTRY)
            return read.notes, diff.compare(read)

        return _finish(rows, compare, diff, run)


def import_ogp(path: Path, country: str, run: ImportRun) -> ImportReport:
    """Rows of one country, or of every country ("all"). Raises UnreadableFile."""
    rows = _of_country(read_rows(path, ogp.COLUMNS), country)
    with transaction.atomic():
        diff = _commitment_diff(ogp.SOURCE, {ogp.country_of(row) for row in rows}, run, overwrites=False)

        def compare(row: Row) -> tuple[RowNotes, RecordChange | None]:
            read = ogp.read_ogp_commitment(row)
            return read.notes, diff.compare(read)

        return _finish(rows, compare, diff, run)


def import_milestones(path: Path, run: ImportRun) -> ImportReport:
    """Raises UnreadableFile."""
    rows = read_rows(path, milestones.COLUMNS)
    with transaction.atomic():
        diff = MilestoneDiff(Policy(milestones.SOURCE, overwrites=True, reason=run.reason))

        def compare(row: Row) -> tuple[RowNotes, RecordChange | None]:
            read = milestones.read_milestone(row)
            return read.notes, diff.compare(read)

        return _finish(rows, compare, None, run)


def _commitment_diff(
    source: str, countries: Iterable[str], run: ImportRun, *, overwrites: bool
) -> CommitmentDiff:
    load_regions()
    policy = Policy(source, overwrites=overwrites, reason=run.reason)
    return CommitmentDiff(policy, countries, current_year=timezone.localdate().year)


def _of_country(rows: list[Row], country: str) -> list[Row]:
    if country.casefold() == ALL_COUNTRIES:
        return rows
    found = [row for row in rows if ogp.country_of(row) == country.upper()]
    if not found:
        others = ", ".join(sorted({ogp.country_of(row) for row in rows}))
        text = _("Berkas ini tidak memuat baris untuk negara %(country)s; yang ada: %(others)s.")
        raise UnreadableFile(text % {"country": country, "others": others})
    return found


def _finish(
    rows: Sequence[Row], compare: RowReader, diff: CommitmentDiff | None, run: ImportRun
) -> ImportReport:
    report = ImportReport()
    for done, row in enumerate(rows, start=1):
        report.add(*(_too_wide(row) or compare(row)))
        if done % ROWS_PER_PROGRESS == 0 or done == len(rows):
            run.progress(done, len(rows))
    if run.is_dry_run:
        transaction.set_rollback(True)
    else:
        apply_import(
            changes=report.changes, by=run.by, reason=run.reason, spellings=diff.spellings if diff else ()
        )
    return report


def _too_wide(row: Row) -> tuple[RowNotes, None] | None:
    """A row with more cells than the header was torn by a stray separator: its values stand in wrong columns."""
    if not row.surplus:
        return None
    notes = RowNotes(row)
    notes.refuse("", _("isi baris lebih banyak daripada kolom tajuk; periksa tanda kutip dan pemisah"))
    return notes, None
