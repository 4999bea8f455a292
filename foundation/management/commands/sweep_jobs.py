from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.jobs.sweeps import SweepResult, run_sweeps


class Command(BaseCommand):
    help = "Take up what dead workers or a lost queue left behind. Run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for result in run_sweeps(timezone.now()):
            self.stdout.write(_line(result))
            if result.handled is None:
                failed.append(result.name)
        if failed:
            raise CommandError(_("Penyapuan gagal: %(names)s. Lihat log.") % {"names": ", ".join(failed)})


def _line(result: SweepResult) -> str:
    if result.handled is None:
        return _("%(name)s: gagal") % {"name": result.name}
    return _("%(name)s: %(count)d ditangani") % {"name": result.name, "count": result.handled}
