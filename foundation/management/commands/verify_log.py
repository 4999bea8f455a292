import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.messages import sentence_for
from foundation.audit.verification import Link, Verdict, verify_chain
from foundation.progress import Patience

_WRITTEN_DOWN = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class Command(BaseCommand):
    help = (
        "Verify the chain of the audit log. Prints its head: write it down elsewhere, and pass it as --expect "
        "another day. Ends with status 1 at the first entry that does not hold, or if entries wait for their seal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="SEQUENCE:HASH",
            help="a head that was written down: the chain must still hold it",
        )

    def handle(self, *args: Any, expect: str | None = None, **options: Any) -> None:
        patience = Patience(self.stderr, _("%(done)s catatan diperiksa"))
        verdict = verify_chain(now=timezone.now(), expected=_link(expect), progress=patience.tell)
        patience.end()
        self._tell(verdict)
        if not verdict.holds:
            raise CommandError("\n".join(_problems(verdict)))

    def _tell(self, verdict: Verdict) -> None:
        self.stdout.write(_("%(count)d catatan bersegel utuh.") % {"count": verdict.head.sequence})
        self.stdout.write(_("Ujung rantai: %(head)s") % {"head": verdict.head})


def _link(text: str | None) -> Link | None:
    if text is None:
        return None
    found = _WRITTEN_DOWN.fullmatch(text.strip())
    if found is None:
        raise CommandError(
            _(
                "--expect berisi nomor dan sidik dengan titik dua, seperti yang dicetak perintah ini: 120:9f86…"
            )
        )
    return Link(int(found[1]), found[2])


def _problems(verdict: Verdict) -> list[str]:
    problems = [sentence_for(verdict.breach)] if verdict.breach else []
    if verdict.unsealed:
        problems.append(
            _(
                "%(count)d catatan belum bersegel lebih dari lima menit, yang pertama catatan %(entry)s: jalankan "
                "sweep_jobs, lalu periksa apakah catatan itu ditulis oleh aplikasi."
            )
            % {"count": verdict.unsealed, "entry": verdict.first_unsealed}
        )
    return problems
