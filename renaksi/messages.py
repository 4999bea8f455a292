"""The sentence behind each code of a problem: what is wrong, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from renaksi.domain.update_flow import Problem

SENTENCES: dict[str, Promise] = {
    # What keeps an update from being submitted.
    "window_not_open": _("Masa pelaporan belum dibuka. Simpan sebagai draf dulu, lalu kirim setelah dibuka."),
    "window_closed": _("Masa pelaporan sudah ditutup. Minta perpanjangan waktu kepada sekretariat."),
    "return_too_late": _("Batas perbaikan laporan yang dikembalikan sudah lewat. Hubungi sekretariat."),
    "value_missing": _("Capaian belum diisi. Isi nilai atau tahap yang dicapai sampai hari ini."),
    "step_invalid": _("Tahap ini tidak dikenal. Pilih 0, 25, 50, 75, atau 100."),
    "narrative_missing": _("Perkembangan belum ditulis. Tulis satu sampai tiga pokok, satu pokok per baris."),
    "narrative_too_many_points": _(
        "Perkembangan lebih dari tiga baris. Ringkas menjadi paling banyak tiga pokok."
    ),
    "evidence_missing": _("Capaian di atas nol memerlukan bukti. Lampirkan berkas atau tautan."),
    "refused_item_not_replaced": _(
        "“%(about)s” ditolak dan belum diganti. Lampirkan bukti baru di tempat yang sama."
    ),
    "item_still_receiving": _(
        "“%(about)s” belum selesai diterima. Pilih berkas yang sama untuk melanjutkan, atau hapus."
    ),
    "challenge_missing": _("Tonggak ini terlambat atau di bawah harapan. Pilih kendala yang menghambatnya."),
    "challenge_text_missing": _("Kendala “Lainnya” belum dijelaskan. Tulis kendalanya."),
    "challenge_invalid": _("Kendala ini tidak dikenal. Pilih dari daftar."),
    "next_step_missing": _("Langkah berikutnya belum ditulis. Tulis apa yang akan dilakukan dan kapan."),
    "blocked_by_missing": _("Instansi yang ditunggu belum dipilih. Pilih instansinya."),
    "blocked_since_missing": _("Tanggal mulai menunggu belum diisi. Isi sejak kapan menunggu."),
    "blocked_since_in_future": _("Tanggal mulai menunggu ada di masa depan. Isi hari ini atau sebelumnya."),
    "blocked_reason_missing": _("Alasan menunggu belum ditulis. Tulis apa yang ditunggu."),
    # What keeps a draft from being changed.
    "stale_draft": _(
        "Draf ini sudah diubah orang lain sejak Anda membukanya. Isian Anda masih ada di bawah: "
        "bandingkan dengan versi tersimpan, lalu simpan sekali lagi."
    ),
    "not_editable": _(
        "Laporan ini sudah dikirim dan tidak dapat diubah. Tarik dulu kembali bila belum ditelaah."
    ),
    "milestone_withdrawn": _("Tonggak ini sudah ditarik dan tidak dilaporkan lagi."),
    "milestone_without_owner": _("Tonggak ini belum punya instansi yang melapor. Hubungi sekretariat."),
    "example_without_owner": _(
        "Berkas contoh belum disimpan: tonggak ini belum punya instansi yang melapor. Pilih instansinya dulu."
    ),
    "draft_of_institution": _(
        "Instansi sudah memulai laporan ini sendiri, jadi tidak ditimpa. Minta instansi meneruskan drafnya."
    ),
    "period_of_other_plan": _("Periode ini milik rencana aksi lain. Pilih periode rencana aksi tonggak ini."),
    "requirement_of_other_milestone": _("Syarat ini milik tonggak lain. Pilih syarat tonggak ini."),
    "evidence_of_other_institution": _("Bukti ini milik instansi lain. Lampirkan bukti instansi sendiri."),
    "item_already_judged": _(
        "Bukti ini sudah dinilai dan tetap tercatat. Lampirkan bukti baru sebagai gantinya."
    ),
    "step_not_possible": _(
        "Langkah ini tidak dapat diambil lagi: keadaan laporan sudah berubah. Muat ulang halaman."
    ),
    # What keeps an approval or a verdict from being given.
    "not_awaiting_approval": _("Laporan ini tidak sedang menunggu persetujuan. Muat ulang halaman."),
    "own_work": _("Anda ikut menulis, mengirim, atau menyetujui laporan ini. Minta orang lain menilainya."),
    "not_waiting_for_verdict": _("Laporan ini tidak sedang menunggu telaah. Muat ulang halaman."),
    "held_by_other": _(
        "Laporan ini sedang ditelaah %(about)s. Isian Anda masih ada: tunggu sampai selesai, atau ambil alih."
    ),
    "refused_not_confirmed": _(
        "Ada bukti yang Anda tolak. Kembalikan laporan ini, atau centang bahwa laporan tetap diverifikasi."
    ),
    "bulk_not_alike": _("Laporan ini tidak mirip dengan yang lain. Telaah tersendiri."),
    "bulk_later_version": _("Laporan ini menggantikan versi yang lebih lama. Telaah tersendiri."),
    "bulk_has_refusal": _("Ada bukti yang ditolak. Telaah tersendiri."),
    "bulk_not_readable": _("Ada bukti yang belum lolos pemeriksaan. Tunggu, atau telaah tersendiri."),
    "bulk_flagged": _("Ada bukti yang perlu perhatian: %(about)s. Telaah tersendiri."),
    "bulk_not_opened": _("Belum Anda buka: %(about)s. Buka dulu buktinya."),
    "bulk_requirement_missing": _("Ada syarat wajib yang belum terjawab. Telaah tersendiri."),
    "bulk_value_missing": _("Klaimnya belum diisi. Telaah tersendiri."),
    "not_verified": _("Hanya laporan yang sudah terverifikasi yang dikoreksi. Buka laporannya untuk lanjut."),
    "newer_version": _("Laporan ini sudah punya versi yang lebih baru. Lanjutkan pada versi itu."),
    "no_correction": _("Ini bukan koreksi yang dapat diurungkan: tidak ada versi lama yang masih berlaku."),
    "no_verdict": _(
        "Laporan ini belum mendapat putusan, jadi tidak ada yang dibatalkan. Muat ulang halaman."
    ),
    "plan_finished": _("Rencana aksi ini sudah berakhir, jadi laporannya tidak dikoreksi lagi."),
    "already_mended": _(
        "Pelapor sudah mulai memperbaiki laporan ini sejak dikembalikan. Tunggu laporan barunya."
    ),
    "reopened_not_recalled": _(
        "Putusan laporan ini sedang diulang oleh sekretariat, jadi tidak dapat ditarik. Tunggu putusannya."
    ),
    "reason_missing": _("Alasan belum ditulis. Tulis alasannya agar dapat ditindaklanjuti."),
    "item_not_judged": _("Bukti ini belum dinilai. Terima atau tolak dulu."),
    "item_not_checked": _(
        "Berkas ini belum lolos pemeriksaan, jadi belum dapat diterima. Tunggu, atau tolak dengan alasan."
    ),
    "item_reason_missing": _("Alasan penolakan belum dipilih. Pilih satu alasan."),
    "item_note_missing": _("Catatan penolakan belum ditulis. Tulis apa yang perlu diperbaiki."),
    "verified_value_missing": _("Nilai terverifikasi belum diisi. Isi nilai yang terbukti."),
    "accepted_evidence_missing": _("Nilai di atas nol memerlukan paling sedikit satu bukti yang diterima."),
    "reason_code_missing": _("Alasan pengembalian belum dipilih. Pilih satu alasan."),
    "remark_missing": _("Catatan belum ditulis. Tulis apa yang Anda amati, di mana, dan kapan."),
    "note_missing": _("Catatan pengembalian belum ditulis. Tulis apa yang perlu diperbaiki."),
    # Decisions of the secretariat.
    "completion_not_proven": _(
        "“Selesai” belum dapat diputuskan: belum semua tonggak terverifikasi 100 % dengan bukti yang diterima."
    ),
    "not_monitored": _("Rencana aksi ini tidak dipantau di Renaksi, jadi tidak ada yang diputuskan di sini."),
    "status_invalid": _("Status ini tidak dikenal. Pilih dari daftar."),
    "holidays_empty": _(
        "Belum ada hari yang tertulis. Tulis satu baris untuk tiap hari: tanggal, lalu namanya."
    ),
    "mail_already_sent": _("Surat ini sudah terkirim. Muat ulang halaman."),
    "handover_to_oneself": _("Pemberi dan penerima adalah orang yang sama. Pilih penerima yang lain."),
    "taker_inactive": _("Akun penerima nonaktif. Aktifkan dulu, atau pilih penerima yang lain."),
    "taker_lacks_role": _(
        "Penerima belum berperan verifikator atau pemantau. Beri perannya dulu di “Akun dan peran”."
    ),
    "nothing_to_hand_over": _("Tidak ada yang terbuka pada orang ini di sini. Pilih orang atau tempat lain."),
    "period_not_running": _(
        "Periode ini tidak sedang berjalan: tidak ada yang dapat dikirim. Pilih periode lain."
    ),
    "period_not_planned": _("Hanya periode yang dijadwalkan yang dapat dibuka."),
    "period_not_open": _("Hanya periode yang sedang dibuka yang dapat ditutup."),
    "extension_without_period": _(
        "Instansi ini tidak melapor pada putaran ini, jadi tidak ada yang dapat diperpanjang."
    ),
    "round_without_plans": _("Belum ada rencana aksi yang dipilih. Pilih paling sedikit satu."),
    "round_plan_not_running": _(
        "“%(about)s” tidak sedang berjalan atau belum terbit. Keluarkan dari pilihan, atau ubah dulu keadaannya."
    ),
    "round_closed": _(
        "Putaran ini sudah ditutup untuk “%(about)s”. Keluarkan dari pilihan; instansi yang perlu waktu lebih "
        "dapat diperpanjang."
    ),
    "round_not_open": _("Putaran ini tidak sedang dibuka. Muat ulang halaman."),
    "round_over": _(
        "Hari penutupan untuk “%(about)s” sudah lewat. Pilih tanggal yang akan datang, atau pindahkan harinya "
        "di menu Periode pelaporan."
    ),
    "extension_over": _("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."),
    "extension_not_longer": _(
        "Perpanjangan harus melewati tanggal penutupan. Pilih tanggal yang lebih akhir."
    ),
}


def sentence(problem: Problem) -> str:
    """Raises KeyError for a code that has no sentence: each must have one."""
    told = str(SENTENCES[problem.code])
    return told % {"about": problem.about} if problem.about else told
