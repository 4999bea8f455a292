"""Builds one report at once and says where its files are."""

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

from reports.actions.building import build_report
from reports.actions.requesting import ReportRefused, request_report
from reports.document.payload import short_fingerprint
from reports.enums import BuildState, ReportKind, ReportLanguage
from reports.models import ReportBuild
from reports.queries.finding import NothingFound, find_subject
from reports.storage import path_of
from reports.views.files import speaking_name

_CHOICES = ("kind", "plan", "period", "region", "institution", "commitment", "language")


class Command(BaseCommand):
    help = gettext_lazy("Susun sebuah laporan dengan semua berkasnya, siap diperiksa dan diterbitkan")  # type: ignore[assignment]  # Django prints it as text

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kind", default=ReportKind.STANDING.value, choices=ReportKind.values, help=_("jenis laporan")
        )
        parser.add_argument("--plan", required=True, metavar="SLUG", help=_("alamat rencana aksi"))
        parser.add_argument(
            "--period", default="", metavar="B09-2026", help=_("keadaan pada akhir periode itu")
        )
        parser.add_argument("--region", default="", metavar="KODE", help=_("hanya komitmen daerah ini"))
        parser.add_argument(
            "--institution", default="", metavar="SLUG", help=_("hanya komitmen instansi ini")
        )
        parser.add_argument("--commitment", default="", metavar="SLUG", help=_("hanya komitmen ini"))
        parser.add_argument(
            "--language",
            default=ReportLanguage.INDONESIAN.value,
            choices=ReportLanguage.values,
            help=_("bahasa laporan"),
        )
        parser.add_argument(
            "--reason", default="", metavar="TEKS", help=_("alasan bila versi sebelumnya sudah terbit")
        )
        parser.add_argument(
            "--output", type=Path, metavar="FOLDER", help=_("salin semua berkas ke folder ini")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path | None = options["output"]
        if output and not output.is_dir():
            raise CommandError(
                _("Folder %(folder)s tidak ada: buat dahulu, atau pilih yang lain.") % {"folder": output}
            )
        started = time.monotonic()
        build = self._build(options)
        for file in build.files.select_related("build__report").order_by("pk"):
            path = path_of(file.name)
            if output:
                path = _copied(path, output / speaking_name(file))
            self.stdout.write(f"{path}  sha256 {file.sha256}")
        self.stdout.write(
            _("%(pages)s halaman, sidik %(fingerprint)s, %(seconds)s detik")
            % {
                "pages": build.pages,
                "fingerprint": short_fingerprint(build.payload_sha256),
                "seconds": f"{time.monotonic() - started:.1f}",
            }
        )

    def _build(self, options: dict[str, Any]) -> ReportBuild:
        try:
            subject = find_subject(**{name: options[name] for name in _CHOICES})
            requested = request_report(subject=subject, by=None, reason=options["reason"])
        except (NothingFound, ReportRefused) as error:
            raise CommandError(str(error)) from None
        built = build_report(build=requested, now=timezone.now(), tell=self._show_progress)
        if built is None:
            raise CommandError(
                _("Laporan yang sama sedang disusun pekerja lain: tunggu sampai selesai, lalu coba lagi.")
            )
        if built.state != BuildState.READY:
            raise CommandError(built.last_error or _("Laporan ini dibatalkan."))
        return built

    def _show_progress(self, step: str, done: int, of: int) -> None:
        """On the error stream, so that the outcome can be read by a script."""
        self.stderr.write(f"{step} {done}/{of}" if of else f"{step} …", lambda text: text)


def _copied(source: Path, target: Path) -> Path:
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
    return target
