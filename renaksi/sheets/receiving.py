"""From the bytes of an upload to a kept sheet; what cannot be used is refused with one sentence."""

import hashlib
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import User
from evidence.domain.file_names import sent_name
from evidence.inspection.refusal import CheckFailed
from evidence.messages import sentence
from evidence.storage.workbooks import cells_of
from institutions.models import Institution
from renaksi.actions.sheets import keep_sheet
from renaksi.models import ReportingPeriod, ReportSheet
from renaksi.queries.workspace.sheets import may_fill, sheet_content
from renaksi.sheets.rows import SheetRefused, read_report, stored
from renaksi.sheets.tokens import Token

MOST_BYTES = 1024 * 1024


def receive_sheet(*, name: str, content: bytes, by: User, at: datetime, today: date) -> ReportSheet:
    """Raises SheetRefused."""
    try:
        sheets = cells_of(content)
    except CheckFailed as failure:
        raise SheetRefused(sentence(failure.code)) from failure
    except OSError as fault:
        # The disk is full, or the process that reads could not be started: nothing is known about the file.
        raise SheetRefused(
            _("Server sedang tidak dapat membaca berkas. Coba lagi beberapa saat lagi.")
        ) from fault
    token, rows = read_report(sheets)
    institution, period = _owner(token, by, today)
    return keep_sheet(
        institution=institution,
        period=period,
        file_name=sent_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[stored(row) for row in rows],
        by=by,
        at=at,
    )


def _owner(token: Token, by: User, today: date) -> tuple[Institution, ReportingPeriod]:
    institution = Institution.objects.filter(pk=token.institution_id).first()
    period = ReportingPeriod.objects.filter(pk=token.period_id).select_related("plan").first()
    if institution is None or period is None or not may_fill(by, institution, period.pk):
        raise SheetRefused(
            _("Lembar ini milik instansi atau periode lain. Unduh lembar instansi Anda, lalu isi yang itu.")
        )
    if sheet_content(by, institution, period, today=today) is None:
        told = {"period": period}
        raise SheetRefused(
            _("Lembar ini untuk periode %(period)s, yang tidak dapat diisi lagi. Unduh lembar periode ini.")
            % told
        )
    return institution, period
