"""What a notice says and where it leads, alike in the mail and on the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from renaksi.domain.round import RoundName
from renaksi.enums import EDITABLE_STATES, NoticeKind, PeriodCode
from renaksi.models import Notice, ProgressUpdate
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.deadlines import deadline_on


@dataclass(frozen=True, slots=True)
class Told:
    """`url` is a path of this site; `action` says what one does there."""

    text: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class About:
    """`missing` counts the reports that the institution still owes in the round; None if nobody counted."""

    notice: Notice
    deadline: date
    today: date
    missing: int | None = None


def told(about: About) -> Told:
    """Needs what `readable.SHOWN` joins, and nothing more."""
    sentence, action, url = _PARTS[NoticeKind(about.notice.kind)](about.notice)
    return Told(sentence % _names(about), action, url)


def _names(about: About) -> Mapping[str, str]:
    notice, until = about.notice, deadline_on(about.deadline, about.today)
    update = notice.update
    milestone = update.milestone if update else notice.milestone
    period = update.period if update else notice.period
    institution = notice.institution or (update.institution if update else None)
    return {
        "milestone": numbered(milestone) if milestone else "",
        "period": str(period or ""),
        "plan": notice.period.plan.label if notice.period else "",
        "institution": institution.name if institution else "",
        "until": until.text,
        "day": long_date(about.deadline),
        "left": until.left,
        "reports": _reports(about.missing),
        "year": str(notice.days or ""),
    }


def _reports(missing: int | None) -> str:
    if missing is None:
        return _("laporan")
    return ngettext("%(n)s laporan", "%(n)s laporan", missing) % {"n": missing}


_Parts = tuple[str, str, str]


def _returned(notice: Notice) -> _Parts:
    return _("“%(milestone)s” (%(period)s) dikembalikan verifikator."), *_to_mend(notice.update)


def _sent_back(notice: Notice) -> _Parts:
    return _("“%(milestone)s” (%(period)s) dikembalikan penyetuju."), *_to_mend(notice.update)


def _to_mend(update: ProgressUpdate | None) -> tuple[str, str]:
    """The form as long as it is open; afterwards what became of it."""
    if update is not None and update.state in EDITABLE_STATES:
        return _("Perbaiki laporan"), form_of(update)
    return _to_read(update)


def _to_read(update: ProgressUpdate | None) -> tuple[str, str]:
    if update is None:
        return _to_home()
    return _("Lihat laporan"), reverse("workspace:update", args=[update.pk])


def _to_home() -> tuple[str, str]:
    return _("Buka laporan saya"), reverse("workspace:home")


def form_of(update: ProgressUpdate) -> str:
    return reverse("workspace:report", args=[update.period_id, update.milestone_id])


def _verified(notice: Notice) -> _Parts:
    return _("“%(milestone)s” (%(period)s) terverifikasi."), *_to_read(notice.update)


def _reopened(notice: Notice) -> _Parts:
    sentence = _("Putusan atas “%(milestone)s” (%(period)s) dibatalkan; laporannya ditelaah lagi.")
    return sentence, *_to_read(notice.update)


def _to_approve(notice: Notice) -> _Parts:
    url = reverse("workspace:approval", args=[notice.update_id])
    return _("%(institution)s: “%(milestone)s” (%(period)s) menunggu persetujuan Anda."), _("Periksa"), url


def _round_opened(_notice: Notice) -> _Parts:
    return _("Pelaporan %(period)s untuk %(plan)s dibuka sampai %(until)s."), *_to_home()


def _extended(_notice: Notice) -> _Parts:
    return _("%(institution)s: pelaporan %(period)s diperpanjang sampai %(until)s."), *_to_home()


def _blocking(notice: Notice) -> _Parts:
    sentence = _("%(institution)s menunggu instansi Anda untuk “%(milestone)s”.")
    waited_for = notice.update.blocked_by if notice.update else None
    if waited_for is None:
        return sentence, *_to_home()
    return sentence, _("Lihat siapa yang menunggu"), waited_for.get_absolute_url()


def _handed_over(notice: Notice) -> _Parts:
    named = _("Tugas untuk %(institution)s diserahterimakan.")
    return named if notice.institution else _("Ada tugas yang diserahterimakan."), *_to_home()


def _ownerless(notice: Notice) -> _Parts:
    return _without_officer(notice), _("Cari petugasnya"), reverse("workspace:ownerless")


def _without_officer(notice: Notice) -> str:
    if notice.update_id:
        return _("%(institution)s: “%(milestone)s” (%(period)s) menunggu persetujuan, tanpa penyetuju.")
    if notice.institution_id:
        return _("%(institution)s harus melapor %(period)s, tanpa narahubung.")
    if notice.period_id:
        return _("%(plan)s: laporan %(period)s menunggu telaah, tanpa verifikator.")
    return _("“%(milestone)s” tanpa instansi yang melapor.")


def _holidays_missing(_notice: Notice) -> _Parts:
    sentence = _("Hari libur %(year)s belum diisi; pengingat menghitung hari kerja dari sana.")
    return sentence, _("Isi hari libur"), reverse("cms_holiday:index")


def _due(notice: Notice) -> _Parts:
    if notice.update is not None:
        sentence = _(
            "“%(milestone)s” (%(period)s) dikembalikan dan belum dikirim lagi. Batas %(until)s, %(left)s."
        )
        return sentence, *_to_mend(notice.update)
    if notice.period is not None:
        sentence = _("%(institution)s: %(reports)s %(period)s belum dikirim. Batas %(until)s, %(left)s.")
        return sentence, *_to_home()
    sentence = _("%(institution)s: “%(milestone)s” jatuh tempo %(day)s, %(left)s, dan belum selesai.")
    return sentence, *_to_milestone(notice)


def _overdue(notice: Notice) -> _Parts:
    if notice.update is not None:
        sentence = _(
            "%(institution)s: “%(milestone)s” (%(period)s) dikembalikan dan tidak dikirim lagi sampai %(day)s."
        )
        return sentence, *_to_read(notice.update)
    if notice.period is not None:
        sentence = _("%(institution)s: %(reports)s %(period)s belum dikirim; pelaporan ditutup %(day)s.")
        if notice.kind != NoticeKind.LIST_OVERDUE:
            sentence += " " + _("Perlu waktu lagi? Minta perpanjangan kepada sekretariat.")
        return sentence, *_to_home()
    sentence = _("%(institution)s: “%(milestone)s” lewat tenggat %(day)s dan belum selesai.")
    return sentence, *_to_milestone(notice)


def _listed(notice: Notice) -> _Parts:
    """The secretariat finds the institution in its round."""
    sentence, action, url = _overdue(notice)
    if notice.period is None or notice.institution_id is None:
        return sentence, action, url
    name = RoundName(PeriodCode(notice.period.code), notice.period.year)
    url = reverse("workspace:round_institution", args=[name.slug, notice.institution_id])
    return sentence, _("Lihat instansinya"), url


def _to_milestone(notice: Notice) -> tuple[str, str]:
    if notice.milestone is None:
        return _to_home()
    return _("Lihat tonggak"), notice.milestone.commitment.get_absolute_url()


_PARTS: Mapping[NoticeKind, Callable[[Notice], _Parts]] = {
    NoticeKind.RETURNED: _returned,
    NoticeKind.SENT_BACK: _sent_back,
    NoticeKind.VERIFIED: _verified,
    NoticeKind.REOPENED: _reopened,
    NoticeKind.TO_APPROVE: _to_approve,
    NoticeKind.ROUND_OPENED: _round_opened,
    NoticeKind.EXTENDED: _extended,
    NoticeKind.BLOCKING: _blocking,
    NoticeKind.HANDED_OVER: _handed_over,
    NoticeKind.DUE: _due,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.HEAD_OVERDUE: _overdue,
    NoticeKind.LIST_OVERDUE: _listed,
    NoticeKind.OWNERLESS: _ownerless,
    NoticeKind.HOLIDAYS_MISSING: _holidays_missing,
}
