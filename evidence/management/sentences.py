"""What the doctor says of each finding: what is wrong, and what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.domain.findings import Code, Finding

FINDINGS: Mapping[Code, Promise] = {
    Code.FILE_MISSING: _(
        "%(subject)s: berkasnya hilang dari penyimpanan. Kembalikan dari cadangan, lalu jalankan perintah ini lagi."
    ),
    Code.FILE_CHANGED: _(
        "%(subject)s: isi berkasnya berubah sejak diterima atau diperiksa. Kembalikan dari cadangan, lalu jalankan "
        "perintah ini lagi."
    ),
    Code.COPY_MISSING: _(
        "%(subject)s: salinan sumber tautannya hilang dari penyimpanan. Kembalikan dari cadangan."
    ),
    Code.COPY_CHANGED: _(
        "%(subject)s: isi salinan sumber tautannya berubah sejak disimpan. Kembalikan dari cadangan."
    ),
    Code.HEALED: _("%(subject)s: berkasnya ada kembali dan isinya benar."),
    Code.UNKNOWN_FILE: _("%(subject)s: tidak dikenal basis data, akan dihapus."),
    Code.UNKNOWN_FILE_REMOVED: _("%(subject)s: tidak dikenal basis data, dihapus."),
    Code.UPLOAD_ABANDONED: _("%(subject)s: kiriman yang tidak pernah selesai, dibatalkan."),
    Code.REJECTED_PURGED: _("%(subject)s: ditolak lebih dari 30 hari lalu, berkas aslinya dihapus."),
    Code.CHECK_GAVE_UP: _(
        "%(subject)s: pemeriksaan gagal %(attempts)s kali (%(error)s). Lihat log pekerja. Setelah sebabnya hilang, "
        "jalankan: manage.py check_evidence --retry %(subject)s"
    ),
    Code.PREVIEW_GAVE_UP: _(
        "%(subject)s: pratinjau gagal dibuat %(attempts)s kali (%(error)s), jadi belum dapat terbit. Lihat log "
        "pekerja. Setelah sebabnya hilang, jalankan: manage.py check_evidence --retry %(subject)s"
    ),
    Code.LEASE_RAN_OUT: _(
        "%(subject)s: ditinggalkan pekerja yang mati sejak %(since)s. Pastikan manage.py sweep_jobs berjalan "
        "setiap lima menit."
    ),
    Code.BYTES_NOT_REMOVED: _(
        "%(subject)s: seharusnya sudah terhapus sejak %(since)s. Periksa hak akses folder, lalu jalankan "
        "manage.py sweep_jobs."
    ),
    Code.QUEUE_STANDS_STILL: _(
        "Antrean berhenti: %(count)s pekerjaan, yang tertua sejak %(since)s. Jalankan pekerja (manage.py db_worker)."
    ),
    Code.DISK_NEARLY_FULL: _("Ruang penyimpanan tinggal %(free)s. Tambah ruang sebelum kiriman ditolak."),
    Code.FOLDER_OPEN: _(
        "Folder %(subject)s dapat dibuka pengguna lain di server ini (%(mode)s). Ubah haknya menjadi 0700."
    ),
    Code.SCANNER_DOWN: _(
        "Pemindai virus tidak menjawab atau tidak mengenali contoh virus (%(problem)s). Berkas baru menunggu sampai "
        "pemindai pulih."
    ),
}


def sentence(finding: Finding) -> str:
    return str(FINDINGS[finding.code]) % {"subject": finding.subject, **finding.facts}
