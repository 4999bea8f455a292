"""What makes a version public, and what takes it away again."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.enums import EvidenceState
from foundation.audit.actions import record
from renaksi.models import Commitment
from reports.actions.requesting import ReportRefused, request_report
from reports.enums import BUILT_STATES, BuildState
from reports.models import Report, ReportBuild, ReportFile
from reports.permissions import may_build_reports
from reports.queries.finding import newest_public_version
from reports.queries.since import standings_in
from reports.storage import discard, is_whole
from reports.subject import subject_of

FEWEST_WORDS_OF_A_REASON = 3


@transaction.atomic
def publish_report(*, build: ReportBuild, by: User, at: datetime, fingerprint: str) -> ReportBuild:
    """From now on everybody reads it, and not one byte of it changes.

    `fingerprint` is that of the payload which the person saw. Raises PermissionDenied, ReportRefused.
    """
    if not may_build_reports(by):
        raise PermissionDenied
    report = Report.objects.select_for_update().get(pk=build.report_id)
    found = ReportBuild.objects.select_for_update().get(pk=build.pk)
    _refuse_unfit(found, report, fingerprint)
    found.state, found.published_by, found.published_at = BuildState.PUBLISHED, by, at
    found.save(update_fields=["state", "published_by", "published_at"])
    record(action="report.published", by=by, target=found, data={"sha256": found.payload_sha256})
    return found


def _refuse_unfit(build: ReportBuild, report: Report, fingerprint: str) -> None:
    if build.state == BuildState.PUBLISHED:
        raise ReportRefused(_("Laporan ini sudah terbit."))
    if build.state != BuildState.READY or not build.payload_sha256:
        raise ReportRefused(_("Laporan ini belum siap diterbitkan: susun lagi, lalu periksa sebelum terbit."))
    if fingerprint != build.payload_sha256:
        raise ReportRefused(
            _("Sidik yang dikonfirmasi bukan sidik laporan ini: buka lagi laporannya, lalu terbitkan.")
        )
    newest = newest_public_version(report)
    if (newest.pk if newest else None) != build.replaces_id:
        raise ReportRefused(
            _("Versi lain sudah terbit sejak laporan ini disusun: susun lagi, agar ia menyebut yang diganti.")
        )
    _refuse_hidden(build)
    _refuse_broken(build)


def _refuse_hidden(build: ReportBuild) -> None:
    """What tells of commitments that were unpublished meanwhile, alone or with their plan."""
    told = standings_in(build.pk, build.payload_sha256)
    unpublished = Commitment.objects.filter(plan=build.report.plan).exclude(
        pk__in=Commitment.objects.public()
    )
    keys = (f"{plan}/{slug}" for plan, slug in unpublished.values_list("plan__slug", "slug"))
    hidden = [key for key in keys if key in told]
    if hidden:
        raise ReportRefused(
            _("%(count)s komitmen dalam laporan ini tidak terbit lagi sejak disusun: susun lagi.")
            % {"count": len(hidden)}
        )


def _refuse_broken(build: ReportBuild) -> None:
    """What holds evidence that is public no longer, or files that are not those that were built."""
    gone = build.evidence.exclude(state=EvidenceState.PUBLISHED).count()
    if gone:
        raise ReportRefused(
            _("%(count)s data dukung dalam laporan ini tidak terbit lagi sejak disusun: susun lagi.")
            % {"count": gone}
        )
    for file in build.files.all():
        if not is_whole(file):
            raise ReportRefused(
                _("Berkas “%(format)s” hilang atau berubah di penyimpanan: susun lagi laporannya.")
                % {"format": file.get_format_display()}
            )


@transaction.atomic
def withdraw_report(
    *, build: ReportBuild, by: User, at: datetime, reason: str, with_replacement: bool
) -> ReportBuild | None:
    """Nobody can open its files from now on; what was public says so with the reason.

    The report that replaces it, or None if none is wanted or nothing is left to report. The files go after the
    commit, or with the next sweep. Raises PermissionDenied, ReportRefused.
    """
    if not may_build_reports(by):
        raise PermissionDenied
    reason = " ".join(reason.split())
    if len(reason.split()) < FEWEST_WORDS_OF_A_REASON:
        raise ReportRefused(_("Tulis alasan penarikan dalam satu kalimat: pembaca akan melihatnya."))
    found = ReportBuild.objects.select_for_update().select_related("report").get(pk=build.pk)
    if found.state == BuildState.WITHDRAWN:
        raise ReportRefused(_("Laporan ini sudah ditarik."))
    if found.state not in BUILT_STATES:
        raise ReportRefused(_("Laporan ini belum punya berkas yang dapat ditarik: batalkan saja."))
    found.state, found.withdrawn_by, found.withdrawn_at = BuildState.WITHDRAWN, by, at
    found.withdrawn_reason = reason
    found.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    record(action="report.withdrawn", by=by, target=found)
    transaction.on_commit(remove_withdrawn, robust=True)
    return _replacement(found, by, reason) if with_replacement else None


def _replacement(withdrawn: ReportBuild, by: User, reason: str) -> ReportBuild | None:
    try:
        return request_report(subject=subject_of(withdrawn.report), by=by, reason=reason)
    except ReportRefused:
        return None


def remove_withdrawn() -> int:
    """The files of withdrawn versions, however often it runs; how many are gone now. Raises OSError.

    Their rows stay: their fingerprints are still known.
    """
    left = list(ReportFile.objects.filter(build__state=BuildState.WITHDRAWN).exclude(name=""))
    for file in left:
        discard(file.name)
        ReportFile.objects.filter(pk=file.pk).update(name="")
    return len(left)
