"""What a correction that came back is told, and not asked for."""

from datetime import timedelta

import pytest

from renaksi.actions.corrections import correct_update
from renaksi.actions.reviews import return_update, verify_update
from renaksi.actions.updates import submit_update
from renaksi.enums import NoticeKind, ReturnReason
from renaksi.models import Notice, ProgressUpdate
from renaksi.notifications.return_mail import return_letter, with_reasons
from tests.reporting import REVIEWED, judge, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_letter_of_a_returned_correction_names_no_deadline(line):
    update = submitted(line)
    judge(line, update)
    verify_update(update=update, verified_step=75, by=line.verifier, at=REVIEWED)
    later = REVIEWED + timedelta(days=30)
    draft = correct_update(update=update, reason="Salah hitung.", by=line.reporter, at=later)
    submit_update(update=draft, by=line.reporter, at=later)
    given = {"reason_code": ReturnReason.OTHER, "note": "Perbaiki.", "by": line.verifier, "at": later}
    return_update(update=draft, **given)
    notice = Notice.objects.get(kind=NoticeKind.RETURNED)

    update = ProgressUpdate.objects.prefetch_related(*with_reasons()).get(pk=draft.pk)
    letter = return_letter(notice, update, later)

    assert "koreksi tidak dibatasi masa pelaporan" in letter.text
    assert "paling lambat" not in letter.text
