from typing import Any

from django.utils.translation import gettext_lazy as _

from renaksi.importing.apply import import_commitments
from renaksi.management.import_command import ImportCommand


class Command(ImportCommand):
    help = _("Impor komitmen dari berkas terkurasi (kolom: renaksi/seed_data/commitments.csv)")  # type: ignore[assignment]  # Django prints it as text

    def handle(self, *args: Any, **options: Any) -> None:
        self.run_import(options, import_commitments)
