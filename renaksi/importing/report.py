"""What an import tells the person at the keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from renaksi.actions.imports import RecordChange
from renaksi.enums import Indicator
from renaksi.importing.notes import Note, RowNotes

LONGEST_TEXT = 120


@dataclass
class ImportReport:
    """Every row is created, changed, unchanged or refused; warnings are counted apart."""

    created: list[tuple[int, RecordChange]] = field(default_factory=list)
    changed: list[tuple[int, RecordChange]] = field(default_factory=list)
    unchanged: int = 0
    refused: int = 0
    refusals: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)

    def add(self, notes: RowNotes, change: RecordChange | None) -> None:
        self.warnings += notes.warnings
        if change is None:
            self.refused += 1
            self.refusals += notes.refusals
        elif change.is_new:
            self.created.append((notes.row.number, change))
        elif change.does_something:
            self.changed.append((notes.row.number, change))
        else:
            self.unchanged += 1

    @property
    def changes(self) -> list[RecordChange]:
        return [change for _row, change in (*self.created, *self.changed)]

    def summary(self) -> str:
        """The last line of every import; its form is fixed, for programs that read it."""
        return (
            f"created={len(self.created)} changed={len(self.changed)} unchanged={self.unchanged} "
            f"refused={self.refused} warnings={len(self.warnings)}"
        )

    def lines(self, *, is_dry_run: bool) -> Iterator[str]:
        creates = _("akan dibuat") if is_dry_run else _("dibuat")
        changes = _("akan diubah") if is_dry_run else _("diubah")
        for row, change in self.created:
            yield f"{creates}: {_place(row, change)}"
        for row, change in self.changed:
            yield f"{changes}: {_place(row, change)}"
            yield from (f"    {line}" for line in _changed_lines(change))
        for note in self.refusals:
            yield _("ditolak: %(note)s") % {"note": note}
        for note in self.warnings:
            yield _("peringatan: %(note)s") % {"note": note}


def _place(row: int, change: RecordChange) -> str:
    new_title = next((field.new for field in change.fields if field.field == "title"), "")
    title = _short(str(change.record) or new_title)
    plan = change.commitment.plan
    return _("baris %(row)s, %(plan)s: %(title)s") % {"row": row, "plan": plan, "title": title}


def _changed_lines(change: RecordChange) -> Iterator[str]:
    for one in change.fields:
        yield f"{one.field}: “{_short(one.old)}” → “{_short(one.new)}”"
    for partner in change.partners:
        yield f"institutions: + {partner}"
    for area in change.policy_areas:
        yield f"policy_areas: + {area}"
    for rating in change.ratings:
        indicator = Indicator(rating.assessment.indicator).label
        yield f"{rating.assessment.get_source_display()}, {indicator}: “{rating.old}” → “{rating.new}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
