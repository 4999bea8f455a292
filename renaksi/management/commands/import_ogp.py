from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renaksi.importing.apply import ALL_COUNTRIES, ImportRun, import_ogp
from renaksi.importing.report import ImportReport
from renaksi.management.import_command import ImportCommand


class Command(ImportCommand):
    help = _("Impor kumpulan data komitmen OGP: mengisi yang kosong dan menulis penilaian independen")  # type: ignore[assignment]  # Django prints it as text

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--country",
            default=settings.SITE_COUNTRY,
            metavar=f"{settings.SITE_COUNTRY}|{ALL_COUNTRIES}",
            help=gettext("kode negara di kolom Code, atau all untuk semua negara"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        def import_file(path: Path, run: ImportRun) -> ImportReport:
            return import_ogp(path, options["country"], run)

        self.run_import(options, import_file)
