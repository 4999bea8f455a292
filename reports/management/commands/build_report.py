"""Builds one progress report at once and says where it is."""

import os
import shutil
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions import ReportRefused, build_report, request_report
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.queries import NothingFound, find_scope
from reports.storage import path_of


class Command(BaseCommand):
    help = gettext_lazy("Susun laporan kemajuan sebuah rencana aksi sebagai PDF")  # type: ignore[assignment]  # Django prints it as text

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, metavar="SLUG", help=_("alamat rencana aksi"))
        parser.add_argument(
            "--period", default="", metavar="B09-2026", help=_("keadaan pada akhir periode itu")
        )
        parser.add_argument("--region", default="", metavar="KODE", help=_("hanya komitmen daerah ini"))
        parser.add_argument(
            "--institution", default="", metavar="SLUG", help=_("hanya komitmen instansi ini")
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help=_("salin PDF ke berkas ini"))

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path | None = options["output"]
        if output and not output.resolve().parent.is_dir():
            raise CommandError(
                _("Folder %(folder)s tidak ada: buat dahulu, atau pilih yang lain.")
                % {"folder": output.resolve().parent}
            )
        started = time.monotonic()
        build = self._build(options)
        path = path_of(build.file_name)
        if output:
            _copy_private(path, output)
        self.stdout.write(
            _("%(path)s\n%(pages)s halaman\nsha256 %(sha256)s\n%(seconds)s detik")
            % {
                "path": output or path,
                "pages": build.pages,
                "sha256": build.sha256,
                "seconds": f"{time.monotonic() - started:.1f}",
            }
        )

    def _build(self, options: dict[str, Any]) -> ReportBuild:
        try:
            scope = find_scope(
                plan=options["plan"],
                period=options["period"],
                region=options["region"],
                institution=options["institution"],
            )
            requested = request_report(
                plan=scope.plan,
                period=scope.period,
                region=scope.region,
                institution=scope.institution,
                by=None,
            )
        except (NothingFound, ReportRefused) as error:
            raise CommandError(str(error)) from None
        built = build_report(build=requested, now=timezone.now(), progress=self._show_progress)
        if built is None:
            raise CommandError(
                _("Laporan yang sama sedang disusun pekerja lain: tunggu sampai selesai, lalu coba lagi.")
            )
        if built.state != BuildState.READY:
            raise CommandError(built.last_error)
        return built

    def _show_progress(self, step: str) -> None:
        """On the error stream, so that the outcome can be read by a script."""
        self.stderr.write(f"{step} …", lambda text: text)


def _copy_private(source: Path, target: Path) -> None:
    """Readable by whoever asked for it, like the stored file."""
    try:
        with (
            os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as copy,
            source.open("rb") as file,
        ):
            shutil.copyfileobj(file, copy)
    except OSError as error:
        raise CommandError(
            _("%(file)s tidak dapat ditulis: %(error)s.") % {"file": target, "error": error.strerror}
        ) from None
