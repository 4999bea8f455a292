from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from renaksi.actions.standings import refresh_standings
from renaksi.models import Commitment
from renaksi.queries.standings import stray_standings, waiting_ids


class Command(BaseCommand):
    help = (
        "Compare what lists show of each commitment with what the figures say, and fail if they differ. "
        "With --rebuild everything is computed again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="compute every standing again")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["rebuild"]:
            everything = [*Commitment.objects.values_list("pk", flat=True), *waiting_ids(on=today)]
            self.stdout.write(
                _("%(count)d komitmen dihitung ulang") % {"count": refresh_standings(everything, on=today)}
            )
        stray = list(stray_standings(on=today))
        for pk, differing in stray:
            told = "; ".join(f"{name}: {row!r} ≠ {right!r}" for name, (row, right) in differing.items())
            self.stdout.write(f"{pk}\t{told}")
        if stray:
            raise CommandError(_("%(count)d baris berbeda dari angka sebenarnya") % {"count": len(stray)})
        self.stdout.write(
            _("Semua baris benar; %(count)d menunggu dihitung ulang") % {"count": len(waiting_ids(on=today))}
        )
