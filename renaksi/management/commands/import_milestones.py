from typing import Any

from django.utils.translation import gettext_lazy as _

from renaksi.importing.apply import import_milestones
from renaksi.management.import_command import ImportCommand


class Command(ImportCommand):
    help = _("Impor tonggak capaian dari berkas terkurasi (kolom: renaksi/seed_data/milestones.csv)")  # type: ignore[assignment]  # Django prints it as text

    def handle(self, *args: Any, **options: Any) -> None:
        self.run_import(options, import_milestones)
