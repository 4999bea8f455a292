"""Stored codes of the action plan and the sets that rules are written in.

Codes are English and never change once stored; labels are what people read.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanLevel(TextChoices):
    NATIONAL = "national", _("Nasional")
    REGIONAL = "regional", pgettext_lazy("tingkat", "Daerah")
    PARLIAMENT = "parliament", _("Parlemen")


class PlanState(TextChoices):
    DRAFT = "draft", _("Rancangan")
    ACTIVE = "active", _("Berjalan")
    CLOSED = "closed", _("Selesai masa berlaku")
    ARCHIVED = "archived", _("Arsip")


FINISHED_PLAN_STATES = frozenset({PlanState.CLOSED, PlanState.ARCHIVED})


class PartnerRole(TextChoices):
    LEAD = "lead", _("Penanggung jawab")
    IMPLEMENTING = "implementing", _("Instansi pelaksana")
    RELATED = "related", _("Instansi terkait")


class OgpValue(TextChoices):
    TRANSPARENCY = "access_to_information", _("Akses informasi")
    PARTICIPATION = "civic_participation", _("Partisipasi warga")
    ACCOUNTABILITY = "public_accountability", _("Akuntabilitas publik")
    TECHNOLOGY = "technology", _("Teknologi dan inovasi")


class DatePrecision(TextChoices):
    YEAR = "year", _("tahun")
    MONTH = "month", _("bulan")
    DAY = "day", _("hari")


class PeriodCode(TextChoices):
    """The quarter that ends at month 3, 6, 9 or 12."""

    B03 = "B03", "B03"
    B06 = "B06", "B06"
    B09 = "B09", "B09"
    B12 = "B12", "B12"


class PeriodState(TextChoices):
    PLANNED = "planned", _("Dijadwalkan")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")


class Step(IntegerChoices):
    """Percent steps of a milestone that is not measured by a quantity."""

    NOT_STARTED = 0, _("0 — belum dimulai")
    PREPARING = 25, _("25 — persiapan")
    RUNNING = 50, _("50 — berjalan")
    NEARLY = 75, _("75 — hampir selesai")
    DONE = 100, _("100 — selesai")


class UpdateState(TextChoices):
    DRAFT = "draft", _("Draf")
    AWAITING_AGENCY = "awaiting_agency", _("Menunggu persetujuan instansi")
    AWAITING_REGION = "awaiting_region", _("Menunggu persetujuan daerah")
    SUBMITTED = "submitted", _("Terkirim")
    IN_REVIEW = "in_review", _("Sedang ditelaah")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Terverifikasi")
    WITHDRAWN = "withdrawn", _("Ditarik")


AWAITING_APPROVAL_STATES = frozenset({UpdateState.AWAITING_AGENCY, UpdateState.AWAITING_REGION})
EDITABLE_STATES = frozenset({UpdateState.DRAFT, UpdateState.RETURNED})
WAITING_FOR_VERDICT_STATES = frozenset({UpdateState.SUBMITTED, UpdateState.IN_REVIEW})


class ReviewVerdict(TextChoices):
    VERIFIED = "verified", _("Terverifikasi")
    RETURNED = "returned", _("Dikembalikan")


class SubmissionKind(TextChoices):
    """How often a report that waits for its verdict was here before."""

    FIRST = "first", _("Kiriman pertama")
    AGAIN = "again", _("Perbaikan setelah dikembalikan")
    CORRECTION = "correction", _("Koreksi setelah terverifikasi")


class ItemVerdict(TextChoices):
    PENDING = "pending", _("Belum dinilai")
    ACCEPTED = "accepted", _("Diterima")
    REFUSED = "refused", _("Ditolak")


class ReturnReason(TextChoices):
    NOT_REQUIREMENT = "not_requirement", _("Tidak sesuai dengan yang diminta syarat")
    UNREADABLE = "unreadable", _("Tidak terbaca atau tautan mati")
    UNSIGNED = "unsigned", _("Tidak bertanda tangan atau tidak bertanggal")
    WRONG_PERIOD = "wrong_period", _("Periode salah")
    WRONG_MILESTONE = "wrong_milestone", _("Tonggak salah")
    PERSONAL_DATA = "personal_data", _("Memuat data pribadi")
    VALUE_MISMATCH = "value_mismatch", _("Nilai tidak cocok dengan bukti")
    OTHER = "other", _("Lainnya")


class Challenge(TextChoices):
    FUNDING = "funding", _("Anggaran")
    RESOURCES = "resources", _("Sumber daya")
    PRIORITIES = "priorities", _("Perubahan prioritas")
    APPROVAL = "approval", _("Persetujuan atau regulasi")
    DEPENDS = "depends_on_others", _("Bergantung pada pihak lain")
    OTHER = "other", _("Lainnya")


class CompletionStatus(TextChoices):
    """OGP's five levels of completion."""

    NO_EVIDENCE = "no_evidence", _("Tidak ada bukti")
    NOT_STARTED = "not_started", _("Belum dimulai")
    LIMITED = "limited", _("Terbatas")
    SUBSTANTIAL = "substantial", _("Substansial")
    COMPLETE = "complete", _("Selesai")


class Pace(TextChoices):
    AHEAD = "ahead", _("Mendahului")
    ON_TRACK = "blue", _("Biru")
    NEARLY = "green", _("Hijau")
    BEHIND = "yellow", _("Kuning")
    FAR_BEHIND = "red", _("Merah")
    NOT_DUE = "not_due", _("Belum jatuh tempo")


class Timeliness(TextChoices):
    """Where a milestone stands against its due date."""

    NO_DUE_DATE = "no_due_date", _("Tanpa tenggat")
    NOT_DUE = "not_due", _("Belum jatuh tempo")
    DUE_SOON = "due_soon", _("Segera jatuh tempo")
    AWAITING_REVIEW = "awaiting_review", _("Menunggu telaah")
    OVERDUE = "overdue", _("Terlambat")
    COMPLETE = "complete", _("Selesai")
    COMPLETE_LATE = "complete_late", _("Selesai terlambat")
    WITHDRAWN = "withdrawn", _("Ditarik")


class CellState(TextChoices):
    """What one checkpoint of the commitments × periods grid says."""

    NOT_EXPECTED = "not_expected", _("Tidak ada yang jatuh lapor")
    UPCOMING = "upcoming", _("Belum dibuka")
    OPEN = "open", _("Menunggu laporan")
    WAITING = "waiting", _("Menunggu telaah")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Terverifikasi")
    PARTLY_VERIFIED = "partly_verified", _("Sebagian terverifikasi")
    NOT_REPORTED = "not_reported", _("Tidak lapor")


class AssessmentSource(TextChoices):
    IRM_DESIGN = "irm_design", _("IRM, laporan rancangan")
    IRM_MIDTERM = "irm_midterm", _("IRM, tengah periode")
    IRM_END_OF_TERM = "irm_end_of_term", _("IRM, akhir periode")
    IMB = "imb", _("Badan Pemantau Independen (IMB)")
    CIVIL_SOCIETY = "civil_society", _("Masyarakat sipil")


class Indicator(TextChoices):
    COMPLETION = "completion", _("Penyelesaian")
    AMBITION = "ambition", _("Ambisi")
    POTENTIAL_IMPACT = "potential_impact", _("Potensi dampak")
    POTENTIAL_RESULTS = "potential_for_results", _("Potensi hasil")
    OPENED_GOVERNMENT = "did_it_open_government", _("Apakah membuka pemerintahan")
    EARLY_RESULTS = "early_results", _("Hasil awal")
    VERIFIABLE = "verifiable", _("Dapat diverifikasi")
    RELEVANT = "relevant", _("Relevan dengan nilai OGP")


class GrantKind(TextChoices):
    VERIFY = "verify", _("Verifikasi")
    MONITOR = "monitor", _("Pemantauan")


class FindingMeasure(TextChoices):
    """What independent reports and plan pages count for a whole plan."""

    COMMITMENTS = "commitments", _("komitmen dinilai")
    COMMITMENTS_ALL = "plan_commitments_all", _("komitmen dalam rencana aksi")
    COMMITMENTS_ACHIEVED = "commitments_achieved", _("komitmen tercapai")
    MILESTONES = "milestones", _("tonggak capaian")
    COMPLETED = "completed", _("selesai")
    SUBSTANTIAL = "substantial", _("substansial")
    LIMITED = "limited", _("terbatas")
    NOT_STARTED = "not_started", _("belum dimulai")
    UNCLEAR = "unclear", _("tidak jelas")
    SUBSTANTIAL_OR_COMPLETE = "substantial_or_complete", _("substansial atau selesai")
    RELEVANT = "relevant", _("relevan dengan nilai OGP")
    TRANSFORMATIVE = "transformative", _("berpotensi mengubah (transformative)")
    STARRED = "starred", _("berbintang")
    POTENTIALLY_STARRED = "potentially_starred", _("berpotensi berbintang")
    DIOG_MAJOR = "diog_major", _("membuka pemerintahan: besar (major)")
    DIOG_OUTSTANDING = "diog_outstanding", _("membuka pemerintahan: luar biasa (outstanding)")
    CARRIED_OVER = "carried_over", _("dilanjutkan ke rencana berikutnya")
    CLUSTERED_INTO = "clustered_into", _("dikelompokkan menjadi")
    OPEN_GOVERNMENT_LENS = "open_government_lens", _("berlensa pemerintahan terbuka")
    SUBSTANTIAL_POTENTIAL = "substantial_potential", _("berpotensi hasil substansial")
    PROMISING = "promising", _("menjanjikan")
    CO_CREATION_MINIMUM = "co_creation_minimum", _("memenuhi syarat minimum penyusunan bersama")
    CONTRARY_TO_PROCESS = "contrary_to_process", _("bertentangan dengan proses OGP")
    MULTI_STAKEHOLDER_FORUM = "multi_stakeholder_forum", _("forum multipihak")
    PUBLIC_INFLUENCE = "public_influence", _("tingkat pengaruh publik")
    VALUE_INFORMATION = "value_access_to_information", _("menyumbang akses informasi")
    VALUE_PARTICIPATION = "value_civic_participation", _("menyumbang partisipasi warga")
    VALUE_ACCOUNTABILITY = "value_public_accountability", _("menyumbang akuntabilitas publik")
    VALUE_TECHNOLOGY = "value_technology", _("menyumbang teknologi dan inovasi")
    VALUE_UNCLEAR = "value_unclear", _("sumbangan tidak jelas")
    MINISTRIES_OTHER = "ministries_other", _("kementerian lain yang terlibat")
    AGENCIES = "agencies", _("lembaga yang terlibat")
    LOCAL_GOVERNMENTS = "local_governments", _("pemerintah daerah yang terlibat")
    TECHNICAL_TEAM = "ministries_and_agencies_in_technical_team", _("K/L dalam tim teknis")
    OUT_OF_SCHOOL = "out_of_school_children_2018", _("anak tidak sekolah (2018)")
    YEARS_SCHOOLING = "mean_years_schooling_2018", _("rata-rata lama sekolah, tahun (2018)")
    PERIOD = "period", _("masa rencana aksi")
    PERIOD_REVIEWED = "period_reviewed", _("masa yang dinilai")
    PUBLICATION_YEAR = "publication_year", _("tahun terbit laporan")
    LAUNCHED = "plan_launch_date", _("diluncurkan")
    SUBMITTED = "submitted", _("diserahkan ke OGP")
    END = "end", _("berakhir")
    NOTE = "note", _("catatan")


# The measures that say how far the independent assessor found a plan completed, in OGP's order.
COMPLETION_MEASURES = (
    FindingMeasure.COMPLETED,
    FindingMeasure.SUBSTANTIAL,
    FindingMeasure.LIMITED,
    FindingMeasure.NOT_STARTED,
    FindingMeasure.UNCLEAR,
)


class HolidayKind(TextChoices):
    NATIONAL = "national", _("Libur nasional")
    COLLECTIVE = "collective", _("Cuti bersama")


class NoticeKind(TextChoices):
    """What somebody is told; the reminders at the end follow the calendar, the rest follow what people did."""

    RETURNED = "returned", _("Laporan dikembalikan")
    SENT_BACK = "sent_back", _("Dikembalikan penyetuju")
    VERIFIED = "verified", _("Laporan terverifikasi")
    REOPENED = "reopened", _("Putusan dibatalkan")
    TO_APPROVE = "to_approve", _("Menunggu persetujuan Anda")
    ROUND_OPENED = "round_opened", _("Masa pelaporan dibuka")
    EXTENDED = "extended", _("Masa pelaporan diperpanjang")
    BLOCKING = "blocking", _("Instansi lain menunggu Anda")
    HANDED_OVER = "handed_over", _("Serah terima tugas")
    DUE = "due", _("Segera berakhir")
    OVERDUE = "overdue", _("Lewat tenggat")
    HEAD_OVERDUE = "head_overdue", _("Unit Anda belum melapor")
    LIST_OVERDUE = "list_overdue", _("Instansi yang belum melapor")
    OWNERLESS = "ownerless", _("Tanpa petugas")
    HOLIDAYS_MISSING = "holidays_missing", _("Hari libur belum diisi")
