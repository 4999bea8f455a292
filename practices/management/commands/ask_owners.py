from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.actions.life import ask_owners
from renaksi.management.commands.send_reminders import read_day, six_o_clock


class Command(BaseCommand):
    help = "Mail the owner of each practice whose word is a year old the one link that asks. Run it every morning."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at", type=read_day, metavar="DATE", help="as if it were 6 o'clock of that day: 2027-10-09"
        )
        parser.add_argument("--dry-run", action="store_true", help="show who would be asked, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        at = six_o_clock(options["at"]) if options["at"] else timezone.now()
        with transaction.atomic():
            checks = ask_owners(at=at)
            transaction.set_rollback(options["dry_run"])
        for check in checks:
            self.stdout.write(f"{check.page.contact_email}\t{check.page.title}")
        told = (
            _("%(count)d pemilik akan ditanya; tidak ada yang ditulis")
            if options["dry_run"]
            else _("%(count)d pemilik ditanya")
        )
        self.stdout.write(told % {"count": len(checks)})
