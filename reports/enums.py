"""Kinds of reports, what they are about, their files, and the states of a build."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    QUARTERLY = "quarterly", _("Laporan triwulan")
    SEMESTER = "semester", _("Laporan semester")
    ANNUAL = "annual", _("Laporan tahunan")
    MID_TERM = "mid_term", _("Laporan tengah masa")
    END_OF_TERM = "end_of_term", _("Laporan akhir masa")
    STANDING = "standing", _("Laporan rencana aksi")
    BRIEFING = "briefing", _("Ringkasan satu halaman")
    SELF_ASSESSMENT = "self_assessment", _("Penilaian mandiri OGP")
    CHECKLIST = "checklist", _("Daftar periksa repositori OGP")


# These end with a reporting period that has to be chosen; the others tell how things stand when they are built.
PERIODIC_KINDS = frozenset(
    {
        ReportKind.QUARTERLY,
        ReportKind.SEMESTER,
        ReportKind.ANNUAL,
        ReportKind.MID_TERM,
        ReportKind.END_OF_TERM,
    }
)
# OGP asks for these of a whole plan.
WHOLE_PLAN_KINDS = frozenset({ReportKind.SELF_ASSESSMENT, ReportKind.CHECKLIST})


class SubjectKind(TextChoices):
    """What part of a plan a report is about."""

    PLAN = "plan", _("Seluruh rencana aksi")
    REGION = "region", _("Satu daerah")
    INSTITUTION = "institution", _("Satu instansi")
    COMMITMENT = "commitment", _("Satu komitmen")


class ReportLanguage(TextChoices):
    INDONESIAN = "id", _("Bahasa Indonesia")
    ENGLISH = "en", _("Bahasa Inggris")
    BOTH = "id-en", _("Dua bahasa")


class TextSlot(TextChoices):
    """Where editors add words of their own."""

    FOREWORD = "foreword", _("Kata pengantar")
    PROCESS = "process", _("Proses penyusunan dan pelaksanaan")
    IRM_RESPONSE = "irm_response", _("Rekomendasi IRM dan tanggapan")
    PARTICIPATION = "participation", _("Partisipasi publik")
    RECOMMENDATIONS = "recommendations", _("Rekomendasi")
    PEER_LEARNING = "peer_learning", _("Pembelajaran antarnegara")
    DECISIONS = "decisions", _("Keputusan yang diperlukan")
    CONCLUSIONS = "conclusions", _("Penutup")
    REMARK = "remark", _("Catatan redaksi untuk komitmen")


class FileFormat(TextChoices):
    """The files of a report; `value` ends the name under which a file is kept."""

    PDF = "pdf", _("PDF untuk dibaca (PDF/UA)")
    ARCHIVE = "archive", _("PDF untuk arsip (PDF/A)")
    TWIN = "html", _("Halaman web")
    WORKBOOK = "xlsx", _("Tabel (XLSX)")
    OFFICE = "docx", _("Naskah yang dapat disunting (DOCX)")
    CSV = "csv", _("Semua tabel (CSV dalam ZIP)")
    PAYLOAD = "json", _("Data laporan (JSON)")


class BuildState(TextChoices):
    QUEUED = "queued", _("Menunggu giliran")
    BUILDING = "building", _("Sedang disusun")
    READY = "ready", _("Siap diperiksa")
    FAILED = "failed", _("Gagal")
    CANCELLED = "cancelled", _("Dibatalkan")
    PUBLISHED = "published", _("Terbit")
    WITHDRAWN = "withdrawn", _("Ditarik")


class BatchState(TextChoices):
    """Of an order for many: whether its reports are asked for; how far they are is theirs."""

    FILLING = "filling", _("Permintaan sedang disiapkan")
    FILLED = "filled", _("Permintaan siap")
    CANCELLED = "cancelled", _("Dibatalkan")
    FAILED = "failed", _("Gagal")


# Somebody waits for these; an identical request joins them.
UNFINISHED_STATES = frozenset({BuildState.QUEUED, BuildState.BUILDING})
# These have files.
BUILT_STATES = frozenset({BuildState.READY, BuildState.PUBLISHED})
# These were public once: their fingerprints stay in the register.
REGISTERED_STATES = frozenset({BuildState.PUBLISHED, BuildState.WITHDRAWN})


class Criterion(TextChoices):
    """What OGP's assessors ask of the repository of an action plan; the values stand in tables and never change."""

    ONLINE = "online", _("Terbuka untuk umum tanpa akun dan tanpa permohonan")
    ONE_PLACE = "one_place", _("Satu alamat untuk seluruh rencana aksi")
    DEVELOPMENT = "development", _("Memuat proses penyusunan rencana aksi")
    IMPLEMENTATION = "implementation", _("Memuat pelaksanaan tiap komitmen")
    EVIDENCE = "evidence", _("Tiap komitmen tertaut pada data dukungnya")
    MILESTONES = "milestones", _("Tiap tonggak yang sudah mulai punya data dukung")
    OPENABLE = "openable", _("Data dukung dapat dibuka siapa pun")
    FRESH = "fresh", _("Diperbarui paling lama tiap enam bulan")
    DATED = "dated", _("Tanggal dokumen tercantum")
    TRACED = "traced", _("Perubahan tercatat dengan nilai semula dan alasannya")
    FORUM = "forum", _("Memuat pertemuan forum multipihak dan hasilnya")
    FEEDBACK = "feedback", _("Masukan masyarakat dijawab dengan alasan")


class Answer(TextChoices):
    """Never "yes" without a proof."""

    YES = "yes", _("Ya")
    PARTLY = "partly", _("Sebagian")
    NO = "no", _("Tidak")
    PEOPLE = "people", _("Perlu dijawab orang")
    NOT_ASKED = "not_asked", _("Tidak ditanyakan")
