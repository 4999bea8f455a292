from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.actions.links import links_due, queue_visits, visit_link
from evidence.enums import LinkState
from evidence.models import LinkVisit


class Command(BaseCommand):
    help = "Queue visits of linked sources that are due. The sweeper does the same; needs VISIT_LINKS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="list what is due, visit nothing")
        how.add_argument("--now", action="store_true", help="visit all that is due here, one after the other")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._list()
            return
        if not settings.VISIT_LINKS:
            raise CommandError(_("Kunjungan tautan tidak dinyalakan. Atur VISIT_LINKS=true, lalu ulangi."))
        if options["now"]:
            self._visit()
        else:
            self.stdout.write(_("%(count)d kunjungan diantrekan") % {"count": queue_visits(timezone.now())})

    def _list(self) -> None:
        due = list(links_due(timezone.now()))
        for evidence in due:
            self.stdout.write(f"{evidence.public_id}  {evidence.url}")
        self.stdout.write(_("%(count)d tautan menunggu kunjungan") % {"count": len(due)})

    def _visit(self) -> None:
        for evidence in list(links_due(timezone.now())):
            visit = visit_link(pk=evidence.pk, now=timezone.now())
            self.stdout.write(f"{evidence.public_id}  {_result(visit)}")


def _result(visit: LinkVisit | None) -> str:
    if visit is None:
        return _("tidak selesai, dicoba lagi nanti")
    return f"{LinkState(visit.state).label} {visit.problem}".strip()
