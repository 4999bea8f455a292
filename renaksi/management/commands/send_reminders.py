from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from renaksi.notifications.at_once import mail_returns
from renaksi.notifications.digests import send_digests
from renaksi.notifications.letters import Letter
from renaksi.notifications.reminders import write_reminders
from renaksi.queries.awaited import awaited

MORNING = time(6)


class Command(BaseCommand):
    help = "Write the day's reminders and one digest for each person into the outbox. Run it every morning."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at", type=read_day, metavar="DATE", help="as if it were 6 o'clock of that day: 2026-10-09"
        )
        parser.add_argument("--dry-run", action="store_true", help="show who would get what, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        at = six_o_clock(options["at"]) if options["at"] else timezone.now()
        if not options["dry_run"]:
            self.stdout.write(_("%(count)d surel ditulis") % {"count": len(_run(at))})
            return
        with transaction.atomic():
            letters = _run(at)
            transaction.set_rollback(True)
        self._show(letters)

    def _show(self, letters: Sequence[Letter]) -> None:
        for letter in letters:
            self.stdout.write(f"{letter.recipient}\t{letter.subject}")
            for line in letter.lines:
                self.stdout.write(f"\t- {line}")
        self.stdout.write(_("%(count)d surel; tidak ada yang ditulis") % {"count": len(letters)})


def _run(at: datetime) -> list[Letter]:
    owed = awaited(timezone.localdate(at))
    write_reminders(owed, at)
    return [*mail_returns(at), *send_digests(owed, at)]


def six_o_clock(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def read_day(text: str) -> date:
    """Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("tanggal ditulis seperti 2026-10-09")) from error
