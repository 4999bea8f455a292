"""What people read when a file or link is refused: what is wrong, and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from evidence.enums import Damage, TakedownReason
from foundation.formats import file_size, long_date

SENTENCES: dict[str, Promise] = {
    "type_not_allowed": _(
        "Jenis berkas %(extension)s tidak diterima. Kirim sebagai PDF, gambar (JPG, PNG, WEBP, HEIC), "
        "DOCX, XLSX, PPTX, CSV, atau TXT, atau kirim tautannya."
    ),
    "type_missing": _(
        "Nama berkas tidak berakhiran jenis, misalnya .pdf. Beri akhiran yang benar, lalu kirim lagi."
    ),
    "too_large": _("Berkas terlalu besar, paling banyak %(max_size)s. Perkecil berkas atau kirim tautannya."),
    "quota_full": _(
        "Ruang simpan instansi Anda sudah terpakai %(used)s dari %(quota)s, berkas %(size)s ini tidak muat lagi. "
        "Perkecil berkas, kirim tautannya, atau minta sekretariat menambah ruang."
    ),
    "too_many_unfinished": _(
        "Anda masih punya %(count)s berkas yang belum selesai dikirim. Lanjutkan atau hapus yang tidak dipakai, "
        "lalu kirim lagi."
    ),
    "longer_than_announced": _(
        "Berkas ini lebih besar daripada saat mulai dikirim, mungkin diubah. Hapus kirimannya, lalu kirim lagi."
    ),
    "given_up": _("Kiriman berkas ini sudah dibatalkan. Pilih berkasnya lagi untuk mengirim dari awal."),
    "storage_full": _(
        "Penyimpanan server penuh, berkas belum diterima. Coba lagi nanti dan beri tahu sekretariat."
    ),
    "taken_down": _(
        "Berkas ini pernah diturunkan dan tidak diterima lagi. Kirim berkas yang sudah diperbaiki."
    ),
    "empty": _("Berkas ini kosong (0 bita). Periksa berkasnya, lalu kirim lagi."),
    "link_invalid": _(
        "Tautan ini tidak lengkap. Tulis alamat utuh yang dimulai dengan https:// atau http://."
    ),
    "link_scheme": _("Tautan ini bukan alamat web. Tulis alamat yang dimulai dengan https:// atau http://."),
    "link_has_password": _(
        "Tautan ini memuat nama pengguna atau kata sandi. Hapus bagian sebelum tanda @, lalu kirim lagi."
    ),
    "link_odd_host": _(
        "Nama situs pada tautan ini tidak ditulis seperti biasa. Salin alamat dari bilah alamat peramban."
    ),
    "link_private": _(
        "Alamat ini hanya dapat dibuka dari jaringan internal. Kirim tautan yang dapat dibuka siapa pun, atau unggah "
        "berkasnya."
    ),
    "link_port": _(
        "Alamat ini tidak memakai porta web yang biasa, jadi tidak diperiksa otomatis. Buka sendiri."
    ),
    "link_name_unknown": _("Nama situs ini tidak ditemukan di internet."),
    "link_no_connection": _("Situs ini tidak dapat dihubungi."),
    "link_timeout": _("Situs ini tidak menjawab tepat waktu."),
    "link_certificate": _("Sambungan aman ke situs ini gagal; sertifikatnya tidak berlaku."),
    "link_not_web": _("Situs ini tidak menjawab sebagaimana situs web."),
    "link_redirects": _("Alamat ini dialihkan terus-menerus tanpa sampai ke sebuah halaman."),
    "link_not_found": _("Situs ini menyatakan bahwa halaman atau berkasnya tidak ada lagi."),
    "link_forbidden": _("Situs ini menolak pemeriksaan otomatis. Buka sendiri untuk memastikannya."),
    "link_server_error": _("Situs ini sedang bermasalah."),
    "link_odd_answer": _("Situs ini menolak permintaan biasa. Buka sendiri untuk memastikannya."),
    "link_too_large": _("Isinya terlalu besar untuk disalin."),
    "link_too_slow": _("Isinya terkirim terlalu lambat untuk disalin."),
    "link_compressed": _("Isinya dikirim dalam bentuk termampat, jadi tidak disalin."),
    "link_copy_not_wanted": _("Situs ini meminta agar isinya tidak disalin."),
    "link_kind_not_kept": _("Isi jenis ini tidak disalin."),
    "link_copy_refused": _("Isinya tidak lolos pemeriksaan berkas, jadi tidak disalin."),
    "link_no_room": _("Ruang simpan instansi penuh, jadi isinya tidak disalin."),
    "content_differs": _(
        "Isi berkas tidak sesuai dengan akhiran namanya. Simpan ulang berkas dari aplikasi asalnya, lalu kirim lagi."
    ),
    "unreadable": _("Berkas ini tidak dapat dibaca, mungkin rusak. Simpan ulang berkasnya, lalu kirim lagi."),
    "has_macros": _("Berkas ini memuat makro. Simpan tanpa makro atau sebagai PDF, lalu kirim lagi."),
    "unpacks_too_large": _(
        "Isi berkas ini terlalu besar untuk dibuka. Perkecil atau simpan sebagai PDF, lalu kirim lagi."
    ),
    "too_many_pixels": _("Gambar ini lebih dari 40 megapiksel. Perkecil gambarnya, lalu kirim lagi."),
    "not_text": _("Berkas ini bukan teks biasa. Simpan sebagai teks UTF-8, lalu kirim lagi."),
    "old_or_locked": _(
        "Berkas Office ini dikunci dengan kata sandi atau memakai format lama (DOC, XLS, PPT). Buka kuncinya, "
        "simpan sebagai DOCX, XLSX, PPTX, atau PDF, lalu kirim lagi."
    ),
    "encrypted": _(
        "Berkas PDF ini hanya terbuka dengan kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."
    ),
    "two_in_one": _(
        "Berkas ini sekaligus memuat berkas jenis lain. Simpan ulang dari aplikasi asalnya, lalu kirim lagi."
    ),
    "has_active_content": _(
        "Berkas ini memuat skrip atau perintah yang dapat berjalan sendiri. Cetak atau ekspor menjadi PDF biasa, "
        "lalu kirim lagi."
    ),
    "has_embedded": _(
        "Berkas ini memuat berkas lain di dalamnya, misalnya lampiran, objek, atau video. Kirim lampirannya sebagai "
        "berkas tersendiri, hapus dari berkas ini, lalu kirim lagi."
    ),
    "has_remote": _(
        "Berkas ini mengambil isi dari luar dirinya, misalnya templat, gambar, atau data dari berkas lain. Putuskan "
        "tautannya atau simpan sebagai PDF, lalu kirim lagi."
    ),
    "not_inspected": _(
        "Berkas ini tidak selesai diperiksa karena isinya terlalu rumit. Simpan ulang atau ekspor menjadi PDF biasa, "
        "lalu kirim lagi."
    ),
    "infected": _(
        "Pemindai menemukan program berbahaya dalam berkas ini. Pindai komputer asalnya, buat ulang berkasnya, lalu kirim lagi."
    ),
    "own_report": _(
        "Berkas ini laporan yang kami terbitkan sendiri, jadi tercatat sebagai tautan ke halamannya. Berkasnya tidak "
        "disimpan lagi; tanda terimanya tetap berlaku."
    ),
    "file_missing": _("Berkas ini tidak ditemukan di penyimpanan. Kirim lagi berkasnya."),
}


def sentence(code: str, values: Mapping[str, Any] | None = None) -> str:
    """Raises KeyError for a code that has no sentence: each must have one."""
    return str(SENTENCES[code]) % (values or {})


def too_large_values(max_bytes: int) -> dict[str, str]:
    return {"max_size": file_size(max_bytes)}


def reason(code: str) -> str:
    """The sentence of a stored reason; what was stored as text stays as it is."""
    return sentence(code) if code in SENTENCES else code


def tombstone_text(reason_code: str, on: date) -> str:
    """Why a proof is gone and since when, without a word of what it was."""
    return gettext("Diturunkan %(date)s: %(reason)s.") % {
        "date": long_date(on),
        "reason": str(TakedownReason(reason_code).label).lower(),
    }


def damage_text(damage: str) -> str:
    """Of a stored file that the doctor found damaged; empty for a sound one."""
    if damage == Damage.MISSING:
        return gettext(
            "Berkas ini tidak lengkap lagi di penyimpanan. Pengelola server memulihkannya dari cadangan; bila tidak "
            "ada, pengirimnya diminta mengirim ulang."
        )
    if damage == Damage.CHANGED:
        return gettext(
            "Isi berkas ini berubah di penyimpanan, jadi tidak dapat diunduh. Pengelola server memulihkannya dari "
            "cadangan; bila tidak ada, pengirimnya diminta mengirim ulang."
        )
    return ""


def hints_text(counts: Mapping[str, int]) -> str:
    """What looks like personal data, counted by kind (`evidence.domain.personal_data.HintKind`); empty for none."""
    nik, phone, email = (counts.get(kind, 0) for kind in ("nik", "phone", "email"))
    told = [
        ngettext(
            "%(count)s angka yang tampak seperti NIK atau nomor KK",
            "%(count)s angka yang tampak seperti NIK atau nomor KK",
            nik,
        )
        % {"count": nik},
        ngettext("%(count)s nomor telepon", "%(count)s nomor telepon", phone) % {"count": phone},
        ngettext("%(count)s alamat surel", "%(count)s alamat surel", email) % {"count": email},
    ]
    found = [text for text, count in zip(told, (nik, phone, email), strict=True) if count]
    if len(found) > 1:
        both = {"first": ", ".join(found[:-1]), "last": found[-1]}
        found = [gettext("%(first)s dan %(last)s") % both]
    seen = gettext("Ada %(what)s. Periksa sebelum tayang.") % {"what": found[0]} if found else ""
    if not counts.get("unread"):
        return seen
    unread = gettext("Tidak seluruh isinya terbaca otomatis. Baca sendiri berkasnya sebelum tayang.")
    return f"{seen} {unread}".strip()
