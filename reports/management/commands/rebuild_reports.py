"""Draws the files of stored versions again from their payloads, and brings lost ones back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions.rebuilding import Outcome, Rebuilt, rebuild_files
from reports.builder import BuildFailed
from reports.enums import BUILT_STATES
from reports.models import ReportBuild
from reports.storage import FileDamaged

_WORDS = {
    Outcome.SAME: gettext_lazy("sama"),
    Outcome.RESTORED: gettext_lazy("hilang, dapat dipulihkan dengan isi yang sama"),
    Outcome.DIFFERENT: gettext_lazy("berbeda; berkas tersimpan tetap seperti saat dibuat"),
    Outcome.LOST: gettext_lazy("hilang, dan tidak dapat dipulihkan: ambil dari cadangan"),
}
_BAD = frozenset({Outcome.LOST})


class Command(BaseCommand):
    help = gettext_lazy("Susun ulang berkas laporan dari datanya; yang hilang dipulihkan bila isinya sama")  # type: ignore[assignment]  # Django prints it as text

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", default="", metavar="SLUG", help=_("hanya laporan ini"))
        parser.add_argument("--check", action="store_true", help=_("hanya periksa, jangan pulihkan"))

    def handle(self, *args: Any, **options: Any) -> None:
        builds = ReportBuild.objects.filter(state__in=BUILT_STATES).exclude(payload_sha256="")
        if options["report"]:
            builds = builds.filter(report__slug=options["report"])
        found = list(builds.select_related("report").order_by("pk"))
        if not found:
            raise CommandError(_("Tidak ada laporan seperti itu yang punya berkas."))
        bad = sum(self._rebuild(build, only_check=options["check"]) for build in found)
        if bad:
            raise CommandError(_("%(count)s laporan tidak utuh: lihat baris di atas.") % {"count": bad})

    def _rebuild(self, build: ReportBuild, *, only_check: bool) -> bool:
        """Whether it is broken for good."""
        name = f"{build.report.slug} v{build.version}"
        try:
            rebuilt = rebuild_files(build=build, only_check=only_check)
        except (BuildFailed, FileDamaged) as error:
            self.stdout.write(f"{name}: {error}")
            return True
        for one in rebuilt:
            self.stdout.write(f"{name} {one.format.value}: {_WORDS[one.outcome]}")
        self._tell_versions(build, rebuilt)
        return any(one.outcome in _BAD for one in rebuilt)

    def _tell_versions(self, build: ReportBuild, rebuilt: tuple[Rebuilt, ...]) -> None:
        """Only where they explain a difference."""
        now = rebuilt[0].made_with if rebuilt else ""
        if now and any(one.outcome in {Outcome.DIFFERENT, Outcome.LOST} for one in rebuilt):
            then_has, now_has = set(build.made_with.split("; ")), set(now.split("; "))
            self.stdout.write(
                _("  dibuat dengan %(then)s; sekarang %(now)s")
                % {
                    "then": ", ".join(sorted(then_has - now_has)),
                    "now": ", ".join(sorted(now_has - then_has)),
                }
            )
