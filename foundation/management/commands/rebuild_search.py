from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from foundation.search.index import renew_all


class Command(BaseCommand):
    help = (
        "Compares the index of the search with every record and writes what differs; runs again without harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Indeks pencarian diperbarui: %(count)s baris.") % {"count": renew_all()})
