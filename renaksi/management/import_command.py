"""What the import commands share: options, progress, report, exit status."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from renaksi.importing.apply import ImportRun
from renaksi.importing.report import ImportReport
from renaksi.importing.workbook import UnreadableFile


class ImportCommand(BaseCommand):
    """A subclass says what it reads. Ends with status 1 if rows were refused, unless that is allowed."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help=_("berkas CSV (UTF-8) atau XLSX"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("perlihatkan hasilnya tanpa mengubah apa pun")
        )
        parser.add_argument(
            "--reason",
            default="",
            metavar="TEXT",
            help=_("alasan mengubah komitmen yang sudah terbit"),
        )
        parser.add_argument(
            "--allow-refused",
            action="store_true",
            help=_("berakhir dengan status 0 walau ada baris ditolak"),
        )

    def run_import(
        self, options: dict[str, Any], import_file: Callable[[Path, ImportRun], ImportReport]
    ) -> None:
        run = ImportRun(is_dry_run=options["dry_run"], reason=options["reason"], progress=self._show_progress)
        self._tell(_("membaca %(file)s") % {"file": options["file"].name})
        try:
            report = import_file(options["file"], run)
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        for line in report.lines(is_dry_run=run.is_dry_run):
            self.stdout.write(line)
        self.stdout.write(report.summary())
        if report.refused and not options["allow_refused"]:
            self.stdout.flush()
            sys.exit(1)

    def _show_progress(self, done: int, total: int) -> None:
        self._tell(_("%(done)s dari %(total)s baris dibaca") % {"done": done, "total": total})

    def _tell(self, line: str) -> None:
        """On the error stream, so that the report can be saved without it."""
        self.stderr.write(line, lambda text: text)
