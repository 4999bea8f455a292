"""Letters to people without an account: who proposes, who copies, who owns. In Bahasa Indonesia, by the outbox.

A link in a letter is the only copy of its secret; the outbox forgets the text once it is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from foundation.mail.outbox import queue_mail
from practices.models import LifeCheck, PracticeCopy, PracticePage, PracticeSubmission
from renaksi.notifications.letters import absolute


@dataclass(frozen=True, slots=True)
class Letter:
    """`quoted` is what somebody wrote; `url` and `action` are its one button; `notes` stand below."""

    kind: str
    recipient: str
    name: str
    subject: str
    paragraphs: tuple[str, ...]
    quoted: str = ""
    url: str = ""
    action: str = ""
    notes: tuple[str, ...] = ()
    reply_to: str = ""


def _mailed(compose: Callable[..., Letter]) -> Callable[..., None]:
    """Not in the language in which somebody reads the site; nothing goes to a sender who was forgotten."""

    @wraps(compose)
    def mail(*args: Any, at: datetime, **facts: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            _queue(compose(*args, **facts), at)

    return mail


def _queue(letter: Letter, at: datetime) -> None:
    if not letter.recipient:
        return
    context = {"letter": letter, "subject": letter.subject}
    queue_mail(
        key=f"{letter.kind}:{uuid4()}",
        kind=letter.kind,
        recipient=letter.recipient,
        reply_to=letter.reply_to,
        subject=letter.subject,
        text=render_to_string("emails/practice.txt", context),
        html=render_to_string("emails/practice.html", context),
        at=at,
    )


def _only_you() -> str:
    return _("Siapa pun yang memegang tautan ini dapat membukanya: jangan teruskan surel ini.")


def _not_you() -> str:
    return _("Bukan Anda yang memintanya? Abaikan surel ini: tanpa tautan itu tidak ada yang terjadi.")


@_mailed
def mail_draft_link(submission: PracticeSubmission, secret: str) -> Letter:
    title = submission.answers.get("title", "")
    return Letter(
        kind="practice_draft",
        recipient=submission.email,
        name=submission.sender,
        subject=_("Draf praktik Anda: %(title)s") % {"title": title},
        paragraphs=(
            _("Draf “%(title)s” tersimpan. Lanjutkan mengisinya kapan saja lewat tautan ini.")
            % {"title": title},
            _("Sekretariat baru melihatnya setelah Anda menekan “Kirim ke kurator”."),
        ),
        url=absolute(reverse("practice_draft", args=[secret])),
        action=_("Buka draf"),
        notes=(_only_you(), _("Tautan yang tidak pernah dibuka kami hapus setelah 30 hari."), _not_you()),
    )


@_mailed
def mail_return(submission: PracticeSubmission, secret: str) -> Letter:
    title = submission.answers.get("title", "")
    return Letter(
        kind="practice_returned",
        recipient=submission.email,
        name=submission.sender,
        subject=_("Perlu dilengkapi: %(title)s") % {"title": title},
        paragraphs=(
            _("Kurator membaca “%(title)s” dan meminta perbaikan sebelum terbit:") % {"title": title},
        ),
        quoted=submission.reason,
        url=absolute(reverse("practice_draft", args=[secret])),
        action=_("Lengkapi dan kirim lagi"),
        notes=(_("Tautan di surel sebelumnya tidak berlaku lagi."), _only_you()),
    )


@_mailed
def mail_publication(submission: PracticeSubmission, page: PracticePage) -> Letter:
    return Letter(
        kind="practice_published",
        recipient=submission.email,
        name=submission.sender,
        subject=_("Sudah terbit: %(title)s") % {"title": page.title},
        paragraphs=(
            _("Terima kasih. “%(title)s” kini dapat dibaca dan ditiru siapa pun.") % {"title": page.title},
            _("Setahun sekali kami bertanya kepada narahubungnya apakah praktik ini masih berjalan."),
        ),
        url=absolute(page.get_url() or ""),
        action=_("Lihat halamannya"),
    )


@_mailed
def mail_decline(submission: PracticeSubmission) -> Letter:
    title = submission.answers.get("title", "")
    return Letter(
        kind="practice_declined",
        recipient=submission.email,
        name=submission.sender,
        subject=_("Tidak diterima: %(title)s") % {"title": title},
        paragraphs=(
            _("Kurator memutuskan untuk tidak menerbitkan “%(title)s”. Alasannya:") % {"title": title},
        ),
        quoted=submission.reason,
        notes=(_("Bila keadaannya berubah, Anda boleh mengusulkannya lagi sebagai usulan baru."),),
    )


@_mailed
def mail_life_question(check: LifeCheck, secret: str) -> Letter:
    page = check.page
    return Letter(
        kind="practice_life",
        recipient=page.contact_email,
        name=page.contact_office,
        subject=_("Masih berjalan? %(title)s") % {"title": page.title},
        paragraphs=(
            _("“%(title)s” ada di galeri praktik baik Renaksi dengan unit Anda sebagai narahubung.")
            % {"title": page.title},
            _("Setahun sekali kami menanyakan satu hal: apakah masih berjalan? Jawabannya perlu satu menit."),
        ),
        url=absolute(reverse("practice_life", args=[secret])),
        action=_("Jawab sekarang"),
        notes=(
            _("Tanpa jawaban, halamannya memberi tahu pembaca bahwa kabarnya sudah lama."),
            _("Bila berhenti, halamannya tetap ada bersama pelajarannya."),
            _only_you(),
        ),
    )


@_mailed
def mail_copy_link(copy: PracticeCopy, secret: str) -> Letter:
    return Letter(
        kind="copy_reported",
        recipient=copy.email,
        name=copy.sender,
        subject=_("Satu langkah lagi: laporan replikasi %(title)s") % {"title": copy.origin.title},
        paragraphs=(
            _(
                "%(owner)s dilaporkan meniru “%(title)s”. Buka tautan ini dan tekan tombolnya agar kurator membacanya."
            )
            % {"owner": copy.owner_name, "title": copy.origin.title},
        ),
        url=absolute(reverse("copy_report", args=[secret])),
        action=_("Benar, ini laporan saya"),
        notes=(_("Laporan yang tidak dibenarkan kami hapus setelah 30 hari."), _not_you()),
    )


@_mailed
def mail_copy_declined(copy: PracticeCopy) -> Letter:
    return Letter(
        kind="copy_declined",
        recipient=copy.email,
        name=copy.sender,
        subject=_("Laporan replikasi tidak ditampilkan: %(title)s") % {"title": copy.origin.title},
        paragraphs=(
            _("Kurator tidak menampilkan laporan Anda tentang “%(title)s”. Alasannya:")
            % {"title": copy.origin.title},
        ),
        quoted=copy.reason,
        notes=(_("Anda boleh melaporkannya lagi dengan keterangan yang lebih lengkap."),),
    )


@_mailed
def mail_consent_question(copy: PracticeCopy, secret: str) -> Letter:
    page = copy.origin
    facts = {"owner": copy.owner_name, "title": page.title, "stage": copy.get_stage_display()}
    return Letter(
        kind="copy_consent",
        recipient=page.contact_email,
        name=page.contact_office,
        subject=_("%(owner)s meniru praktik Anda") % facts,
        paragraphs=(
            _("%(owner)s melaporkan bahwa mereka meniru “%(title)s” (tahap: %(stage)s). Yang mereka ubah:")
            % facts,
        ),
        quoted=copy.changed,
        url=absolute(reverse("copy_consent", args=[secret])),
        action=_("Benarkan atau sangkal"),
        notes=(
            _("Sampai Anda menjawab, tertulis “Belum dikonfirmasi pemilik asal”."),
            _only_you(),
        ),
    )


@_mailed
def mail_message(page: PracticePage, *, name: str, office: str, email: str, message: str) -> Letter:
    """The asker's own words to the office; an answer goes straight to the asker."""
    return Letter(
        kind="practice_contact",
        recipient=page.contact_email,
        name=page.contact_office,
        subject=_("Pertanyaan tentang %(title)s") % {"title": page.title},
        paragraphs=(
            _("%(name)s (%(office)s) bertanya lewat halaman “%(title)s” di Renaksi:")
            % {"name": name, "office": office or _("tanpa instansi"), "title": page.title},
        ),
        quoted=message,
        url=absolute(page.get_url() or ""),
        action=_("Lihat halaman praktik"),
        notes=(
            _("Balas surel ini untuk menjawab: balasan Anda langsung sampai ke %(email)s.")
            % {"email": email},
            _("Alamat surel Anda tidak ditampilkan di situs dan tidak diberikan kepada penanya."),
        ),
        reply_to=email,
    )
