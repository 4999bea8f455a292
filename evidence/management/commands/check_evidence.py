import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.actions.reconciling import reconcile, try_check_again
from evidence.domain.findings import Finding
from evidence.management.sentences import sentence
from evidence.queries.health import Health, ailments, health
from evidence.scanner import ScannerState
from foundation.formats import file_size

_SAMPLE = 200


class Command(BaseCommand):
    help = (
        "The doctor of the proofs: compares rows with files, hashes a sample again, removes what nobody knows, and "
        "tells how queue, disk and scanner are. Ends with status 1 if something needs a person. Run it every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sample",
            type=int,
            default=_SAMPLE,
            help="how many files are hashed again (default: %(default)s)",
        )
        parser.add_argument("--all", action="store_true", help="hashes every file again")
        parser.add_argument("--dry-run", action="store_true", help="changes nothing, tells what it would do")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object per finding, the last one sums up"
        )
        parser.add_argument("--retry", type=UUID, help="only lets the check of this proof begin anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self._retry(options["retry"])
            return
        now = timezone.now()
        facts = health()
        found: Counter[str] = Counter()
        needs_person = 0
        for finding in self._findings(facts, now, options):
            self._tell(finding, as_json=options["json"])
            found[finding.code] += 1
            needs_person += finding.needs_person
        self._sum_up(facts, found, needs_person, as_json=options["json"])
        if needs_person:
            sys.exit(1)

    def _retry(self, public_id: UUID) -> None:
        if not try_check_again(public_id=public_id):
            raise CommandError(_("Tidak ada berkas yang menunggu pemeriksaan dengan nomor itu."))
        self.stdout.write(_("Pemeriksaan diantrekan lagi."))

    def _findings(self, facts: Health, now: datetime, options: dict[str, Any]) -> Iterator[Finding]:
        yield from ailments(facts, now=now)
        sample = None if options["all"] else options["sample"]
        yield from reconcile(now=now, sample=sample, dry_run=options["dry_run"])

    def _tell(self, finding: Finding, *, as_json: bool) -> None:
        if as_json:
            said = {"code": finding.code, "subject": finding.subject, "needs_person": finding.needs_person}
            self.stdout.write(json.dumps({**said, **finding.facts}, cls=DjangoJSONEncoder))
        else:
            mark = "!" if finding.needs_person else "-"
            self.stdout.write(f"{mark} {sentence(finding)}")

    def _sum_up(self, facts: Health, found: Counter[str], needs_person: int, *, as_json: bool) -> None:
        if as_json:
            summary = {
                "findings": dict(found),
                "needs_person": needs_person,
                "queued": facts.queued,
                "oldest_job_at": facts.oldest_job_at,
                "quarantined": facts.quarantined,
                "free_bytes": facts.free_bytes,
                "scanner": asdict(facts.scanner),
                "visits_links": facts.visits_links,
            }
            self.stdout.write(json.dumps(summary, cls=DjangoJSONEncoder))
            return
        for line in _summary(facts, found.total(), needs_person):
            self.stdout.write(line)


def _summary(facts: Health, found: int, needs_person: int) -> Iterator[str]:
    yield _("Antrean: %(count)d pekerjaan; menunggu pemeriksaan: %(files)d berkas") % {
        "count": facts.queued,
        "files": facts.quarantined,
    }
    yield _("Ruang penyimpanan kosong: %(free)s") % {"free": file_size(facts.free_bytes)}
    yield _("Pemindai virus: %(state)s") % {"state": _scanner(facts.scanner)}
    yield _("Kunjungan tautan: %(state)s") % {"state": _("menyala") if facts.visits_links else _("mati")}
    yield _("Temuan: %(found)d, perlu tindakan: %(needs)d") % {"found": found, "needs": needs_person}


def _scanner(state: ScannerState) -> str:
    if state.is_trusted is None:
        return _("tidak dipasang")
    return state.version if state.is_trusted else _("tidak dapat dipercaya")
